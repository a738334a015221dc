"""The state of an appointment on its day, from the appointment and the visit that answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ceis_desk.agenda.model import DayAppointment, DayState, Outcome

LATE_AFTER_MINUTES = 5
EARLY_BEFORE_MINUTES = 30


def day_state(line: DayAppointment, now: dt.datetime) -> DayState:
    """The state shown at `now`; the outcome given by the professional wins over what the visit tells."""
    if line.outcome in (Outcome.EXCUSED, Outcome.REVOKED):
        return DayState.CANCELLED
    if line.outcome is Outcome.NO_SHOW:
        return DayState.ABSENT
    if line.outcome is Outcome.HONOURED or line.visit_state == "gone":
        return DayState.DONE
    if line.visit_state == "busy":
        return DayState.BUSY
    if line.visit_state:
        return DayState.ARRIVED
    return DayState.LATE if minutes_late(line, now) > LATE_AFTER_MINUTES else DayState.EXPECTED


def minutes_late(line: DayAppointment, now: dt.datetime) -> int:
    """Whole minutes since the hour of the appointment, 0 before it."""
    return max(0, int((now - line.at).total_seconds() // 60))


def punctuality(line: DayAppointment, now: dt.datetime) -> str:
    """The words of the chip beside a person who arrives: early and late arrivals are welcome alike."""
    minutes = (now - line.at).total_seconds() / 60
    if minutes < -EARLY_BEFORE_MINUTES:
        return "En avance"
    return "À l’heure" if minutes <= LATE_AFTER_MINUTES else f"{int(minutes)} min après l’heure"


_LAST_HOUR = dt.time(18)


def first_free(taken: Iterable[tuple[dt.datetime, int]], after: dt.datetime, minutes: int) -> dt.datetime | None:
    """The first moment of the same day, from `after` on, that overlaps nothing taken; None past the closing hour."""
    busy = sorted((start, start + dt.timedelta(minutes=lasts)) for start, lasts in taken)
    length = dt.timedelta(minutes=minutes)
    moment = after
    for start, end in busy:
        if start < moment + length and end > moment:
            moment = end
    closing = dt.datetime.combine(after.date(), _LAST_HOUR)
    return moment if moment + length <= closing else None
