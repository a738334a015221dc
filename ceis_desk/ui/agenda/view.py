"""The agenda as a card: heads that stay, hours that scroll, and the table that says the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QWidget

from ceis_desk.drawing.agenda import Sheet, agenda_head
from ceis_desk.drawing.shapes import Box
from ceis_desk.ui.agenda.grid import AXIS, AgendaGrid, Spoken
from ceis_desk.ui.agenda.grid_paint import Ruler
from ceis_desk.ui.agenda.spoken import HEADS
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.charts import paint_picture, screen_sizes
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.painting import smooth_painter
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.theme import Theme

_HEAD, _LEAST = 46, 240


class HeadStrip(QWidget):
    """The heads of the days, above the hours that scroll; what it shows is said by each box."""

    def __init__(self, theme: Theme, ruler: Ruler) -> None:
        super().__init__()
        self._theme, self._ruler = theme, ruler
        self._sheet: Sheet | None = None
        self._shift, self._across = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sheet(self, sheet: Sheet) -> None:
        """The heads of other days."""
        self._sheet = sheet
        self.update()

    def follow(self, shift: int, across: int) -> None:
        """Stand over the grid, `across` pixels wide and scrolled by `shift`."""
        self._shift, self._across = shift, across
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(_HEAD))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        frame = self._sheet.frame(self._across, self.height(), self._theme.px(AXIS))
        picture = agenda_head(self._sheet, frame, screen_sizes(self._theme), self._ruler)
        with smooth_painter(self) as painter:
            painter.translate(-self._shift, 0)
            paint_picture(painter, self._theme, picture)


class StillScroll(FollowScroll):
    """A scroll that leaves Page ↑, Page ↓ and Début to the agenda; `resized` when it or what it holds asks for room."""

    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().eventFilter(watched, event)


class AgendaView(QFrame):
    """The grid and its table, one at a time."""

    turned = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("card", "plain")
        ruler = Ruler(theme)
        self.grid = AgendaGrid(theme, ruler)
        self._head = HeadStrip(theme, ruler)
        self._hours = StillScroll(self.grid)
        self.table = Table(theme, "Agenda", TableRows(HEADS))
        painted = QWidget()
        painted.setLayout(column(self._head, self._hours, gap=0))
        self._pages = QStackedLayout()
        outer = column(gap=0, margins=(8, 6, 6, 8))
        outer.addLayout(self._pages, 1)
        self.setLayout(outer)
        # Their place first: a stack shows its first page at once, a page without a place is a window of its own.
        self._pages.addWidget(painted)
        self._pages.addWidget(self.table)
        self._hours.resized.connect(self._follow)
        self._hours.horizontalScrollBar().valueChanged.connect(self._follow)
        self.grid.reached.connect(self.see)
        self.grid.carried.connect(self._show_box)
        self._seen_now = False

    def show_sheet(
        self, sheet: Sheet, spoken: Spoken, movable: frozenset[str], rows: tuple[tuple[str, ...], ...], first: str
    ) -> None:
        """Show other days, in the grid and in the table; the cursor begins on the box called `first`."""
        self.grid.show_sheet(sheet, spoken, movable, first)
        self._head.show_sheet(sheet)
        self.table.show_model(TableRows(HEADS, rows))
        self._follow()

    def see(self, key: str) -> None:
        """Scroll until a box is in sight."""
        box = self.grid.place_of(key)
        if box is not None:
            self._show_box(box)

    def _show_box(self, box: Box) -> None:
        middle = (round(box.x + box.width / 2), round(box.y + box.height / 2))
        self._hours.ensureVisible(*middle, round(box.width / 2) + 8, round(box.height / 2) + 8)

    def shows_table(self) -> bool:
        """Whether the table stands in the place of the grid."""
        return self._pages.currentWidget() is self.table

    def turn(self) -> None:
        """From the grid to its table, or back."""
        to_table = not self.shows_table()
        self._pages.setCurrentIndex(1 if to_table else 0)
        self.turned.emit(to_table)
        if to_table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.grid.take_cursor()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), self._theme.px(_LEAST))

    def _follow(self) -> None:
        self._head.follow(self._hours.horizontalScrollBar().value(), self.grid.width())
