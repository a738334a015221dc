"""Hybrid logical clocks: 48 bits of milliseconds and a counter in one integer, never refused for skew."""

from __future__ import annotations

import datetime as dt
import time

_COUNTER_BITS = 16
_FIRST = dt.datetime(2001, 1, 1)
_UNNOTICED_MS = 60_000  # a clock that the network sets right moves by less, in either direction
_YEAR = 31_557_600_000 << _COUNTER_BITS
_LAST_OF_A_PC = 230 * _YEAR
HORIZON = 330 * _YEAR
"""No desk gives a clock so far: one that came would leave none to the writings that must come after it."""


def next_clock(last: int, now_ms: int | None = None) -> int:
    """A clock greater than `last` and not behind the PC's: `ms << 16 | counter`."""
    # A PC that says the year 2200 counts on from there: a century of counting stays below the horizon.
    return max(min(_now(now_ms) << _COUNTER_BITS, _LAST_OF_A_PC), last + 1)


def moment_of(clock: int) -> dt.datetime | None:
    """About when, on the PC that gave it, a clock was given; None when that is no moment of this century so far."""
    try:
        moment = dt.datetime.fromtimestamp((clock >> _COUNTER_BITS) // 1000)
    except (OverflowError, OSError, ValueError):
        return None
    # A clock that has absorbed one set ahead says nothing of the hour any more.
    return moment if _FIRST <= moment <= dt.datetime.now() else None


def behind_ms(last: int, now_ms: int | None = None) -> int:
    """How far the PC's clock is behind the moment of `last`, in milliseconds; 0 when it is not, but for a breath."""
    behind = (last >> _COUNTER_BITS) - _now(now_ms)
    return behind if behind > _UNNOTICED_MS else 0


def left_behind(last: int, seen: int) -> int:
    """The moment that this PC's clock was set back from, in milliseconds; 0 when it was not.

    A clock that only follows one `seen` from another desk says nothing of this PC.
    """
    of_its_own = moment_ms(last) - moment_ms(seen) > _UNNOTICED_MS
    return moment_ms(last) if of_its_own and behind_ms(last) else 0


def moment_ms(last: int) -> int:
    """The moment of a clock, in milliseconds of the PC's own time."""
    return last >> _COUNTER_BITS


def _now(now_ms: int | None) -> int:
    return time.time_ns() // 1_000_000 if now_ms is None else now_ms
