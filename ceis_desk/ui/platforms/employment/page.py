"""« Emploi »: the board of places on a day with its group below, or the page of a group."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.questions import Board, GroupView
from ceis_desk.platforms.employment.rules import SeatState
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.employment.board_card import BoardCard, LineLook
from ceis_desk.ui.platforms.employment.board_scroll import BoardScroll
from ceis_desk.ui.platforms.employment.figures import KeyFigures
from ceis_desk.ui.platforms.employment.group_card import GroupCard
from ceis_desk.ui.platforms.employment.group_page import GroupPage
from ceis_desk.ui.platforms.employment.head import BoardHead
from ceis_desk.ui.platforms.employment.seat_words import seat_look
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import EMPLOYMENT

NOBODY = "Aucun contrat à cette date."
_NARROW, _SLIM, _TIGHT = 1040, 1130, 620


class BoardPage(QWidget):
    """Rows in, intentions out: `stepped` to another day of change, and what each button asks for."""

    stepped = Signal(int)
    new_asked = Signal()
    exits_asked = Signal()
    table_asked = Signal()
    place_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, actor: Actor) -> None:
        super().__init__()
        self._theme, self._discreet, self._keyboard = theme, discreet, keyboard
        self._named = may(actor.roles, Thing.IDENTITY, Level.READ)
        self._writes = may(actor.roles, Thing.CONTRACTS, Level.WRITE)
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = BoardHead(theme, keyboard, writes=self._writes)
        self.figures = KeyFigures(theme)
        self.trouble = Notice(theme, "", tone="danger", icon="alert-triangle")
        self.boards = {kind: BoardCard(theme, kind, writes=self._writes) for kind in ContractKind}
        self.group = GroupCard(theme)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(12)
        for card in self.boards.values():
            self._sides.addWidget(card, 1)
        # Nothing wrong is shown before the store has answered.
        self._content = QWidget()
        content = column(self.figures, self.trouble, self._sides, self.group, gap=10)
        content.setStretch(2, 1)
        self._content.setLayout(content)
        self._content.hide()
        self.trouble.hide()
        inside = QWidget()
        whole = column(self.head, self._content, gap=10, margins=(18, 10, 16, 12))
        whole.setStretch(1, 1)
        inside.setLayout(whole)
        self._scroll = BoardScroll(inside)
        self.setLayout(column(self._scroll))
        self._connect(theme)

    def _connect(self, theme: Theme) -> None:
        self.head.stepped.connect(self.stepped)
        self.head.new_asked.connect(self.new_asked)
        self.head.exits_asked.connect(self.exits_asked)
        self.head.table_asked.connect(self.table_asked)
        for card in self.boards.values():
            card.reached.connect(self._see)
            card.change.clicked.connect(lambda _on=False, card=card: self._change(card))
            self._keyboard.show_on(card.change, "change-place")
        theme.changed.connect(self.settle)

    def show_board(self, board: Board) -> None:
        """The places on a day."""
        show = self._discreet.show
        self.head.day.show_day(board.day)
        self.head.before.setEnabled(board.before is not None)
        self.head.after.setEnabled(board.after is not None)
        self.figures.show_board(board)
        nobody = all(seat.contract is None for row in board.rows for seat in row.seats)
        words = board.troubles or ((NOBODY,) if nobody else ())
        self.trouble.words.setText("\n".join(words))
        self.trouble.setVisible(bool(words))
        for kind, card in self.boards.items():
            card.show_board(self._lines(board, kind, show), board.counts[kind], discreet=show.on)
        self._content.show()

    def _lines(self, board: Board, kind: ContractKind, show: Discretion) -> list[LineLook]:
        return [
            LineLook(
                row.place.name,
                row.place.tutor,
                tuple(seat_look(row, seat, board.day, show, named=self._named) for seat in row.seats),
                crowded=any(seat.state is SeatState.SURPLUS for seat in row.seats),
            )
            for row in board.rows
            if row.place.kind is kind
        ]

    def show_group(self, view: GroupView | None, today: dt.date) -> None:
        """The group of the day."""
        self.group.show_group(view, today)

    def start(self) -> None:
        """The cursor on the board, where it was."""
        self._last().take_cursor()

    def chosen(self) -> str:
        """The seat under the cursor, else the first card's."""
        return self._last().chosen()

    def _last(self) -> BoardCard:
        """The card that the cursor is or was in, the first one at the start."""
        cards = list(self.boards.values())
        return next((card for card in cards if card.active), cards[0])

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.head, *self.boards.values(), self.group)

    def _see(self, key: str) -> None:
        cards = self.boards.values()
        for card in cards:
            seat = card.seat(key)
            if seat is not None and seat.hasFocus():
                for one in cards:
                    one.set_active(one is card)

    def _change(self, card: BoardCard) -> None:
        """The place of the seat chosen in the card whose button is clicked."""
        card.take_cursor()
        self.place_asked.emit()

    def settle(self) -> None:
        """Cards one below another where there is no room beside."""
        width = self.width() * 100 // self._theme.scale
        narrow = width < _NARROW
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.figures.set_across(1 if width < _TIGHT / 2 else 2 if narrow else len(self.figures.cards))
        self.head.set_room(narrow=width < _SLIM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    # -- keys

    def event(self, event: QEvent) -> bool:
        claimed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claimed and self._keyboard.asked(event, EMPLOYMENT):  # type: ignore[arg-type]  # a key event, just checked
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keyboard.asked(event, EMPLOYMENT)
        if asked in ("change-before", "change-after"):
            self.stepped.emit(-1 if asked == "change-before" else 1)
        elif asked == "new-contract" and self._writes:
            self.new_asked.emit()
        elif asked == "change-place" and self._writes:
            self.place_asked.emit()
        elif asked == "board-table":
            self.table_asked.emit()
        elif asked == "exits":
            self.exits_asked.emit()
        else:
            super().keyPressEvent(event)


class EmploymentPage(QStackedWidget):
    """The board, or one group."""

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, actor: Actor) -> None:
        super().__init__()
        self.board = BoardPage(theme, discreet, keyboard, actor)
        self.group = GroupPage(theme, discreet, keyboard, actor)
        for page in (self.board, self.group):
            self.addWidget(page)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits in what shows."""
        shown = self.group if self.currentWidget() is self.group else self.board
        return tuple(area for area in shown.areas() if area.isVisibleTo(self))
