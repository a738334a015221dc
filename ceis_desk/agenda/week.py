"""The rows of a week of the agenda: who works here, when they receive, what is booked, who waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id


class EntryKind(StrEnum):
    """What stands in the grid."""

    APPOINTMENT = "appointment"
    SESSION = "session"
    BUSY = "busy"
    ABSENCE = "absence"


class Wish(StrEnum):
    """When somebody who waits would rather come."""

    ANY = ""
    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {"": "n’importe quand", "morning": "le matin", "afternoon": "l’après-midi"}[self.value]


class WaitState(StrEnum):
    """Where somebody of the waiting list stands."""

    WAITING = "waiting"
    BOOKED = "booked"
    LEFT = "left"


class Attendance(StrEnum):
    """Where a person stands in a collective session."""

    ENROLLED = "enrolled"
    WAITING = "waiting"
    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "enrolled": "inscrit",
            "waiting": "en attente",
            "present": "présent",
            "excused": "excusé",
            "absent": "absent",
            "withdrawn": "désinscrit",
        }[self.value]


@dataclass(frozen=True)
class AppointmentKind:
    """A type of appointment, a setting of the site: its code for ever, its words, the one of a narrow box, minutes."""

    code: str
    label: str
    short: str
    minutes: int


@dataclass(frozen=True)
class Span:
    """From one moment to another, of the same day."""

    start: dt.datetime
    end: dt.datetime

    @property
    def minutes(self) -> int:
        """How long."""
        return int((self.end - self.start).total_seconds() // 60)


@dataclass(frozen=True)
class Availability:
    """When a professional receives, on one weekday (0 is Monday), every so many weeks; `to_day` None while it lasts."""

    id: Id
    clock: int
    account_id: Id
    weekday: int
    first: dt.time
    last: dt.time
    every: int
    from_day: dt.date
    to_day: dt.date | None
    room: str


@dataclass(frozen=True)
class BusyTime:
    """A meeting or a closing, of one professional or of the place (None); `every` weeks until `until`, 0 for once."""

    id: Id
    clock: int
    account_id: Id | None
    span: Span
    title: str
    every: int
    until: dt.date | None
    external: str = ""


@dataclass(frozen=True)
class Entry:
    """One box of the grid.

    `title` is that of a session, a meeting or an absence; `kind_code` and `subject` are there for those who may read
    what an appointment is about, empty for the others. `rank` is 1 for a first appointment with this platform, 0 when
    it is not one's to know. `clash` says that it overlaps another appointment of the same professional.
    """

    id: Id
    clock: int
    kind: EntryKind
    starts_at: dt.datetime
    minutes: int
    platform: str = ""
    with_id: Id | None = None
    with_name: str = ""
    person_id: Id | None = None
    civility: str = ""
    used_name: str = ""
    first_name: str = ""
    phone: str = ""
    no_call: bool = False
    at_desk: str = ""
    title: str = ""
    kind_code: str = ""
    subject: str = ""
    rank: int = 0
    enrolled: int = 0
    places: int = 0
    room: str = ""
    outcome: Outcome = Outcome.OPEN
    visit_id: Id | None = None
    visit_at: dt.datetime | None = None
    visit_state: str = ""
    series_id: Id | None = None
    clash: bool = False

    @property
    def ends_at(self) -> dt.datetime:
        """When it should be over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Professional:
    """Somebody who has an agenda: her room of the week, what she offers and what of it is booked, in minutes.

    `open` are the spans in which she receives, absences, meetings and closings taken away.
    """

    id: Id
    name: str
    platform: str
    room: str
    open: tuple[Span, ...]
    offered_minutes: int
    booked_minutes: int


@dataclass(frozen=True)
class CalendarDay:
    """One day: the holiday's name and the school holidays' (zone C), empty on an ordinary day, and opening hours."""

    day: dt.date
    holiday: str
    school_holidays: str
    opening: tuple[tuple[dt.time, dt.time], ...]


@dataclass(frozen=True)
class Slot:
    """A free time that fits, of one professional."""

    account_id: Id
    name: str
    platform: str
    starts_at: dt.datetime
    minutes: int
    room: str


@dataclass(frozen=True)
class WaitingPerson:
    """Somebody who waits for an appointment; `account_id` None for anyone of the platform."""

    id: Id
    clock: int
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    account_id: Id | None
    platform: str
    minutes: int
    since: dt.date
    wish: Wish
    no_call: bool = False
    phone: str = ""


@dataclass(frozen=True)
class CalendarWeek:
    """Everything of some days in a row: boxes by hour, people in the order of their names."""

    days: tuple[CalendarDay, ...]
    people: tuple[Professional, ...]
    entries: tuple[Entry, ...]
    waiting: tuple[WaitingPerson, ...]


@dataclass(frozen=True)
class RollLine:
    """A person of a session: where she stands, and when the counter saw her arrive."""

    id: Id
    clock: int
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    at_desk: str
    state: Attendance
    arrived_at: dt.datetime | None


@dataclass(frozen=True)
class SessionRoll:
    """A session with its people, those enrolled by name, then those who wait by order of arrival."""

    session: Entry
    lines: tuple[RollLine, ...]


@dataclass(frozen=True)
class Reminder:
    """An appointment to remind by telephone; `contact_hours` are those she gave. Nobody of `no_call` is in the list."""

    appointment_id: Id
    starts_at: dt.datetime
    with_name: str
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    phone: str
    contact_hours: str
