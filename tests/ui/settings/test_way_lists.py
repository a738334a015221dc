"""The freins of the site and the sentences of self-assessment, set by the administration, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.parcours.freins import FreinKind, check_local
from ceis_desk.parcours.gestures import SetLocalFreins
from ceis_desk.parcours.self_assessment import DEFAULT_SCALE, ScaleForm, SetOwnScale, Statement, check_scale
from ceis_desk.ui.settings.locked import LockedView
from ceis_desk.ui.settings.sections import Reach, section_of
from ceis_desk.ui.settings.way_lists import WayListsView
from ceis_desk.ui.settings.words_form import EMPTY, WordsForm
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench

Open = Callable[..., Bench]
PARKING = FreinKind("local_parking", "Stationnement", "flag", "mobilite")


def lists(bench: Bench) -> WayListsView:
    view = bench.view("parcours")
    assert isinstance(view, WayListsView)
    return view


def form_of(bench: Bench) -> WordsForm:
    form = bench.sheet()
    assert isinstance(form, WordsForm)
    return form


def freins_set(bench: Bench) -> list[SetLocalFreins]:
    return bench.house.store.gestures(SetLocalFreins)


def scales_set(bench: Bench) -> list[SetOwnScale]:
    return bench.house.store.gestures(SetOwnScale)


def test_a_frein_is_added_with_its_national_theme(open_settings: Open) -> None:
    bench = open_settings()
    lists(bench).freins.add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    type_text(bench.focused(), "Garde d’un animal")
    form_of(bench).choice.set_value("famille")
    bench.key(Qt.Key.Key_Return)
    added = FreinKind("local_garde_d_un_animal", "Garde d’un animal", "flag", "famille")
    assert freins_set(bench) == [SetLocalFreins((PARKING, added), 12)]
    check_local(freins_set(bench)[0].freins)
    assert not bench.has_sheet()


def test_a_frein_corrected_keeps_its_code_and_one_that_is_used_is_refused_in_its_sentence(open_settings: Open) -> None:
    bench = open_settings()
    view = lists(bench)
    view.freins.list.setFocus()
    view.freins.list.go_to("local_parking")
    bench.key(Qt.Key.Key_Return)
    type_text(bench.focused(), ", garage")
    bench.key(Qt.Key.Key_Return)
    assert freins_set(bench) == [SetLocalFreins((replace(PARKING, label="Stationnement, garage"),), 12)]
    bench.house.store.answers[SetLocalFreins] = Refusal("Un de ces freins est déjà dans un parcours.")
    view.freins.list.setFocus()
    bench.key(Qt.Key.Key_Space, text=" ")
    assert freins_set(bench)[1] == SetLocalFreins((), 12)
    assert bench.refused == ["Un de ces freins est déjà dans un parcours."]


def test_words_that_are_missing_are_asked_for_beside_them(open_settings: Open) -> None:
    bench = open_settings()
    lists(bench).scale.add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    form = form_of(bench)
    bench.key(Qt.Key.Key_Return)
    assert scales_set(bench) == []
    assert form.field.message() == EMPTY


def test_a_sentence_is_worded_anew_under_its_code_and_another_is_added(open_settings: Open) -> None:
    bench = open_settings()
    view = lists(bench)
    view.scale.list.setFocus()
    view.scale.list.go_to("hope")
    bench.key(Qt.Key.Key_Return)
    type_text(bench.focused(), " Bientôt.")
    bench.key(Qt.Key.Key_Return)
    view.scale.add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    type_text(bench.focused(), "Je dors bien.")
    bench.key(Qt.Key.Key_Return)
    worded, added = (one.scale for one in scales_set(bench))
    assert worded.statements[2] == Statement("hope", "Je crois que je vais y arriver. Bientôt.")
    assert added.statements[-1] == Statement("own_je_dors_bien", "Je dors bien.")
    for one in (worded, added):
        check_scale(one)


def test_a_refused_sentence_says_why_in_its_sheet_and_stays_typed(open_settings: Open) -> None:
    bench = open_settings()
    bench.house.store.answers[SetOwnScale] = Refusal("L’échelle a de 1 à 12 phrases.")
    lists(bench).scale.add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    type_text(bench.focused(), "Je dors bien.")
    bench.key(Qt.Key.Key_Return)
    assert (form_of(bench).refused.text(), form_of(bench).words.text()) == (
        "L’échelle a de 1 à 12 phrases.",
        "Je dors bien.",
    )


def test_a_sentence_is_taken_away_and_the_form_of_the_answers_changes(open_settings: Open) -> None:
    bench = open_settings()
    view = lists(bench)
    view.scale.list.setFocus()
    view.scale.list.go_to("budget")
    bench.key(Qt.Key.Key_Space, text=" ")
    view.form.setFocus()
    bench.key(Qt.Key.Key_Down)
    left, numbers = (one.scale for one in scales_set(bench))
    assert "budget" not in {one.code for one in left.statements}
    assert numbers == replace(DEFAULT_SCALE, form=ScaleForm.NUMBERS)


def test_those_who_follow_read_them_and_reception_is_told_whom_to_ask(open_settings: Open) -> None:
    assert section_of("parcours").reach({Role.SOCIAL}) is Reach.READ
    bench = open_settings("Léa Bastide")
    view = lists(bench)
    view.freins.list.setFocus()
    view.freins.list.go_to("local_parking")
    bench.key(Qt.Key.Key_Return)
    assert not bench.has_sheet()
    assert not view.form.isEnabled()
    locked = open_settings("Sofiane Roux").view("parcours")
    assert isinstance(locked, LockedView)
