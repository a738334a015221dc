"""Words larger than the type roles: the clock of the lock screen, the title of the first start."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.ui.kit.painting import smooth_painter, words_at
from ceis_desk.ui.kit.theme import Theme


class Figure(QLabel):
    """One painted line, smaller when there is no room; `size` in pixels for a 100 % text, `colour` a token."""

    def __init__(self, theme: Theme, words: str, size: float, weight: int, colour: str) -> None:
        super().__init__(words)
        self._theme, self._size, self._weight, self._colour = theme, size, weight, colour
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Change the words."""
        if words != self.text():
            self.setText(words)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._size, self._weight))
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        wish = self.sizeHint().width()
        size = self._size * min(1.0, 0.97 * self.width() / wish) if self.width() < wish else self._size
        with smooth_painter(self) as painter:
            words_at(
                painter,
                self.rect(),
                self.text(),
                self._theme.font(size, self._weight),
                self._theme.color(self._colour),
            )
