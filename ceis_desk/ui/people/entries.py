"""Every control of the form by its code: what it holds as text, and where to speak beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.people.model import LONGEST_TEXT
from ceis_desk.ui.kit.choices import CheckBox, ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.theme import Theme


class Entries(QObject):
    """Makes the controls, keeps them in the order of reading, and says when a person edits one."""

    edited = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._discreet = discreet
        self.fields: dict[str, Field] = {}
        self.texts: dict[str, TextField] = {}
        self._boxes: dict[str, CheckBox] = {}
        self._choices: dict[str, ComboBox | Segmented] = {}

    def text(
        self,
        code: str,
        label: str,
        *,
        aside: str = "",
        hint: str = "",
        placeholder: str = "",
        control: TextField | None = None,
    ) -> Field:
        """A labelled line of text."""
        made = control or TextField(self._theme, placeholder=placeholder)
        made.setMaxLength(LONGEST_TEXT)
        made.textEdited.connect(lambda _text: self.edited.emit())
        made.obey(self._discreet)
        self.texts[code] = made
        self.fields[code] = Field(self._theme, label, made, aside=aside, hint=hint)
        return self.fields[code]

    def box(self, code: str, words: str, *, strong: bool = False) -> CheckBox:
        """A box to tick."""
        made = CheckBox(self._theme, words, strong=strong)
        made.clicked.connect(lambda _on: self.edited.emit())
        self._boxes[code] = made
        return made

    def segments(self, code: str, label: str, choices: tuple[tuple[str, str], ...]) -> Segmented:
        """A few choices, all visible, the empty one chosen."""
        made = Segmented(self._theme, label, choices)
        made.set_value("")
        made.chosen.connect(lambda _code: self.edited.emit())
        self._choices[code] = made
        return made

    def choice(self, code: str, label: str, choices: tuple[tuple[str, str], ...]) -> Field:
        """A labelled closed list."""
        made = ComboBox(self._theme, choices)
        made.activated.connect(lambda _at: self.edited.emit())
        self._choices[code] = made
        return Field(self._theme, label, made)

    def typed(self) -> dict[str, str]:
        """Everything as it stands."""
        texts = {code: control.text() for code, control in self.texts.items()}
        boxes = {code: "1" if control.isChecked() else "" for code, control in self._boxes.items()}
        return texts | boxes | {code: control.value() for code, control in self._choices.items()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Show other values, without a word about it; what is not said is emptied."""
        for code, text in self.texts.items():
            text.setText(typed.get(code, ""))
        for code, box in self._boxes.items():
            box.setChecked(bool(typed.get(code)))
        for code, choice in self._choices.items():
            choice.set_value(typed.get(code, ""))

    def say(self, understood: Mapping[str, str], refused: Mapping[str, str]) -> None:
        """Words beside each field: refused first, else how it was understood; announced only when new."""
        for code, field in self.fields.items():
            if code in refused:
                if field.message() != refused[code]:
                    field.set_error(refused[code])
            elif code in understood:
                field.set_ok(understood[code])
            else:
                field.clear_message()

    def codes_of(self, control: QWidget) -> str:
        """The code of a text field, empty for anything else."""
        return next((code for code, text in self.texts.items() if text is control), "")
