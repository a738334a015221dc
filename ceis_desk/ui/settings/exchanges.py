"""The way to the desks of the site and their exchanges, which have a page of their own."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.page import SectionView

_FACTS = (
    "Les postes du site échangent par fichier\u00a0: un dossier partagé, ou une clé USB.",
    "Relier un poste, accepter sa réponse, l’écarter et choisir le dossier se font dans Échanges.",
    "Le nom de ce poste se change dans «\u00a0Ce poste\u00a0».",
)


class ExchangesView(SectionView):
    """What is done where, and the door of the page."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        card = Card(theme, "Postes et échanges", "device-usb")
        for fact in _FACTS:
            card.add(Text(fact, "body", wrap=True))
        self.open = Button(theme, "Ouvrir Échanges", kind="main", icon="arrow-right", key="Ctrl 8")
        self.open.clicked.connect(self.asked)
        card.add(row(self.open, None))
        self.setLayout(column(card, None))
