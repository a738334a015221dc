"""The keys of these pages that are nobody's choice: Entrée, and the digits that decide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.reception.keys import digit_of
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ANSWERS = (1, 2, 3)


def is_enter(event: QKeyEvent) -> bool:
    """Entrée of either side, struck anew: one held down answers nothing."""
    return event.key() in _ENTERS and not event.isAutoRepeat()


def choice_of(event: QKeyEvent, keyboard: Keyboard) -> int:
    """1, 2 or 3 by a digit or its AZERTY twin, else 0."""
    digit = digit_of(event, keyboard)
    return digit if digit in ANSWERS else 0


def takes_key(event: QEvent, keyboard: Keyboard) -> bool:
    """Claim a key of these pages that the window may have a shortcut for: it then comes as any other key."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keyboard.asked(event, PEOPLE):
        event.accept()
        return True
    return False
