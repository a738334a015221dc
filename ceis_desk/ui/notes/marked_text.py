"""An extract with the words found marked on sun, in the dark ink that is read there in both themes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.ui.kit.painting import smooth_painter
from ceis_desk.ui.kit.theme import Theme


class MarkedText(QLabel):
    """Several lines of words; `marks` are (start, length). Its text is what screen readers read."""

    def __init__(self, theme: Theme, words: str, marks: Sequence[tuple[int, int]]) -> None:
        super().__init__(words)
        self._theme, self._marks = theme, tuple(marks)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def heightForWidth(self, width: int) -> int:
        return int(self._laid(width).boundingRect().height()) + 2

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(240))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            painter.setPen(self._theme.color("ink"))
            self._laid(self.width()).draw(painter, QPointF(0, 0))

    def _laid(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self._theme.font(14))
        layout.setFormats([self._format(start, length) for start, length in self._marks])
        layout.beginLayout()
        top = 0.0
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top))
            top += line.height() * 1.1
            line = layout.createLine()
        layout.endLayout()
        return layout

    def _format(self, start: int, length: int) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.tokens.sun))
        look.setForeground(QColor(self._theme.tokens.on_sun))
        # PySide gives these two as plain attributes.
        marked.start, marked.length, marked.format = start, length, look
        return marked
