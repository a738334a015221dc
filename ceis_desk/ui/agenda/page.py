"""« Agenda »: professionals side by side, the chosen box at the right, free times and who waits below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from ceis_desk.ui.agenda.detail_panel import DetailPanel
from ceis_desk.ui.agenda.details import DetailLook
from ceis_desk.ui.agenda.head import AgendaHead, PeopleBar
from ceis_desk.ui.agenda.side import SidePanel
from ceis_desk.ui.agenda.view import AgendaView, StillScroll
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import sign_of
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import AGENDA

_RIGHT, _RIGHT_WIDE, _WIDE, _NARROW, _SLIM, _TALL = 290, 360, 1500, 880, 1060, 520
MOVE_SIGN = "d"


class AgendaPage(QWidget):
    """Rows in, intentions out: `stepped` by a page, `cancelled` and `moved` bear on the chosen box."""

    stepped = Signal(int)
    cancelled = Signal()
    moved = Signal()
    find_asked = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, *, books: bool) -> None:
        super().__init__()
        self._theme, self._keyboard = theme, keyboard
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = AgendaHead(theme, keyboard, writes=books)
        self.people = PeopleBar(theme)
        self.view = AgendaView(theme)
        self.detail = DetailPanel(theme)
        self.side = SidePanel(theme, books=books)
        inner = QWidget()
        inner.setLayout(column(self.detail, self.side, gap=12))
        self._right = StillScroll(inner)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self._body.addWidget(self.view, 1)
        self._body.addWidget(self._right)
        inside = QWidget()
        parts = column(self.head, self.people, self._body, gap=10, margins=(18, 10, 16, 12))
        parts.setStretch(2, 1)
        inside.setLayout(parts)
        self._scroll = StillScroll(inside)
        self.setLayout(column(self._scroll))
        self.people.table_asked.connect(self.view.turn)
        self.view.turned.connect(self.people.show_turned)
        self.view.grid.reached.connect(self._see)
        self._right.resized.connect(self._fit_right)
        theme.changed.connect(self.settle)

    def start(self) -> None:
        """The cursor in the agenda."""
        if self.view.shows_table():
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.grid.take_cursor()

    def _see(self, key: str) -> None:
        """Where the text is large the page scrolls too: the box under the cursor is never out of sight."""
        spot = self.view.grid.spot_of(key)
        if spot is not None:
            self._scroll.ensureWidgetVisible(spot)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits, in order."""
        return (self.head, self.people, self.view, self.detail, self.side)

    def show_detail(self, look: DetailLook | None) -> None:
        """The chosen box at the right, from its name on: who it is must not stay above what was scrolled to."""
        self.detail.show_detail(look)
        if not self._right.isAncestorOf(QApplication.focusWidget() or self):
            self._right.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Put the right column below when there is no room beside the grid."""
        width = self.width() * 100 // self._theme.scale
        narrow = width < _NARROW
        self.head.set_room(narrow=width < _SLIM)
        self.people.set_room(narrow=narrow)
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        right = self._theme.px(_RIGHT_WIDE if width >= _WIDE else _RIGHT)
        self._right.setMinimumWidth(0 if narrow else right)
        self._right.setMaximumWidth(16_777_215 if narrow else right)
        self.view.setMinimumHeight(self._theme.px(_TALL) if narrow else 0)
        self._fit_right()
        QTimer.singleShot(0, self, self._scroll.see)

    def _fit_right(self) -> None:
        """Below the grid the right column is as tall as what it holds: the page alone scrolls."""
        inside, below = self._right.widget(), self._body.direction() is QBoxLayout.Direction.TopToBottom
        self._right.setMinimumHeight(inside.sizeHint().height() + 4 if below and inside is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    # -- keys

    def event(self, event: QEvent) -> bool:
        claimed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claimed and self._keyboard.asked(event, AGENDA):  # type: ignore[arg-type]  # a key event, just checked
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keyboard.asked(event, AGENDA)
        ghost, here = self.view.grid.ghost is not None, self.view.grid.has_cursor()
        if asked in ("span-before", "span-after"):
            self.stepped.emit(-1 if asked == "span-before" else 1)
        elif asked == "new-in-agenda" and not ghost and self.head.new.isVisibleTo(self):
            self.head.new.click()
        elif asked == "find-slot":
            self.find_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and self.side.waiting.hasFocus():
            self.side.leave()
        elif event.key() == Qt.Key.Key_Delete and here and not ghost:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Home:
            self.stepped.emit(0)
        elif sign_of(event, self._keyboard).lower() == MOVE_SIGN and here and not event.isAutoRepeat() and not ghost:
            self.moved.emit()
        else:
            super().keyPressEvent(event)
