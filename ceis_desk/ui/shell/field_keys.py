"""Keys of the program that a field would keep for itself: Ctrl Z in an empty field, Ctrl K, Ctrl P."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ceis_desk.ui.shell.keyboard import GlobalKeys

_OWN = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FieldKeys(QObject):
    """Follows the cursor from field to field; a field with words in it keeps its own undo."""

    def __init__(self, app: QApplication, keys: GlobalKeys) -> None:
        super().__init__(keys)
        self._keys = keys
        self._field: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, (QLineEdit, QPlainTextEdit)) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if any(event.matches(key) for key in _OWN) and _words_in(watched):
            return False
        # Stopped here and not accepted: the field never claims the key, the shortcut answers.
        return self._keys.owns(QKeySequence(event.keyCombination()))


def _words_in(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return bool(field.text())
    return isinstance(field, QPlainTextEdit) and not field.document().isEmpty()
