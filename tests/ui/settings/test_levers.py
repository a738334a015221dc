"""The levers of « Et si… ? », chosen by the administration."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import Qt

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.errors import Outdated
from ceis_desk.core.store import Change, Subject
from ceis_desk.platforms.budget.levers import DEFAULT_LEVERS
from ceis_desk.ui.settings.budget_levers import LeverCard
from ceis_desk.ui.settings.codes import new_code
from ceis_desk.ui.settings.lever_form import NO_GAIN, NO_LABEL, RESOURCE, LeverForm
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]
CODES = [one.code for one in DEFAULT_LEVERS]


def card_of(bench: Bench) -> LeverCard:
    card = bench.view("budget").findChild(LeverCard)
    assert isinstance(card, LeverCard)
    return card


def form_of(bench: Bench) -> LeverForm:
    form = bench.sheet()
    assert isinstance(form, LeverForm)
    return form


def kept(bench: Bench) -> list[dict[str, object]]:
    ((name, levers),) = settings_set(bench)
    assert name == "budget_levers"
    return levers  # type: ignore[return-value]  # JSON


def test_those_of_the_program_are_shown_as_examples(open_settings: Open) -> None:
    card = card_of(open_settings())
    assert card.list.rows.idents() == CODES
    assert card.state.isVisibleTo(card)


def test_an_amount_changed_keeps_the_code_and_the_place_of_its_lever(open_settings: Open) -> None:
    bench = open_settings()
    card = card_of(bench)
    card.list.setFocus()
    card.list.go_to("cheque_energie")
    bench.key(Qt.Key.Key_Return)
    retype(bench, form_of(bench).cents, "16")
    assert [one["code"] for one in kept(bench)] == CODES
    assert kept(bench)[1]["cents"] == 1_600
    assert not bench.has_sheet()


def test_a_new_lever_comes_last_with_the_line_that_it_brings_down(open_settings: Open) -> None:
    bench = open_settings()
    card_of(bench).add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    form = form_of(bench)
    assert bench.focused() is form.label
    type_text(form.label, "Assurance à 15\u00a0€")
    form.line.setFocus()
    form.line.set_value("phone")
    retype(bench, form.cents, "10+5")
    assert kept(bench)[-1] == {
        "code": "assurance_a_15",
        "label": "Assurance à 15\u00a0€",
        "effect": "down_to",
        "line": "phone",
        "cents": 1_500,
        "chip": "",
    }


def test_what_makes_no_lever_is_said_beside_its_field(open_settings: Open) -> None:
    bench = open_settings()
    card_of(bench).add_button.click()
    form = form_of(bench)
    form.line.set_value("salary")
    retype(bench, form.cents, "zéro")
    assert form.label_field.message() == NO_LABEL
    assert form.line_field.message() == RESOURCE
    assert "n’est pas compris" in form.cents_field.message()
    assert bench.focused() is form.label
    form.effect.setFocus()
    bench.key(Qt.Key.Key_Down)
    retype(bench, form.cents, "0")
    assert form.cents_field.message() == NO_GAIN
    assert form.line_field.message() == ""
    assert settings_set(bench) == []


def test_a_lever_taken_away_leaves_the_others(open_settings: Open) -> None:
    bench = open_settings()
    card = card_of(bench)
    card.list.setFocus()
    card.list.go_to("mobile")
    bench.key(Qt.Key.Key_Space)
    assert [one["code"] for one in kept(bench)] == CODES[:-1]


def test_those_who_do_not_administer_change_no_lever(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    card = card_of(bench)
    card.list.setFocus()
    card.list.go_to("mobile")
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Space)
    assert not bench.has_sheet()
    assert settings_set(bench) == []


def test_a_code_is_made_of_words_and_never_taken_twice() -> None:
    assert new_code("Forfait à 22 €", (), "levier") == "forfait_a_22"
    assert new_code("Forfait", ("forfait", "forfait_2"), "levier") == "forfait_3"
    assert new_code("€", (), "levier") == "levier"


def test_levers_put_back_as_the_program_has_them_are_examples_again(open_settings: Open) -> None:
    bench = open_settings()
    card = card_of(bench)
    bench.house.settings["budget_levers"] = json.dumps([asdict(one) for one in DEFAULT_LEVERS[1:]])
    bench.pilot.enter()
    assert not card.state.isVisibleTo(card)
    bench.house.settings["budget_levers"] = json.dumps([asdict(one) for one in DEFAULT_LEVERS])
    bench.pilot.enter()
    assert card.state.isVisibleTo(card)


def test_a_list_changed_at_another_desk_is_not_written_over_and_a_second_stroke_goes_through(
    open_settings: Open,
) -> None:
    bench = open_settings()
    settings = bench.house.settings

    def keep(gesture: SetSiteSetting) -> Change:
        if gesture.made_from != settings.get(gesture.name, ""):
            raise Outdated("Cette liste a été modifiée à un autre poste entre-temps.")
        settings[gesture.name] = gesture.value
        return Change(frozenset({Subject("setting")}))

    bench.house.store.answers[SetSiteSetting] = keep
    card = card_of(bench)
    card.list.setFocus()
    card.list.go_to("cheque_energie")
    bench.key(Qt.Key.Key_Return)
    form = form_of(bench)
    elsewhere = [asdict(one) for one in DEFAULT_LEVERS if one.code != "mobile"]
    settings["budget_levers"] = json.dumps(elsewhere)
    retype(bench, form.cents, "16")
    assert bench.has_sheet()
    assert json.loads(settings["budget_levers"]) == elsewhere
    bench.pilot.enter()
    form.cents.setFocus()
    bench.key(Qt.Key.Key_Return)
    codes = [one["code"] for one in json.loads(settings["budget_levers"])]
    assert codes == [code for code in CODES if code != "mobile"]
    assert not bench.has_sheet()
