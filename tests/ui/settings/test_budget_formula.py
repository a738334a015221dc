"""The formula of the reste à vivre in the settings: chosen by keys, said as it is ticked, dated."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt

from ceis_desk.core.store import Change, Subject
from ceis_desk.ui.settings.budget_formula import FormulaCard
from ceis_desk.ui.settings.formula_form import NO_DAY, NOTHING_TAKEN, TAKEN, FormulaForm
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]
FIRST = {"from": "2018-03-15", "taken": ["fixed"], "aside": ["ars"], "housing": ["rent", "rent_charges"]}


def card_of(bench: Bench) -> FormulaCard:
    card = bench.view("budget").findChild(FormulaCard)
    assert isinstance(card, FormulaCard)
    return card


def form_of(bench: Bench) -> FormulaForm:
    form = bench.sheet()
    assert isinstance(form, FormulaForm)
    return form


def with_one(open_settings: Open) -> Bench:
    bench = open_settings()
    card_of(bench)
    bench.house.settings |= {"budget_formulas": json.dumps([FIRST])}
    bench.house.store.tell(Change(frozenset({Subject("setting")})))
    return bench


def test_the_usual_formula_is_shown_until_the_ccas_has_its_own(open_settings: Open) -> None:
    assert card_of(open_settings()).list.rows.idents() == ["usual"]


def test_a_formula_is_chosen_by_keys_alone_and_said_as_it_is_ticked(open_settings: Open) -> None:
    bench = open_settings()
    card_of(bench).add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    form = form_of(bench)
    assert bench.focused() is form.day
    assert form.rest.text() == "Reste à vivre = ressources − charges fixes − crédits − plans d’apurement"
    type_text(form.day, "01/07/2019")
    bench.key(Qt.Key.Key_Tab)
    assert bench.focused() is form.cards.boxes["fixed"]
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Space)
    assert form.rest.text() == "Reste à vivre = ressources − charges fixes − plans d’apurement"
    assert not form.lines[next(card for card in form.lines if card.value == "credit")].isVisibleTo(form)
    bench.key(Qt.Key.Key_Tab)
    assert bench.focused() is form.lines[next(iter(form.lines))].boxes["salary"]
    form.housing.boxes["rent_charges"].setFocus()
    bench.key(Qt.Key.Key_Right)
    bench.key(Qt.Key.Key_Space)
    assert "électricité" in form.effort.text()
    bench.key(Qt.Key.Key_Return)
    assert settings_set(bench) == [
        (
            "budget_formulas",
            [
                {
                    "from": "2019-07-01",
                    "taken": ["fixed", "plan"],
                    "aside": [],
                    "housing": ["rent", "rent_charges", "power"],
                }
            ],
        )
    ]
    assert not bench.has_sheet()


def test_a_line_that_does_not_count_is_set_aside(open_settings: Open) -> None:
    bench = with_one(open_settings)
    card = card_of(bench)
    assert card.list.rows.idents() == ["2018-03-15", "usual"]
    card.list.setFocus()
    card.list.go_to("2018-03-15")
    bench.key(Qt.Key.Key_Return)
    form = form_of(bench)
    assert form.day.text() == "15/03/2018"
    assert not form.lines[next(iter(form.lines))].boxes["ars"].isChecked()
    water = next(grid for grid in form.lines.values() if "water" in grid.boxes).boxes["water"]
    water.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert form.rest.text().endswith("charges fixes hors eau")
    bench.key(Qt.Key.Key_Return)
    assert settings_set(bench)[-1][1] == [FIRST | {"aside": ["ars", "water"]}]


def test_what_makes_no_formula_is_said_and_nothing_is_lost(open_settings: Open) -> None:
    bench = with_one(open_settings)
    card_of(bench).add_button.click()
    form = form_of(bench)
    bench.key(Qt.Key.Key_Return)
    assert form.day_field.message() == NO_DAY
    retype(bench, form.day, "15/03/2018")
    assert form.day_field.message() == TAKEN
    form.cards.boxes["fixed"].setFocus()
    bench.key(Qt.Key.Key_Space)
    retype(bench, form.day, "16/03/2018")
    assert form.wrong.text() == NOTHING_TAKEN
    assert bench.focused() is form.cards.boxes["fixed"]
    bench.key(Qt.Key.Key_Space)
    assert not form.wrong.isVisibleTo(form)
    assert settings_set(bench) == []


def test_a_formula_taken_away_leaves_the_others(open_settings: Open) -> None:
    bench = with_one(open_settings)
    card = card_of(bench)
    card.list.setFocus()
    card.list.go_to("2018-03-15")
    bench.key(Qt.Key.Key_Space)
    assert settings_set(bench) == [("budget_formulas", [])]


def test_those_who_do_not_administer_change_no_formula(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    card = card_of(bench)
    card.list.setFocus()
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Space)
    assert not bench.has_sheet()
    assert settings_set(bench) == []
