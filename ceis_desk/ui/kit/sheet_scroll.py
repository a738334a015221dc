"""A sheet taller than the window scrolls, and what has the cursor stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ceis_desk.ui.kit.layout import Scroll


class SheetScroll(Scroll):
    """As tall as its content wishes; the sheet gives it less when the window is short. `reshaped` when it changes."""

    reshaped = Signal()

    def __init__(self, inside: QWidget) -> None:
        self._inside = inside
        super().__init__(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def heightForWidth(self, width: int) -> int:
        layout = self._inside.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.sizeHint().height()
        # Words that wrap ask for more at the least width, and the area gives what it holds that much.
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            # A scroll area keeps to itself that what it holds has grown.
            self.updateGeometry()
            self.reshaped.emit()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)
