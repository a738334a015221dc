"""The mark of the program: three bars on a sun square."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.theme import Theme

# Left, top and bottom of each bar, in parts of the side.
_BARS = ((0.235, 0.26, 0.74), (0.415, 0.40, 0.74), (0.595, 0.26, 0.74))
_BAR_WIDTH = 0.16


def brand_at(painter: QPainter, theme: Theme, side: float) -> None:
    """Draw the mark at the painter's origin, `side` pixels wide."""
    rounded(painter, QRectF(0, 0, side, side), side * 0.25, fill=theme.color("sun"))
    for left, top, bottom in _BARS:
        bar = QRectF(left * side, top * side, _BAR_WIDTH * side, (bottom - top) * side)
        rounded(painter, bar, side * 0.05, fill=theme.color("nav"))


class Brand(QLabel):
    """The mark beside the name of the program, which says the same."""

    def __init__(self, theme: Theme, side: float = 36) -> None:
        super().__init__()
        self._theme, self._side = theme, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            brand_at(painter, self._theme, self.height())
