"""The page of an entry that the account may not open: what it is, and who may."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ceis_desk.core.press import Paper
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keys import KeyLine
from ceis_desk.ui.shell.pages import Page

_OWN = (
    "Vous administrez CEIS Desk\u00a0: cela donne les comptes, pas ce que cette page contient. "
    "Un rôle s’ajoute à un compte dans Réglages, Comptes et rôles."
)


class ReservedPage(QWidget):
    """Never empty: it names the page, its readers and whom to ask."""

    def __init__(self, theme: Theme, page: Page, *, administers: bool = False) -> None:
        super().__init__()
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(f"{page.words}, réservé")
        self.card = Card(theme, "Cette page est réservée", "lock")
        # The card takes the cursor: a screen reader then reads where one is, and the keys still answer.
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        readers = ", ".join(page.roles())
        ask = _OWN if administers else "Pour y avoir accès, demandez à la personne qui administre CEIS Desk."
        said = (
            Text(page.what, "body", wrap=True),
            Text(f"Peuvent l’ouvrir\u00a0: {readers}.", "strong", wrap=True),
            Text(ask, "body", "ink2", wrap=True),
        )
        for words in said:
            self.card.add(words)
        self.card.setAccessibleDescription(" ".join(words.text() for words in said))
        head = row(Icon(theme, page.icon, "ink2", 24), Text(page.words, "title"), None, gap=10)
        self.setLayout(column(head, self.card, None, gap=14, margins=(20, 18, 20, 18)))


class ReservedPilot(QObject):
    """Nothing to read and nothing to do."""

    def __init__(self, theme: Theme, page: Page, *, administers: bool = False) -> None:
        super().__init__()
        self.page = ReservedPage(theme, page, administers=administers)

    def enter(self) -> None:
        """Put the cursor on the sentence."""
        self.page.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing is under way."""

    def keys(self) -> tuple[KeyLine, ...]:
        """No key of its own."""
        return ()

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing to print."""
