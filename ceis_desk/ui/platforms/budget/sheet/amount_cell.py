"""An amount cell: figures and sums in, Entrée and the arrows go from line to line, text out of place stays."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.ui.kit.focus import remember_reason
from ceis_desk.ui.kit.sheet_style import set_styled
from ceis_desk.ui.kit.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class AmountCell(QLineEdit):
    """`typed` at each key, `given` when it is left, `stepped` by one line, `removed` when the line should go."""

    typed = Signal(str)
    given = Signal()
    stepped = Signal(int)
    removed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rest = self._edit = ""
        self._show = Discretion(on=False)
        self.setProperty("cell", "amount")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._changed)
        self.fit()

    def fit(self) -> None:
        """Take the width and the digits of the text size in force."""
        self.setFont(self._theme.font(15, 600, tabular=True))
        self.setFixedWidth(self._theme.px(112))

    def show_amount(self, cents: int | None, typed: str, show: Discretion) -> None:
        """Show what the line holds; what is being typed is left alone."""
        self._show = show
        written = "" if cents is None else write_amount(cents)
        self._rest = typed or show.amount(written)
        self._edit = typed or written.removesuffix("\u00a0€")
        hidden = show.on and self.hasFocus() and not typed
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        if not self.isModified():
            self.setText(self._edit if self.hasFocus() and not self.isReadOnly() else self._rest)

    def show_wrong(self, words: str) -> None:
        """Mark the cell when its text is no amount; `words` say why."""
        set_styled(self, "state", "error" if words else "")
        self.setAccessibleDescription(words)

    def _changed(self, text: str) -> None:
        self.setModified(True)
        self.typed.emit(text)

    def _settle(self) -> None:
        """What is typed is given: the cell is at rest again, whatever the line makes of it."""
        if self.isModified():
            self.setModified(False)
            self.given.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        remember_reason(self, Qt.FocusReason.OtherFocusReason)
        super().focusInEvent(event)
        if not self.isReadOnly() and not self.isModified():
            if self._show.on and self._edit == self._rest:
                self.setEchoMode(QLineEdit.EchoMode.Normal)
            elif self._show.on:
                self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setText(self._edit)
        self.selectAll()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self._settle()
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self.setText(self._rest)
        self.deselect()

    def event(self, event: QEvent) -> bool:
        # At rest the cell has nothing of its own to undo: Ctrl Z takes the last cell back.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isModified()
            and any(event.matches(key) for key in _OWN)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        key = event.key()
        if plain and key in (*_ENTER, Qt.Key.Key_Down):
            self._settle()
            self.stepped.emit(1)
        elif (plain and key == Qt.Key.Key_Up) or (held == Qt.KeyboardModifier.ShiftModifier and key in _ENTER):
            self._settle()
            self.stepped.emit(-1)
        elif plain and key == Qt.Key.Key_Delete and not self.isModified() and self._whole():
            self.removed.emit()
        elif plain and key == Qt.Key.Key_Escape and self.isModified():
            self._back()
        elif any(event.matches(own) for own in _OWN) and not self.isModified():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _whole(self) -> bool:
        return not self.text() or self.selectedText() == self.text()

    def _back(self) -> None:
        """What the cell held before."""
        self.setText(self._edit)
        self.typed.emit(self._edit)
        self.setModified(False)
        self.given.emit()
        self.selectAll()
