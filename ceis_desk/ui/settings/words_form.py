"""The sheet of one line of a list: its words, and a choice that goes with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import refuse_nir
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

Choices = tuple[tuple[str, str], ...]
EMPTY = "Ce champ est vide. Écrivez-y quelque chose."


class WordsForm(QWidget):
    """`given` is the words and what was chosen, empty without choices."""

    given = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        label: str,
        words: str,
        most: int,
        *,
        choice: tuple[str, Choices, str] = ("", (), ""),
    ) -> None:
        super().__init__()
        self._most = most
        self.words = TextField(theme)
        self.words.setText(words)
        self.field = Field(theme, label, self.words)
        named, choices, at = choice
        self.choice = ComboBox(theme, choices)
        chosen = Field(theme, named, self.choice)
        self.refused = Text("", "strong", "danger", wrap=True)
        self.save = Button(theme, "Enregistrer", kind="main", icon="check", key="Entrée")
        answers = row(self.save, LeaveButton(theme), None, gap=10)
        parts = (Text(title, "card"), self.field, chosen, self.refused, answers)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        chosen.setVisible(bool(choices))
        self.refused.hide()
        if choices:
            self.choice.set_value(at)
        self.save.clicked.connect(self.submit)

    def submit(self) -> None:
        """Give what was typed once it may be kept."""
        words = self.words.text().strip()
        try:
            if not words:
                raise Refusal(EMPTY)
            if len(words) > self._most:
                raise Refusal(f"Ce texte dépasse {self._most} signes. Il est gardé ici, raccourcissez-le.")
            refuse_nir(words)
        except Refusal as refusal:
            self.field.set_error(refusal.sentence)
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.field.clear_message()
        self.refused.hide()
        self.given.emit(words, self.choice.value())

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; all that is typed stays."""
        self.refused.setText(sentence)
        self.refused.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()
