"""A layout that goes to the next line when the line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import isValid

from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.theme import Theme

_BUTTON = 38


class OnLine(QWidget):
    """Words that stand on a line of buttons: as high as they are, so that the words are at their middle."""

    def __init__(self, theme: Theme, *parts: QWidget, gap: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self.setLayout(row(*parts, gap=gap))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.px(_BUTTON)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Flow(QLayout):
    """Chips and small buttons side by side, on as many lines as needed."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._living():
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._place(box, move=True)

    def _living(self) -> list[QLayoutItem]:
        # While a page or a sheet is being taken down Qt still asks for sizes, after it has deleted the items:
        # touching one of them then would end the program.
        self._items = [item for item in self._items if isValid(item)]
        return self._items

    def _place(self, box: QRect, *, move: bool) -> int:
        x, y, tallest = box.x(), box.y(), 0
        for item in self._living():
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > box.x() and x + hint.width() > box.right() + 1:
                x, y, tallest = box.x(), y + tallest + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(min(hint.width(), box.width()), hint.height())))
            x += hint.width() + self._gap
            tallest = max(tallest, hint.height())
        return y + tallest - box.y()
