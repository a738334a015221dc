"""The sheets of whoever links desks: an invitation and its phrase, an answer, a desk to set aside, the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.exchange.model import DeskLine, Invited
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField, beside
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_MARGINS = (20, 16, 20, 18)
STEPS = (
    "1. Un fichier d’invitation est écrit, sur une clé USB par exemple.",
    "2. Une phrase s’affiche ici. Elle se dit de vive voix, elle ne s’écrit pas avec le fichier.",
    "3. Le nouveau poste rend un fichier de réponse\u00a0: «\u00a0Accepter une réponse\u00a0», avec la même phrase.",
)
BY_VOICE = (
    "Dites cette phrase de vive voix. Elle ouvre l’invitation, puis la réponse\u00a0: notez-la à part du fichier."
)
NO_FILE = "Choisissez le fichier de réponse du nouveau poste."
NO_PHRASE = "Écrivez la phrase donnée avec l’invitation."


class InviteSheet(QWidget):
    """First where to write the invitation, then the phrase to tell."""

    place_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.steps = QWidget()
        self.steps.setLayout(column(*(Text(words, "body", "ink2", wrap=True) for words in STEPS), gap=8))
        self.said = Text("", "secondary", "ink2", wrap=True)
        self.card = Card(theme, kind="inset")
        self.phrase = Text("", "title", wrap=True)
        self.phrase.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Reachable, so that a screen reader may say it again.
        self.phrase.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card.add(self.phrase)
        self.card.hide()
        self.write = Button(theme, "Écrire l’invitation", kind="main", icon="file-download", key="Entrée")
        self.close_it = Button(theme, "Fermer", key="Échap")
        self.write.clicked.connect(self.place_asked)
        self.close_it.clicked.connect(self.closed)
        title = Text("Relier un poste", "title")
        answers = row(None, self.close_it, self.write, gap=10)
        self.setLayout(column(title, self.steps, self.card, self.said, answers, gap=14, margins=_MARGINS))

    def show_invited(self, invited: Invited) -> None:
        """The file is written: here is its phrase."""
        self.steps.hide()
        self.phrase.setText(invited.phrase)
        self.phrase.setAccessibleName(f"Phrase\u00a0: {invited.phrase}")
        self.card.show()
        self.said.setText(f"Invitation écrite\u00a0: {invited.path}. {BY_VOICE}")
        self.said.set_tone("ink2")
        self.write.hide()
        self.close_it.setText("C’est noté")
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{invited.phrase}. {BY_VOICE}")

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was written."""
        self.said.setText(refusal.sentence)
        self.said.set_tone("danger")
        announce(self, refusal.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.write.isVisibleTo(self):
            self.place_asked.emit()
        else:
            super().keyPressEvent(event)


class AcceptSheet(QWidget):
    """The answer of a desk that joined, and the phrase that opens it."""

    file_asked = Signal()
    accepted = Signal(object, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.file = TextField(theme, placeholder="aucun fichier choisi", icon="file-text")
        self.phrase = TextField(theme)
        self.file_field = Field(theme, "Fichier de réponse", self.file)
        self.phrase_field = Field(theme, "Phrase", self.phrase, hint="Celle qui a été donnée avec l’invitation.")
        choose = Button(theme, "Choisir", icon="folder-open")
        choose.setAccessibleName("Choisir le fichier de réponse")
        self.go = Button(theme, "Accepter la réponse", kind="main", icon="check", key="Entrée")
        close = Button(theme, "Fermer", key="Échap")
        choose.clicked.connect(self.file_asked)
        self.go.clicked.connect(self._accept)
        close.clicked.connect(self.closed)
        title = Text("Accepter une réponse", "title")
        answers = row(None, close, self.go, gap=10)
        line = beside(self.file_field, choose)
        self.setLayout(column(title, line, self.phrase_field, answers, gap=14, margins=_MARGINS))
        self.file.textChanged.connect(lambda _words: self.file_field.clear_message())
        self.phrase.textChanged.connect(lambda _words: self.phrase_field.clear_message())

    def take_file(self, path: Path) -> None:
        """The file chosen; the phrase comes next."""
        self.file.setText(str(path))
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not accepted, below what opens it; everything typed stays."""
        self.go.setEnabled(True)
        self.phrase_field.set_error(refusal.sentence)
        self.phrase.setFocus(Qt.FocusReason.TabFocusReason)

    def _accept(self) -> None:
        if not self.file.text().strip():
            self.file_field.set_error(NO_FILE)
            self.file.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.phrase.text().strip():
            self.phrase_field.set_error(NO_PHRASE)
            self.phrase.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.go.isEnabled():
            self.go.setEnabled(False)
            self.accepted.emit(Path(self.file.text().strip()), self.phrase.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        else:
            super().keyPressEvent(event)


class RevokeSheet(QWidget):
    """The one question before what cannot be undone; the cursor starts on the way back."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme, desk: DeskLine) -> None:
        super().__init__()
        self.back = Button(theme, "Garder ce poste", key="Échap")
        self.go = Button(theme, "Écarter ce poste", kind="danger", icon="user-off")
        self.said = Text("", "secondary", "danger", wrap=True)
        self.said.hide()
        what = (
            f"Plus rien ne sera écrit pour «\u00a0{desk.name}\u00a0», et rien de ce qu’il enverra ne sera lu. "
            "Ce qui est déjà arrivé reste. Ce qu’il a reçu reste chez lui. Cela ne s’annule pas\u00a0: "
            "pour le reprendre, il faudra le relier comme un poste neuf."
        )
        title = Text(f"Écarter «\u00a0{desk.name}\u00a0»", "card", wrap=True)
        answers = row(None, self.back, self.go, gap=10)
        self.setLayout(
            column(title, Text(what, "body", "ink2", wrap=True), self.said, answers, gap=14, margins=_MARGINS)
        )
        self.back.clicked.connect(self.closed)
        self.go.clicked.connect(self._confirm)

    def refuse(self, refusal: Refusal) -> None:
        """Say why the desk was kept."""
        self.go.setEnabled(True)
        self.said.setText(refusal.sentence)
        self.said.show()
        announce(self, refusal.sentence)

    def _confirm(self) -> None:
        self.go.setEnabled(False)
        self.confirmed.emit()


class FolderSheet(QWidget):
    """The folder that the desks share: another one, or none."""

    place_asked = Signal()
    dropped = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, folder: Path | None) -> None:
        super().__init__()
        what = (
            "Un dossier du réseau ou synchronisé, que tous les postes du site voient. Chaque poste y écrit un fichier "
            "chiffré, que seuls les postes du site peuvent lire."
        )
        self.said = Text(
            f"Dossier actuel\u00a0: {folder}" if folder else "Aucun dossier n’est choisi.", "strong", wrap=True
        )
        self.choose = Button(theme, "Choisir un dossier", kind="main", icon="folder-open", key="Entrée")
        self.drop = Button(theme, "Ne plus utiliser de dossier", icon="x")
        if folder is None:
            self.drop.hide()
        close = Button(theme, "Fermer", key="Échap")
        self.choose.clicked.connect(self.place_asked)
        self.drop.clicked.connect(self.dropped)
        close.clicked.connect(self.closed)
        answers = QWidget()
        answers.setLayout(Flow(self.choose, self.drop, close, gap=10))
        title = Text("Dossier d’échange", "title")
        self.setLayout(
            column(title, Text(what, "body", "ink2", wrap=True), self.said, answers, gap=14, margins=_MARGINS)
        )

    def refuse(self, refusal: Refusal) -> None:
        """Say why the folder does not fit; the former one stays."""
        self.said.setText(refusal.sentence)
        self.said.set_tone("danger")
        announce(self, refusal.sentence)
