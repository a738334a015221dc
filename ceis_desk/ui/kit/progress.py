"""A quiet bar: work under way in a card, or a share of a whole."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QProgressBar

from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.theme import Theme


class ProgressLine(QProgressBar):
    """A thin bar, never animated: full grey-blue while the length is unknown, a share when it is."""

    def __init__(self, theme: Theme, name: str, *, tone: str = "primary", height: float = 6) -> None:
        super().__init__()
        self._theme, self._tone, self._thick = theme, tone, height
        self.setAccessibleName(name)
        self.setTextVisible(False)

    def show_share(self, done: int, total: int) -> None:
        """`done` out of `total`; a total of 0 means that nobody knows."""
        self.setRange(0, total)
        self.setValue(done)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, self._theme.px(self._thick))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._theme.px(self._thick))

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self._theme.px(self._thick)
        box = QRect(0, (self.height() - height) // 2, self.width(), height)
        total = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / total if total else 1.0
        with smooth_painter(self) as painter:
            rounded(painter, box, height / 2, fill=self._theme.color("track"))
            if share > 0:
                box.setWidth(max(round(self.width() * share), height))
                rounded(painter, box, height / 2, fill=QColor(self._theme.tokens.tone(self._tone).ink))
