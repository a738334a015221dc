"""The keys of the counter that are nobody's choice: digits of every keyboard, letters that search, Entrée."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.shell.keyboard import Keyboard

_UNSHIFTED = "à&é\"'(-è_ç"  # what the row of digits writes on AZERTY without Maj, from 0 to 9
_DIGITS = {sign: digit for digit, sign in enumerate(_UNSHIFTED)} | {str(digit): digit for digit in range(10)}
_LATIN = 0xFF  # beyond it a key is no sign
_NONE, _CONTROL, _SHIFT, _KEYPAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
_ALT = Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def digit_of(event: QKeyEvent, keyboard: Keyboard) -> int | None:
    """The digit meant by a key, with or without Maj, keypad included; None for any other key.

    Alt and a digit always means it; a digit alone does nothing where single keys are off.
    """
    sign = sign_of(event, keyboard)
    return _DIGITS.get(sign) if sign else None


def sign_of(event: QKeyEvent, keyboard: Keyboard) -> str:
    """The sign of a command of one key, empty when it is none: what is written alone, or with Alt."""
    held = event.modifiers() & ~_SHIFT
    if held == _ALT:
        # With Alt, what a key writes depends on the system: its own name does not.
        return chr(event.key()).lower() if event.key() <= _LATIN else ""
    on_keypad = bool(held & _KEYPAD)
    if not keyboard.single or held & ~_KEYPAD or (on_keypad and event.text() != "+" and not event.text().isdigit()):
        return ""
    return event.text()


def digit_cap(digit: int | str, keyboard: Keyboard) -> str:
    """What a button says of its digit or sign: « 1 », or « Alt 1 » where it does nothing alone."""
    return f"{digit}" if keyboard.single else f"Alt {digit}"


def is_enter(event: QKeyEvent) -> bool:
    """A fresh Entrée, of the keypad or not: one held down must not open a card and record it in the same breath."""
    return event.key() in _ENTER and not event.modifiers() & ~_KEYPAD and not event.isAutoRepeat()


def writes(event: QKeyEvent, keyboard: Keyboard) -> bool:
    """Whether the key writes a letter or a digit; AltGr, which Windows sends as Ctrl+Alt, writes too."""
    held = event.modifiers() & (_CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier)
    alt_gr = _CONTROL | _ALT
    return keyboard.single and held in (_NONE, alt_gr) and event.text()[:1].isalnum()
