"""The way to the import of a spreadsheet, which has a page of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.page import SectionView

_STEPS = (
    "Choisissez le fichier\u00a0: tableur (xlsx, ods, xls) ou texte (csv).",
    "Un aperçu montre comment chaque colonne est comprise, avant d’écrire quoi que ce soit.",
    "Une ligne qui ne peut pas être lue est signalée avec sa raison, les autres sont reprises.",
    "Reprendre deux fois le même fichier ne compte rien deux fois.",
)


class SpreadsheetView(SectionView):
    """What the import does, and its door."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        card = Card(theme, "Reprendre un tableur", "upload")
        for step in _STEPS:
            card.add(Text(step, "body", wrap=True))
        self.open = Button(theme, "Choisir un fichier", kind="main", icon="folder-open")
        self.open.clicked.connect(self.asked)
        card.add(row(self.open, None))
        self.setLayout(column(card, None))
