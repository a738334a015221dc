from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHelpEvent, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit import row_delegate
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.painting import width_of, words_at
from ceis_desk.ui.kit.row_delegate import LOOK_ROLE, look_at
from ceis_desk.ui.kit.row_list import RowList, RowModel
from ceis_desk.ui.kit.row_plan import plan_of
from ceis_desk.ui.kit.rows import Meter, RowLook
from ceis_desk.ui.kit.theme import Theme
from tests.typing_help import press

SAMIRA = RowLook(
    "Mme BENALI Samira",
    "Mosson · 06 39 98 12 34 · dernier passage le 11 juin",
    "14/03/1984 · 35 ans",
    marks=((4, 4),),
    initials="BS",
    person="1",
    chips=(ChipLook("RDV 10:45", "violet", "pig"),),
    key="Entrée",
)
JOEL = RowLook("M. ARNAL Joël", "Claire Fabre · budget", lead="10:00", action="Arrivé·e", action_icon="door-enter")
ROWS = [
    ("h1", RowLook("Personnes", heading=True)),
    ("samira", SAMIRA),
    ("h2", RowLook("Actions", heading=True)),
    ("joel", JOEL),
]

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def rows(qtbot: QtBot, dressed: Theme) -> RowList:
    found = RowList(dressed, "Résultats", fit=True)
    qtbot.addWidget(found)
    found.resize(600, 400)
    found.show_rows(ROWS)
    found.show()
    return found


def test_the_model_behaves_as_qt_expects(qtbot: QtBot) -> None:
    model = RowModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(ROWS)
    assert model.rowCount() == 4


def test_a_row_is_read_aloud_as_one_sentence(rows: RowList) -> None:
    said = rows.rows.data(rows.rows.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Mme BENALI Samira, 14/03/1984 · 35 ans, "
        "Mosson · 06 39 98 12 34 · dernier passage le 11 juin, RDV 10:45, Entrée"
    )
    waiting = RowLook("Mme LOPEZ Carmen", "Dossier CAF", meter=Meter("24 min", 0.8, "danger", "alert-triangle"))
    assert waiting.spoken() == "Mme LOPEZ Carmen, Dossier CAF, 24 min"


def test_the_arrows_skip_the_headings(rows: RowList) -> None:
    rows.go_to("")
    rows.step(1)
    assert rows.current() == "samira"
    rows.step(1)
    assert rows.current() == "joel"
    rows.step(1)
    assert rows.current() == "joel"
    rows.step(-1)
    assert rows.current() == "samira"
    press(rows, Qt.Key.Key_Down)
    assert rows.current() == "joel"


def test_a_list_that_takes_the_cursor_shows_where_it_is(rows: RowList) -> None:
    rows.go_to("")
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(rows, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert rows.current() == "samira"
    assert rows.selectionModel().isSelected(rows.currentIndex())


def test_enter_opens_and_space_acts(qtbot: QtBot, rows: RowList) -> None:
    rows.go_to("joel")
    with qtbot.waitSignal(rows.opened) as opened:
        press(rows, Qt.Key.Key_Return)
    with qtbot.waitSignal(rows.acted) as acted:
        press(rows, Qt.Key.Key_Space, text=" ")
    assert opened.args == acted.args == ["joel"]


def test_space_on_a_row_without_a_button_does_nothing(qtbot: QtBot, rows: RowList) -> None:
    rows.go_to("samira")
    with qtbot.assertNotEmitted(rows.acted), qtbot.assertNotEmitted(rows.opened):
        press(rows, Qt.Key.Key_Space, text=" ")


def test_a_click_opens_and_a_click_on_the_button_acts(qtbot: QtBot, rows: RowList) -> None:
    box = rows.visualRect(rows.rows.index(3, 0))
    with qtbot.waitSignal(rows.opened) as opened:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, NO_KEY, box.center())
    button = rows.itemDelegate().action_box(box, JOEL)  # type: ignore[attr-defined]  # our own delegate
    with qtbot.waitSignal(rows.acted) as acted:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, NO_KEY, button.center())
    assert opened.args == acted.args == ["joel"]


def test_a_click_on_a_heading_does_nothing(qtbot: QtBot, rows: RowList) -> None:
    with qtbot.assertNotEmitted(rows.opened):
        QTest.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, NO_KEY, rows.visualRect(rows.rows.index(0, 0)).center()
        )


class Page(QWidget):
    """Notes the keys that the list lets through."""

    def __init__(self, rows: RowList) -> None:
        super().__init__()
        self.typed = ""
        self.setLayout(column(rows))

    def keyPressEvent(self, event: object) -> None:
        self.typed += event.text()  # type: ignore[attr-defined]  # a QKeyEvent


def test_letters_and_digits_go_up_to_the_page(qtbot: QtBot, dressed: Theme) -> None:
    rows = RowList(dressed, "Résultats")
    page = Page(rows)
    qtbot.addWidget(page)
    rows.show_rows(ROWS)
    for letter in "b3":
        press(rows, Qt.Key.Key_unknown, text=letter)
    assert page.typed == "b3"


def test_the_cursor_stays_on_the_same_person_when_the_rows_are_read_again(rows: RowList) -> None:
    rows.go_to("joel")
    rows.show_rows([("joel", JOEL), ("samira", SAMIRA)])
    assert rows.current() == "joel"
    rows.show_rows([("samira", SAMIRA)])
    assert rows.current() == ""


def test_a_fitted_list_is_as_tall_as_its_rows(rows: RowList) -> None:
    tall = rows.sizeHint().height()
    rows.show_rows(ROWS[:2])
    assert rows.sizeHint().height() < tall


def test_large_text_takes_more_lines_rather_than_cut_words(dressed: Theme) -> None:
    wide, narrow = plan_of(dressed, SAMIRA, 620), plan_of(dressed, SAMIRA, 420)
    assert not wide.beside_below
    assert len(wide.subtitle) == 1
    assert narrow.beside_below
    assert len(narrow.subtitle) > 1
    assert " ".join(narrow.subtitle) == SAMIRA.subtitle
    assert narrow.height > wide.height


def test_a_long_title_takes_two_lines_rather_than_be_cut(dressed: Theme) -> None:
    look = RowLook("Portes ouvertes du numérique", "sans inscription", lead="9:30", icon="device-laptop", compact=True)
    wide, narrow = plan_of(dressed, look, 420), plan_of(dressed, look, 216)
    assert wide.title == ("Portes ouvertes du numérique",)
    assert narrow.title == ("Portes ouvertes", "du numérique")
    assert narrow.height > wide.height
    assert plan_of(dressed, replace(look, marks=((0, 6),)), 216).title == (look.title,)


def test_words_that_fit_to_the_pixel_are_not_cut(rows: RowList, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []

    def spy(painter: QPainter, box: QRect, words: str, font: QFont, *rest: Any) -> int:  # noqa: ANN401 what is left
        if width_of(words, font) > box.width():
            cut.append(words)
        return words_at(painter, box, words, font, *rest)

    monkeypatch.setattr(row_delegate, "words_at", spy)
    rows.show_rows([("samira", SAMIRA)])
    for width in range(400, 520):
        rows.resize(width, 200)
        rows.grab()
    assert cut == []


@pytest.mark.qt_log_ignore("does not support raise")
def test_words_cut_at_the_end_of_a_row_are_told_whole_over_it(rows: RowList) -> None:
    long = RowLook(
        "Jardin partagé", "projet collectif d’Unis’Vers, 7 personnes, 3 étapes sur 5, prochaine le 29/06/2019"
    )
    told = []
    for width in (900, 150):
        rows.resize(width, 200)
        rows.show_rows([("garden", long)])
        place = rows.visualRect(rows.rows.index(0, 0)).center()
        viewport = rows.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))
        told.append(QToolTip.text())
    QToolTip.hideText()
    assert told == ["", long.spoken()]


def test_the_match_is_painted_in_the_colour_of_matches(rows: RowList, dressed: Theme) -> None:
    picture = rows.viewport().grab().toImage()
    box = rows.visualRect(rows.rows.index(1, 0))
    sun = QColor(dressed.tokens.sun)
    assert any(picture.pixelColor(x, y) == sun for x in range(box.left(), box.right()) for y in (box.top() + 15,))


def test_each_part_of_a_row_changes_what_is_painted(qtbot: QtBot, dressed: Theme) -> None:
    looks = [
        RowLook("M. PUJOL Thierry"),
        RowLook("M. PUJOL Thierry", right="hier, 17:20"),
        RowLook("M. PUJOL Thierry", meter=Meter("2 min", 0.1)),
        RowLook("M. PUJOL Thierry", icon="printer"),
        RowLook("M. PUJOL Thierry", icon="printer", icon_boxed=True),
        RowLook("M. PUJOL Thierry", "Budget", subtitle_icon="pig", subtitle_tone="violet"),
        RowLook("M. PUJOL Thierry", key="Ctrl P", key_always=True),
        RowLook("M. PUJOL Thierry", quiet=True),
    ]
    seen = []
    for look in looks:
        rows = RowList(dressed, "Rangées")
        qtbot.addWidget(rows)
        rows.resize(500, 80)
        rows.show_rows([("x", look)])
        seen.append(rows.grab().toImage())
    assert all(one != other for at, one in enumerate(seen) for other in seen[at + 1 :])


def test_a_model_without_looks_is_a_bug(qtbot: QtBot, rows: RowList) -> None:
    with pytest.raises(TypeError):
        look_at(rows.rows.index(99, 0))
    assert rows.rows.data(rows.rows.index(1, 0), LOOK_ROLE) is SAMIRA
