"""A small picture of the welcome page, drawn: what the example data will show."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.theme import Theme

_WIDE, _HIGH = 392, 216
# Left, top, width, height, radius, fill, edge: tokens, in the units of the picture.
_SHAPES: tuple[tuple[float, float, float, float, float, str, str], ...] = (
    (0, 0, 392, 216, 10, "bg", ""),
    (0, 0, 62, 216, 10, "nav_on", ""),
    (14, 14, 22, 22, 5, "sun", ""),
    (14, 52, 36, 8, 4, "sun", ""),
    *((14, 52 + 22 * line, 34, 8, 4, "nav_ink2", "") for line in range(1, 5)),
    (78, 16, 150, 12, 6, "ink", ""),
    (78, 40, 190, 160, 8, "surface", "line"),
    (90, 52, 166, 22, 5, "surface", "primary"),
    (90, 82, 166, 20, 4, "sel", ""),
    (108, 89, 76, 6, 3, "ink2", ""),
    (95, 89, 6, 6, 3, "primary", ""),
    (90, 108, 166, 20, 4, "surface2", ""),
    (108, 115, 62, 6, 3, "ink2", ""),
    (95, 115, 6, 6, 3, "primary", ""),
    *((90 + 57 * rank, 140, 51, 26, 5, "surface", "line") for rank in (1, 2)),
    *((90 + 57 * rank, 172, 51, 26, 5, "surface", "line") for rank in (0, 2)),
    (90, 140, 51, 26, 5, "violet_s", "violet"),
    (147, 172, 51, 26, 5, "accent_s", "accent"),
    (280, 40, 98, 160, 8, "surface", "line"),
    *((290, 54 + 36 * line, 40, 6, 3, "ink2", "") for line in range(4)),
    (290, 66, 60, 6, 3, "danger", ""),
    (290, 102, 40, 6, 3, "warn", ""),
    (290, 138, 22, 6, 3, "success", ""),
    (290, 174, 10, 6, 3, "success", ""),
)


class Sketch(QWidget):
    """Says nothing to screen readers: the sentence below it says it all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDE // 2, _HIGH // 2)

    def heightForWidth(self, width: int) -> int:
        return min(width, _WIDE) * _HIGH // _WIDE

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            painter.scale(*[min(self.width() / _WIDE, self.height() / _HIGH)] * 2)
            _draw(painter, self._theme)


def _draw(painter: QPainter, theme: Theme) -> None:
    for left, top, width, height, radius, fill, edge in _SHAPES:
        line = theme.color(edge) if edge else None
        rounded(painter, QRectF(left, top, width, height), radius, fill=theme.color(fill), edge=line, width=1.5)
