"""The keys of these pages, and how a page takes one before the window's own shortcut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS = {"1": 1, "&": 1, "2": 2, "é": 2, "3": 3, '"': 3}  # AZERTY writes & é " without Maj


def is_control_n(event: QKeyEvent) -> bool:
    """Ctrl N."""
    return event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def is_enter(event: QKeyEvent) -> bool:
    """Entrée of either side, struck anew: one held down answers nothing."""
    return event.key() in _ENTERS and not event.isAutoRepeat()


def choice_of(event: QKeyEvent) -> int:
    """1, 2 or 3 by a digit or its AZERTY twin, else 0."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return 0 if held else _DIGITS.get(event.text(), 0)


def takes_key(event: QEvent, mine: Callable[[QKeyEvent], bool]) -> bool:
    """Claim a key that the window has a shortcut for: it then comes to the page as any other key."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and mine(event):
        event.accept()
        return True
    return False


def is_control_tab(event: QKeyEvent) -> int:
    """1 for Ctrl Tab, -1 for Ctrl Maj Tab, 0 for any other key."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0
    return {int(Qt.Key.Key_Tab): 1, int(Qt.Key.Key_Backtab): -1}.get(event.key(), 0)
