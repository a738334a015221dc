"""Small strokes shared by the painted widgets and the row delegate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintDevice, QPainter, QPen

from ceis_desk.ui.kit.theme import Theme

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | MIDDLE
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | MIDDLE


@contextmanager
def smooth_painter(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter with smooth edges, ended whatever happens."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def rounded(
    painter: QPainter,
    box: QRect | QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded box whose edge lies inside `box`."""
    inside = QRectF(box)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        inside.adjust(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(edge, width))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inside, radius, radius)


def icon_at(painter: QPainter, theme: Theme, name: str, colour: str, size: float, left: int, middle: int) -> int:
    """Draw an icon with its left edge at `left`, centred on the height `middle`; gives its width in pixels."""
    side = theme.px(size)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPoint(left, middle - side // 2), theme.pixmap(name, colour, size, ratio))
    return side


def words_at(
    painter: QPainter, box: QRect, words: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> int:
    """Write one line, cut with an ellipsis when it does not fit; gives the width written in pixels."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.drawText(box, align, shown)
    return metrics.horizontalAdvance(shown)


def width_of(words: str, font: QFont) -> int:
    """Pixels that `words` take on one line."""
    return QFontMetrics(font).horizontalAdvance(words)


def mixed(first: QColor, second: QColor, part: float) -> QColor:
    """`first` with `part` (0 to 1) of `second` in it."""
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return QColor(*(round(one + (two - one) * part) for one, two in pairs))


def key_cap_width(theme: Theme, key: str) -> int:
    """Pixels across the key cap that bears `key`."""
    return max(width_of(key, theme.font(12, 600)) + 2 * theme.px(7), theme.px(22))


def key_cap_at(
    painter: QPainter,
    theme: Theme,
    key: str,
    left: int,
    middle: int,
    *,
    ink: str = "ink2",
    fill: str | None = "surface2",
) -> int:
    """Draw a key cap; without `fill` it is outlined in `ink` (on a filled button). Gives its width in pixels."""
    width, height = key_cap_width(theme, key), theme.px(22)
    box = QRect(left, middle - height // 2, width, height)
    if fill is None:
        rounded(painter, box, 5, edge=theme.color(ink), width=1.5)
    else:
        rounded(painter, box, 5, fill=theme.color("line"))
        rounded(painter, box.adjusted(0, 0, 0, -1), 5, fill=theme.color(fill), edge=theme.color("line"))
    words_at(painter, box, key, theme.font(12, 600), theme.color(ink), CENTRE)
    return width
