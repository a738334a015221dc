"""The keys of the welcome page: digits of every keyboard, and which key asks for what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_UNSHIFTED = "à&é\"'(-è_ç"  # what the row of digits writes on AZERTY without Maj, from 0 to 9
_DIGITS = {sign: digit for digit, sign in enumerate(_UNSHIFTED)} | {str(digit): digit for digit in range(10)}
_NONE, _CONTROL, _SHIFT, _KEYPAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

ASKED = {
    (Qt.Key.Key_F2, _NONE): "search",
    (Qt.Key.Key_F3, _NONE): "anonymous",
    (Qt.Key.Key_F4, _NONE): "recent",
    (Qt.Key.Key_F7, _NONE): "board",
    (Qt.Key.Key_F8, _NONE): "call",
    (Qt.Key.Key_F8, _SHIFT): "take-back",
    (Qt.Key.Key_N, _CONTROL): "new-person",
    (Qt.Key.Key_Return, _CONTROL): "record",
    (Qt.Key.Key_Enter, _CONTROL): "record",
    (Qt.Key.Key_Escape, _NONE): "back",
}
"""What a key with its modifiers asks the page for."""


def asked(event: QKeyEvent) -> str:
    """What the key asks the page for, empty when it is none of its own."""
    return ASKED.get((Qt.Key(event.key()), event.modifiers() & ~_KEYPAD), "")


def digit_of(event: QKeyEvent) -> int | None:
    """The digit meant by a key, with or without Maj, keypad included; None for any other key."""
    on_keypad = bool(event.modifiers() & _KEYPAD)
    if event.modifiers() & ~(_KEYPAD | _SHIFT) or (on_keypad and not event.text().isdigit()):
        return None
    return _DIGITS.get(event.text())


def is_enter(event: QKeyEvent) -> bool:
    """A fresh Entrée, of the keypad or not: one held down must not open a card and record it in the same breath."""
    return event.key() in _ENTER and not event.modifiers() & ~_KEYPAD and not event.isAutoRepeat()


def writes(event: QKeyEvent) -> bool:
    """Whether the key writes a letter or a digit; AltGr, which Windows sends as Ctrl+Alt, writes too."""
    held = event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
    alt_gr = _CONTROL | Qt.KeyboardModifier.AltModifier
    return held in (_NONE, alt_gr) and event.text()[:1].isalnum()
