"""A statement and its marks: faces or numbers, chosen by a digit or the arrows, or skipped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ceis_desk.parcours.self_assessment import ScaleForm, Statement
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.whole_rows import FACES
from ceis_desk.ui.reception.keys import digit_of
from ceis_desk.ui.shell.keyboard import Keyboard

SKIP = "Passer"
_STEPS = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}


class MarkRow(QWidget):
    """`answered` once a digit chose, or skipped: the sheet goes on to the next statement."""

    answered = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, statement: Statement, form: ScaleForm) -> None:
        super().__init__()
        self._keyboard, self._form, self.code = keyboard, form, statement.code
        self._group = QButtonGroup(self)
        self.marks = [self._mark(theme, value) for value in range(form.top + 1)]
        self.skip = Button(theme, SKIP, kind="quiet", compact=True)
        self.skip.setCheckable(True)
        self._group.addButton(self.skip, len(self.marks))
        for value, mark in enumerate(self.marks):
            self._group.addButton(mark, value)
        for button in self.buttons():
            button.setAccessibleName(f"{statement.text} {button.accessibleName() or button.text()}")
            # Entrée goes to the next statement, Ctrl Entrée records: neither presses a mark.
            button.setAutoDefault(False)
        self._group.idClicked.connect(self._offer)
        choices = QWidget()
        choices.setLayout(Flow(*self.buttons(), gap=4))
        self.setLayout(column(Text(statement.text, "strong", wrap=True), choices, gap=4))
        self.setAccessibleName(statement.text)
        self.put(None)

    def _mark(self, theme: Theme, value: int) -> Button:
        faces = self._form is ScaleForm.FACES
        icon, words = FACES[value] if faces else ("", str(value))
        button = Button(theme, words, icon=icon, compact=True)
        button.setCheckable(True)
        return button

    def buttons(self) -> list[Button]:
        """The marks, then « Passer »."""
        return [*self.marks, self.skip]

    def value(self) -> int | None:
        """The mark chosen, None when it is skipped."""
        chosen = self._group.checkedId()
        return chosen if 0 <= chosen < len(self.marks) else None

    def put(self, value: int | None) -> None:
        """Choose a mark; None skips."""
        self.buttons()[len(self.marks) if value is None else value].setChecked(True)
        self._offer()

    def chosen(self) -> Button:
        """What has the cursor in this row: the mark chosen, or « Passer »."""
        return self.buttons()[self._group.checkedId()]

    def take_cursor(self) -> None:
        """The cursor on what is chosen."""
        self.chosen().setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit, by = self._digit(event), _STEPS.get(event.key(), 0)
        if by:
            at = (self._group.checkedId() + by) % len(self.buttons())
            self.put(None if at == len(self.marks) else at)
            self.take_cursor()
        elif digit is not None:
            self.put(digit)
            self.answered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.put(None)
            self.answered.emit()
        else:
            super().keyPressEvent(event)

    def _digit(self, event: QKeyEvent) -> int | None:
        """The mark that a digit means: faces count from 1, numbers from 0."""
        digit = digit_of(event, self._keyboard)
        if digit is None or self._form is not ScaleForm.FACES:
            return digit
        return digit - 1 if 1 <= digit <= len(self.marks) else None

    def _offer(self, _chosen: int = 0) -> None:
        """Tab stops once in a row, on what is chosen."""
        chosen = self.chosen()
        for button in self.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus)
