"""« Ateliers »: the week of sessions, the roll of the chosen one, who waits, and who came without a name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import WORKSHOPS, in_place
from ceis_desk.ui.workshops.counts_card import CountsCard
from ceis_desk.ui.workshops.roster import RosterCard
from ceis_desk.ui.workshops.side import ClosingCard, WaitingCard
from ceis_desk.ui.workshops.tight import tighten

EMPTY = "Aucun atelier cette semaine."
_LEFT, _LEFT_WIDE, _RIGHT, _RIGHT_WIDE, _WIDE, _NARROW = 254, 320, 334, 390, 1500, 1148
_ANY = 16_777_215


class WorkshopsHead(QWidget):
    """`stepped` gives -1 or 1 week, 0 for this one."""

    stepped = Signal(int)
    sheet_asked = Signal()
    new_asked = Signal()
    figures_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__()
        self.before = IconButton(theme, "chevron-left", "Semaine précédente")
        self.today = Button(theme, "Cette semaine")
        self.after = IconButton(theme, "chevron-right", "Semaine suivante")
        self.dates = Text("", "strong", wrap=True)
        self.figures = IconButton(theme, "chart-bar", "Vie collective\u00a0: les chiffres", compact=True)
        self.sheet = Button(theme, "Feuille d’émargement", icon="printer")
        self.new = Button(theme, "Nouvelle séance", icon="plus")
        if not writes:
            self.sheet.hide()
            self.new.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        weeks = row(Text("Ateliers", "title"), 4, self.before, self.today, self.after, self.dates)
        weeks.setStretch(5, 1)
        self._line.addLayout(weeks, 1)
        self._line.addLayout(row(self.figures, self.sheet, self.new, None))
        self.setLayout(self._line)
        keyboard.show_on(self.before, "span-before")
        keyboard.show_on(self.after, "span-after")
        keyboard.show_on(self.sheet, "print")
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(lambda: self.stepped.emit(0))
        self.sheet.clicked.connect(self.sheet_asked)
        self.new.clicked.connect(self.new_asked)
        self.figures.clicked.connect(self.figures_asked)

    def set_room(self, *, narrow: bool) -> None:
        """Put the buttons on a second line when there is no room beside the dates."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(below if narrow else beside)


class WeekCard(Card):
    """The sessions of the week; `chosen` gives the one under the cursor, `entered` the one asked for."""

    chosen = Signal(str)
    entered = Signal(str)
    new_asked = Signal()

    def __init__(self, theme: Theme, *, writes: bool) -> None:
        super().__init__(theme)
        self.setAccessibleName("Séances de la semaine")
        self.sessions = RowList(theme, "Séances de la semaine")
        self.nothing = EmptyState(theme, EMPTY, icon="users-group", action="Nouvelle séance" if writes else "")
        self.nothing.hide()
        self.total = Text("", "secondary", "ink2")
        self.foot = QWidget()
        self.foot.setLayout(column(Rule(), row(Icon(theme, "users", "ink3", 18), self.total, None), gap=8))
        tighten(self, 8, 8, 8, 12)
        self.add(self.sessions, 1)
        self.add(self.nothing, 1)
        self.add(self.foot)
        self.sessions.moved.connect(self.chosen)
        self.sessions.opened.connect(self.entered)
        self.nothing.acted.connect(self.new_asked)

    def show_sessions(self, rows: list[tuple[str, RowLook]], total: str, chosen: str) -> None:
        """The week with the cursor on the session shown, or that there is nothing in it."""
        with QSignalBlocker(self.sessions):
            # Nobody has moved it: the one it was on would be chosen again.
            self.sessions.show_rows(rows)
            self.sessions.go_to(chosen)
        self.sessions.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.total.setText(total)
        self.foot.setVisible(bool(rows))


class WorkshopsPage(QWidget):
    """Rows in, intentions out: `asked` gives the code of a command of this page, `escaped` is Échap."""

    asked = Signal(str)
    escaped = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = WorkshopsHead(theme, keyboard, writes=writes)
        self.week = WeekCard(theme, writes=writes)
        self.roster = RosterCard(theme, discreet, keyboard, writes=writes)
        self.waiting = WaitingCard(theme)
        self.counts = CountsCard(theme, writes=writes)
        self.closing = ClosingCard(theme)
        self.right = QWidget()
        side = column(self.waiting, self.counts, self.closing, gap=10)
        side.setStretch(1, 1)
        self.right.setLayout(side)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(10)
        self._body.addWidget(self.week)
        self._body.addWidget(self.roster, 1)
        self._body.addWidget(self.right)
        inside = QWidget()
        parts = column(self.head, self._body, gap=10, margins=(18, 10, 18, 10))
        parts.setStretch(1, 1)
        inside.setLayout(parts)
        self._scroll = FollowScroll(inside)
        self.setLayout(column(self._scroll))
        theme.changed.connect(self.settle)
        for command in in_place(WORKSHOPS):
            keyboard.shortcut(self, command.code, partial(self.asked.emit, command.code))

    def start(self) -> None:
        """The cursor on the roll, else on the week."""
        first: QWidget = self.roster.people if self.roster.people.isVisible() else self.week.sessions
        if not first.isVisible():
            first = self.week.nothing
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._scroll.see)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits, in order."""
        return (self.head, self.week, self.roster, self.waiting, self.counts)

    def show_session(self, *, on: bool) -> None:
        """Show the roll and what stands beside it, or leave their place empty."""
        self.roster.setVisible(on)
        self.right.setVisible(on)

    def settle(self) -> None:
        """Put the columns one under the other when there is no room for three."""
        width = self.width() * 100 // self._theme.scale
        narrow, wide, px = width < _NARROW, width >= _WIDE, self._theme.px
        self.head.set_room(narrow=narrow)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(below if narrow else beside)
        left, right = px(_LEFT_WIDE if wide else _LEFT), px(_RIGHT_WIDE if wide else _RIGHT)
        for part, least in ((self.week, left), (self.right, right)):
            part.setMinimumWidth(0 if narrow else least)
            part.setMaximumWidth(_ANY if narrow else least)
        self.week.setMinimumHeight(px(260) if narrow else 0)
        self.roster.setMinimumHeight(px(420) if narrow else 0)
        # Where the text is large the page scrolls: what has the cursor is never out of sight.
        QTimer.singleShot(0, self, self._scroll.see)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
