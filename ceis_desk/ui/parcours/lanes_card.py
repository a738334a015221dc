"""The card of the lanes: what they sum up to, nearer and wider, and the table that says the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from ceis_desk.access.masking import Discretion
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.painting import width_of
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.lane_rows import laid_out
from ceis_desk.ui.parcours.lanes_view import LanesView
from ceis_desk.ui.parcours.words import HEADS, summary, twin_rows
from ceis_desk.ui.shell.keyboard import Keyboard

SHOW_TABLE, SHOW_LANES = "Voir en tableau", "Voir la frise"
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABLE_ROWS = 300
_GAP, _EDGES, _ICON = 8, 38, 20
"""Pixels between the parts of the head, on both sides of it, and of its icon."""


class LanesCard(Card):
    """The lanes and their table, one at a time."""

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__(theme, "Frise du parcours", "route")
        self._rows: Callable[[], tuple[tuple[str, ...], ...]] = tuple
        self._summary = ""
        self.view = LanesView(theme, keyboard)
        self.table = Table(theme, "Tous les événements du parcours", TableRows(HEADS))
        self.table.setMinimumHeight(theme.px(_TABLE_ROWS))
        self.said = Text("", "secondary", "ink2", wrap=True)
        self.head.insertWidget(2, self.said, 1)
        # The summary takes all the room that is left: shared with the stretch after it, it would wrap beside it.
        self.head.setStretch(3, 0)
        self.closer = IconButton(theme, "zoom-in", "Moins de mois, de plus près", compact=True)
        self.wider = IconButton(theme, "zoom-out", "Plus de mois", compact=True)
        keyboard.follow(self.closer, lambda: self.closer.set_key(keyboard.cap("closer")))
        keyboard.follow(self.wider, lambda: self.wider.set_key(keyboard.cap("wider")))
        self.switch = Button(theme, SHOW_TABLE, kind="quiet", icon="table", compact=True)
        self._theme, self._words = theme, dict[Button, tuple[str, str]]()
        # Before the buttons: what F6 and Tab come to first is the lanes themselves.
        self.add(self.view)
        self.add(self.table)
        self.table.hide()
        for button in (self.closer, self.wider):
            self.right.addWidget(button)
        self.offer(self.switch)
        self.closer.clicked.connect(lambda: self.view.zoom(-1))
        self.wider.clicked.connect(lambda: self.view.zoom(1))
        self.switch.clicked.connect(self.turn)
        self.view.turned.connect(self._can_zoom)
        theme.changed.connect(self._fit)

    def offer(self, button: Button, short: str = "") -> None:
        """Put a button at the right of the head; it says `short`, or its icon alone, where its words have no room."""
        self._words[button] = (button.text(), short)
        self.right.addWidget(button)
        self._fit()

    def show_way(self, way: WayOfPerson, today: dt.date, show: Discretion, *, anew: bool) -> None:
        """Show the events of a person; `anew` when it is somebody else."""
        self._summary = summary(way, today)
        self._fit()
        self.view.show_laid(laid_out(way, today, show), anew=anew)
        self._rows = lambda: twin_rows(way.events, today, show)
        if self.shows_table():
            self._fill_table()
        self._can_zoom()

    def shows_table(self) -> bool:
        """Whether the table stands in the place of the lanes."""
        return not self.table.isHidden()

    def turn(self) -> None:
        """From the lanes to their table, or back."""
        to_table = not self.shows_table()
        if to_table:
            self._fill_table()
        self.table.setVisible(to_table)
        self.view.setVisible(not to_table)
        words = SHOW_LANES if to_table else SHOW_TABLE
        self._words[self.switch] = (words, "")
        self.switch.set_icon("route" if to_table else "table")
        self._fit()
        self._can_zoom()
        if to_table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.take_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.table.hasFocus() and event.key() in _ENTERS:
            # A line of the table opens nothing, and must not begin an arrival.
            event.accept()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Whole words while the head holds in one line; then one button after the other says less, then the summary."""
        self._say(self._summary)
        for button, (whole, _) in self._words.items():
            button.setText(whole)
            button.setAccessibleName(whole)
        for button, (_, short) in self._words.items():
            if self._head_width() > self.width():
                button.setText(short)
            # A button keeps the room of its former words until it is told.
            button.updateGeometry()
        parts = self._summary.split(", ")
        while len(parts) > 1 and self._head_width() > self.width():
            self._say(", ".join(parts := parts[1:]))
        self.switch.setToolTip("" if self.switch.text() else self.switch.accessibleName())

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(self._summary)

    def _head_width(self) -> int:
        """Pixels that the head takes in one line."""
        buttons = (self.closer, self.wider, *self._words)
        for words in (self.title, self.said):
            # Their font is that of the sheet of style, known once they are polished.
            words.ensurePolished()
        said = sum(width_of(words.text(), words.font()) + _GAP for words in (self.title, self.said))
        held = sum(button.sizeHint().width() + _GAP for button in buttons)
        return said + held + self._theme.px(_ICON) + _GAP + _EDGES

    def _fill_table(self) -> None:
        # Columns as wide as their words are long to measure: only a table that shows is filled.
        self.table.show_model(TableRows(HEADS, self._rows()))

    def _can_zoom(self) -> None:
        for button, by in ((self.closer, -1), (self.wider, 1)):
            button.setEnabled(self.view.can_zoom(by) and not self.shows_table())
