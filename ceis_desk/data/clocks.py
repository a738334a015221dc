"""Hybrid logical clocks: 48 bits of milliseconds and a counter in one integer, never refused for skew."""

from __future__ import annotations

import time

_COUNTER_BITS = 16


def next_clock(last: int, now_ms: int | None = None) -> int:
    """A clock greater than `last` and not behind the PC's: `ms << 16 | counter`."""
    physical = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) << _COUNTER_BITS
    return max(physical, last + 1)
