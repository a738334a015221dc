"""Beside the roll: who waits for a place, and what the session will count once closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.workshops.tight import tighten

NOBODY = "Personne n’attend une place."
HIDDEN = "Les noms sont à l’accueil et aux professionnels."


class WaitingCard(Card):
    """`given` gives the person to whom the place goes, which nobody has before; `left` gives who waits no more."""

    given = Signal(str)
    left = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Liste d’attente", "bell")
        self.count = Text("", "secondary", "ink2")
        self.right.addWidget(self.count)
        self.people = RowList(theme, "Liste d’attente de la séance", fit=True)
        self.nobody = Text(NOBODY, "secondary", "ink2", wrap=True)
        self.freed = Text("", "secondary", "success", wrap=True)
        tighten(self, 16, 10, 16, 10)
        self.body.setSpacing(4)
        for part in (self.people, self.nobody, self.freed):
            self.add(part)
        self.people.acted.connect(self._give)
        self.people.opened.connect(self._give)

    def show_waiting(self, rows: list[tuple[str, RowLook]], count: int, freed: str) -> None:
        """Who waits, longest first, and which place is free."""
        self._offered = frozenset(ident for ident, look in rows if look.action)
        self.people.show_rows(rows)
        self.people.setVisible(bool(rows))
        self.nobody.setText(HIDDEN if count else NOBODY)
        self.nobody.setVisible(not rows)
        self.count.setText(str(count) if count else "")
        self.freed.setText(freed)
        self.freed.setVisible(bool(freed))

    _offered: frozenset[str] = frozenset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.people.hasFocus() and self.people.current():
            self.left.emit(self.people.current())
        else:
            super().keyPressEvent(event)

    def _give(self, ident: str) -> None:
        if ident in self._offered:
            self.given.emit(ident)


class ClosingCard(Card):
    """« À la clôture : 7 pointés + 3 sans nom », then who was there together."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("À la clôture")
        tighten(self, 16, 8, 16, 9)
        self.total = Text("", "strong")
        self.mix = Text("", "hint", "ink2", wrap=True)
        self.mix.hide()
        self.add(row(Icon(theme, "sum", "primary", 18), Text("À la clôture", "secondary", "ink2"), None, self.total))
        self.add(self.mix)

    def show_total(self, words: str) -> None:
        """What will be counted."""
        self.total.setText(words)

    def show_mix(self, words: str) -> None:
        """Who was there together, as the figures may say it; empty says nothing."""
        self.mix.setText(words)
        self.mix.setVisible(bool(words))
