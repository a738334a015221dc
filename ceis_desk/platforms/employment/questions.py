"""What may be asked of places, contracts and groups."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.partners.projects import ProjectTopic
from ceis_desk.platforms.employment.exits import ExitClass, ExitFigures
from ceis_desk.platforms.employment.model import Cohort, Contract, ContractKind, Fact, Member, Place
from ceis_desk.platforms.employment.reminders import Reminder
from ceis_desk.platforms.employment.rules import Counts, Row

_READ: Needs = ((Thing.CONTRACTS, Level.READ),)
_GROUPS: Needs = ((Thing.CONTRACTS, Level.READ), (Thing.PARCOURS, Level.READ))


@dataclass(frozen=True)
class Board:
    """The places on a day; `before` and `after` are the nearest days of change, None when there is none."""

    day: dt.date
    rows: tuple[Row, ...]
    counts: dict[ContractKind, Counts]
    ending: int
    entered: int
    troubles: tuple[str, ...]
    before: dt.date | None
    after: dt.date | None


@dataclass(frozen=True)
class ContractView:
    """A contract with all that is known of it; `before` are those it renews, oldest first; `rule` classes exits."""

    contract: Contract
    facts: tuple[Fact, ...]
    before: tuple[Contract, ...]
    renewed_by: Id | None
    reminders: tuple[Reminder, ...]
    exit_class: ExitClass | None
    training_minutes: int
    rule: str = ""


@dataclass(frozen=True)
class Meeting:
    """A session of a group: who was there of those expected; `done` once it is past."""

    id: Id
    number: int
    starts_at: dt.datetime
    title: str
    room: str
    present: int
    expected: int
    done: bool
    minutes: int = 0


@dataclass(frozen=True)
class GroupProject:
    """A project that a group makes together; it is kept among all projects."""

    id: Id
    title: str
    topic: ProjectTopic = ProjectTopic.NONE

    @property
    def label(self) -> str:
        """Its title, and what of the town it opens when that is said."""
        return f"{self.title} ({self.topic.label})" if self.topic.label else self.title


@dataclass(frozen=True)
class GroupView:
    """A group on a day: members, sessions, projects, freins lifted of those known, the community of former members.

    Members have no name for whoever may not read one; `together` is what former members do together.
    """

    cohort: Cohort
    members: tuple[Member, ...]
    meetings: tuple[Meeting, ...]
    projects: tuple[GroupProject, ...]
    freins_lifted: int
    freins: int
    former: tuple[Member, ...]
    former_count: int
    in_touch_count: int
    together: tuple[str, ...]


@dataclass(frozen=True)
class Attended:
    """A session that somebody attended: never what it was about."""

    day: dt.date
    minutes: int


@dataclass(frozen=True)
class ReadBoard(Question[Board]):
    """The places on a day."""

    day: dt.date
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ReadPlaces(Question[tuple[Place, ...]]):
    """The trades of the chantier, then the sites of the PEC, in their order."""

    needs: ClassVar[Needs] = (*_READ, (Thing.ACCOUNTS, Level.READ))


@dataclass(frozen=True)
class ReadContract(Question[ContractView]):
    """One contract; raises Refusal when it is gone."""

    contract_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class Cohorts(Question[tuple[Cohort, ...]]):
    """The groups of Unis’Vers, the latest first."""

    needs: ClassVar[Needs] = _GROUPS


@dataclass(frozen=True)
class ReadGroup(Question[GroupView | None]):
    """A group on a day; without an id the one that runs then, else the latest; None when there is none at all."""

    day: dt.date
    cohort_id: Id | None = None
    needs: ClassVar[Needs] = _GROUPS


@dataclass(frozen=True)
class AttendedSessions(Question[tuple[Attended, ...]]):
    """The sessions of a group, or of a series of workshops, that somebody attended, oldest first."""

    person_id: Id
    cohort_id: Id | None = None
    series_id: Id | None = None
    needs: ClassVar[Needs] = ((Thing.SESSIONS, Level.WRITE),)


@dataclass(frozen=True)
class ReadExits(Question[ExitFigures]):
    """The exits between two days, both included, of one kind or of both; never a name."""

    first: dt.date
    last: dt.date
    kind: ContractKind | None = None
    needs: ClassVar[Needs] = ((Thing.SEALED_FIGURES, Level.READ), (Thing.CONTRACTS, Level.READ))
    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class MeanOccupation(Question[dict[ContractKind, tuple[int, int]]]):
    """For each kind, days of held places and days of places between two days: the mean is the one over the other."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.SEALED_FIGURES, Level.READ), (Thing.CONTRACTS, Level.READ))
    lane: ClassVar[Lane] = Lane.FIGURES
