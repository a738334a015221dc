"""The seats of the chantier or of the PEC on a day: a row a place, moved among by the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.core.folding import fold
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.rules import Counts
from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.text import Icon, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.employment.seat import SeatButton
from ceis_desk.ui.platforms.employment.seat_words import SeatLook

_ICONS = (("domicile", "home-heart"), ("techni", "tools"), ("numer", "device-laptop"), ("mediat", "device-laptop"),
          ("cuisin", "chef-hat"))  # fmt: skip
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ACROSS, _FLAT_ACROSS, _TRADE_HEAD, _PEC_HEAD = 4, 2, 122, 122


@dataclass(frozen=True)
class LineLook:
    """A place of the board: its name, who follows there, its seats, and whether it has too many contracts."""

    name: str
    tutor: str
    seats: tuple[SeatLook, ...]
    crowded: bool = False


def trade_icon(name: str) -> str:
    """The icon of a trade, by its words; a briefcase for one that the program does not know."""
    words = fold(name)
    return next((icon for part, icon in _ICONS if part in words), "briefcase")


class BoardCard(Card):
    """`opened` gives the key of a seat; `reached` says which one the cursor is on."""

    opened = Signal(str)
    reached = Signal(str)

    def __init__(self, theme: Theme, kind: ContractKind, *, writes: bool) -> None:
        icon = "tools" if kind is ContractKind.CHANTIER else "building-hospital"
        super().__init__(theme, kind.label, icon)
        self._theme, self.kind = theme, kind
        self._flat = kind is ContractKind.PEC
        self._before = 2 if self._flat else 1
        self.count = Text("", "secondary", "ink2")
        self.free = Text("", "strong", "success")
        self.head.insertWidget(2, self.count)
        self.right.addWidget(self.free)
        # F4 does the same from the seat: Tab goes from card to card.
        self.change = IconButton(
            theme, "pencil", "Modifier la place choisie\u00a0: nom, nombre", kind="quiet", compact=True
        )
        self.change.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.right.addWidget(self.change)
        if not writes:
            self.change.hide()
        self._grid_holder = QWidget()
        self._seats: dict[str, SeatButton] = {}
        self._former: dict[str, SeatButton] = {}
        self._lines: tuple[LineLook, ...] = ()
        self._places: list[list[str]] = []
        self._key, self._active = "", False
        self._discreet = False
        self.add(self._grid_holder, 1)
        theme.changed.connect(self._fit)

    def show_board(self, lines: Sequence[LineLook], counts: Counts, *, discreet: bool) -> None:
        """The places of a day; what the cursor was on keeps it."""
        self.count.setText(f"{counts.places} places")
        self.free.setText(_free_words(counts))
        self.free.set_tone("danger" if counts.surplus else "success" if counts.free else "ink2")
        fresh = tuple(lines)
        shape = [(line.name, line.tutor, line.crowded, tuple(seat.key for seat in line.seats)) for line in fresh]
        before = [(line.name, line.tutor, line.crowded, tuple(seat.key for seat in line.seats)) for line in self._lines]
        self._lines = fresh
        self._discreet = discreet
        if shape != before:
            self._rebuild()
        for line in fresh:
            for seat in line.seats:
                self._seats[seat.key].show_look(seat, discreet=discreet)
        self._choose(self._key if self._key in self._seats else next(iter(self._seats), ""))

    def chosen(self) -> str:
        """The key of the seat that the cursor is or was on, empty when there is none."""
        return self._key

    def seat(self, key: str) -> SeatButton | None:
        """The button of a seat."""
        return self._seats.get(key)

    def take_cursor(self) -> None:
        """The cursor on the chosen seat."""
        seat = self._seats.get(self._key)
        if seat is not None:
            seat.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def active(self) -> bool:
        """Whether the cursor is, or was last, in this card."""
        return self._active

    def set_active(self, active: bool) -> None:
        """Whether the cursor is, or was last, in this card: its seat alone bears the mark."""
        if active is not self._active:
            self._active = active
            self._mark()

    def has_cursor(self) -> bool:
        """Whether the cursor is on a seat of this card."""
        return any(seat.hasFocus() for seat in self._seats.values())

    def _fit(self) -> None:
        """Another text size: heads and seats are made again."""
        if self._lines:
            self._rebuild(again=True)

    def _rebuild(self, *, again: bool = False) -> None:
        # A seat that stays is the same part: a sheet that was opened on it gives the cursor back to it.
        held, self._former = self.has_cursor(), {} if again else self._seats
        former = self._grid_holder
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(5)
        self._seats, self._places = {}, []
        most = max((len(line.seats) for line in self._lines), default=1)
        across = min(max(most, 1), _FLAT_ACROSS if self._flat else _ACROSS)
        at = 0
        if self._flat:
            for column, head in enumerate(("EHPAD", "tutorat")):
                grid.addWidget(Text(head, "hint", "ink2"), at, column)
            at += 1
        for rank, line in enumerate(self._lines):
            if rank and not self._flat:
                grid.addWidget(Rule(), at, 0, 1, across + self._before)
                at += 1
            at = self._add_line(grid, at, line, across)
        for column in range(across):
            grid.setColumnStretch(column + self._before, 1)
        self.body.replaceWidget(former, self._grid_holder)
        former.hide()
        former.deleteLater()
        self._former = {}
        self._grid_holder.show()
        self._choose(self._key if self._key in self._seats else next(iter(self._seats), ""))
        if held:
            self.take_cursor()

    def _add_line(self, grid: QGridLayout, at: int, line: LineLook, across: int) -> int:
        """Put a place, its seats on several lines when there are many; gives the next free line."""
        name = Text(line.name, "strong", "danger" if line.crowded else "ink", wrap=True)
        head = QWidget()
        parts = row(name, gap=8)
        if not self._flat:
            parts.insertWidget(0, Icon(self._theme, trade_icon(line.name), "ink2", 18))
        parts.setStretch(parts.count() - 1, 1)
        head.setLayout(parts)
        head.setFixedWidth(self._theme.px(_PEC_HEAD if self._flat else _TRADE_HEAD))
        grid.addWidget(head, at, 0)
        if self._flat:
            grid.addWidget(Text(line.tutor, "secondary", "ink2"), at, 1)
        for start in range(0, max(len(line.seats), 1), across):
            part = line.seats[start : start + across]
            for column, look in enumerate(part):
                seat = self._former.pop(look.key, None) or self._make_seat(look)
                grid.addWidget(seat, at, column + self._before)
                seat.show()
                grid.setRowStretch(at, 1)
                self._seats[look.key] = seat
            self._places.append([look.key for look in part])
            at += 1
        return at

    def _make_seat(self, look: SeatLook) -> SeatButton:
        seat = SeatButton(self._theme, look, flat=self._flat, discreet=self._discreet)
        seat.clicked.connect(lambda _on=False, key=look.key: self.opened.emit(key))
        seat.reached.connect(self._choose)
        return seat

    def _choose(self, key: str) -> None:
        self._key = key
        self._mark()
        self.reached.emit(key)

    def _mark(self) -> None:
        for one, seat in self._seats.items():
            seat.choose(chosen=one == self._key, marked=self._active and one == self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self.has_cursor() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        key = self._beside(*step)
        if key:
            self._seats[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _beside(self, down: int, right: int) -> str:
        """The seat reached by an arrow, empty at the edge."""
        line = next((at for at, keys in enumerate(self._places) if self._key in keys), 0)
        column = self._places[line].index(self._key)
        if right:
            column += right
            return self._places[line][column] if 0 <= column < len(self._places[line]) else ""
        at = line + down
        while 0 <= at < len(self._places):
            if self._places[at]:
                return self._places[at][min(column, len(self._places[at]) - 1)]
            at += down
        return ""


def _free_words(counts: Counts) -> str:
    if counts.surplus:
        return "un contrat de trop" if counts.surplus == 1 else f"{counts.surplus} contrats de trop"
    if not counts.free:
        return "aucune libre"
    return "une libre" if counts.free == 1 else f"{counts.free} libres"
