"""School holidays typed by the administration, for the years that the program does not know."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt

from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.school_holidays import BACKWARDS, MISSING, SchoolCard
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]
SUMMER = {"name": "Vacances d’été", "from": "2029-07-07", "to": "2029-09-02"}


def card_of(bench: Bench) -> SchoolCard:
    card = bench.view("agenda").findChild(SchoolCard)
    assert isinstance(card, SchoolCard)
    return card


def cells(card: SchoolCard, rank: int) -> list[KeptText]:
    return [cell for cell in card.lines.cells[rank] if isinstance(cell, KeptText)]


def test_holidays_are_kept_once_their_name_and_both_days_are_there(open_settings: Open) -> None:
    bench = open_settings()
    card = card_of(bench)
    name, first, last = cells(card, 0)
    name.setFocus()
    for words in ("Vacances d’été", "7/7/2029", "02/09/2029"):
        type_text(bench.focused(), words)
        bench.key(Qt.Key.Key_Tab)
    assert settings_set(bench) == [("school_holidays", [SUMMER])]
    assert (name.text(), first.text(), last.text()) == ("Vacances d’été", "7/7/2029", "02/09/2029")
    assert card.lines.trouble.text() == ""


def test_a_day_that_is_missing_wrong_or_too_early_is_said_and_kept(open_settings: Open) -> None:
    bench = open_settings()
    card = card_of(bench)
    name, first, last = cells(card, 0)
    retype(bench, name, "Vacances d’été")
    assert card.lines.trouble.text() == MISSING
    retype(bench, first, "31/02/2029")
    retype(bench, last, "02/09/2029")
    assert "31/02" in card.lines.trouble.text()
    retype(bench, first, "03/09/2029")
    assert card.lines.trouble.text() == BACKWARDS
    assert first.text() == "03/09/2029"
    assert settings_set(bench) == []


def test_those_of_the_site_are_shown_and_a_name_erased_takes_its_line_away(open_settings: Open) -> None:
    bench = open_settings()
    bench.house.settings["school_holidays"] = json.dumps([SUMMER])
    bench.pilot.enter()
    name, first, last = cells(card_of(bench), 0)
    assert (first.text(), last.text()) == ("07/07/2029", "02/09/2029")
    name.setFocus()
    name.selectAll()
    bench.key(Qt.Key.Key_Delete)
    bench.key(Qt.Key.Key_Return)
    assert settings_set(bench) == [("school_holidays", [])]


def test_those_who_do_not_administer_write_no_holidays(open_settings: Open) -> None:
    card = card_of(open_settings("Claire Fabre"))
    assert all(cell.isReadOnly() for cell in cells(card, 0))
