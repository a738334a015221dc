"""Keys struck before what they are meant for is on the screen: kept, then given back in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

Stroke = tuple[int, Qt.KeyboardModifier, str]


def stroke_of(event: QKeyEvent) -> Stroke:
    """What is kept of a key."""
    return event.key(), event.modifiers(), event.text()


def strike(strokes: Sequence[Stroke]) -> None:
    """Give keys back one by one, each to whatever has the cursor by then."""
    for key, modifiers, text in strokes:
        target = QApplication.focusWidget()
        if target is not None:
            QApplication.sendEvent(target, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, text))
