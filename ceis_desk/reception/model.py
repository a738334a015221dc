"""The visit and the day at the desk: who came, why, who waits, who received."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ceis_desk.core.ids import Id


class Medium(StrEnum):
    """How the person reached the desk."""

    COUNTER = "counter"
    PHONE = "phone"
    EMAIL = "email"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "counter": "Au comptoir",
            "phone": "Par téléphone",
            "email": "Par courriel",
            "outside": "Hors les murs",
        }[self.value]


class VisitState(StrEnum):
    """Where a visit stands, read from its stamps."""

    WAITING = "waiting"
    CALLED = "called"
    BUSY = "busy"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The word shown in « Derniers passages »."""
        return {"waiting": "attend", "called": "appelé·e", "busy": "en entretien", "gone": "terminé"}[self.value]


@dataclass(frozen=True)
class Motif:
    """A reason for coming; `position` 1 to 9 is its digit, 0 means that only the whole list shows it.

    `clock` is the row's own: two readings of the same motif are equal whatever it is.
    """

    id: Id
    code: str
    label: str
    icon: str
    platform: str
    position: int
    precisions: tuple[str, ...] = ()
    clock: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class MotifChoice:
    """A motif of one visit, with its optional precision of 40 characters at most."""

    motif_id: Id
    precision: str = ""


@dataclass(frozen=True)
class Snapshot:
    """What a fact keeps of the person as of its day: age in full years, sex, district and situations."""

    age: int | None
    sex: str
    qpv: str
    district: str
    job_seeker: bool | None
    lone_parent: bool | None
    isolated: bool | None


NOTHING_SAID = Snapshot(None, "unknown", "unknown", "", None, None, None)
"""The snapshot of a visit without a known person."""


@dataclass(frozen=True)
class Stamps:
    """What happened to a visit in the queue, when and by whom; `waiting_at` None is a fact without a queue."""

    waiting_at: dt.datetime | None
    called_at: dt.datetime | None
    called_by: Id | None
    busy_at: dt.datetime | None
    received_by: Id | None
    gone_at: dt.datetime | None


@dataclass(frozen=True)
class FormerVisit:
    """A visit as it was before a correction: what was said of it, where it stood, and how it was counted."""

    person_id: Id | None
    given_name: str
    motifs: tuple[MotifChoice, ...]
    for_id: Id | None
    medium: Medium
    at: dt.datetime
    referred_to: str
    stamps: Stamps
    counted: Snapshot


@dataclass(frozen=True)
class Visit:
    """One visit of the day; `clock` is the row's own, `group` the number of visits of the same arrival."""

    id: Id
    clock: int
    at: dt.datetime
    medium: Medium
    state: VisitState
    person_id: Id | None
    civility: str
    used_name: str
    first_name: str
    given_name: str
    motifs: tuple[MotifChoice, ...]
    for_id: Id | None
    for_name: str
    arrival_id: Id
    group: int
    waiting_at: dt.datetime | None
    called_at: dt.datetime | None
    busy_at: dt.datetime | None
    gone_at: dt.datetime | None
    received_by: str
    referred_to: str
    recorded_by: str
    at_desk: str = ""


@dataclass(frozen=True)
class Colleague:
    """Someone of the house today; `absence` is empty when she is in."""

    id: Id
    name: str
    roles: tuple[str, ...]
    absence: str = ""


@dataclass(frozen=True)
class Absence:
    """When a professional is away, in local time."""

    id: Id
    account_id: Id
    name: str
    first: dt.datetime
    last: dt.datetime
    reason: str = ""
    clock: int | None = None


@dataclass(frozen=True)
class Instruction:
    """A line for everybody at the desk, between two days included."""

    id: Id
    text: str
    first: dt.date
    last: dt.date
    clock: int | None = None


@dataclass(frozen=True)
class Message:
    """A word between colleagues; `to_id` None is for everybody, `done_at` None is still to do."""

    id: Id
    clock: int
    text: str
    from_name: str
    to_id: Id | None
    to_name: str
    person_id: Id | None
    person_name: str
    written_at: dt.datetime
    done_at: dt.datetime | None
    done_by: str


@dataclass(frozen=True)
class DeskDay:
    """All that the welcome page shows of one day, in one reading; `last_closed` is the latest closed day up to it."""

    day: dt.date
    visits: tuple[Visit, ...]
    motifs: tuple[Motif, ...]
    colleagues: tuple[Colleague, ...]
    instructions: tuple[Instruction, ...]
    messages: tuple[Message, ...]
    closed_at: dt.datetime | None
    last_closed: dt.date | None = None
