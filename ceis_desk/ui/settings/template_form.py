"""The sheet of a template: short fields, then its text, where the fields of a case may be inserted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import refuse_nir
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field, TextArea, TextField
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

EMPTY = "Ce champ est vide. Écrivez-y quelque chose."
LONG = "Ce texte dépasse 6\u00a0000 signes. Il est gardé ici, raccourcissez-le."
_LONGEST = 6_000  # signs, as the setting takes them
_LINES = 9
_FIELDS_WHY = "Entre accolades, le programme écrit ce qu’il sait du dossier\u00a0; des points là où il ne sait pas."


@dataclass(frozen=True)
class Asked:
    """A field of a template by its name in the setting; `check` raises Refusal."""

    name: str
    label: str
    hint: str = ""
    check: Callable[[str], object] = str


class TemplateForm(QWidget):
    """`given` is what was typed, by name; `fields` are those of a case that the text may hold, with their words."""

    given = Signal(object)

    def __init__(
        self, theme: Theme, title: str, asked: Sequence[Asked], start: Mapping[str, str], fields: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._asked = tuple(asked)
        self.texts: dict[str, TextField | TextArea] = {}
        self.fields: dict[str, Field] = {}
        for one in self._asked:
            text = _text_field(theme, start.get(one.name, ""), long=one.name == "text")
            self.texts[one.name], self.fields[one.name] = text, Field(theme, one.label, text, hint=one.hint)
        self.choice = ComboBox(theme, tuple((code, words) for code, words in fields.items()))
        self.choice.setAccessibleName("Champ du dossier")
        self.insert = Button(theme, "Insérer dans le texte", icon="plus", compact=True)
        self.save = Button(theme, "Enregistrer le modèle", kind="main", icon="check", key="Ctrl Entrée")
        parts = column(Text(title, "card"), gap=12, margins=(20, 16, 20, 16))
        for field in self.fields.values():
            parts.addWidget(field)
        if fields:
            parts.addWidget(Text(_FIELDS_WHY, "hint", "ink2", wrap=True))
            parts.addLayout(row(self.choice, self.insert, None))
        else:
            for part in (self.choice, self.insert):
                part.setParent(self)
                part.hide()
        parts.addLayout(row(self.save, LeaveButton(theme), None, gap=10))
        self.setLayout(parts)
        self.insert.clicked.connect(self._insert)
        self.save.clicked.connect(self.submit)

    def typed(self) -> Sequence[QWidget]:
        """The fields whose words are worth a draft."""
        return tuple(self.texts.values())

    def submit(self) -> None:
        """Give the template once every field is understood."""
        said = {name: _words(text) for name, text in self.texts.items()}
        wrong = [one for one in self._asked if not self._understood(one, said[one.name])]
        if wrong:
            self.texts[wrong[0].name].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.given.emit(said)

    def _understood(self, asked: Asked, words: str) -> bool:
        field = self.fields[asked.name]
        try:
            if not words.strip():
                raise Refusal(EMPTY)
            if len(words) > _LONGEST:
                raise Refusal(LONG)
            refuse_nir(words)
            asked.check(words)
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            return False
        field.clear_message()
        return True

    def _insert(self) -> None:
        text = self.texts["text"]
        if isinstance(text, TextArea):
            text.insertPlainText(f"{{{self.choice.value()}}}")
            text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()


def _text_field(theme: Theme, words: str, *, long: bool) -> TextField | TextArea:
    if not long:
        field = TextField(theme)
        field.setText(words)
        return field
    area = TextArea(theme, lines=_LINES)
    area.setPlainText(words)
    return area


def _words(text: TextField | TextArea) -> str:
    """What a field holds; a text keeps its no-break spaces and those at its end, a short field loses the edges."""
    return text.words() if isinstance(text, TextArea) else text.text().strip()
