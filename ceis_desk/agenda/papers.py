"""Documents made from the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.agenda.week import CalendarWeek, Entry, Reminder
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, Paper
from ceis_desk.core.store import Needs


@dataclass(frozen=True)
class DayListPaper(Paper):
    """The list of the day for the desk: names, or initials alone; never a subject, a telephone or a birth date.

    Initials are still somebody's: whoever may not read an identity prints neither.
    """

    structure: str
    place: str
    desk: str
    printed_at: dt.datetime
    day: dt.date
    lines: tuple[DayAppointment, ...]
    instructions: tuple[str, ...]
    absences: tuple[str, ...]
    whole_names: bool = True
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.IDENTITY, Level.READ),)


@dataclass(frozen=True)
class AppointmentCard:
    """What one card says: nothing of the subject, and no platform."""

    starts_at: dt.datetime
    person: Named
    with_name: str
    room: str = ""
    to_bring: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppointmentCardsPaper(Paper):
    """Appointment cards, four to a sheet, to be cut and handed over."""

    issuer: Issuer
    cards: tuple[AppointmentCard, ...]
    made_at: dt.datetime
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.IDENTITY, Level.READ),)


@dataclass(frozen=True)
class WeekPaper(Paper):
    """The week of one professional or of a team, a page each: names, or initials alone; never a subject or a telephone.

    `account_ids` chooses whose, in the order of the week's people; none of them means all.
    """

    structure: str
    place: str
    desk: str
    printed_at: dt.datetime
    week: CalendarWeek
    account_ids: tuple[Id, ...] = ()
    whole_names: bool = True
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.IDENTITY, Level.READ),)


@dataclass(frozen=True)
class RemindersPaper(Paper):
    """Whom to call the day before; `left_out` counts those who must not be called, of whom nothing else is printed."""

    structure: str
    place: str
    desk: str
    printed_at: dt.datetime
    day: dt.date
    lines: tuple[Reminder, ...]
    left_out: int = 0
    call_back: str = ""
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.WRITE),)


def card_of(entry: Entry, to_bring: tuple[str, ...] = ()) -> AppointmentCard:
    """The card of an appointment as the week shows it, without what it is about."""
    person = Named(entry.civility, entry.used_name, entry.first_name)
    return AppointmentCard(entry.starts_at, person, entry.with_name, entry.room, to_bring)
