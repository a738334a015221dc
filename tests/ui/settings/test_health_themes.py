"""The themes of a site: added, renamed, no longer offered; a code is for ever."""

from __future__ import annotations

from ceis_desk.platforms.health.model import Theme
from ceis_desk.ui.settings.health_themes import with_lines

HEAT, POLLEN = Theme("heat", "Canicule"), Theme("pollen", "Pollens")


def test_a_new_name_keeps_the_code() -> None:
    assert with_lines((HEAT, POLLEN), (("Grandes chaleurs", True), ("Pollens", True))) == (
        Theme("heat", "Grandes chaleurs"),
        POLLEN,
    )


def test_a_theme_just_added_has_a_code_of_its_own_and_is_offered() -> None:
    assert with_lines((HEAT,), (("Canicule", True), ("Sommeil", False))) == (HEAT, Theme("sommeil", "Sommeil"))
    (made,) = with_lines((), (("Sleep", False),))
    assert made == Theme("sleep_2", "Sleep")


def test_a_name_erased_only_closes_the_theme() -> None:
    assert with_lines((HEAT, POLLEN), (("Pollens", True),)) == (POLLEN, Theme("heat", "Canicule", closed=True))


def test_a_box_closes_and_opens_again() -> None:
    (closed,) = with_lines((HEAT,), (("Canicule", False),))
    assert closed.closed
    assert with_lines((closed,), (("Canicule", True),)) == (HEAT,)
