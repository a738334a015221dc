"""A file that erases many records at once: what accepting it means, what leaving it means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.exchange.model import RefusedFile
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

WHY = (
    "Un poste qui efface autant de fiches d’un coup fait son travail (une durée de conservation passée, une décision "
    "de la direction) ou s’est trompé. Demandez-lui avant de choisir\u00a0: un effacement ne s’annule pas."
)
WAITING = (
    "Rien n’est lu de ce fichier, ni des suivants de ce poste, qui effaceront toujours ces fiches\u00a0: ce qu’il a "
    "saisi n’arrive plus ici. Rien n’est perdu, le choix reste ouvert. Si ce n’est pas lui qui l’a voulu, écartez ce "
    "poste."
)


class ErasuresSheet(QWidget):
    """The cursor starts on the way back; `accepted` takes the file with its erasures."""

    closed = Signal()
    accepted = Signal()

    def __init__(self, theme: Theme, file: RefusedFile) -> None:
        super().__init__()
        self.back = Button(theme, "Laisser attendre", key="Échap")
        self.go = Button(theme, f"Accepter les {file.erases} effacements", kind="danger", icon="trash")
        self.said = Text("", "secondary", "danger", wrap=True)
        self.said.hide()
        accept, wait = Card(theme, "Accepter", "trash"), Card(theme, "Laisser attendre", "clock")
        accept.add(
            Text(
                f"Les {file.erases} fiches sont effacées ici aussi, pour toujours\u00a0; leurs passages restent "
                "comptés, sans nom. Tout le reste du fichier est pris.",
                "body",
                wrap=True,
            )
        )
        wait.add(Text(WAITING, "body", wrap=True))
        title = Text(f"Ce fichier efface {file.erases} fiches", "title", wrap=True)
        name = Text(file.name, "secondary", "ink2", wrap=True)
        why = Text(WHY, "body", "ink2", wrap=True)
        answers = row(None, self.back, self.go, gap=10)
        self.setLayout(
            column(title, name, why, accept, wait, self.said, None, answers, gap=12, margins=(20, 16, 20, 18))
        )
        self.back.clicked.connect(self.closed)
        self.go.clicked.connect(self._accept)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not taken."""
        self.go.setEnabled(True)
        self.said.setText(refusal.sentence)
        self.said.show()
        announce(self, refusal.sentence)

    def _accept(self) -> None:
        self.go.setEnabled(False)
        self.accepted.emit()
