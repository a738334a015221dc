"""The table « Qui voit quoi » painted: icon and word in each cell, the columns of the chosen account tinted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ceis_desk.access.model import Role
from ceis_desk.ui.kit.painting import CENTRE, LEFT, icon_at, width_of, words_at
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.rights_rows import CELL_ROLE, Cell, RightsRows

Index = QModelIndex | QPersistentModelIndex
_LINE, _HEAD, _ICON, _GAP, _PAD = 26, 32, 15, 5, 7


class RightsDelegate(QStyledItemDelegate):
    """Paints the name of a thing, or a level in the middle of its cell."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, cell = self._theme.px, index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            font = self._theme.font(13, 600)
            return QSize(px(_ICON) + px(_GAP) + width_of(cell.words, font) + 2 * px(_PAD), px(_LINE))
        return QSize(width_of(str(index.data()), self._theme.font(14, 500)) + 2 * px(_PAD), px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, box = self._theme, self._theme.px, option.rect
        cell = index.data(CELL_ROLE)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if picked or (isinstance(cell, Cell) and cell.chosen):
            painter.fillRect(box, theme.color("sel"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("line"))
        if isinstance(cell, Cell):
            font = theme.font(13, 600 if cell.strong else 400)
            wide = px(_ICON) + px(_GAP) + width_of(cell.words, font)
            left, middle = box.left() + max((box.width() - wide) // 2, 2), box.center().y()
            left += icon_at(painter, theme, cell.icon, cell.tone, _ICON, left, middle) + px(_GAP)
            words_at(painter, QRect(left, box.top(), box.right() - left, box.height()), cell.words, font, theme.color(cell.tone))
        else:
            words = box.adjusted(px(2), 0, -px(4), 0)
            words_at(painter, words, str(index.data()), theme.font(14, 500), theme.color("ink"))
        painter.restore()


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
        align = LEFT if logicalIndex == 0 else CENTRE
        words_at(painter, rect.adjusted(theme.px(2), 0, 0, 0), words, font, theme.color("primary" if chosen else "ink2"), align)
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
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        theme.changed.connect(self._fit)
        self._fit()

    def choose(self, roles: frozenset[Role]) -> None:
        """Highlight the roles of an account."""
        self.rows.choose(roles)

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_LINE))
        self.verticalHeader().setMinimumSectionSize(px(_LINE))
        self.horizontalHeader().setMinimumSectionSize(px(70))
        self.setMinimumHeight(px(_HEAD) + 9 * px(_LINE))
        self.horizontalHeader().resizeSections()
