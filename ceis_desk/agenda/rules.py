"""The state of an appointment on its day, from the appointment and the visit that answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ceis_desk.agenda.model import DayAppointment, DayState, Outcome
from ceis_desk.agenda.week import Attendance, Entry, EntryKind

LATE_AFTER_MINUTES = 5
EARLY_BEFORE_MINUTES = 30
ABSENT_AFTER_MINUTES = 15
"""From then on « absente » may be proposed; somebody always says it, the program never does."""
SETTLED = (
    "Ce rendez-vous a commencé ou a déjà une issue\u00a0: il ne se déplace plus. Rien n’a changé\u00a0: "
    "donnez un autre rendez-vous."
)
_RECEIVED = ("busy", "gone")
FIRST_OF_STATES = (
    Attendance.PRESENT,
    Attendance.ENROLLED,
    Attendance.WAITING,
    Attendance.EXCUSED,
    Attendance.ABSENT,
)
"""Where somebody stands whom a roll holds under several records that were merged: the first of these.

Whoever was seen there was there, and a place that is kept is not taken from her. WITHDRAWN says nothing.
"""


def day_state(line: DayAppointment, now: dt.datetime) -> DayState:
    """The state shown at `now`; the outcome given by the professional wins over what the visit tells."""
    return _state(line.outcome, line.visit_state, line.at, now)


def _state(outcome: Outcome, visit_state: str, at: dt.datetime, now: dt.datetime) -> DayState:
    if outcome in (Outcome.EXCUSED, Outcome.REVOKED):
        return DayState.CANCELLED
    if outcome is Outcome.NO_SHOW:
        return DayState.ABSENT
    if outcome is Outcome.HONOURED or visit_state == "gone":
        return DayState.DONE
    if visit_state == "busy":
        return DayState.BUSY
    if visit_state:
        return DayState.ARRIVED
    return DayState.LATE if _minutes_since(at, now) > LATE_AFTER_MINUTES else DayState.EXPECTED


def _minutes_since(at: dt.datetime, now: dt.datetime) -> int:
    return max(0, int((now - at).total_seconds() // 60))


def entry_state(entry: Entry, now: dt.datetime) -> DayState:
    """The same of a box of the grid."""
    return _state(entry.outcome, entry.visit_state, entry.starts_at, now)


def is_movable(entry: Entry) -> bool:
    """Whether it may be given another moment: an open appointment whose person is not received yet."""
    return entry.kind is EntryKind.APPOINTMENT and may_move(entry.outcome, entry.visit_state)


def may_move(outcome: Outcome, visit_state: str) -> bool:
    """The same of an outcome and of the visit that answers the appointment, empty when nobody came."""
    return outcome is Outcome.OPEN and visit_state not in _RECEIVED


def propose_absent(entry: Entry, now: dt.datetime) -> bool:
    """Whether to offer to say that she did not come: an open appointment, nobody seen, well after its hour."""
    open_one = entry.kind is EntryKind.APPOINTMENT and entry.outcome is Outcome.OPEN and not entry.visit_state
    return open_one and now >= entry.starts_at + dt.timedelta(minutes=ABSENT_AFTER_MINUTES)


def minutes_late(line: DayAppointment, now: dt.datetime) -> int:
    """Whole minutes since the hour of the appointment, 0 before it."""
    return _minutes_since(line.at, now)


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
