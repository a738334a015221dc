"""Where an appointment of the grid stands: a word, a sign, a hue, said through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import DayAppointment, DayState, Outcome
from ceis_desk.agenda.rules import day_state, minutes_late
from ceis_desk.agenda.week import Entry, EntryKind
from ceis_desk.core.dates import write_hour
from ceis_desk.drawing.marks import Mark
from ceis_desk.ui.agenda.words import length_words
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.reception.rows import agreed

ABSENT_AFTER = 15
"""Minutes of delay after which the absence is proposed; it is never noted by itself."""
UNSAID = "à préciser"


@dataclass(frozen=True)
class Standing:
    """`word` stands in a box beside its sign, empty where the kind of the appointment says more."""

    state: DayState
    word: str
    mark: Mark | None
    chip: ChipLook
    warns: bool = False


def line_of(entry: Entry) -> DayAppointment:
    """The same appointment as the day at the desk knows it."""
    return DayAppointment(
        id=entry.id,
        at=entry.starts_at,
        minutes=entry.minutes,
        platform=entry.platform,
        person_id=entry.person_id,
        civility=entry.civility,
        used_name=entry.used_name,
        first_name=entry.first_name,
        title=entry.title,
        enrolled=entry.enrolled,
        with_id=entry.with_id,
        with_name=entry.with_name,
        room=entry.room,
        at_desk=entry.at_desk,
        no_call=entry.no_call,
        outcome=entry.outcome,
        visit_at=entry.visit_at,
        visit_state=entry.visit_state,
    )


def state_of(entry: Entry, now: dt.datetime) -> DayState:
    """The state of an appointment at `now`."""
    return day_state(line_of(entry), now)


def is_over(entry: Entry, now: dt.datetime) -> bool:
    """Whether its time has passed."""
    return entry.ends_at <= now


def proposes_absence(entry: Entry, now: dt.datetime) -> bool:
    """Whether the delay is long enough to propose an absence."""
    late = state_of(entry, now) is DayState.LATE
    return late and (minutes_late(line_of(entry), now) >= ABSENT_AFTER)


def standing(entry: Entry, now: dt.datetime, show: Discretion) -> Standing:
    """All that is said of where an appointment stands."""
    state = state_of(entry, now)
    if state is DayState.LATE:
        return _late(entry, now)
    absent = agreed(entry.civility, show, "absent")
    arrived = agreed(entry.civility, show, "arrivé")
    at = f" à {write_hour(entry.visit_at.time())}" if entry.visit_at else ""
    looks = {
        DayState.EXPECTED: Standing(state, "", None, ChipLook("à venir", "neutral", "clock")),
        DayState.ARRIVED: Standing(state, "attend", Mark.WAITS, ChipLook(f"{arrived}{at}", "success", "door-enter")),
        DayState.BUSY: Standing(state, "", Mark.BUSY, ChipLook("en entretien", "primary", "player-play")),
        DayState.DONE: Standing(state, "", Mark.DONE, ChipLook("terminé", "success", "check")),
        DayState.CANCELLED: Standing(state, "annulé", Mark.OFF, ChipLook(entry.outcome.label, "neutral", "x")),
        DayState.ABSENT: Standing(state, absent, Mark.OFF, ChipLook(absent, "danger", "user-off")),
    }
    return looks[state]


def _late(entry: Entry, now: dt.datetime) -> Standing:
    if is_over(entry, now):
        chip = ChipLook("passé, à préciser", "warn", "alert-triangle")
        return Standing(DayState.LATE, UNSAID, Mark.LATE, chip, warns=True)
    late = length_words(minutes_late(line_of(entry), now))
    return Standing(
        DayState.LATE, late, Mark.LATE, ChipLook(f"en retard de {late}", "warn", "alert-triangle"), warns=True
    )


def takes_room(entry: Entry) -> bool:
    """Whether nobody else may be received meanwhile."""
    if entry.kind is EntryKind.APPOINTMENT:
        return entry.outcome not in (Outcome.EXCUSED, Outcome.REVOKED)
    return True
