"""Reserved parts on screen: the card that lists them, and the tab that says whom to ask."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Role
from ceis_desk.access.questions import StaffMember
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, IconTile, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.reserved import IN_CASE, RESERVED, TO_CASE, Reserved, is_locked, whom_to_ask


class ReservedCard(Card):
    """The reserved parts one under the other, and the way to leave a message."""

    message_asked = Signal()

    def __init__(self, theme: Theme, roles: Iterable[Role]) -> None:
        super().__init__(theme, "Réservé", "shield-lock")
        held = frozenset(roles)
        self._asks: list[tuple[Reserved, Text]] = []
        self.right.addWidget(Text("aucun contenu ici", "hint", "ink2"))
        parts = [part for part in RESERVED if is_locked(part, held)]
        for part in parts:
            if self._asks:
                self.add(Rule())
            ask = Text(part.ask, "hint_strong", "ink", wrap=True)
            self._asks.append((part, ask))
            words = column(Text(part.label, "strong"), Text(part.readers, "hint", "ink2", wrap=True), ask, gap=1)
            line = row(IconTile(theme, part.icon, "neutral", 32), words, Icon(theme, "lock", "warn", 17), gap=10)
            line.setStretch(1, 1)
            self.add(line)
        self.button = Button(theme, "Laisser un message", kind="tinted", icon="message")
        self.button.clicked.connect(self.message_asked)
        self.add(self.button)
        if not parts:
            # Never shown by hand: without a parent yet it would be a window of its own, and take the keyboard.
            self.hide()

    def show_people(self, staff: tuple[StaffMember, ...]) -> None:
        """Name whom to ask."""
        for part, text in self._asks:
            text.setText(whom_to_ask(part, staff))


class ReservedPanel(Card):
    """The tab of one reserved part; `asked` opens it where it is elsewhere (the budget case)."""

    message_asked = Signal()
    asked = Signal()

    def __init__(self, theme: Theme, part: Reserved, roles: Iterable[Role]) -> None:
        super().__init__(theme, part.label, part.icon)
        self._part, self.code, self.locked = part, part.code, is_locked(part, roles)
        self._ask = Text("", "strong" if self.locked else "body", wrap=True)
        self.add(Text(part.what, wrap=True))
        if self.locked:
            self.add(row(Icon(theme, "lock", "warn", 20), Text("Réservé", "strong", "warn"), None, gap=8))
            self.add(Text(f"Qui peut lire\u00a0: {part.readers}.", wrap=True))
        self.add(self._ask)
        self.button = Button(theme, "Laisser un message", icon="message")
        self.button.clicked.connect(self.message_asked)
        self.open = Button(theme, "", kind="tinted", icon=part.icon)
        self.open.clicked.connect(self.asked)
        held = QWidget()
        held.setLayout(row(self.open, self.button, None))
        self.add(held)
        self.body.addStretch(1)
        self.open.hide()
        if not self.locked:
            self.show_way(IN_CASE, TO_CASE)

    def show_way(self, words: str, verb: str) -> None:
        """Say what is there, and how it is opened."""
        self._ask.setText(words)
        self.open.setText(verb)
        self.open.updateGeometry()
        self.open.show()

    def show_people(self, staff: tuple[StaffMember, ...]) -> None:
        """Name whom to ask."""
        if self.locked:
            self._ask.setText(f"{whom_to_ask(self._part, staff)}.")
