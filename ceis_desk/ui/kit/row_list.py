"""A list of painted rows, moved by the arrows, read aloud row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from ceis_desk.ui.kit.row_delegate import LOOK_ROLE, RowDelegate, look_at
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """Looks in their order, each with the identity (`ident`) that the pilot knows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, RowLook]] = []

    def show(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Replace all rows by (ident, look) pairs."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def ident(self, row: int) -> str:
        """The identity of a row."""
        return self._rows[row][0]

    def idents(self) -> list[str]:
        """All identities, in order."""
        return [ident for ident, _look in self._rows]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        look = self._rows[index.row()][1]
        if role == LOOK_ROLE:
            return look
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return look.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()][1].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowList(QListView):
    """Arrows move, Entrée or a click opens (`opened`), Espace or the row's own button acts (`acted`)."""

    opened = Signal(str)
    acted = Signal(str)
    moved = Signal(str)

    def __init__(self, theme: Theme, name: str, *, fit: bool = False) -> None:
        super().__init__()
        self._theme, self._fit = theme, fit
        # Qt's own viewport is unknown to Python: asked for, it would have PySide6 load every class of widgets.
        self.setViewport(QWidget())
        self.rows = RowModel()
        self.rows.setParent(self)
        self._delegate = RowDelegate(theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setProperty("ring", False)
        self.setSpacing(0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if fit:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._say_moved)

    def show_rows(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Replace all rows by (ident, look) pairs, keeping the one under the cursor when it is still there."""
        kept = self.current()
        self._delegate.forget()
        self.rows.show(rows)
        if kept in self.rows.idents():
            self.go_to(kept)
        self.updateGeometry()

    def current(self) -> str:
        """The identity under the cursor, empty when there is none."""
        index = self.currentIndex()
        return self.rows.ident(index.row()) if index.isValid() else ""

    def go_to(self, ident: str) -> None:
        """Put the cursor on a row; an unknown identity clears it."""
        known = self.rows.idents()
        self.setCurrentIndex(self.rows.index(known.index(ident), 0) if ident in known else QModelIndex())

    def step(self, by: int) -> None:
        """Move the cursor from outside (the arrows of the search field), skipping headings."""
        at, total = self.currentIndex().row(), self.rows.rowCount()
        at = at + by if self.currentIndex().isValid() else (0 if by > 0 else total - 1)
        while 0 <= at < total and look_at(self.rows.index(at, 0)).heading:
            at += by
        if 0 <= at < total:
            self.setCurrentIndex(self.rows.index(at, 0))

    def sizeHint(self) -> QSize:
        if not self._fit:
            return super().sizeHint()
        height = sum(self.sizeHintForRow(row) for row in range(self.rows.rowCount()))
        return QSize(super().sizeHint().width(), height + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.sizeHint().height() if self._fit else self._theme.px(60))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt puts the cursor on the first row without choosing it, or nowhere: nothing would show where one is.
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())
        elif event.reason() != Qt.FocusReason.MouseFocusReason:
            self.step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Narrower rows may need more lines.
        self.scheduleDelayedItemsLayout()
        if self._fit and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if index.isValid() and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current())
        elif index.isValid() and plain and event.key() == Qt.Key.Key_Space and look_at(index).action:
            self.acted.emit(self.current())
        elif event.text() and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            # Letters go up to the page (search, digits for motifs) instead of Qt's own type-ahead.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton or look_at(index).heading:
            return
        ident = self.rows.ident(index.row())
        button = self._delegate.action_box(self.visualRect(index), look_at(index))
        (self.acted if button.contains(event.position().toPoint()) else self.opened).emit(ident)

    def _say_moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.moved.emit(self.rows.ident(now.row()))
