"""« Rejoindre un site »: the invitation file and its phrase, in place of a structure of one's own."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ceis_desk.core.folding import fold
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField, beside
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.theme import Theme

NEW, JOIN = "new", "join"
SITES = ((NEW, "Nouveau"), (JOIN, "Rejoindre un site"))
NO_FILE = "Ce fichier n’est pas là. Branchez la clé USB, puis choisissez l’invitation."


class JoinPart(QWidget):
    """Where the invitation lies and what opens it; what is wrong is said beside the field."""

    file_asked = Signal()
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.file = TextField(theme, placeholder="aucun fichier choisi", icon="file-text")
        self.phrase = TextField(theme)
        self.file_field = Field(theme, "Fichier d’invitation", self.file)
        self.phrase_field = Field(theme, "Phrase de l’invitation", self.phrase, hint="Dite par le poste qui invite.")
        self.choose = Button(theme, "Choisir", icon="folder-open")
        self.choose.setAccessibleName("Choisir le fichier d’invitation")
        self.setLayout(column(beside(self.file_field, self.choose), self.phrase_field, gap=10))
        self.choose.clicked.connect(self.file_asked)
        for field, held in ((self.file, self.file_field), (self.phrase, self.phrase_field)):
            field.textChanged.connect(lambda _words, held=held: held.clear_message())
            field.textChanged.connect(lambda _words: self.edited.emit())

    def fields(self) -> tuple[QLineEdit, ...]:
        """What must be filled, in order."""
        return self.file, self.phrase

    def take_file(self, path: Path) -> None:
        """The invitation chosen; its phrase comes next."""
        self.file.setText(str(path))
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def judge(self) -> bool:
        """Whether the file can be read; says so beside it when it cannot."""
        if self.invitation().is_file():
            return True
        self.file_field.set_error(NO_FILE)
        self.file.setFocus(Qt.FocusReason.TabFocusReason)
        return False

    def refuse(self, sentence: str) -> None:
        """Say what the site refused, below what opens it."""
        self.phrase_field.set_error(sentence)
        self.phrase.setFocus(Qt.FocusReason.TabFocusReason)

    def invitation(self) -> Path:
        """The file."""
        return Path(self.file.text().strip())

    def answer(self, desk: str) -> Path:
        """Where the answer is written: beside the invitation, which goes back where it came from."""
        words = "-".join(re.findall(r"[a-z0-9]+", fold(desk))) or "poste"
        return self.invitation().with_name(f"reponse-{words}.ceis")

    def forget(self) -> None:
        """Drop the phrase."""
        self.phrase.clear()
