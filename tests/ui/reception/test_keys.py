"""The keys of the counter as the desk chose them, and the counter without keys that act alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ceis_desk.reception.gestures import CallNext, RecordVisit
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.reception.correct_sheet import CorrectForm
from ceis_desk.ui.reception.visit_sheet import CORRECT, VisitActs
from tests.ui.reception.conftest import Desk

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DIGITS_AZERTY = [(Qt.Key.Key_Ampersand, 1), (Qt.Key.Key_Eacute, 2), (Qt.Key.Key_Minus, 6), (Qt.Key.Key_Ccedilla, 9)]


def calls(desk: Desk) -> int:
    return sum(isinstance(done, CallNext) for done in desk.store.done)


def chosen(desk: Desk) -> list[int]:
    return [motif.position for motif in desk.page.card.check_in.motifs.chosen()]


def help_of(desk: Desk) -> dict[str, str]:
    lines = desk.pilot.keys()
    return {line.keys: line.what for line in lines}


def test_a_key_chosen_for_calling_calls_at_once_and_the_former_one_does_nothing(desk: Desk) -> None:
    desk.keyboard.take({"call": "F10"}, single=True)
    desk.key(Qt.Key.Key_F8)
    assert calls(desk) == 0
    desk.key(Qt.Key.Key_F10)
    assert calls(desk) == 1


def test_the_key_chosen_is_on_the_button_in_its_tooltip_and_in_the_help(desk: Desk) -> None:
    desk.keyboard.take({"call": "F10", "board": "Ctrl+J", "anonymous": "Alt+P"}, single=True)
    assert desk.page.queue.call.accessibleDescription() == "F10"
    assert "(F10)" in desk.page.queue.call.toolTip()
    assert desk.page.head.board.accessibleDescription() == "Ctrl J"
    assert desk.page.head.anonymous.accessibleDescription() == "Alt P"
    assert help_of(desk)["F10"] == "appeler la personne suivante"
    assert "F8" not in help_of(desk)


def test_the_dossier_opens_by_the_key_chosen_from_the_search_and_from_the_card(desk: Desk) -> None:
    desk.keyboard.take({"dossier": "Ctrl+J"}, single=True)
    desk.keys("bena")
    desk.key(Qt.Key.Key_Return, CONTROL)
    assert desk.went == []
    desk.key(Qt.Key.Key_J, CONTROL)
    desk.keys("⏎")
    desk.key(Qt.Key.Key_J, CONTROL)
    assert [code for code, _ in desk.went] == ["people", "people"]


def test_a_key_held_down_calls_only_once(desk: Desk) -> None:
    for repeated in (False, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "", autorep=repeated)
        QApplication.sendEvent(desk.cursor(), event)
    assert calls(desk) == 1


def test_without_single_keys_neither_a_digit_nor_a_letter_does_anything(desk: Desk) -> None:
    desk.keyboard.take({}, single=False)
    desk.key(Qt.Key.Key_F3)
    panel = desk.page.card.check_in
    for sign in "12&é0+b":
        desk.keys(sign)
    assert (chosen(desk), panel.details.isVisible(), desk.page.card.search.text()) == ([], False, "")
    assert desk.page.window().findChildren(Sheet) == []


def test_without_single_keys_alt_and_a_digit_choose_a_motif_and_entree_records(desk: Desk) -> None:
    desk.keyboard.take({}, single=False)
    desk.key(Qt.Key.Key_F3)
    desk.key(Qt.Key.Key_1, ALT, "1")
    assert chosen(desk) == [1]
    desk.keys("⏎")
    assert isinstance(desk.store.done[-1], RecordVisit)


@pytest.mark.parametrize(("key", "digit"), DIGITS_AZERTY)
def test_alt_and_the_row_of_digits_of_azerty_choose_a_motif_in_both_ways(desk: Desk, key: Qt.Key, digit: int) -> None:
    for single in (True, False):
        desk.keyboard.take({}, single=single)
        desk.key(Qt.Key.Key_F3)
        desk.key(key, ALT)
        assert chosen(desk) == [digit]
        desk.key(key, ALT)


def test_without_single_keys_tab_and_espace_choose_a_motif(desk: Desk) -> None:
    desk.keyboard.take({}, single=False)
    desk.key(Qt.Key.Key_F3)
    first = desk.page.card.check_in.motifs.tiles()[0]
    for _ in range(40):
        if desk.cursor() is first:
            break
        desk.key(Qt.Key.Key_Tab, text="\t")
    desk.key(Qt.Key.Key_Space, text=" ")
    assert chosen(desk) == [1]


def test_without_single_keys_the_tiles_the_hint_and_the_help_say_alt(desk: Desk) -> None:
    desk.keyboard.take({}, single=False)
    desk.key(Qt.Key.Key_F3)
    panel = desk.page.card.check_in
    assert panel.motifs.tiles()[0].accessibleDescription() == "Touche Alt 1"
    assert panel._hint.text() == "touches Alt 1 à Alt 9"
    assert "Espace" in help_of(desk)["Alt 1 à Alt 9"]
    assert "désactivées" in help_of(desk)["Touches simples"]
    desk.keyboard.take({}, single=True)
    assert panel.motifs.tiles()[0].accessibleDescription() == "Touche 1"
    assert help_of(desk)["1 à 9, & à ç"] == "choisir un motif"


def test_without_single_keys_a_correction_takes_alt_and_a_digit_alone(desk: Desk) -> None:
    desk.keyboard.take({}, single=False)
    desk.key(Qt.Key.Key_F4)
    desk.keys("⏎")
    acts = desk.page.window().findChildren(VisitActs)[-1]
    acts.acted.emit(CORRECT)
    form = desk.page.window().findChildren(CorrectForm)[-1]
    before = form.motifs.chosen()
    desk.keys("7")
    assert form.motifs.chosen() == before
    desk.key(Qt.Key.Key_7, ALT, "7")
    assert [motif.position for motif in form.motifs.chosen()][-1] == 7
