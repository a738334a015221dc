"""What floats over a window: ring, message, sheet; and the bands, tabs and tables inside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.drawing.shapes import Box, Colour, Line, Picture, Sizes, Words
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.charts import SHOW_CHART, SHOW_TABLE, ChartView
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.focus import FocusRing
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.message import STAY_MS, Message
from ceis_desk.ui.kit.pages import Pages
from ceis_desk.ui.kit.progress import ProgressLine
from ceis_desk.ui.kit.ribbon import Ribbon
from ceis_desk.ui.kit.sheet import LeaveButton, Sheet
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.tabs import TabLook, Tabs
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from tests.typing_help import press

ToFront = Callable[[QWidget], None]
NO_KEY = Qt.KeyboardModifier.NoModifier


class Window(QWidget):
    """Two buttons and a field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.first, self.second, self.field = Button(theme, "Créer"), Button(theme, "Fermer"), TextField(theme)
        self.setLayout(column(self.first, self.second, self.field, None))
        self.resize(700, 400)


@pytest.fixture
def window(to_front: ToFront, dressed: Theme) -> Window:
    shown = Window(dressed)
    to_front(shown)
    return shown


def test_the_ring_stands_around_what_has_the_cursor(qapp: QApplication, dressed: Theme, window: Window) -> None:
    ring = FocusRing(dressed, qapp, window)
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry() == window.first.geometry().adjusted(-5, -5, 5, 5)
    press(window.first, Qt.Key.Key_Tab)
    assert ring.target() is window.second
    assert ring.geometry() == window.second.geometry().adjusted(-5, -5, 5, 5)


def test_the_ring_follows_a_button_that_moves(qapp: QApplication, dressed: Theme, window: Window) -> None:
    ring = FocusRing(dressed, qapp, window)
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.first.move(window.first.pos() + QPoint(10, 30))
    assert ring.geometry() == window.first.geometry().adjusted(-5, -5, 5, 5)
    window.first.hide()
    assert ring.target() is not window.first


def test_a_field_is_ringed_when_the_keyboard_brings_one_there(
    qapp: QApplication, dressed: Theme, window: Window
) -> None:
    ring = FocusRing(dressed, qapp, window)
    window.field.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not ring.isVisible()
    window.first.setFocus()
    window.field.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.target() is window.field


def test_the_ring_is_cut_at_the_edge_of_what_scrolls(to_front: ToFront, qapp: QApplication, dressed: Theme) -> None:
    page = Window(dressed)
    page.setMinimumHeight(900)
    view = QWidget()
    scroll = Scroll(page)
    view.setLayout(column(scroll))
    view.resize(500, 200)
    to_front(view)
    ring = FocusRing(dressed, qapp, view)
    page.first.setFocus(Qt.FocusReason.TabFocusReason)
    whole = ring.height()
    scroll.verticalScrollBar().setValue(page.first.y() + 20)
    assert 0 < ring.height() < whole


def test_the_ring_survives_the_widget_it_was_around(qapp: QApplication, dressed: Theme, window: Window) -> None:
    ring = FocusRing(dressed, qapp, window)
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.layout().removeWidget(window.first)  # type: ignore[union-attr]  # set by Window
    window.first.deleteLater()
    qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.target() is window.second


def test_a_message_says_what_happened_and_takes_it_back(qtbot: QtBot, dressed: Theme, window: Window) -> None:
    undone: list[str] = []
    message = Message(dressed, window)
    message.say("Arrivée de M. PUJOL enregistrée à 10:40.", undo=lambda: undone.append("pujol"))
    assert message.words() == "Arrivée de M. PUJOL enregistrée à 10:40."
    assert message.action.isVisible()
    message.action.click()
    message.action.click()
    assert undone == ["pujol"]
    assert message.words() == ""


def test_a_message_without_undo_offers_nothing(dressed: Theme, window: Window) -> None:
    message = Message(dressed, window)
    message.say("Le PDF est gardé.")
    assert not message.action.isVisible()
    message.dismiss()


def test_a_message_never_takes_the_cursor(dressed: Theme, window: Window) -> None:
    window.field.setFocus()
    message = Message(dressed, window)
    message.say("Arrivée enregistrée.", undo=lambda: None)
    assert window.field.hasFocus()
    message.dismiss()


def test_a_message_waits_twenty_seconds_and_longer_under_the_cursor(dressed: Theme, window: Window) -> None:
    message = Message(dressed, window)
    message.say("Arrivée enregistrée.", undo=lambda: None)
    assert STAY_MS == 20_000
    assert message.is_waiting()
    message.action.setFocus()
    assert not message.is_waiting()
    window.first.setFocus()
    assert message.is_waiting()
    message.dismiss()
    assert not message.is_waiting()


def test_a_message_never_hides_what_has_the_cursor(dressed: Theme, window: Window) -> None:
    message = Message(dressed, window)
    window.second.setGeometry(300, 350, 380, 38)
    message.say("Arrivée de Mme LOPEZ enregistrée à 10:41.", undo=lambda: None)
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert not message.geometry().intersects(window.second.geometry())
    message.dismiss()


def test_a_message_lies_in_its_berth_unless_it_is_too_long_or_would_hide_the_cursor(
    dressed: Theme, window: Window
) -> None:
    berth = QRect(10, 0, 600, 56)
    message = Message(dressed, window, lambda: (QRect(10, 9, 560, 38), berth))
    window.first.setGeometry(10, 300, 200, 38)
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    message.say("Arrivée enregistrée.", undo=lambda: None)
    assert berth.contains(message.geometry())
    assert message.width() == 560
    window.second.setGeometry(20, 10, 200, 38)
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert not message.geometry().intersects(berth)
    message.dismiss()
    window.second.setGeometry(20, 240, 200, 38)
    message.say("Arrivée enregistrée.")
    assert berth.contains(message.geometry())
    message.say("Une longue phrase " * 8)
    assert not message.geometry().intersects(berth)
    message.dismiss()


def test_a_message_stays_in_the_corner_when_the_window_grows(dressed: Theme, window: Window) -> None:
    message = Message(dressed, window)
    message.say("Arrivée enregistrée.")
    window.resize(900, 500)
    assert window.width() - message.geometry().right() < 30
    message.dismiss()


@pytest.fixture
def sheet(dressed: Theme, window: Window) -> Sheet:
    content = QWidget()
    content.setLayout(column(TextField(dressed), Button(dressed, "Ouvrir"), Button(dressed, "Fermer")))
    return Sheet(dressed, window, content, "Aide")


def test_the_button_that_leaves_closes_its_sheet_and_nothing_without_one(
    qtbot: QtBot, dressed: Theme, window: Window
) -> None:
    content, lone = QWidget(), LeaveButton(dressed)
    qtbot.addWidget(lone)
    content.setLayout(column(TextField(dressed), LeaveButton(dressed, "Revenir")))
    sheet = Sheet(dressed, window, content, "Compte")
    window.second.setFocus()
    sheet.open()
    lone.click()
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.closed):
        content.findChildren(LeaveButton)[0].click()
    assert QApplication.focusWidget() is window.second


def test_a_sheet_is_as_tall_as_its_words_when_they_become_fewer(qtbot: QtBot, dressed: Theme, window: Window) -> None:
    words, content = Text("Rien n’est perdu. " * 60, wrap=True), QWidget()
    content.setLayout(column(words, Button(dressed, "Fermer")))
    sheet = Sheet(dressed, window, content, "Aide")
    sheet.open()
    tall = sheet.card.height()
    words.setText("Rien n’est perdu.")
    qtbot.waitUntil(lambda: sheet.card.height() < tall // 2)
    words.setText("Rien n’est perdu. " * 60)
    qtbot.waitUntil(lambda: sheet.card.height() == tall)
    sheet.close_sheet()


def test_a_sheet_is_no_taller_than_its_words_and_what_it_holds_does_not_scroll(dressed: Theme, window: Window) -> None:
    dressed.dress(window)
    words, inside, content = Text("Rien n’est perdu. " * 20, wrap=True), QWidget(), QWidget()
    inside.setLayout(column(words, TextField(dressed)))
    scroll = SheetScroll(inside)
    content.setLayout(column(scroll, Button(dressed, "Fermer")))
    sheet = Sheet(dressed, window, content, "Aide")
    sheet.open()
    QApplication.processEvents()
    assert words.height() == words.heightForWidth(words.width())
    assert scroll.verticalScrollBar().maximum() == 0
    sheet.close_sheet()


def test_an_open_sheet_is_as_wide_as_the_text_is_large(qtbot: QtBot, dressed: Theme, window: Window) -> None:
    dressed.dress(window)
    sheet = Sheet(dressed, window, Text("Rien n’est perdu."), "Aide", width=300)
    sheet.open()
    dressed.set_scale(150)
    try:
        qtbot.waitUntil(lambda: sheet.card.width() == 450)
    finally:
        # The font of the program, which the tests that follow share.
        dressed.set_scale(100)
    sheet.close_sheet()


def test_pages_are_as_tall_as_the_one_that_shows(qtbot: QtBot, window: Window) -> None:
    pages, short, tall = Pages(), QWidget(), QWidget()
    short.setMinimumHeight(40)
    tall.setMinimumHeight(900)
    for page in (tall, short):
        pages.add(page)
    scroll = Scroll(pages)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    scroll.show()
    assert pages.shown() is tall
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 700)
    pages.show_page(1)
    assert pages.shown() is short
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)


def test_tab_stays_inside_an_open_sheet(window: Window, sheet: Sheet) -> None:
    sheet.open()
    seen = []
    for _ in range(4):
        here = QApplication.focusWidget()
        assert here is not None
        seen.append(here)
        press(here, Qt.Key.Key_Tab)
    assert all(sheet.isAncestorOf(widget) for widget in seen)
    assert seen[0] is seen[3]
    press(seen[0], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is seen[0]
    sheet.close_sheet()


def test_escape_closes_a_sheet_and_gives_the_cursor_back(qtbot: QtBot, window: Window, sheet: Sheet) -> None:
    window.second.setFocus()
    sheet.open()
    with qtbot.waitSignal(sheet.closed):
        press(QApplication.focusWidget() or sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.second.hasFocus()


def test_a_click_outside_the_card_closes_the_sheet(qtbot: QtBot, window: Window, sheet: Sheet) -> None:
    sheet.open()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, NO_KEY, sheet.card.geometry().center())
    assert sheet.isVisible()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, NO_KEY, QPoint(3, 3))
    assert not sheet.isVisible()


def test_a_sheet_covers_the_window_whatever_its_size(window: Window, sheet: Sheet) -> None:
    sheet.open()
    window.resize(500, 300)
    assert sheet.size() == window.size()
    assert sheet.rect().contains(sheet.card.geometry())
    sheet.close_sheet()


def test_a_band_says_its_sentence_and_offers_one_action(qtbot: QtBot, dressed: Theme) -> None:
    ribbon = Ribbon(dressed, "demo", "Données d’exemple", action="Tout enlever")
    qtbot.addWidget(ribbon)
    assert ribbon.button is not None
    with qtbot.waitSignal(ribbon.acted):
        ribbon.button.click()
    ribbon.say("Autre phrase")
    assert ribbon.words.text() == "Autre phrase"
    assert ribbon.words.textFormat() is Qt.TextFormat.PlainText


def test_a_reserved_tab_takes_the_cursor_and_says_so(qtbot: QtBot, dressed: Theme) -> None:
    looks = (TabLook("visits", "Visites", "door-enter", 23), TabLook("notes", "Notes", "notes", locked=True))
    tabs = Tabs(dressed, "Dossier", looks)
    qtbot.addWidget(tabs)
    assert [tabs.accessibleTabName(at) for at in range(2)] == ["Visites, 23", "Notes, réservé"]
    press(tabs, Qt.Key.Key_Right)
    assert tabs.code() == "notes"
    tabs.go_to("visits")
    tabs.set_look(TabLook("visits", "Visites", "door-enter", 24))
    assert tabs.accessibleTabName(0) == "Visites, 24"
    assert tabs.code() == "visits"


def test_an_empty_card_says_one_sentence_and_one_action(qtbot: QtBot, dressed: Theme) -> None:
    empty = EmptyState(dressed, "Personne n’attend.", icon="armchair", action="Nouvelle personne")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.button.click()
    assert empty.sentence.text() == "Personne n’attend."


def test_a_share_is_given_as_a_value(qtbot: QtBot, dressed: Theme) -> None:
    line = ProgressLine(dressed, "Import")
    qtbot.addWidget(line)
    line.resize(100, 6)
    line.show_share(12, 27)
    some = line.grab().toImage()
    line.show_share(27, 27)
    assert line.value() == 27
    assert line.grab().toImage() != some


def test_chips_go_to_the_next_line_when_the_line_is_full(qtbot: QtBot) -> None:
    page = QWidget()
    labels = [QLabel("même date de naissance") for _ in range(4)]
    page.setLayout(Flow(*labels))
    qtbot.addWidget(page)
    page.resize(2 * labels[0].sizeHint().width() + 20, 200)
    page.show()
    assert labels[1].y() == labels[0].y()
    assert labels[2].y() > labels[0].y()
    assert labels[2].x() == labels[0].x()


def test_a_card_without_a_title_leaves_nothing_behind(qtbot: QtBot, dressed: Theme) -> None:
    card = Card(dressed)
    qtbot.addWidget(card)
    card.add(Text("Bonjour"))
    card.set_kind("chosen")
    assert card.property("card") == "chosen"
    assert not card.title.isVisibleTo(card)


def test_a_table_is_named_and_left_by_tab(to_front: ToFront, dressed: Theme) -> None:
    heads, rows = ("Mois", "Participants"), (("déc. 2018", "292"), ("juin 2019", "538"))
    table = Table(dressed, "Participants par mois", TableRows(heads, rows, frozenset({1})))
    page, after = QWidget(), Button(dressed, "Fermer")
    page.setLayout(row(table, after))
    to_front(page)
    table.setFocus()
    assert QAccessible.queryAccessibleInterface(table).text(QAccessible.Text.Name) == "Participants par mois"
    press(table, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert table.model().index(1, 1).data() == "538"
    assert table.model().headerData(1, Qt.Orientation.Horizontal) == "Participants"


def two_months(width: float, height: float, sizes: Sizes) -> Picture:
    shapes = (
        Line(0, height - 1, width, height - 1, Colour.RULE, sizes.hair),
        Box(10, 10, width / 4, height - 20, Colour.PRIMARY, Colour.INK, sizes.rule),
        Box(width / 2, 10, width / 4, height - 20, Colour.HEAT_2),
        Words(10, 20, "déc. 2018", sizes.small, cell=(0, 1)),
        Words(10, 40, "292", sizes.normal, cell=(1, 1)),
        Words(0, 40, "participants", sizes.small, cell=(1, 0)),
    )
    return Picture(width, height, shapes, "Participants par mois : déc. 2018 292.")


def test_a_chart_gives_its_values_and_its_table(qtbot: QtBot, dressed: Theme) -> None:
    card = Card(dressed, "Participants par mois", "trending-up")
    chart = ChartView(dressed, "Participants par mois", card.right)
    card.add(chart)
    qtbot.addWidget(card)
    card.resize(500, 320)
    card.show()
    chart.show_draw(two_months)
    said = QAccessible.queryAccessibleInterface(chart.drawing).text(QAccessible.Text.Name)
    assert said == "Participants par mois : déc. 2018 292."
    assert chart.switch.text() == SHOW_TABLE
    press(chart.switch, Qt.Key.Key_Space)
    assert chart.table.isVisible()
    assert [chart.table.model().index(0, column).data() for column in range(2)] == ["participants", "292"]
    assert chart.switch.text() == SHOW_CHART
    press(chart.switch, Qt.Key.Key_Space)
    assert chart.drawing.isVisible()


def test_a_chart_is_painted_in_the_colours_of_the_theme(qtbot: QtBot, dressed: Theme) -> None:
    card = Card(dressed, "Participants", "trending-up")
    chart = ChartView(dressed, "Participants", card.right)
    card.add(chart)
    qtbot.addWidget(card)
    card.resize(500, 320)
    card.show()
    chart.show_draw(two_months)
    painted = chart.drawing.grab().toImage()
    middle = chart.drawing.height() // 2
    assert painted.pixelColor(40, middle).name().upper() == dressed.tokens.primary
    assert painted.pixelColor(chart.drawing.width() // 2 + 20, middle).name().upper() == dressed.tokens.heat[1]


def test_a_flow_whose_items_are_gone_keeps_the_room_of_what_is_there_and_still_answers(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    parts = [Text(words) for words in ("un", "deux", "trois")]
    flow = Flow(*parts)
    page.setLayout(flow)
    before = flow.heightForWidth(300)
    for item in [flow.itemAt(index) for index in range(flow.count())]:
        assert item is not None
        shiboken6.delete(item)
    assert (flow.heightForWidth(300), flow.count()) == (before, 3)
    for part in parts:
        shiboken6.delete(part)
    assert (flow.heightForWidth(300), flow.count()) == (0, 0)


def test_a_sheet_opened_while_the_keys_are_elsewhere_gives_the_cursor_back_all_the_same(
    dressed: Theme, window: Window, to_front: ToFront
) -> None:
    window.second.setFocus()
    other = TextField(dressed)
    to_front(other)
    assert not window.isActiveWindow()
    sheet = Sheet(dressed, window, Button(dressed, "Fermer"), "Reprendre un agenda")
    sheet.open()
    other.hide()
    to_front(window)
    sheet.close_sheet()
    assert QApplication.focusWidget() is window.second
