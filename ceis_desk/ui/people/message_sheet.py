"""A word to a colleague about a person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.questions import StaffMember
from ceis_desk.core.nir import find_nir
from ceis_desk.people.model import Identity
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextArea
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.rows import name_of
from ceis_desk.ui.people.typed import NIR
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE


class MessageSheet(QWidget):
    """`written` gives the text and the account's id as text, empty for everybody."""

    written = Signal(str, str)
    closed = Signal()

    def __init__(
        self, theme: Theme, discreet: Discreet, keyboard: Keyboard, identity: Identity, staff: tuple[StaffMember, ...]
    ) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.to = ComboBox(theme, (("", "Toute l’équipe"), *((str(one.id), one.name) for one in staff)))
        self.words = TextArea(theme, lines=3)
        self.words.obey(discreet)
        self._field = Field(theme, "Message", self.words, hint="Lu à l’accueil\u00a0: rien de confidentiel ici.")
        self.send = Button(theme, "Laisser le message", kind="main", icon="message")
        keyboard.show_on(self.send, "validate")
        close_it = Button(theme, "Annuler", key="Échap")
        self.send.clicked.connect(self._send)
        close_it.clicked.connect(self.closed)
        self._discreet, self._identity = discreet, identity
        self._about = Text("", "secondary", "ink2", wrap=True)
        parts = (Text("Laisser un message", "title"), self._about)
        discreet.changed.connect(self._name)
        self._name()
        to = Field(theme, "Pour", self.to)
        answers = row(self.send, close_it, None, gap=10)
        self.setLayout(column(*parts, to, self._field, answers, gap=12, margins=(20, 16, 20, 18)))

    def _name(self) -> None:
        self._about.setText(f"Au sujet de {name_of(self._identity, self._discreet.show)}")

    def refuse(self, words: str) -> None:
        """Say why it was not kept; the text stays."""
        self._field.set_error(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyboard.asked(event, PEOPLE) == "validate":
            self._send()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        words = self.words.toPlainText().strip()
        if not words:
            self.refuse("Écrivez d’abord le message.")
        elif find_nir(words):
            self.refuse(NIR)
        else:
            self.written.emit(words, self.to.value())
