"""Columns side by side while there is room for each, then one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ceis_desk.ui.kit.theme import Theme


class Columns(QWidget):
    """`wholes` are columns with their shares of the width.

    Under `narrow` pixels at the text size in force the last one goes below the one before it; under `single` all are
    one below the other.
    """

    def __init__(
        self, theme: Theme, wholes: Sequence[tuple[QWidget, int]], *, narrow: int = 1000, single: int = 640
    ) -> None:
        super().__init__()
        self._theme, self._wholes, self._narrow, self._single = theme, tuple(wholes), narrow, single
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._number = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._settle)
        self._settle()

    def minimumSizeHint(self) -> QSize:
        """That of its widest column: side by side they would keep the page from becoming narrow enough to part them."""
        widest = max(whole.minimumSizeHint().width() for whole, _share in self._wholes)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        px, wide = self._theme.px, self.width()
        most = len(self._wholes)
        number = most if wide >= px(self._narrow) else 1 if wide < px(self._single) else max(most - 1, 1)
        if number == self._number:
            return
        self._number = number
        for whole, _share in self._wholes:
            self._grid.removeWidget(whole)
        for at in range(most):
            self._grid.setColumnStretch(at, 0)
        for at, (whole, share) in enumerate(self._wholes):
            column = min(at, number - 1)
            line = 0 if number == most or at < number else at - number + 1
            tall = 1 if at >= number - 1 or number == most else most - number + 1
            self._grid.addWidget(whole, line, column, tall, 1)
            self._grid.setColumnStretch(column, max(share, self._grid.columnStretch(column)))
