"""Hybrid logical clocks: 48 bits of milliseconds and a counter in one integer, never refused for skew."""

from __future__ import annotations

import datetime as dt
import time

_COUNTER_BITS = 16
_FIRST = dt.datetime(2001, 1, 1)


def next_clock(last: int, now_ms: int | None = None) -> int:
    """A clock greater than `last` and not behind the PC's: `ms << 16 | counter`."""
    physical = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) << _COUNTER_BITS
    return max(physical, last + 1)


def moment_of(clock: int) -> dt.datetime | None:
    """About when, on the PC that gave it, a clock was given; None when that is no moment of this century so far."""
    try:
        moment = dt.datetime.fromtimestamp((clock >> _COUNTER_BITS) // 1000)
    except (OverflowError, OSError, ValueError):
        return None
    # A clock that has absorbed one set ahead says nothing of the hour any more.
    return moment if _FIRST <= moment <= dt.datetime.now() else None
