"""A card of lines: its title, what is added to it, and the keys that act on the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme


class ListCard(Card):
    """`added` asks for a new line; Entrée or a click `opened`, Espace `ticked`, Suppr `dropped`, each with its id.

    `barred` in their place where nothing may be written; `adds` is False where lines come from elsewhere.
    """

    added = Signal()
    opened = Signal(str)
    ticked = Signal(str)
    dropped = Signal(str)
    barred = Signal()

    def __init__(
        self, theme: Theme, title: str, icon: str, *, verb: str, empty: str, adds: bool = True
    ) -> None:  # fmt: skip
        super().__init__(theme, title, icon)
        self._theme, self._writable = theme, True
        # What the ids begin with of the lines that are taken away even where nothing may be written.
        self.taken_from_closed: tuple[str, ...] = ()
        self.said = Text("", "secondary", "ink2")
        self.lines = RowList(theme, title, fit=True)
        self.empty = Text(empty, "secondary", "ink2", wrap=True)
        self.more = Button(theme, "", kind="quiet", icon="history", compact=True)
        # In words while the card is empty, as a mere sign beside the title once it has its lines.
        self.begin = Button(theme, verb, icon="plus", compact=True)
        self.add_line = IconButton(theme, "plus", f"{verb}\u00a0: {title.lower()}", kind="quiet", compact=True)
        self._adding: list[Button] = [self.begin, self.add_line] if adds else []
        self.right.setSpacing(2)
        self.right.addWidget(self.said)
        self.right.addSpacing(6)
        self.right.addWidget(self.add_line)
        self._foot, self._more = _line(self.begin), _line(self.more)
        for part in (self.lines, self.empty, self._foot, self._more):
            self.add(part)
        self.body.setSpacing(4)
        outer = self.layout()
        outer.setContentsMargins(14, 6, 10, 8)  # type: ignore[union-attr]  # a card has its layout
        outer.setSpacing(4)  # type: ignore[union-attr]  # as above
        for button in (self.begin, self.add_line):
            button.setVisible(adds)
        self.add_line.clicked.connect(self.added)
        self.begin.clicked.connect(self.added)
        self.lines.opened.connect(self.opened)
        self.lines.acted.connect(lambda ident: self._ask(self.ticked, ident))
        self.show_rows(())
        self.show_more("")

    def tool(self, icon: str, words: str) -> IconButton:
        """One more button at the head of the card."""
        made = IconButton(self._theme, icon, words, kind="quiet", compact=True)
        self.right.addWidget(made)
        self._adding.append(made)
        return made

    def set_writable(self, writable: bool) -> None:
        """Whether anything may be added or changed here; what is there is read all the same."""
        self._writable = writable
        for button in self._adding:
            button.setVisible(writable)

    def show_more(self, words: str) -> None:
        """What the button under the lines says; no words, no button."""
        self.more.setText(words)
        self.more.updateGeometry()
        self._more.setVisible(bool(words))

    def show_rows(self, rows: Sequence[tuple[str, RowLook]], said: str = "") -> None:
        """Replace the lines; `said` stands at the right of the title."""
        self.lines.show_rows(rows)
        self.lines.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._foot.setVisible(not rows)
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
            self._ask(self.ticked, here)
        elif event.key() == Qt.Key.Key_Delete:
            self._ask(self.dropped, here, anyway=here.startswith(self.taken_from_closed))
        else:
            super().keyPressEvent(event)

    def _ask(self, signal: SignalInstance, ident: str, *, anyway: bool = False) -> None:
        if self._writable or anyway:
            signal.emit(ident)
        else:
            self.barred.emit()


def _line(button: Button) -> QWidget:
    """A button at the left of its own line."""
    held = QWidget()
    held.setLayout(row(button, None))
    return held
