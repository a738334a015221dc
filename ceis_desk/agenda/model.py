"""Appointments and sessions as everybody may see them: that they exist, when and with whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class Outcome(StrEnum):
    """What became of an appointment (statuses of RDV Service Public, nomenclatures 2.4); empty until it is known."""

    OPEN = ""
    HONOURED = "honoured"
    EXCUSED = "excused"
    REVOKED = "revoked"
    NO_SHOW = "no_show"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "": "à venir",
            "honoured": "honoré",
            "excused": "annulé par la personne",
            "revoked": "annulé par le service",
            "no_show": "absence sans prévenir",
        }[self.value]


class DayState(StrEnum):
    """The state of an appointment on its day: a rule over the appointment and the visit, never stored."""

    EXPECTED = "expected"
    LATE = "late"
    ARRIVED = "arrived"
    BUSY = "busy"
    DONE = "done"
    CANCELLED = "cancelled"
    ABSENT = "absent"


@dataclass(frozen=True)
class DayAppointment:
    """One line of the day: an individual appointment, or a collective session with its number of places taken."""

    id: Id
    at: dt.datetime
    minutes: int
    platform: str
    person_id: Id | None
    civility: str
    used_name: str
    first_name: str
    title: str
    enrolled: int
    with_id: Id | None
    with_name: str
    room: str
    at_desk: str
    no_call: bool
    outcome: Outcome
    visit_at: dt.datetime | None
    visit_state: str


@dataclass(frozen=True)
class BookedSlot:
    """One side of a double booking: whose it is, when, and at which desk it was booked."""

    id: Id
    clock: int
    person_id: Id | None
    name: str
    starts_at: dt.datetime
    minutes: int
    desk: str
    booked_at: dt.datetime | None


@dataclass(frozen=True)
class DoubleBooking:
    """Two appointments of one professional that overlap: the one booked first, the other, and where it could go.

    `free_at` is the next free moment of the same day for the second one, None when there is none. Clocks are the
    rows' own.
    """

    first: BookedSlot
    second: BookedSlot
    with_name: str
    free_at: dt.datetime | None
