"""A box being moved: where it would stand, by the arrows or under the mouse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ceis_desk.drawing.agenda import Block
from ceis_desk.drawing.agenda_frame import Frame
from ceis_desk.ui.agenda.words import MINUTES_AN_HOUR

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


def hour_words(start: int) -> str:
    """« 11:00 »."""
    return f"{start // MINUTES_AN_HOUR}:{start % MINUTES_AN_HOUR:02d}"
