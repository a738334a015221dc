"""The painted grid: days and professionals side by side, gone through and changed by keys alone, or by the mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.drawing.agenda import Block, Sheet
from ceis_desk.drawing.agenda_frame import Frame
from ceis_desk.drawing.shapes import Box
from ceis_desk.ui.agenda.ghost import TAKEN, Ghost, dragged, ghost_of, hour_words, is_taken, stepped
from ceis_desk.ui.agenda.grid_paint import GridPaint, Ruler, ghost_box
from ceis_desk.ui.agenda.spots import Spots
from ceis_desk.ui.agenda.steps import next_box
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.theme import Theme

AXIS = 60
"""Pixels of the hours at the left, at 100 %."""
HOUR, LANE = 50, 56
"""The least height of an hour and the least width of a lane, in pixels at 100 %."""
_EMPTY = Sheet((), (), (), 0, 60)
_ARROWS = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Spoken = Mapping[str, tuple[str, str]]


def _nearest(former: Block, blocks: Sequence[Block]) -> str:
    """The box that now stands where another one stood, empty when none is in its lane that day."""
    near = [block for block in blocks if block.day == former.day and block.lanes[0] == former.lanes[0]]
    near.sort(key=lambda block: abs(block.minutes[0] - former.minutes[0]))
    return near[0].key if near else ""


class AgendaGrid(QWidget):
    """`chosen` and `opened` give the key of a box; `dropped` also the day, the lane and the minute where it is put.

    `carried` is the place of the box on its way, `fixed` the key of one that somebody tried to move and that stays.
    """

    chosen = Signal(str)
    opened = Signal(str)
    dropped = Signal(str, int, int, int)
    fixed = Signal(str)
    moving = Signal(bool)
    carried = Signal(object)
    reached = Signal(str)

    def __init__(self, theme: Theme, ruler: Ruler) -> None:
        super().__init__()
        self._theme = theme
        self._sheet = _EMPTY
        self._spoken: Spoken = {}
        self._movable: frozenset[str] = frozenset()
        self._paint = GridPaint(theme, ruler)
        self._now, self._begins = "", ""
        self._ghost: Ghost | None = None
        self._grip: tuple[QPoint, str, int] | None = None
        self._spots = Spots(self, self.reached)
        self.setAccessibleName("Agenda")
        self.setProperty("ring", False)
        self.setMouseTracking(False)
        self.reached.connect(self._reach)
        theme.changed.connect(self._redraw)

    # -- what is shown

    def show_sheet(self, sheet: Sheet, spoken: Spoken, movable: frozenset[str], first: str = "") -> None:
        """Replace everything; the box under the cursor keeps it when it is still there, else it goes to `first`."""
        former, self._begins = self.block_of(self._now), first
        had_cursor = self.has_cursor()
        before = self._sheet.heads
        self._sheet, self._spoken, self._movable = sheet, spoken, movable
        if self._ghost is not None and self._ghost.lane >= sheet.people:
            self.give_up()
        if self._ghost is not None and self._sheet.heads != before:
            self._ghost = replace(self._ghost, day=min(self._ghost.day, len(sheet.heads) - 1), far=True)
        self._measure()
        self._draw()
        self._spots.show(self.places, spoken)
        if self._now not in self.places:
            self._now = _nearest(former, sheet.blocks) if former is not None else ""
        self._offer()
        if had_cursor:
            self.take_cursor()
        self.update()

    def current(self) -> str:
        """The key of the chosen box, empty when there is none."""
        return self._now

    def choose(self, key: str) -> None:
        """Choose a box from outside; an unknown key leaves nothing chosen."""
        self._now = key if key in self.places else ""
        self._offer()
        self.update()

    def take_cursor(self) -> None:
        """The cursor on the chosen box, or on the first one, or on the grid when it is empty."""
        key = self._now or self._first()
        spot = self._spots.of(key)
        if spot is not None and not self._now:
            # Told at once: a window without the keys gets them later.
            self._reach(key)
        (spot or self).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def places(self) -> dict[str, Box]:
        """Where each box stands, in pixels of the grid."""
        return self._paint.drawn.places

    def place_of(self, key: str) -> Box | None:
        """Where a box stands, in pixels of the grid."""
        return self.places.get(key)

    def spot_of(self, key: str) -> QWidget | None:
        """What has the cursor for a box."""
        return self._spots.of(key)

    def block_of(self, key: str) -> Block | None:
        """A box as it is drawn."""
        return next((block for block in self._sheet.blocks if block.key == key), None)

    def frame(self) -> Frame:
        """Where hours and lanes stand now."""
        return self._sheet.frame(self.width(), self.height(), self._theme.px(AXIS))

    # -- moving a box

    @property
    def ghost(self) -> Ghost | None:
        """The box on its way, None when nothing is moved."""
        return self._ghost

    def start_move(self, key: str) -> None:
        """Take a box up: the arrows move it, Entrée puts it down, Échap gives up."""
        block = self.block_of(key)
        if block is not None and key in self._movable:
            self._set_ghost(ghost_of(block))
            self.take_cursor()
        elif block is not None:
            self.fixed.emit(key)

    def give_up(self) -> None:
        """Leave the box where it was."""
        self._grip = None
        self._set_ghost(None)

    def _set_ghost(self, ghost: Ghost | None) -> None:
        before, self._ghost = self._ghost, ghost
        if (before is None) != (ghost is None):
            self.moving.emit(ghost is not None)
        if ghost is not None:
            announce(self, self.ghost_words())
            self.carried.emit(ghost_box(ghost, self.frame()))
        self.update()

    def ghost_words(self) -> str:
        """« mer. 19, 11:00, Nadia Haddad, déjà pris »: where the box would stand, and whether it may."""
        return "" if self._ghost is None else _ghost_words(self._ghost, self._sheet)

    def has_cursor(self) -> bool:
        """Whether the keys come here."""
        return self.hasFocus() or self._spots.has_cursor()

    def _put_down(self) -> None:
        ghost = self._ghost
        self._set_ghost(None)
        if ghost is not None and ghost.moved:
            self.dropped.emit(ghost.block.key, ghost.day, ghost.lane, ghost.start)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if arrow and plain and self._ghost is not None:
            self._set_ghost(stepped(self._ghost, *arrow, self.frame(), self._sheet.people))
        elif arrow and plain:
            self._step(*arrow)
        elif event.key() in _ENTERS and not event.isAutoRepeat():
            if self._ghost is not None:
                self._put_down()
            elif self._now:
                self.opened.emit(self._now)
        elif event.key() == Qt.Key.Key_Escape and self._ghost is not None:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        places = self.places
        if not places:
            return
        key = next_box(places, self._now, across, down) if self._now else self._first()
        spot = self._spots.of(key)
        if spot is not None:
            spot.setFocus(Qt.FocusReason.TabFocusReason)

    def _first(self) -> str:
        """Where the cursor begins."""
        return self._begins if self._begins in self.places else next(iter(self.places), "")

    def _reach(self, key: str) -> None:
        if key != self._now:
            self._now = key
            self._offer()
            self.update()
        self.chosen.emit(key)

    def _offer(self) -> None:
        self._spots.offer(self._now or self._first())
        empty = not self.places
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if empty else Qt.FocusPolicy.NoFocus)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        key = _key_at(self.places, at)
        if event.button() != Qt.MouseButton.LeftButton or not key:
            return
        block = self.block_of(key)
        spot = self._spots.of(key)
        if spot is not None:
            spot.setFocus(Qt.FocusReason.MouseFocusReason)
        if block is not None:
            self._grip = at, key, self.frame().at(at.x(), at.y())[2] - block.minutes[0]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._grip is None:
            return
        start, key, grip = self._grip
        block = self.block_of(key)
        far = (at - start).manhattanLength() >= QApplication.startDragDistance()
        if far and key not in self._movable:
            self._grip = None
            self.fixed.emit(key)
            return
        if block is not None and (self._ghost is not None or far):
            frame = self.frame()
            self._set_ghost(
                dragged(self._ghost or ghost_of(block), frame.at(at.x(), at.y()), grip, frame, self._sheet.people)
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            self._put_down()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = _key_at(self.places, event.position().toPoint())
        if key:
            self.opened.emit(key)

    # -- size and paint

    def _measure(self) -> None:
        px = self._theme.px
        hours = (self._sheet.last - self._sheet.first) / 60
        lanes = len(self._sheet.heads) * max(len(self._sheet.lane_heads), 1)
        self.setMinimumSize(QSize(px(AXIS) + px(LANE) * lanes, round(px(HOUR) * hours)))

    def _redraw(self) -> None:
        self._measure()
        self._draw()
        self._spots.place(self.places, self._spoken)
        self.update()

    def _draw(self) -> None:
        self._paint.draw(self._sheet, self.frame())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        ghost = self._ghost
        taken = ghost is not None and is_taken(ghost, self._sheet.blocks)
        self._paint.paint(self, self.size(), self.block_of(self._now), ghost, self.frame(), taken=taken)


def _ghost_words(ghost: Ghost, sheet: Sheet) -> str:
    if ghost.day >= len(sheet.heads):
        return ""
    names = sheet.lane_heads[ghost.lane] if sheet.lane_heads else ("",)
    taken = f", {TAKEN}" if is_taken(ghost, sheet.blocks) else ""
    return f"{sheet.heads[ghost.day].words}, {hour_words(ghost.start)}, {names[0]}{taken}"


def _key_at(places: dict[str, Box], at: QPoint) -> str:
    for key, box in reversed(places.items()):
        if box.x <= at.x() <= box.x + box.width and box.y <= at.y() <= box.y + box.height:
            return key
    return ""
