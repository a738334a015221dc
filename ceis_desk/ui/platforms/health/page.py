"""« Santé »: the day and who is to be seen again, or what is kept of one person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.crossed_lines import CrossedLines
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.platforms.health.rows import Rows
from ceis_desk.ui.reception.keys import writes
from ceis_desk.ui.shell.keyboard import Keyboard

_NARROW = 960
NO_DAY = "Ni séance ni rendez-vous de prévention aujourd’hui."
NO_FOLLOW_UP = "Personne n’est à revoir."
RESERVED = "Lu par l’équipe santé seule. Entrée corrige, Espace\u00a0: point fait, Suppr retire."
NO_HISTORY = "Rien n’est noté pour cette personne."


class ListCard(Card):
    """A list, or one sentence when it is empty; neither before it is read."""

    def __init__(self, theme: Theme, title: str, icon: str, nothing: str) -> None:
        super().__init__(theme, title, icon)
        self.rows = RowList(theme, title)
        self.empty = EmptyState(theme, nothing, icon=icon)
        self.add(self.rows, 1)
        self.add(self.empty, 1)
        self.empty.hide()

    def show_rows(self, rows: Rows) -> None:
        """What is there now."""
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)


class HomeView(QWidget):
    """A search, and two lists: `searched` at each letter."""

    searched = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.crossed = CrossedLines(theme, discreet, named=True)
        self.search = SearchField(theme, placeholder="Nom d’une personne", name="Chercher une personne", tall=True)
        self.day = ListCard(theme, "Aujourd’hui", "calendar-event", NO_DAY)
        self.follow_ups = ListCard(theme, "À revoir", "bell", NO_FOLLOW_UP)
        self.found = ListCard(theme, "Personnes", "users", "Aucune personne de ce nom.")
        self.new = Button(theme, "Noter un entretien", kind="main", icon="plus")
        keyboard.show_on(self.search, "find")
        keyboard.show_on(self.new, "new-prevention")
        self.lists = SideBySide(theme, self.day, self.follow_ups, narrow=_NARROW, shares=(1, 1))
        self.figures = Button(theme, "Chiffres de l’année", icon="chart-bar")
        head = row(Text("Santé, prévention", "title"), None, self.figures, self.new, gap=12)
        self.setLayout(
            column(head, self.search, self.crossed, self.lists, self.found, gap=12, margins=(20, 14, 20, 16))
        )
        self.found.hide()
        self.search.textChanged.connect(self._turn)
        self.search.textEdited.connect(self.searched)

    def _turn(self, words: str) -> None:
        self.found.setVisible(bool(words.strip()))
        self.lists.setVisible(not words.strip())

    def start(self) -> None:
        """The cursor in the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Back to the day."""
        self.search.clear()
        self.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_search = self.search.hasFocus() and self.found.isVisible()
        if in_search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.found.rows.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif in_search and is_enter(event) and self.found.rows.current():
            self.found.rows.opened.emit(self.found.rows.current())
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.clear()
        elif writes(event, self._keyboard) and not self.search.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            self.searched.emit(self.search.text())
        else:
            super().keyPressEvent(event)


class HistoryView(QWidget):
    """What is kept of one person; `left` goes back, `removed` takes the row under the cursor away."""

    left = Signal()
    removed = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self.crossed = CrossedLines(theme, discreet)
        self.name = Text("", "title")
        self.new = Button(theme, "Noter un entretien", kind="main", icon="plus")
        self.record = Button(theme, "Ouvrir la fiche", icon="id")
        self.back = Button(theme, "Revenir", kind="quiet", icon="arrow-left", key="Échap")
        keyboard.show_on(self.new, "new-prevention")
        self.history = ListCard(theme, "Prévention", "stethoscope", NO_HISTORY)
        self.history.right.addWidget(Text(RESERVED, "hint", "ink3"))
        head = row(self.back, self.name, None, self.record, self.new, gap=12)
        self.setLayout(column(head, self.crossed, self.history, gap=12, margins=(20, 14, 20, 16)))
        self.back.clicked.connect(self.left)

    def start(self) -> None:
        """The cursor in the list, or on what may be done when there is none."""
        at = self.history.rows if self.history.rows.isVisibleTo(self) else self.new
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self.history.rows.current():
            self.removed.emit(self.history.rows.current())
        else:
            super().keyPressEvent(event)


class HealthPage(QStackedWidget):
    """The day, or one person; `find_asked` and `new_asked` by their keys."""

    find_asked = Signal()
    new_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.home = HomeView(theme, discreet, keyboard)
        self.person = HistoryView(theme, discreet, keyboard)
        for view in (self.home, self.person):
            self.addWidget(view)
            view.new.clicked.connect(self.new_asked)
        keyboard.shortcut(self, "find", self.find_asked.emit)
        keyboard.shortcut(self, "new-prevention", self.new_asked.emit)

    def shows_person(self) -> bool:
        """Whether one person is shown."""
        return self.currentWidget() is self.person

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits in what shows."""
        home, person = self.home, self.person
        parts: tuple[QWidget, ...] = (home.search, home.crossed, home.day, home.follow_ups, home.found)
        if self.shows_person():
            parts = (person.crossed, person.history)
        return tuple(part for part in parts if part.isVisibleTo(self))
