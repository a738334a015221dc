"""What may be asked about the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.model import DayAppointment, DoubleBooking
from ceis_desk.agenda.week import (
    Availability,
    BusyTime,
    CalendarWeek,
    Reminder,
    SessionRoll,
    Slot,
    WaitingPerson,
    Wish,
)
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question

_READ: Needs = ((Thing.APPOINTMENTS, Level.READ),)


@dataclass(frozen=True)
class DayAppointments(Question[tuple[DayAppointment, ...]]):
    """The appointments and sessions of one day, by hour; without names for those who may not read an identity."""

    day: dt.date
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class DoubleBookings(Question[tuple[DoubleBooking, ...]]):
    """Open appointments of one professional that overlap, from today on, soonest first; those kept both are not."""

    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.WRITE),)


@dataclass(frozen=True)
class ReadWeek(Question[CalendarWeek]):
    """`days` days from `first` on, of every professional who has an agenda; names only for those who may read them."""

    first: dt.date
    days: int = 5
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class FindSlots(Question[tuple[Slot, ...]]):
    """The first free times that fit, from `after` on, within `horizon` days: of these professionals, else of all.

    `platform` empty asks for every platform.
    """

    after: dt.datetime
    minutes: int
    accounts: tuple[Id, ...] = ()
    platform: str = ""
    wish: Wish = Wish.ANY
    count: int = 3
    horizon: int = 60
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class WaitingFor(Question[tuple[WaitingPerson, ...]]):
    """Those of the waiting list whom a free time suits, longest first."""

    slot: Slot
    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.WRITE),)


@dataclass(frozen=True)
class Availabilities(Question[tuple[tuple[Availability, ...], tuple[BusyTime, ...]]]):
    """When professionals receive, and what closes, from a day on."""

    from_day: dt.date
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ReadRoll(Question[SessionRoll]):
    """A session with its people; raises Refusal when it is gone."""

    session_id: Id
    needs: ClassVar[Needs] = ((Thing.SESSIONS, Level.WRITE),)


@dataclass(frozen=True)
class Reminders(Question[tuple[Reminder, ...]]):
    """Whom to remind by telephone of an appointment of that day, by hour; nobody who must not be called."""

    day: dt.date
    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.WRITE),)
