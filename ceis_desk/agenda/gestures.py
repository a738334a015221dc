"""What may be done to appointments, availabilities, the waiting list and collective sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import Attendance, WaitState, Wish
from ceis_desk.agenda.workshops import SessionKind, SessionLevel
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs

_WRITE: Needs = ((Thing.APPOINTMENTS, Level.WRITE),)
_SESSIONS: Needs = ((Thing.SESSIONS, Level.WRITE),)


@dataclass(frozen=True)
class BookAppointment(Gesture):
    """Book one appointment, or `times` of them every `every` weeks; raises Refusal when a slot is taken or closed.

    `kind_code` and `subject` are kept only from those who may write what an appointment is about. `waiting_id` is the
    line of the waiting list that it settles. `anyway` books over something that stands there.
    """

    person_id: Id
    account_id: Id
    platform: str
    starts_at: dt.datetime
    minutes: int
    room: str = ""
    kind_code: str = ""
    subject: str = field(default="", repr=False)
    every: int = 0
    times: int = 1
    waiting_id: Id | None = None
    anyway: bool = False
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class MoveAppointment(Gesture):
    """Give an appointment another moment, another length or another professional (None keeps them).

    Refused as Outdated when its row is no longer at `clock`.
    """

    appointment_id: Id
    starts_at: dt.datetime
    clock: int
    account_id: Id | None = None
    minutes: int | None = None
    room: str | None = None
    anyway: bool = False
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetOutcome(Gesture):
    """Say what became of an appointment: honoured, cancelled by either side, absent; OPEN takes it back."""

    appointment_id: Id
    outcome: Outcome
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawAppointments(Gesture):
    """Take back appointments booked by mistake, or put them back; Outdated when one is no longer at its clock."""

    ids: tuple[Id, ...]
    withdrawn: bool = True
    waiting_id: Id | None = None
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetSubject(Gesture):
    """Say what an appointment is about: sealed, for those who may write it."""

    appointment_id: Id
    kind_code: str
    subject: str = field(repr=False)
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.APPOINTMENT_SUBJECT, Level.WRITE), (Thing.APPOINTMENT_SUBJECT, Level.OWN))


@dataclass(frozen=True)
class KeepBoth(Gesture):
    """Say of two overlapping appointments that both stay, or take that back."""

    first: Id
    second: Id
    keep: bool = True
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetAvailability(Gesture):
    """Say when a professional receives; `id` None makes a new line, `withdrawn` takes one away."""

    account_id: Id
    weekday: int
    first: dt.time
    last: dt.time
    from_day: dt.date
    to_day: dt.date | None = None
    every: int = 1
    room: str = ""
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetBusyTime(Gesture):
    """Close a time: of one professional, or of the whole place (None); every so many weeks, 0 for once."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    account_id: Id | None = None
    every: int = 0
    until: dt.date | None = None
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutOnWaitingList(Gesture):
    """Somebody waits for an appointment, with one professional or with anyone of a platform."""

    person_id: Id
    platform: str
    account_id: Id | None = None
    minutes: int = 45
    wish: Wish = Wish.ANY
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SettleWaiting(Gesture):
    """She waits no more, or waits again."""

    waiting_id: Id
    state: WaitState
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetSession(Gesture):
    """Make or change a collective session; a new one may come back `times` times, every `every` weeks.

    What is None of its kind, theme, level, group and enrolment stays as it is; a new one is a workshop for everybody.
    """

    title: str
    platform: str
    account_id: Id | None
    starts_at: dt.datetime
    minutes: int
    places: int
    room: str = ""
    every: int = 0
    times: int = 1
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    kind: SessionKind | None = None
    theme: str | None = None
    level: SessionLevel | None = None
    cohort_id: Id | None = None
    enrolling: bool | None = None
    needs: ClassVar[Needs] = _SESSIONS


@dataclass(frozen=True)
class WithdrawSessions(Gesture):
    """Take back sessions made by mistake, or put them back; Outdated when one is no longer at its clock."""

    ids: tuple[Id, ...]
    withdrawn: bool = True
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _SESSIONS


@dataclass(frozen=True)
class Enrol(Gesture):
    """Enrol a person in a session; she waits when it is full."""

    session_id: Id
    person_id: Id
    needs: ClassVar[Needs] = _SESSIONS


@dataclass(frozen=True)
class MarkAttendance(Gesture):
    """Say where a person stands in a session, whichever of her records its roll holds.

    `also` belongs to an undo: it gives to each record its own state back, and touches no other one.
    """

    session_id: Id
    person_id: Id
    state: Attendance
    clock: int | None = None
    also: tuple[tuple[Id, Attendance], ...] | None = None
    needs: ClassVar[Needs] = _SESSIONS
