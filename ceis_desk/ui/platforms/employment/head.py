"""The head of the board: which day, what is printed, a new contract."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet_style import set_styled
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.shell.keyboard import Keyboard

_DATE = 138


class DayField(TextField):
    """A day typed in any usual way; `given` once it is understood, at Entrée or when the cursor leaves."""

    given = Signal(object)
    wrong = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, icon="calendar-event")
        self._day: dt.date | None = None
        self.setAccessibleName("Jour montré")
        self.editingFinished.connect(self._give)

    def show_day(self, day: dt.date) -> None:
        """The day shown."""
        self._day = day
        self.setText(write_day(day))
        self.wrong.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._day is not None and self.text() != write_day(self._day):
            self.show_day(self._day)
        elif is_enter(event):
            self._give()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self._day is None or self.text() == write_day(self._day):
            return
        try:
            day = parse_day(self.text(), self._day)
        except Refusal as refusal:
            self.wrong.emit(refusal.sentence)
            return
        self.show_day(day)
        self.given.emit(day)


class BoardHead(QWidget):
    """`stepped` gives -1 or 1 for the day of change before or after; `day_given` a day typed."""

    stepped = Signal(int)
    day_given = Signal(object)
    print_asked = Signal()
    new_asked = Signal()
    table_asked = Signal()
    exits_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__()
        self._theme = theme
        self.before = IconButton(theme, "chevron-left", "Changement précédent")
        self.after = IconButton(theme, "chevron-right", "Changement suivant")
        self.day = DayField(theme)
        self.trouble = Text("", "hint", "danger", wrap=True)
        self.trouble.hide()
        self.table = IconButton(theme, "table", "Voir le tableau")
        self.exits = IconButton(theme, "trending-up", "Sorties\u00a0: taux et règle")
        self.printer = Button(theme, "Imprimer l’occupation", icon="printer")
        self.new = Button(theme, "Nouveau contrat", kind="main", icon="plus")
        if not writes:
            self.new.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self._line.addLayout(
            row(Text("Emploi, places et contrats", "title"), 8, self.before, self.day, self.after, None, gap=8), 1
        )
        self._line.addLayout(row(self.table, self.exits, self.printer, self.new, None, gap=8))
        self.setLayout(column(self._line, self.trouble, gap=4))
        self._bind(keyboard)
        theme.changed.connect(self._fit)
        self._fit()

    def _bind(self, keyboard: Keyboard) -> None:
        for widget, code in (
            (self.before, "change-before"),
            (self.after, "change-after"),
            (self.table, "board-table"),
            (self.exits, "exits"),
            (self.printer, "print"),
        ):
            keyboard.show_on(widget, code)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.day.given.connect(self.day_given)
        self.day.wrong.connect(self._say)
        self.table.clicked.connect(self.table_asked)
        self.exits.clicked.connect(self.exits_asked)
        self.printer.clicked.connect(self.print_asked)
        self.new.clicked.connect(self.new_asked)

    def set_room(self, *, narrow: bool) -> None:
        """Put the actions on a second line when there is no room beside the day."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(below if narrow else beside)

    def _say(self, words: str) -> None:
        set_styled(self.day, "state", "error" if words else "hint")
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.day.setAccessibleDescription(words)
        announce(self.day, words)

    def _fit(self) -> None:
        self.day.setFixedWidth(self._theme.px(_DATE))
