"""Which months of a parcours are shown: nearer or wider, and moved so that an event is in sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ceis_desk.drawing.lanes import month_start

LEVELS = (3, 7, 13, 25, 61, 121)
"""How many months are shown at once, from the nearest to the widest."""
USUAL = 1
_TO_COME = 3  # one month in so many is to come
_YEAR = 12


@dataclass(frozen=True)
class Months:
    """Whole months from the first of one; `level` is the rank of how many in LEVELS."""

    first: dt.date
    level: int = USUAL

    @property
    def count(self) -> int:
        """How many months are shown."""
        return LEVELS[self.level]

    def showing(self, day: dt.date) -> Months:
        """The same ones, moved no more than it takes to show a day and something around it."""
        shift = _months_between(self.first, day)
        if shift < 0:
            return replace(self, first=month_start(day, -1))
        if shift >= self.count:
            return replace(self, first=month_start(day, 2 - self.count))
        return self

    def zoomed(self, by: int, around: dt.date) -> Months:
        """Wider (1) or nearer (-1), a day staying where it is among them; the same at either end."""
        level = min(max(self.level + by, 0), len(LEVELS) - 1)
        shift = _months_between(self.first, around)
        return replace(self, first=month_start(around, -round(shift * LEVELS[level] / self.count)), level=level)


def months_around(today: dt.date, level: int = USUAL) -> Months:
    """The months that end with those to come: two thirds were, one third will be."""
    to_come = max(LEVELS[level] // _TO_COME, 1)
    return Months(month_start(today, to_come - LEVELS[level] + 1), level)


def widest(days: Iterable[dt.date]) -> int:
    """The rank of the widest level that is of use: the first that holds them all."""
    known = sorted(days)
    spread = _months_between(known[0], known[-1]) + 1 if known else 0
    return next((at for at, count in enumerate(LEVELS) if count > spread), len(LEVELS) - 1)


def _months_between(first: dt.date, day: dt.date) -> int:
    return (day.year - first.year) * _YEAR + day.month - first.month
