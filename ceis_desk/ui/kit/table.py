"""Tables of figures and words, with a spoken name; words wrap where the columns have no room for a line of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ceis_desk.ui.kit.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROW = 34  # pixels at 100 %
_PADDING, _TALLEST = 26, 10_000  # pixels: the style sheet's padding of a cell, which Qt forgets when it fits a row
_CHANGES = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def shared(wishes: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Widths that hold in `room`, the widest giving first; none goes under its floor, even where that is too much."""
    low, high = 0, max(wishes, default=0)
    while low < high:
        cap = (low + high + 1) // 2
        if sum(max(floor, min(wish, cap)) for wish, floor in zip(wishes, floors, strict=True)) <= room:
            low = cap
        else:
            high = cap - 1
    return [max(floor, min(wish, low)) for wish, floor in zip(wishes, floors, strict=True)]


class TableRows(QAbstractTableModel):
    """Words in rows and columns; columns named in `figures` are set to the right."""

    def __init__(
        self, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...] = (), figures: frozenset[int] = frozenset()
    ) -> None:
        super().__init__()
        self._heads, self._rows, self.figures = heads, rows, figures

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self.figures else _LEFT
        return None

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        return self._rows[row][column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.figures else _LEFT
        return None


class Table(QTableView):
    """A table to read: whole rows chosen, no grid, Tab leaves it; column `grows` takes the room that is left."""

    def __init__(self, theme: Theme, name: str, model: TableRows, *, grows: int = -1) -> None:
        super().__init__()
        self._theme, self._grows = theme, grows
        self._wishes: list[int] = []
        self._floors: list[int] = []
        self.show_model(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self._forget)
        self._forget()

    def show_model(self, model: TableRows) -> None:
        """Show other rows; the former model goes with them."""
        former = self.model()
        self.setModel(model)
        model.setParent(self)
        if former is not None:
            former.deleteLater()
        self._forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _CHANGES:
            self._forget()

    def _forget(self) -> None:
        """Measure again: other words, or other letters."""
        self._wishes = []
        self._fit()

    def _fit(self) -> None:
        model = self.model()
        # Columns as wide as their words are long to measure: only a table that shows is fitted.
        if not isinstance(model, TableRows) or not self.isVisible() or not model.columnCount():
            return
        if not self._wishes:
            self._measure(model)
        room = self.viewport().width()
        widths = shared(self._wishes, self._floors, room)
        widths[self._grows] += max(room - sum(widths), 0)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        self._fit_rows(model, [at for at, width in enumerate(widths) if width < self._wishes[at]])

    def _measure(self, model: TableRows) -> None:
        """What each column wishes, and what it must have: its head, its longest word, the whole of a figure."""
        long = self.fontMetrics().horizontalAdvance
        self._wishes, self._floors = [], []
        for at in range(model.columnCount()):
            words = [model.words(row, at) for row in range(model.rowCount())]
            head = self.horizontalHeader().sectionSizeHint(at)
            wish = max([head, *(long(one) + _PADDING for one in words)])
            parts = {part for one in words for part in one.split(" ")}
            floor = wish if at in model.figures else max([head, *(long(part) + _PADDING for part in parts)])
            self._wishes.append(wish)
            self._floors.append(floor)

    def _fit_rows(self, model: TableRows, wrapped: list[int]) -> None:
        """Give each row the lines that its words take in the `wrapped` columns, those that had to give room."""
        least = self._theme.px(_ROW)
        self.verticalHeader().setDefaultSectionSize(least)
        metrics, wrap = self.fontMetrics(), Qt.TextFlag.TextWordWrap
        for row in range(model.rowCount()):
            rooms = ((QRect(0, 0, self.columnWidth(at) - _PADDING, _TALLEST), model.words(row, at)) for at in wrapped)
            tall = max((metrics.boundingRect(room, wrap, words).height() for room, words in rooms), default=0)
            # Rows that were fitted once keep their height when the default one changes.
            self.setRowHeight(row, max(tall + _PADDING // 2, least))
