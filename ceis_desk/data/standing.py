"""Which clocks of a row stand for one another: a change taken back leaves the row as it was under an earlier clock.

A compensating gesture must write a new clock, since clocks only go forward; whoever kept the earlier one (the undo
before it, a form opened then) would be refused though the row is the same. Kept in memory for as long as the file is
open, by the writer's thread alone: after that, undo itself is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import ref

from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture

Row = tuple[str, Id]
"""The name of a table and the id of a row."""


@dataclass(frozen=True)
class _Step:
    """What one transaction did to the clocks of the rows that it had checked: found there, and written over them."""

    undo: ref[Gesture]
    found: Mapping[Row, int]
    written: int


@dataclass
class Standing:
    """Learns from each transaction whose gesture is the undo of another; any other gesture counts as a new state."""

    _steps: dict[int, _Step] = field(default_factory=dict)  # by the identity of the undo, for as long as it is kept
    _earliest: dict[tuple[Row, int], int] = field(default_factory=dict)

    def same(self, row: Row, one: int, other: int) -> bool:
        """Whether the row held the same thing under both clocks."""
        return self._first(row, one) == self._first(row, other)

    def learn(self, gesture: Gesture, found: Mapping[Row, int], written: int, undo: Gesture | None) -> None:
        """Remember a transaction that was committed: its gesture, the clocks found, the one written, its own undo."""
        taken_back = self._steps.get(id(gesture))
        if taken_back is not None and taken_back.undo() is gesture:
            for row, before in taken_back.found.items():
                # A row written by anybody in between is not as it was.
                if row in found and self.same(row, found[row], taken_back.written):
                    self._earliest[row, written] = self._first(row, before)
        if undo is not None and found:
            number = id(undo)
            self._steps[number] = _Step(ref(undo, lambda _: self._steps.pop(number, None)), dict(found), written)

    def _first(self, row: Row, clock: int) -> int:
        return self._earliest.get((row, clock), clock)
