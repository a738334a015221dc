"""The table « Qui voit quoi » painted: icon and word in each cell, the columns of the chosen account tinted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ceis_desk.access.model import Role
from ceis_desk.ui.kit.painting import CENTRE, LEFT, icon_at, width_of, words_at
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.rights_rows import CELL_ROLE, Cell, RightsRows

Index = QModelIndex | QPersistentModelIndex
_LINE, _HEAD, _LEAST, _ICON, _GAP, _PAD, _SHOWN = 26, 32, 180, 15, 5, 4, 6
_WRAPPED = LEFT | Qt.TextFlag.TextWordWrap


class RightsDelegate(QStyledItemDelegate):
    """Paints the name of a thing on two lines if need be, or a level in the middle of its cell."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, cell = self._theme.px, index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            wide = width_of(cell.words, self._theme.font(13, 600))
            return QSize(px(_ICON) + px(_GAP) + wide + 2 * px(_PAD), px(_LINE))
        room = QRect(0, 0, self._table.columnWidth(0) - px(6), 10_000)
        tall = QFontMetrics(self._theme.font(14, 500)).boundingRect(room, _WRAPPED, str(index.data())).height()
        return QSize(px(_LEAST), max(px(_LINE), tall + px(6)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, option.rect
        cell = index.data(CELL_ROLE)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected or (isinstance(cell, Cell) and cell.chosen):
            painter.fillRect(box, theme.color("sel"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("line"))
        if isinstance(cell, Cell):
            self._level(painter, box, cell)
        else:
            painter.setFont(theme.font(14, 500))
            painter.setPen(theme.color("ink"))
            painter.drawText(box.adjusted(theme.px(2), 0, -theme.px(4), 0), _WRAPPED, str(index.data()))
        painter.restore()

    def _level(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font(13, 600 if cell.strong else 400)
        wide = px(_ICON) + px(_GAP) + width_of(cell.words, font)
        left, middle = box.left() + max((box.width() - wide) // 2, 2), box.center().y()
        left += icon_at(painter, theme, cell.icon, cell.tone, _ICON, left, middle) + px(_GAP)
        room = QRect(left, box.top(), box.right() - left + 1, box.height())
        words_at(painter, room, cell.words, font, theme.color(cell.tone))


class RightsHeader(QHeaderView):
    """The roles above their columns, in bold on a tint when they are those of the chosen account."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, model = self._theme, self.model()
        chosen = isinstance(model, RightsRows) and model.is_chosen(logicalIndex)
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.color("sel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("strong"))
        font = theme.font(13, 700 if chosen else 600)
        ink = theme.color("primary" if chosen else "ink2")
        room = rect.adjusted(theme.px(2), 0, 0, 0)
        words_at(painter, room, words, font, ink, LEFT if logicalIndex == 0 else CENTRE)
        painter.restore()


class RightsTable(QTableView):
    """To read by lines; it scrolls both ways when the room is short."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = RightsRows()
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(RightsDelegate(theme, self))
        self.setHorizontalHeader(RightsHeader(theme, self))
        self.setAccessibleName("Qui voit quoi")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        theme.changed.connect(self._measure)
        self._measure()

    def choose(self, roles: frozenset[Role]) -> None:
        """Highlight the roles of an account."""
        self.rows.choose(roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        px, head, roles = self._theme.px, self._theme.font(13, 700), range(1, len(Role) + 1)
        names = [str(self.rows.headerData(column, Qt.Orientation.Horizontal)) for column in roles]
        self._needs = [
            max(self.sizeHintForColumn(column), width_of(name, head) + 2 * px(_PAD))
            for column, name in zip(roles, names, strict=True)
        ]
        self._fit()

    def _fit(self) -> None:
        """Roles take what their words need and share what is left; the names of things never get too narrow."""
        px, needs = self._theme.px, self._needs
        spare = max(self.viewport().width() - px(_LEAST) - sum(needs), 0)
        more = min(spare // (2 * len(needs)), px(16))
        for column, need in enumerate(needs, start=1):
            self.setColumnWidth(column, need + more)
        self.setColumnWidth(0, max(self.viewport().width() - sum(needs) - more * len(needs), px(_LEAST)))
        self.verticalHeader().setMinimumSectionSize(px(_LINE))
        for line in range(self.rows.rowCount()):
            # Levels take one line. Not resizeRowsToContents: the hidden header would ask for its own height.
            self.setRowHeight(line, self.sizeHintForIndex(self.rows.index(line, 0)).height())
        self.setMinimumHeight(px(_HEAD) + _SHOWN * px(_LINE))
