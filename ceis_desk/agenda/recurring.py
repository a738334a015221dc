"""Appointments and sessions that come back: the same hour on the wall, every so many weeks."""

from __future__ import annotations

import datetime as dt

from ceis_desk.agenda.spans import WEEK

MOST_TIMES = 52


def moments(first: dt.datetime, every: int, times: int) -> tuple[dt.datetime, ...]:
    """The moments of a series, one alone when it does not come back; a year of weeks at most."""
    if every <= 0:
        return (first,)
    return tuple(first + WEEK * every * number for number in range(min(max(1, times), MOST_TIMES)))
