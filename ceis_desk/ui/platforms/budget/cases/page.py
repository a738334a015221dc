"""« Budget »: the cases of the household accompaniments, one's own first, found by a name."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.platforms.budget.model import CaseLine
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.platforms.budget.cases.rows import ALL, CHOICES, CLOSED, MINE, case_row, in_order
from ceis_desk.ui.reception.keys import writes
from ceis_desk.ui.shell.keyboard import Keyboard

NOTHING = {
    MINE: "Vous ne suivez aucun dossier. Ouvrez-en un à partir d’une personne.",
    ALL: "Aucun dossier ouvert. Ouvrez-en un à partir d’une personne.",
    CLOSED: "Aucun dossier clos.",
}
_NOT_FOUND = {
    MINE: "Aucun de vos dossiers pour «\u00a0{}\u00a0». Regardez aussi dans «\u00a0Tous\u00a0».",
    ALL: "Aucun dossier pour «\u00a0{}\u00a0».",
    CLOSED: "Aucun dossier clos pour «\u00a0{}\u00a0».",
}
_MOST_SHOWN = 200
_NARROW_HEAD, _NARROW_ROWS = 720, 820


class CasesPage(QWidget):
    """`searched` at each letter, `filtered` with whose cases, `opened` with an id as text, `new_asked`."""

    searched = Signal(str)
    filtered = Signal(str)
    opened = Signal(str)
    new_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme, self._discreet, self._keyboard = theme, discreet, keyboard
        self._shown: tuple[tuple[CaseLine, ...], dt.datetime] | None = None
        self._narrow = False
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(
            theme, placeholder="Nom d’une personne du foyer", name="Chercher un dossier", tall=True
        )
        self.whose = Segmented(theme, "Quels dossiers", CHOICES)
        self.new = Button(theme, "Nouveau dossier", kind="main", icon="plus")
        self.count = Text("", "secondary", "ink2")
        self.results = RowList(theme, "Dossiers budget")
        self.empty = EmptyState(theme, "", icon="pig", action="Nouveau dossier")
        tools = QWidget()
        tools.setLayout(row(None, self.whose, self.new, gap=10))
        title = Text("Dossiers budget", "title")
        head = SideBySide(theme, title, tools, narrow=_NARROW_HEAD, shares=(1, 0))
        card = Card(theme)
        card.add(self.count)
        card.add(self.results, 1)
        card.add(self.empty, 1)
        self.setLayout(column(head, self.search, card, gap=12, margins=(20, 14, 20, 16)))
        keyboard.show_on(self.search, "find")
        keyboard.show_on(self.new, "new-case")
        keyboard.show_on(self.empty.button, "new-case")
        keyboard.shortcut(self, "new-case", self.new_asked.emit)
        keyboard.shortcut(self, "find", self.start)
        self.search.textEdited.connect(self.searched)
        self.whose.chosen.connect(self.filtered)
        self.results.opened.connect(self.opened)
        self.new.clicked.connect(self.new_asked)
        self.empty.acted.connect(self.new_asked)
        theme.changed.connect(self._fit)

    def show_cases(self, lines: tuple[CaseLine, ...], now: dt.datetime) -> None:
        """The cases found, what is late first."""
        self._shown = (lines, now)
        typed, show, whose = self.search.text().strip(), self._discreet.show, self.whose.value()
        ordered = in_order(lines)
        shown = ordered[:_MOST_SHOWN]
        self.results.show_rows(
            [(str(line.id), case_row(line, show, now, mine=whose == MINE, narrow=self._narrow)) for line in shown]
        )
        self.results.setVisible(bool(ordered))
        self.empty.setVisible(not ordered)
        self.empty.sentence.setText(_NOT_FOUND[whose].format(typed) if typed else NOTHING[whose])
        late = sum(line.overdue > 0 for line in ordered)
        words = f"{len(ordered)} dossier{'s' if len(ordered) > 1 else ''}"
        if late:
            words += f", {late} avec une échéance en retard"
        if len(shown) < len(ordered):
            words += f"\u00a0; les {len(shown)} premiers sont montrés, un nom donne les autres"
        self.count.setText(words)
        self.count.setVisible(bool(ordered))
        self.search.set_count(f"{len(ordered)} trouvé{'s' if len(ordered) > 1 else ''}" if typed else "")
        if ordered and (typed or not self.results.current()):
            self.results.go_to(str(ordered[0].id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Chips in words where they would leave no room for a name."""
        narrow = self.width() < self._theme.px(_NARROW_ROWS)
        if narrow != self._narrow:
            self._narrow = narrow
            if self._shown is not None:
                self.show_cases(*self._shown)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.whose, self.search, self.results)

    def start(self) -> None:
        """The cursor in the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and self.results.current():
            self.opened.emit(self.results.current())
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.searched.emit("")
            self.start()
        elif writes(event, self._keyboard) and not self.search.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            self.searched.emit(self.search.text())
        else:
            super().keyPressEvent(event)
