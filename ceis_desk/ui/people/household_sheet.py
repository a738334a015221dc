"""The household of a known person, changed at once and kept together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.household import HouseholdEditor
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE


class HouseholdSheet(QWidget):
    """`kept` gives the members as they stand."""

    kept = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.editor = HouseholdEditor(theme, discreet)
        self.keep = Button(theme, "Enregistrer le foyer", kind="main", icon="check")
        keyboard.show_on(self.keep, "validate")
        close_it = Button(theme, "Annuler", key="Échap")
        self.keep.clicked.connect(self._keep)
        close_it.clicked.connect(self.closed)
        answers = row(self.keep, close_it, None, gap=10)
        parts = (Text("Son foyer", "title"), HiddenNote(discreet), self.editor, answers)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyboard.asked(event, PEOPLE) == "validate":
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if self.editor.take_typed():
            self.kept.emit(self.editor.members())
