"""A card of lines: its title, what is added to it, and the keys that act on the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme


class ListCard(Card):
    """`added` asks for a new line; Entrée or a click `opened`, Espace `ticked`, Suppr `dropped`, each with its id."""

    added = Signal()
    opened = Signal(str)
    ticked = Signal(str)
    dropped = Signal(str)

    def __init__(self, theme: Theme, title: str, icon: str, *, verb: str, empty: str, name: str = "") -> None:
        super().__init__(theme, title, icon)
        self.said = Text("", "secondary", "ink2")
        self.lines = RowList(theme, name or title, fit=True)
        self.empty = Text(empty, "secondary", "ink2", wrap=True)
        self.more = Button(theme, "", kind="quiet", icon="history", compact=True)
        self.add_line = Button(theme, verb, kind="quiet", icon="plus", compact=True)
        self.add_line.setAccessibleName(f"{verb}\u00a0: {title.lower()}")
        self.right.addWidget(self.said)
        for part in (self.lines, self.empty):
            self.add(part)
        self.foot = row(self.add_line, None, self.more, gap=6)
        self.add(self.foot)
        self.more.hide()
        self.body.setSpacing(4)
        self.layout().setContentsMargins(14, 10, 14, 8)  # type: ignore[union-attr]  # a card has its layout
        self.add_line.clicked.connect(self.added)
        self.lines.opened.connect(self.opened)
        self.lines.acted.connect(self.ticked)
        self.show_rows(())

    def show_rows(self, rows: Sequence[tuple[str, RowLook]], said: str = "") -> None:
        """Replace the lines; `said` stands at the right of the title."""
        self.lines.show_rows(rows)
        self.lines.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.said.setText(said)

    def show_total(self, words: str, tone: str) -> None:
        """Put a figure at the head, in the size of the title."""
        self.said.setProperty("role", "card")
        self.said.set_tone(tone)
        self.said.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.lines.current()
        if not (self.lines.hasFocus() and here) or event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit(here)
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(here)
        else:
            super().keyPressEvent(event)
