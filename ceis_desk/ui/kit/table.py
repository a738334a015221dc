"""Tables of figures and words, with a spoken name."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ceis_desk.ui.kit.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableRows(QAbstractTableModel):
    """Words in rows and columns; columns named in `figures` are set to the right."""

    def __init__(
        self, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...] = (), figures: frozenset[int] = frozenset()
    ) -> None:
        super().__init__()
        self._heads, self._rows, self._figures = heads, rows, figures

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self._figures else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._figures else _LEFT
        return None


class Table(QTableView):
    """A table to read: whole rows chosen, no grid, Tab leaves it."""

    def __init__(self, theme: Theme, name: str, model: QAbstractTableModel) -> None:
        super().__init__()
        self._theme = theme
        self.show_model(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def show_model(self, model: QAbstractTableModel) -> None:
        """Show other rows; the former model goes with them."""
        former = self.model()
        self.setModel(model)
        model.setParent(self)
        if former is not None:
            former.deleteLater()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(34))
