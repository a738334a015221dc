"""A box being moved: where it would stand, by the arrows or under the mouse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ceis_desk.drawing.agenda import Block, Look
from ceis_desk.drawing.agenda_frame import Frame
from ceis_desk.ui.agenda.words import MINUTES_AN_HOUR

TAKEN = "déjà pris"
STEP = 15
"""Minutes that an arrow moves a box."""


@dataclass(frozen=True)
class Ghost:
    """The box as it was and where it would be put; `far` when other days than its own are shown."""

    block: Block
    day: int
    lane: int
    start: int
    far: bool = False

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.block.minutes[1] - self.block.minutes[0]

    @property
    def moved(self) -> bool:
        """Whether it would stand elsewhere than before."""
        return self.far or (self.day, self.lane, self.start) != (
            self.block.day,
            self.block.lanes[0],
            self.block.minutes[0],
        )


def ghost_of(block: Block) -> Ghost:
    """A box taken up where it stands."""
    return Ghost(block, block.day, block.lanes[0], block.minutes[0])


def stepped(ghost: Ghost, across: int, down: int, frame: Frame, people: int) -> Ghost:
    """One step aside is the next of the `people` lanes, then the next day; one step down a quarter of an hour."""
    place = ghost.day * people + ghost.lane + across
    place = min(max(place, 0), frame.days * people - 1)
    start = (ghost.start + down * STEP) // STEP * STEP if down >= 0 else -(-ghost.start // STEP) * STEP - STEP
    start = min(max(start, frame.first), frame.last - ghost.minutes)
    return replace(ghost, day=place // people, lane=place % people, start=start)


def dragged(ghost: Ghost, at: tuple[int, int, int], grip: int, frame: Frame, people: int) -> Ghost:
    """Under the mouse: `at` is what it points at, `grip` the minutes between the top of the box and the hand."""
    day, lane, minute = at
    start = round((minute - grip) / STEP) * STEP
    return replace(
        ghost, day=day, lane=min(lane, people - 1), start=min(max(start, frame.first), frame.last - ghost.minutes)
    )


def is_taken(ghost: Ghost, blocks: Iterable[Block]) -> bool:
    """Whether somebody is received, or something held, where the box would stand; itself is in nobody's way."""
    end = ghost.start + ghost.minutes
    return any(
        block.look not in (Look.FREE, Look.QUIET)
        and block.key != ghost.block.key
        and block.day == ghost.day
        and block.lanes[0] <= ghost.lane < block.lanes[1]
        and ghost.start < block.minutes[1]
        and block.minutes[0] < end
        for block in blocks
    )


def hour_words(start: int) -> str:
    """« 11:00 »."""
    return f"{start // MINUTES_AN_HOUR}:{start % MINUTES_AN_HOUR:02d}"
