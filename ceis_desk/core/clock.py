"""The clock is passed in: business dates are local and naive, and the demonstration lives in June 2019."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

Clock = Callable[[], dt.datetime]


def wall_clock() -> dt.datetime:
    """The local date and time of this PC, to the second, without a zone."""
    return dt.datetime.now().replace(microsecond=0)


def running_from(start: dt.datetime, ticks: Callable[[], float] = time.monotonic) -> Clock:
    """A clock that reads `start` now and runs at normal speed from there."""
    origin = ticks()

    def read() -> dt.datetime:
        return (start + dt.timedelta(seconds=ticks() - origin)).replace(microsecond=0)

    return read


def stopped_at(moment: dt.datetime) -> Clock:
    """A clock that always reads `moment`."""
    return lambda: moment
