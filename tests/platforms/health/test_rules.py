"""What a line of prevention may say: what shows in everyday life, and no word of a disease or a treatment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.platforms.health.model import Effect, HealthFact, Theme
from ceis_desk.platforms.health.rules import HINT, LONGEST_WORDS, check_fact, check_words
from ceis_desk.platforms.health.themes import SETTING, THEMES, offered, theme_label, themes_of, written

DAY = dt.date(2019, 6, 18)
CODES = frozenset(theme.code for theme in THEMES)
FACT = HealthFact(new_id(), 0, new_id(), DAY, "sleep")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Pas plus de 5 kg",
        "Pas avant 9 h, ni le soir",
        "Pause toutes les 45 minutes, assise",
        "Grosses charges\u00a0: à deux",
        "Lit mieux en gros caractères",
    ],
)
def test_what_changes_in_everyday_life_may_be_written(words: str) -> None:
    check_words(words)


@pytest.mark.parametrize(
    "words",
    ["Dépression", "suivie pour un DIABÈTE", "son traitement du matin", "ALD", "F32.1", "troubles du sommeil", "VIH"],
)
def test_a_word_of_a_disease_or_a_treatment_is_refused_with_another_way_to_say_it(words: str) -> None:
    with pytest.raises(Refusal, match="pas plus de 5 kg"):
        check_words(words)


def test_a_line_is_short_and_holds_no_social_security_number() -> None:
    check_words("x" * LONGEST_WORDS)
    for words in ("x" * (LONGEST_WORDS + 1), "une ligne\nune autre"):
        with pytest.raises(Refusal, match=str(LONGEST_WORDS)):
            check_words(words)
    with pytest.raises(Refusal, match="sécurité sociale"):
        check_words("2 84 03 34 172 045 31")


def test_the_hint_says_how_long_and_what_never() -> None:
    assert str(LONGEST_WORDS) in HINT
    assert "Jamais une maladie" in HINT


def test_a_fact_has_a_known_theme_a_length_and_a_later_day() -> None:
    check_fact(replace(FACT, next_on=DAY + dt.timedelta(days=1), effects=(Effect.LOAD,)), CODES)
    for wrong in (replace(FACT, theme="unknown"), replace(FACT, minutes=0), replace(FACT, next_on=DAY)):
        with pytest.raises(Refusal):
            check_fact(wrong, CODES)


def test_themes_of_the_site_are_added_and_close_without_removing_any() -> None:
    own = (Theme("teeth", "Dents", closed=True), Theme("heat", "Canicule"))
    value = written(own)
    check_site_setting(SETTING, value)
    themes = themes_of({SETTING: value})
    assert {theme.code for theme in THEMES} < {theme.code for theme in themes}
    assert theme_label("teeth", themes) == "Dents"
    assert "teeth" not in {theme.code for theme in offered(themes)}
    assert themes[-1] == Theme("heat", "Canicule")


def test_a_theme_that_this_desk_does_not_know_yet_is_said_by_its_code() -> None:
    assert theme_label("pollen", THEMES) == "pollen"


@pytest.mark.parametrize(
    "value", ['[{"code": "A", "label": "x"}]', '[{"code": "a", "label": " "}]', '"a"', '[{"code": "a"}]']
)
def test_a_list_of_another_shape_is_refused(value: str) -> None:
    with pytest.raises(Refusal):
        check_site_setting(SETTING, value)


def test_two_themes_may_not_share_a_code() -> None:
    with pytest.raises(Refusal):
        check_site_setting(SETTING, written((Theme("a", "Un"), Theme("a", "Deux"))))
