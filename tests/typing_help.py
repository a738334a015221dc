"""Typing as a person does: bare `keyClicks` aborts the whole process on é, ï, œ, €, à, ç or ’."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def type_text(widget: QWidget, text: str) -> None:
    """Type `text` into `widget`, character by character, whatever the accents."""
    for character in text:
        _send(widget, 0, NO_MODIFIER, character)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, text: str = "") -> None:
    """Press and release one key; `text` is what the keyboard would write (AZERTY: Key_Ampersand writes "&")."""
    _send(widget, key, modifiers, text)


def _send(widget: QWidget, key: int, modifiers: Qt.KeyboardModifier, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if shiboken6.isValid(widget):  # the press may have closed it
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))
