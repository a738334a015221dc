"""About: version, licence, sources of letters and icons, and where the data are, in words."""

from __future__ import annotations

from ceis_desk import __version__
from ceis_desk.ui.kit.brand import Brand
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.page import SectionView

_SOURCES = (
    ("Licence", "Apache 2.0\u00a0: libre d’usage, d’étude, de copie et de modification"),
    ("Police", "Atkinson Hyperlegible Next, Braille Institute, licence SIL OFL 1.1"),
    ("Icônes", "Tabler Icons, licence MIT"),
    ("Fenêtres", "Qt pour Python, licence LGPL 3"),
)
_KEPT = (
    ("Le registre", "personnes, passages, rendez-vous, comptes\u00a0: un fichier chiffré, sur ce poste seulement"),
    (
        "Le trousseau",
        "les clés, elles-mêmes fermées par les mots de passe\u00a0: sans lui, le registre ne s’ouvre plus",
    ),
    ("Les réglages de ce poste", "taille du texte, couleurs, touches\u00a0: aucune donnée personnelle"),
    ("Le carnet technique", "ce qui a mal marché, sans aucun nom\u00a0; il s’efface de lui-même"),
    ("Ce qui sort d’ici", "rien\u00a0: le programme n’appelle aucun service et fonctionne sans Internet"),
)


class AboutView(SectionView):
    """Words only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        head = Card(theme)
        names = column(Text("CEIS Desk", "card"), Text(f"Version {__version__}", "secondary", "ink2"), gap=2)
        head.add(row(Brand(theme), names, None, gap=12))
        sources, kept = Facts(columns=1), Facts(columns=1)
        sources.show_facts(list(_SOURCES))
        kept.show_facts(list(_KEPT))
        credit = Card(theme, "Licence et sources", "file-text")
        credit.add(sources)
        where = Card(theme, "Ce qui est gardé, et où", "shield-check")
        where.add(kept)
        self.setLayout(column(head, where, credit, None, gap=12))
