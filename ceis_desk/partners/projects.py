"""Projects: of citizens, of a group, and the tests by which a start-up learns from the expertise of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs, Question

_WRITE: Needs = ((Thing.PARTNERS, Level.WRITE),)
_READ: Needs = ((Thing.PARTNERS, Level.READ),)


class ProjectKind(StrEnum):
    """Who a project comes from."""

    CITIZEN = "citizen"
    GROUP = "group"
    USE = "use"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "citizen": "projet de citoyens",
            "group": "projet collectif d’Unis’Vers",
            "use": "expertise d’usage avec une entreprise",
        }[self.value]


class ProjectTopic(StrEnum):
    """What of the town a project opens: the offer of culture and of sport, the bodies where citizens are heard…"""

    NONE = ""
    CULTURE = "culture"
    SPORT = "sport"
    CIVIC = "civic"
    NATURE = "nature"
    LINKS = "links"
    DIGITAL = "digital"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "": "",
            "culture": "culture",
            "sport": "sport",
            "civic": "participation citoyenne",
            "nature": "jardin, cadre de vie",
            "links": "entraide, lien social",
            "digital": "numérique",
            "other": "autre domaine",
        }[self.value]


class ProjectState(StrEnum):
    """Where a project stands."""

    IDEA = "idea"
    PREPARED = "prepared"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "idea": "idée",
            "prepared": "en préparation",
            "running": "en cours",
            "done": "abouti",
            "dropped": "abandonné",
        }[self.value]

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self not in {ProjectState.DONE, ProjectState.DROPPED}


class PartKind(StrEnum):
    """A thing of a project."""

    CARRIER = "carrier"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    STEP = "step"
    FUNDING = "funding"
    TEST = "test"
    FEEDBACK = "feedback"
    DECISION = "decision"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "carrier": "Porteurs",
            "participant": "Participants",
            "partner": "Partenaires",
            "step": "Étapes",
            "funding": "Financement",
            "test": "Séances de test",
            "feedback": "Retours d’usage",
            "decision": "Décisions prises ensemble",
        }[self.value]

    @property
    def of_person(self) -> bool:
        """Whether it names a person."""
        return self in {PartKind.CARRIER, PartKind.PARTICIPANT}


class PartState(StrEnum):
    """Where a thing of a project stands; each kind has its own few."""

    NONE = ""
    PLANNED = "planned"
    DONE = "done"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    HEARD = "heard"
    KEPT = "kept"
    ADOPTED = "adopted"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "": "",
            "planned": "prévu",
            "done": "fait",
            "asked": "demandé",
            "granted": "accordé",
            "refused": "refusé",
            "heard": "transmis",
            "kept": "pris en compte",
            "adopted": "adopté ensemble",
        }[self.value]


STATES_OF: dict[PartKind, tuple[PartState, ...]] = {
    PartKind.CARRIER: (PartState.NONE,),
    PartKind.PARTICIPANT: (PartState.NONE,),
    PartKind.PARTNER: (PartState.NONE,),
    PartKind.STEP: (PartState.PLANNED, PartState.DONE),
    PartKind.FUNDING: (PartState.ASKED, PartState.GRANTED, PartState.REFUSED),
    PartKind.TEST: (PartState.PLANNED, PartState.DONE),
    PartKind.FEEDBACK: (PartState.HEARD, PartState.KEPT, PartState.REFUSED),
    PartKind.DECISION: (PartState.PLANNED, PartState.ADOPTED, PartState.REFUSED),
}
"""The states that a thing may be in, the first one at its beginning."""


@dataclass(frozen=True)
class PartSession:
    """The collective session in which something was tried; `present` counts people without a name too."""

    id: Id
    title: str
    starts_at: dt.datetime
    present: int


@dataclass(frozen=True)
class Part:
    """A thing of a project; `cents` are euro cents, `hidden` a person whom the reader may not name.

    `session` is None for one that was withdrawn since, though `session_id` still names it.
    """

    id: Id
    clock: int
    kind: PartKind
    words: str
    state: PartState
    day: dt.date | None
    cents: int | None
    person_id: Id | None = None
    civility: str = ""
    used_name: str = ""
    first_name: str = ""
    partner_id: Id | None = None
    partner_name: str = ""
    session_id: Id | None = None
    hidden: bool = False
    session: PartSession | None = None


@dataclass(frozen=True)
class Project:
    """What is written of a project."""

    id: Id
    clock: int
    title: str
    kind: ProjectKind
    platform: str
    aim: str
    state: ProjectState
    state_on: dt.date | None
    opened_on: dt.date
    cohort_id: Id | None
    topic: ProjectTopic = ProjectTopic.NONE


@dataclass(frozen=True)
class ProjectLine:
    """A project as a list shows it; money in euro cents."""

    project: Project
    people: int
    partners: int
    steps: int
    steps_done: int
    granted: int
    next_on: dt.date | None


@dataclass(frozen=True)
class ProjectView:
    """A project with all its things, in their order."""

    project: Project
    parts: tuple[Part, ...]

    def of(self, kind: PartKind) -> tuple[Part, ...]:
        """The things of one kind."""
        return tuple(part for part in self.parts if part.kind is kind)


@dataclass(frozen=True)
class Money:
    """What a project asked and was given, in euro cents."""

    asked: int
    granted: int
    refused: int


def money_of(parts: Iterable[Part]) -> Money:
    """What is asked and not answered yet, what is granted, what is refused."""
    sums = dict.fromkeys((PartState.ASKED, PartState.GRANTED, PartState.REFUSED), 0)
    for part in parts:
        if part.kind is PartKind.FUNDING and part.state in sums:
            sums[part.state] += part.cents or 0
    return Money(sums[PartState.ASKED], sums[PartState.GRANTED], sums[PartState.REFUSED])


def next_state(part: Part) -> PartState:
    """The state that comes after that of a thing, the first one again after the last."""
    states = STATES_OF[part.kind]
    at = states.index(part.state) if part.state in states else -1
    return states[(at + 1) % len(states)]


@dataclass(frozen=True)
class SetProject(Gesture):
    """Begin a project, or edit the one of `project_id` (Outdated when no longer at `clock`)."""

    title: str
    kind: ProjectKind = ProjectKind.CITIZEN
    aim: str = ""
    platform: str = ""
    opened_on: dt.date | None = None
    cohort_id: Id | None = None
    state: ProjectState = ProjectState.IDEA
    project_id: Id | None = None
    clock: int | None = None
    topic: ProjectTopic = ProjectTopic.NONE
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawProject(Gesture):
    """Take a project back, or put it back with all its things."""

    project_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutPart(Gesture):
    """Add a thing to a project, or edit the one of `part_id`; a person takes part or carries once.

    Only a test names a session, and takes its day when it has none of its own.
    """

    project_id: Id
    kind: PartKind
    words: str = ""
    person_id: Id | None = None
    partner_id: Id | None = None
    session_id: Id | None = None
    day: dt.date | None = None
    cents: int | None = None
    state: PartState | None = None
    part_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawPart(Gesture):
    """Take a thing of a project back, or put it back."""

    part_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReadProjects(Question[tuple[ProjectLine, ...]]):
    """The projects whose title, topic or aim answers to these words; those that ended only with `ended`."""

    words: str = ""
    ended: bool = False
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ReadProject(Question[ProjectView]):
    """One project; raises Refusal when it is gone. Persons are named to those who may read an identity."""

    project_id: Id
    needs: ClassVar[Needs] = _READ
