"""The desk has joined a site: where its answer is, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.dark_side import DarkSide, fact_line, middle_of
from ceis_desk.ui.shell.figure import Figure

_WIDEST = 1000
STEPS = (
    "1. Portez ce fichier au poste qui a invité, par clé USB ou par le dossier partagé.",
    "2. Là-bas\u00a0: Échanges, «\u00a0Accepter une réponse\u00a0», avec la même phrase.",
    "3. Au premier échange, les fiches du site arrivent ici.",
)
ITS_KEY = "La clé de secours est celle du site. Il n’y en a pas d’autre à imprimer."


class JoinedPage(QWidget):
    """« Continuer » opens the desk; `copy_asked` puts the answer elsewhere too."""

    go_on_asked = Signal()
    copy_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.path = Text("", "card", wrap=True)
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = Button(theme, "Copier ailleurs", icon="device-usb")
        self.go_on = Button(theme, "Continuer", kind="main", icon="arrow-right", key="Entrée")
        self.said = Notice(theme, "", tone="success", icon="check")
        self.said.hide()
        self._build(theme)
        self.copy.clicked.connect(self.copy_asked)
        self.go_on.clicked.connect(self.go_on_asked)

    def show_answer(self, path: Path) -> None:
        """Where the answer is."""
        self.path.setText(str(path))
        self.said.hide()

    def say(self, words: str) -> None:
        """Say where the copy is, or why there is none."""
        self.said.words.setText(words)
        self.said.show()
        announce(self, words)

    def enter(self) -> None:
        """The cursor on « Continuer »."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, theme: Theme) -> None:
        card = Card(theme, "Le fichier de réponse", "file-text")
        inset = Card(theme, kind="inset")
        inset.add(self.path)
        card.add(inset)
        for words in STEPS:
            card.add(Text(words, "body", wrap=True))
        card.add(self.said)
        card.add(row(self.copy, None))
        foot = row(Icon(theme, "key", "warn", 20), Text(ITS_KEY, "secondary", "ink2", wrap=True), self.go_on, gap=12)
        foot.setStretch(1, 1)
        title = Figure(theme, "Ce poste a rejoint le site", 28, 700, "ink")
        why = Text("Il reste une chose à faire pour recevoir les fiches.", "body", "ink2", wrap=True)
        inside = QWidget()
        inside.setLayout(column(None, title, why, card, foot, None, gap=14, margins=(46, 40, 46, 24)))
        side = DarkSide(theme, "L’accueil du tiers-lieu social", 476, 42)
        facts = (
            fact_line(theme, "check", "Le poste est prêt")[0],
            fact_line(theme, "lock", "Tout est chiffré sur ce poste")[0],
            fact_line(theme, "device-usb", "Les postes échangent par fichier")[0],
        )
        side.body.addLayout(column(None, *facts, None, gap=10), 1)
        halves = row(side, Scroll(middle_of(inside, _WIDEST)), gap=0)
        halves.setStretch(1, 1)
        self.setLayout(halves)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on_asked.emit()
        else:
            super().keyPressEvent(event)
