"""What the digital space shows: posts and who is there, helps given, procedures followed to their end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ceis_desk.core.ids import Id
from ceis_desk.people.model import Sex
from ceis_desk.platforms.digital.coop import (
    Autonomy,
    Material,
    Place,
    ProcedureTheme,
    Redirection,
    Status,
    Theme,
)

USUAL_MINUTES = 60
"""How long a post is lent before somebody who waits may ask for it, unless the site says otherwise."""
USUAL_HELP = 30
DURATIONS = (15, 30, 45, 60, 90)
"""The durations of a help that one key chooses, in minutes; any other one is typed."""
LONGEST_HELP = 480
LONGEST_WORDS = 80


@dataclass(frozen=True)
class Post:
    """One computer of the free access: `code` for ever, the name that the site gives it."""

    code: str
    name: str


class UseKind(StrEnum):
    """Why a line of a post is there."""

    USE = "use"
    OUT = "out"
    WAIT = "wait"


class PostState(StrEnum):
    """Where a post stands, each with its word and its icon."""

    FREE = "free"
    TAKEN = "taken"
    ASKING = "asking"
    HELPED = "helped"
    OUT = "out"

    @property
    def label(self) -> str:
        """The word shown."""
        return {
            "free": "libre",
            "taken": "occupé",
            "asking": "à aider",
            "helped": "aide en cours",
            "out": "en panne",
        }[self.value]


@dataclass(frozen=True)
class UseRow:
    """What a line of a post says, to be put back; it ends with `ended_at`."""

    post: str
    kind: UseKind
    started_at: dt.datetime
    minutes: int
    ended_at: dt.datetime | None
    need: str
    asked_at: dt.datetime | None
    helped_at: dt.datetime | None
    helped_by: Id | None
    withdrawn: bool


@dataclass(frozen=True)
class PostUse:
    """Somebody at a post, or who waits for one, or what is wrong with it; nobody is named without `person_id`.

    Help is asked for while `asked_at` stands, and under way once `helped_at` is not before it.
    """

    id: Id
    clock: int
    post: str
    kind: UseKind
    started_at: dt.datetime
    minutes: int = USUAL_MINUTES
    person_id: Id | None = None
    civility: str = ""
    used_name: str = ""
    first_name: str = ""
    need: str = ""
    asked_at: dt.datetime | None = None
    helped_at: dt.datetime | None = None
    helper: str = ""


@dataclass(frozen=True)
class PostLine:
    """A post as it stands; `free_since` is when it was last left today, None when nobody came."""

    post: Post
    state: PostState
    use: PostUse | None = None
    free_since: dt.datetime | None = None


class ProcedureState(StrEnum):
    """How far a procedure has come."""

    TO_FINISH = "to_finish"
    PIECE_MISSING = "piece_missing"
    SENT = "sent"
    AWAITING = "awaiting"
    SUCCEEDED = "succeeded"
    REFUSED = "refused"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "to_finish": "à finir",
            "piece_missing": "pièce à ajouter",
            "sent": "envoyée",
            "awaiting": "réponse attendue",
            "succeeded": "aboutie",
            "refused": "refusée",
            "dropped": "abandonnée",
        }[self.value]

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do or to wait for."""
        return self not in (ProcedureState.SUCCEEDED, ProcedureState.REFUSED, ProcedureState.DROPPED)


@dataclass(frozen=True)
class Procedure:
    """A procedure made online with a person."""

    id: Id
    clock: int
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    label: str
    theme: ProcedureTheme
    opened_on: dt.date
    state: ProcedureState
    state_on: dt.date | None
    due: dt.date | None


class ProcedureTab(StrEnum):
    """Which procedures are listed together."""

    FOLLOW = "follow"
    SUCCEEDED = "succeeded"
    WITHOUT = "without"

    @property
    def label(self) -> str:
        """The word shown."""
        return {"follow": "À suivre", "succeeded": "Abouties", "without": "Sans suite"}[self.value]

    @property
    def states(self) -> tuple[ProcedureState, ...]:
        """The states that it holds."""
        if self is ProcedureTab.FOLLOW:
            return tuple(state for state in ProcedureState if state.is_open)
        if self is ProcedureTab.SUCCEEDED:
            return (ProcedureState.SUCCEEDED,)
        return (ProcedureState.REFUSED, ProcedureState.DROPPED)


@dataclass(frozen=True)
class ProcedureList:
    """Procedures of one tab, what is most pressing first, and how many each tab holds; `late` are past their day."""

    lines: tuple[Procedure, ...]
    counts: Mapping[ProcedureTab, int]
    late: int


@dataclass(frozen=True)
class Help:
    """One individual help as it is recorded; for nobody named, `age`, `sex` and `status` are those said."""

    themes: tuple[Theme, ...]
    procedures: tuple[ProcedureTheme, ...] = ()
    minutes: int = USUAL_HELP
    material: Material = Material.NOT_SAID
    place: Place = Place.HERE
    autonomy: Autonomy = Autonomy.NOT_SAID
    referral: Redirection = Redirection.NOWHERE
    person_id: Id | None = None
    age: int | None = None
    sex: Sex = Sex.NOT_SAID
    status: Status = Status.NOT_SAID


@dataclass(frozen=True)
class Space:
    """The free access as it stands: posts in their order, who waits, the longest first."""

    posts: tuple[PostLine, ...]
    waiting: tuple[PostUse, ...] = field(default=())
    minutes: int = USUAL_MINUTES
