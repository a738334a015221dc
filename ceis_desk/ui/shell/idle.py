"""The idle lock: a warning twenty seconds before, and any key or move of the mouse begins again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARNING_SECONDS = 20
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches the windows rather than the program: a key is heard once, whatever it does next."""

    warned = Signal()
    stirred = Signal()
    elapsed = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quiet, self._last = QTimer(self), QTimer(self)
        for timer, slot in ((self._quiet, self._warn), (self._last, self.elapsed.emit)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self._last.setInterval(WARNING_SECONDS * 1000)
        app.focusWindowChanged.connect(self._follow)
        self._follow(app.focusWindow())

    def start(self, minutes: int) -> None:
        """Watch for `minutes` without a key."""
        self._last.stop()
        self._quiet.start(max(minutes * 60 - WARNING_SECONDS, 1) * 1000)

    def stop(self) -> None:
        """Stop watching."""
        self._quiet.stop()
        self._last.stop()

    def _warn(self) -> None:
        self._last.start()
        self.warned.emit()

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and (self._quiet.isActive() or self._last.isActive()):
            if self._last.isActive():
                self._last.stop()
                self.stirred.emit()
            self._quiet.start()
        return False
