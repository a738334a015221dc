"""The cursor when what has it hides or turns grey: it stays in the same area, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.cursor import CursorKeeper
from tests.typing_help import press, type_text
from tests.ui.shell.conftest import Hands

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
LOSING: dict[str, Callable[[QWidget], None]] = {
    "hidden": QWidget.hide,
    "disabled": lambda one: one.setEnabled(False),
    "taken away": lambda one: one.setParent(None),
}


class House(QWidget):
    """A ribbon with its button, then a page of two cards."""

    def __init__(self) -> None:
        super().__init__()
        self.remove = QPushButton("Tout enlever")
        self.cards = [[QLineEdit(), QPushButton("Choisir"), QPushButton("Enregistrer")] for _ in range(2)]
        parts = QVBoxLayout()
        parts.addWidget(self.remove)
        for card in self.cards:
            held, inside = QWidget(), QVBoxLayout()
            for one in card:
                inside.addWidget(one)
            held.setLayout(inside)
            parts.addWidget(held)
        self.setLayout(parts)
        self.keeper = CursorKeeper(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.keeper.hand_over() or super().focusNextPrevChild(forward)


@pytest.fixture
def house(qtbot: QtBot) -> House:
    window = House()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def page_of(field: QWidget) -> QWidget:
    page, inside = QWidget(), QVBoxLayout()
    inside.addWidget(field)
    page.setLayout(inside)
    return page


def lose(how: str, one: QWidget) -> None:
    LOSING[how](one)
    if one.parentWidget() is None:
        one.deleteLater()


@pytest.mark.parametrize("how", LOSING)
def test_the_last_button_of_a_page_hands_the_cursor_to_the_one_before_it(house: House, how: str) -> None:
    _, choose, save = house.cards[1]
    save.setFocus()
    lose(how, save)
    assert QApplication.focusWidget() is choose


@pytest.mark.parametrize("how", LOSING)
def test_a_button_in_the_middle_hands_the_cursor_to_what_follows_in_its_card(house: House, how: str) -> None:
    _, choose, save = house.cards[0]
    choose.setFocus()
    lose(how, choose)
    assert QApplication.focusWidget() is save


def test_the_last_button_of_a_card_keeps_the_cursor_in_its_card(house: House) -> None:
    _, choose, save = house.cards[0]
    save.setFocus()
    save.setEnabled(False)
    assert QApplication.focusWidget() is choose


def test_a_whole_card_that_hides_hands_the_cursor_to_the_other_card(house: House) -> None:
    save = house.cards[1][2]
    save.setFocus()
    held = save.parentWidget()
    assert held is not None
    held.hide()
    assert QApplication.focusWidget() is house.cards[0][2]


def test_a_button_that_works_again_has_the_cursor_back(house: House) -> None:
    save = house.cards[1][2]
    save.setFocus()
    save.setEnabled(False)
    save.setEnabled(True)
    assert QApplication.focusWidget() is save


def test_whoever_went_on_typing_keeps_the_cursor(house: House) -> None:
    name, choose, save = house.cards[1]
    choose.hide()
    save.setFocus()
    save.setEnabled(False)
    type_text(name, "S")
    save.setEnabled(True)
    assert QApplication.focusWidget() is name


def test_whoever_went_elsewhere_stays_there(house: House) -> None:
    save = house.cards[1][2]
    save.setFocus()
    save.setEnabled(False)
    press(house.cards[1][1], Qt.Key.Key_Backtab)
    house.cards[0][0].setFocus()
    save.setEnabled(True)
    assert QApplication.focusWidget() is house.cards[0][0]


def test_a_part_that_turns_grey_as_a_whole_hands_the_cursor_to_the_other_one(house: House, qtbot: QtBot) -> None:
    save = house.cards[1][2]
    save.setFocus()
    held = save.parentWidget()
    assert held is not None
    held.setEnabled(False)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is house.cards[0][2])


def test_whoever_follows_the_cursor_is_told_last_where_it_is(house: House, qapp: QApplication) -> None:
    told: list[QWidget | None] = []
    qapp.focusChanged.connect(lambda _old, now: told.append(now))
    save = house.cards[1][2]
    save.setFocus()
    save.hide()
    assert told[-1] is QApplication.focusWidget() is house.cards[1][1]


def test_in_the_real_window_what_disappears_never_sends_the_cursor_to_the_ribbon(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.window.demo.show()
    hands.pilot().field.hide()
    hands.settle()
    now = QApplication.focusWidget()
    assert now is not None
    assert hands.desk.session is not None
    assert hands.desk.session.frame.isAncestorOf(now)


def test_in_a_sheet_too_the_cursor_goes_to_the_nearest_and_stays_in_it(hands: Hands) -> None:
    hands.open_as("sofiane")
    content, parts = QWidget(), [QPushButton(words) for words in ("Choisir", "Annuler", "Enregistrer")]
    lines = QVBoxLayout()
    for part in parts:
        lines.addWidget(part)
    content.setLayout(lines)
    hands.window.open_sheet(content, "Essai", first=parts[2])
    parts[2].setEnabled(False)
    assert QApplication.focusWidget() is parts[1]
    parts[2].setEnabled(True)
    assert QApplication.focusWidget() is parts[2]


def test_a_sheet_that_closes_gives_the_cursor_back_to_what_had_it(house: House) -> None:
    choose = house.cards[0][1]
    choose.setFocus()
    answer = QPushButton("Annulé par la personne")
    sheet = Sheet(Theme(RESOURCES), house, answer, "Annuler le rendez-vous")
    sheet.open(answer)
    assert QApplication.focusWidget() is answer
    sheet.close_sheet()
    assert QApplication.focusWidget() is choose


def test_a_page_that_turns_away_leaves_the_cursor_to_the_page_that_comes(qtbot: QtBot) -> None:
    window, pages = House(), QStackedWidget()
    qtbot.addWidget(window)
    first, second = QLineEdit(), QLineEdit()
    for field in (first, second):
        pages.addWidget(page_of(field))
    layout = window.layout()
    assert layout is not None
    layout.addWidget(pages)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    pages.setCurrentIndex(1)
    assert QApplication.focusWidget() is second
    pages.setCurrentIndex(0)
    assert QApplication.focusWidget() is first
