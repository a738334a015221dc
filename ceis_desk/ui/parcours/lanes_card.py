"""The card of the lanes: what they sum up to, nearer and wider, and the table that says the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ceis_desk.access.masking import Discretion
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.lane_rows import laid_out
from ceis_desk.ui.parcours.lanes_view import LanesView
from ceis_desk.ui.parcours.words import HEADS, summary, twin_rows
from ceis_desk.ui.shell.keyboard import Keyboard

SHOW_TABLE, SHOW_LANES = "Voir en tableau", "Voir la frise"
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABLE_ROWS, _MOST = 300, 20


class LanesCard(Card):
    """The lanes and their table, one at a time."""

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__(theme, "Frise du parcours", "route")
        self._rows: Callable[[], tuple[tuple[str, ...], ...]] = tuple
        self.view = LanesView(theme, keyboard)
        self.table = Table(theme, "Tous les événements du parcours", TableRows(HEADS))
        self.table.setMinimumHeight(theme.px(_TABLE_ROWS))
        self.said = Text("", "secondary", "ink2", wrap=True)
        self.head.insertWidget(2, self.said, _MOST)
        self.closer = IconButton(theme, "zoom-in", "Moins de mois, de plus près", compact=True)
        self.wider = IconButton(theme, "zoom-out", "Plus de mois", compact=True)
        keyboard.follow(self.closer, lambda: self.closer.set_key(keyboard.cap("closer")))
        keyboard.follow(self.wider, lambda: self.wider.set_key(keyboard.cap("wider")))
        self.switch = Button(theme, SHOW_TABLE, kind="quiet", icon="table", compact=True)
        # Before the buttons: what F6 and Tab come to first is the lanes themselves.
        self.add(self.view)
        self.add(self.table)
        self.table.hide()
        for button in (self.closer, self.wider, self.switch):
            self.right.addWidget(button)
        self.closer.clicked.connect(lambda: self.view.zoom(-1))
        self.wider.clicked.connect(lambda: self.view.zoom(1))
        self.switch.clicked.connect(self.turn)
        self.view.turned.connect(self._can_zoom)

    def show_way(self, way: WayOfPerson, today: dt.date, show: Discretion, *, anew: bool) -> None:
        """Show the events of a person; `anew` when it is somebody else."""
        self.said.setText(summary(way, today))
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
        self.switch.setText(SHOW_LANES if to_table else SHOW_TABLE)
        self.switch.set_icon("route" if to_table else "table")
        self._can_zoom()
        if to_table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.take_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.table.hasFocus() and event.key() in _ENTERS:
            # A line of the table opens nothing, and must not begin an arrival.
            event.accept()
        else:
            super().keyPressEvent(event)

    def _fill_table(self) -> None:
        # Columns as wide as their words are long to measure: only a table that shows is filled.
        self.table.show_model(TableRows(HEADS, self._rows()))

    def _can_zoom(self) -> None:
        for button, by in ((self.closer, -1), (self.wider, 1)):
            button.setEnabled(self.view.can_zoom(by) and not self.shows_table())
