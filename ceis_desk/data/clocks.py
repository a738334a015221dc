"""Hybrid logical clocks: 48 bits of milliseconds and a counter in one integer, never refused for skew."""

from __future__ import annotations

import datetime as dt
import time

_COUNTER_BITS = 16
_FIRST = dt.datetime(2001, 1, 1)
_YEAR = 31_557_600_000 << _COUNTER_BITS
_LAST_OF_A_PC = 230 * _YEAR
HORIZON = 330 * _YEAR
"""No desk gives a clock so far: one that came would leave none to the writings that must come after it."""


def next_clock(last: int, now_ms: int | None = None) -> int:
    """A clock greater than `last` and not behind the PC's: `ms << 16 | counter`."""
    physical = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) << _COUNTER_BITS
    # A PC that says the year 2200 counts on from there: a century of counting stays below the horizon.
    return max(min(physical, _LAST_OF_A_PC), last + 1)


def moment_of(clock: int) -> dt.datetime | None:
    """About when, on the PC that gave it, a clock was given; None when that is no moment of this century so far."""
    try:
        moment = dt.datetime.fromtimestamp((clock >> _COUNTER_BITS) // 1000)
    except (OverflowError, OSError, ValueError):
        return None
    # A clock that has absorbed one set ahead says nothing of the hour any more.
    return moment if _FIRST <= moment <= dt.datetime.now() else None
