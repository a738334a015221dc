"""Ctrl and the row of digits, by the places of its keys: what « Ctrl 6 » means where the sixth key writes « - ».

On AZERTY the bare sixth key is the only « - » of the main keys: by what it writes, Ctrl 6 would make the text smaller.
The key of « ) », at the place where QWERTY has « - », does that instead, beside the one of « = » which makes it larger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

_SIGNS = "1234567890-"
_EVDEV = dict(zip(range(2, 13), _SIGNS, strict=True))
"""The number of each key, from left to right, as Windows gives it; X11 and Wayland add eight."""
_X11 = {code + 8: sign for code, sign in _EVDEV.items()}
_COCOA = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27), _SIGNS, strict=True))


class DigitRow(QObject):
    """Calls `act` with what Ctrl and a place of the row mean, when `takes` says that something answers it."""

    def __init__(self, window: QWidget, takes: Callable[[str], bool], act: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._takes, self._act = window, takes, act
        window.installEventFilter(self)
        self._listen()

    def _listen(self) -> None:
        """To the window of the system: it hears of a key before the shortcuts, once it is there."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Show:
                self._listen()
            return False
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        meant = meant_by_place(event, QGuiApplication.platformName())
        if not (meant and self._takes(meant)):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._act(meant)
        return True


def meant_by_place(event: QKeyEvent, platform: str) -> str:
    """« Ctrl+6 » for Ctrl and the sixth key when it writes no digit; empty for anything else."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return ""
    sign = _place(event, platform)
    return f"Ctrl+{sign}" if sign else ""


def _place(event: QKeyEvent, platform: str) -> str:
    if platform == "cocoa":
        return _COCOA.get(event.nativeVirtualKey(), "")
    places: Mapping[int, str] = _EVDEV if platform == "windows" else _X11
    return places.get(event.nativeScanCode(), "")
