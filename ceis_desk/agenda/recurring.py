"""Appointments and sessions that come back: the same hour on the wall, every so many weeks."""

from __future__ import annotations

import datetime as dt

from ceis_desk.agenda.spans import WEEK
from ceis_desk.core.errors import Refusal

MOST_TIMES = MOST_WEEKS = 52
_TOO_MANY = (
    f"Une série tient en {MOST_TIMES} fois au plus. Rien n’a été enregistré\u00a0: choisissez un nombre plus petit."
)
_TOO_FAR = f"Une répétition va d’une semaine à {MOST_WEEKS}. Rien n’a été enregistré\u00a0: corrigez-la."


def moments(first: dt.datetime, every: int, times: int) -> tuple[dt.datetime, ...]:
    """The moments of a series, one alone when it does not come back; raises Refusal above a year of weeks."""
    if every <= 0:
        return (first,)
    if times > MOST_TIMES:
        raise Refusal(_TOO_MANY)
    if every > MOST_WEEKS:
        raise Refusal(_TOO_FAR)
    try:
        return tuple(first + WEEK * every * number for number in range(max(1, times)))
    except OverflowError as failure:
        raise Refusal(_TOO_FAR) from failure
