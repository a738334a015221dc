"""The key of the discreet screen: a tap switches, holding it peeks."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_HELD_SECONDS = 0.4


class DiscreetKey(QObject):
    """`pressed` switches at once; a release after a moment switches back."""

    def __init__(
        self, window: QWidget, switch: Callable[[], None], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(window)
        self._window, self._switch, self._ticks = window, switch, ticks
        self._since: float | None = None

    def pressed(self) -> None:
        """The key went down, or the palette asked for the same."""
        self._switch()
        handle = self._window.windowHandle()
        if handle is not None:
            self._since = self._ticks()
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
        if released and self._since is not None:
            watched.removeEventFilter(self)
            since, self._since = self._since, None
            if self._ticks() - since >= _HELD_SECONDS:
                self._switch()
        return False
