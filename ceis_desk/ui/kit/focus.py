"""The focus ring: three pixels, two pixels away, above everything, wherever the cursor is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.theme import Theme

_WIDTH, _GAP = 3, 2
_OUT = _WIDTH + _GAP
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


def remember_reason(widget: QWidget, reason: Qt.FocusReason) -> None:
    """For fields, which already show a thick edge and a cursor: the ring only when the keyboard brought one there."""
    widget.setProperty("ring", reason in _KEYBOARD)


class FocusRing(QWidget):
    """One ring for a window: it follows the focused widget, and never takes a click or the focus."""

    def __init__(self, theme: Theme, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._whole, self._offset = QRect(), QPoint()
        app.focusChanged.connect(self._moved)
        self._moved(None, app.focusWidget())

    def target(self) -> QWidget | None:
        """The widget ringed now, or None."""
        return self._target

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._forget()
        if now is None or not self._window.isAncestorOf(now) or not _wants_ring(now):
            self.hide()
            return
        self._target = now
        at: QWidget | None = now
        while at is not None and at is not self._window:
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        self._follow()

    def _forget(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def _follow(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        box = _box_in(target, self._window).adjusted(-_OUT, -_OUT, _OUT, _OUT)
        self._whole = box
        at = target.parentWidget()
        while at is not None and at is not self._window:
            above = at.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is at:
                box = box.intersected(_box_in(at, self._window).adjusted(-_OUT, -_OUT, _OUT, _OUT))
            at = above
        self._offset = self._whole.topLeft() - box.topLeft()
        self.setGeometry(box)
        self.setVisible(not box.isEmpty())
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        dark_ground = self._target is not None and bool(self._target.property("on_nav"))
        with smooth_painter(self) as painter:
            ring = QRect(self._offset, self._whole.size())
            rounded(painter, ring, 11, edge=self._theme.color("sun" if dark_ground else "focus"), width=_WIDTH)


def _wants_ring(widget: QWidget) -> bool:
    wish = widget.property("ring")
    if wish is not None:
        return bool(wish)
    return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


def _box_in(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
