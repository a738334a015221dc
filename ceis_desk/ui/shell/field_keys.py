"""Keys of the program that a field would keep: Ctrl Z when it has nothing of its own to undo, Ctrl K, Ctrl P."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ceis_desk.ui.shell.keyboard import GlobalKeys

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class FieldKeys(QObject):
    """Follows the cursor from field to field; one in which words are being typed keeps its own undo."""

    def __init__(self, app: QApplication, keys: GlobalKeys) -> None:
        super().__init__(keys)
        self._keys = keys
        self._field: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, (QLineEdit, QPlainTextEdit, QAbstractSpinBox)) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        field = watched.lineEdit() if isinstance(watched, QAbstractSpinBox) else watched
        if (event.matches(_UNDO) and _undoes(field)) or (event.matches(_REDO) and _redoes(field)):
            return False
        # Stopped here and not accepted: the field never claims the key, the shortcut answers.
        return self._keys.owns(QKeySequence(event.keyCombination()))


def _undoes(field: QObject) -> bool:
    """An empty field does not: what the program took out of it, once recorded, is not to come back into it."""
    if isinstance(field, QLineEdit):
        return bool(field.text()) and field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and not field.document().isEmpty() and field.document().isUndoAvailable()


def _redoes(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return bool(field.text()) and field.isRedoAvailable()
    return isinstance(field, QPlainTextEdit) and not field.document().isEmpty() and field.document().isRedoAvailable()
