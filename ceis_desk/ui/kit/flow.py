"""A layout that goes to the next line when the line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
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
        self._items: list[tuple[QLayoutItem, QWidget | None]] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append((item, item.widget()))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        living = self._living()
        return living[index] if 0 <= index < len(living) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        living = self._living()
        if not 0 <= index < len(living):
            return None
        del self._items[index]
        return living[index]

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
        # touching one of them then would end the program. PySide also lets go of items that live on, with the layout
        # around them: what holds a widget that is still there is made again, or the widget would have no room.
        held = [(_again(item, widget), widget) for item, widget in self._items]
        self._items = [(item, widget) for item, widget in held if item is not None]
        return [item for item, _widget in self._items]

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


def _again(item: QLayoutItem, widget: QWidget | None) -> QLayoutItem | None:
    if isValid(item):
        return item
    return QWidgetItem(widget) if widget is not None and isValid(widget) else None
