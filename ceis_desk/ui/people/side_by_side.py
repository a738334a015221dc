"""Two columns that become one when the page is narrow for its text size."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ceis_desk.ui.kit.theme import Theme


class SideBySide(QWidget):
    """The second part stands at the right of the first, or below it under `narrow` pixels at the text size in force."""

    def __init__(
        self, theme: Theme, left: QWidget, right: QWidget, *, narrow: int = 820, shares: tuple[int, int] = (7, 3)
    ) -> None:
        super().__init__()
        self._theme, self._narrow = theme, narrow
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        for part, share in zip((left, right), shares, strict=True):
            self._box.addWidget(part, share)
        theme.changed.connect(self._turn)

    def is_beside(self) -> bool:
        """Whether the second part stands at the right of the first."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= self._theme.px(self._narrow)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way is not self._box.direction():
            self._box.setDirection(way)
