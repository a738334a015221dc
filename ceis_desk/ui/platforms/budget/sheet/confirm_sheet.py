"""One question before what cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme


class ConfirmSheet(QWidget):
    """`confirmed` or `closed`."""

    confirmed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, title: str, words: str, verb: str) -> None:
        super().__init__()
        self.yes = Button(theme, verb, kind="main", icon="signature")
        no = Button(theme, "Annuler", key="Échap")
        self.yes.clicked.connect(self.confirmed)
        no.clicked.connect(self.closed)
        parts = (
            Text(title, "title", wrap=True),
            Text(words, "body", "ink2", wrap=True),
            row(self.yes, no, None, gap=10),
        )
        self.setLayout(column(*parts, gap=14, margins=(20, 16, 20, 18)))
