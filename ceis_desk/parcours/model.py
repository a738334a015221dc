"""The parcours of a person: its state, who follows it, what was decided, and the events of every platform together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ceis_desk.core.ids import Id


class ParcoursState(StrEnum):
    """Where a parcours stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {"active": "en cours", "suspended": "suspendu", "closed": "terminé"}[self.value]


class ExitOutcome(StrEnum):
    """How a parcours ended; empty while it lasts."""

    NONE = ""
    REACHED = "reached"
    PARTLY = "partly"
    HANDED_OVER = "handed_over"
    MOVED = "moved"
    LEFT = "left"
    LOST = "lost"
    DIED = "died"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {
            "": "",
            "reached": "objectifs atteints",
            "partly": "objectifs atteints en partie",
            "handed_over": "relais pris par un autre service",
            "moved": "déménagement",
            "left": "arrêt voulu par la personne",
            "lost": "sans nouvelles",
            "died": "décès",
        }[self.value]


class ItemKind(StrEnum):
    """An objective, a step of it, or an action of the step."""

    OBJECTIVE = "objective"
    STEP = "step"
    ACTION = "action"

    @property
    def label(self) -> str:
        """The word shown to the professional."""
        return {"objective": "objectif", "step": "étape", "action": "action"}[self.value]


class ItemState(StrEnum):
    """Where an objective, a step or an action stands (states of nomenclatures 2.6)."""

    PLANNED = "planned"
    WAITING = "waiting"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {
            "planned": "à démarrer",
            "waiting": "en attente",
            "doing": "en cours",
            "done": "fait",
            "dropped": "abandonné par la personne",
            "cancelled": "annulé par le service",
        }[self.value]

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self in {ItemState.PLANNED, ItemState.WAITING, ItemState.DOING}


class Doer(StrEnum):
    """Who does an action: the person herself, a professional of the CEIS, a partner."""

    PERSON = "person"
    PROFESSIONAL = "professional"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {"person": "la personne", "professional": "un professionnel", "partner": "un partenaire"}[self.value]


class FreinMoment(StrEnum):
    """When a frein was looked at."""

    ENTRY = "entry"
    REVIEW = "review"
    EXIT = "exit"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {"entry": "à l’entrée", "review": "au bilan", "exit": "à la sortie"}[self.value]


class FreinLevel(StrEnum):
    """How much a frein holds the person back (profession, part C); stored as its rank, 0 to 3."""

    NONE = "none"
    WATCH = "watch"
    BLOCKING = "blocking"
    LIFTED = "lifted"

    @property
    def rank(self) -> int:
        """The number that the store keeps."""
        return list(FreinLevel).index(self)

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {"none": "aucun", "watch": "vigilance", "blocking": "bloquant", "lifted": "levé"}[self.value]


class EventKind(StrEnum):
    """What an event of the parcours is."""

    VISIT = "visit"
    APPOINTMENT = "appointment"
    SESSION = "session"
    GROUP = "group"
    CONTRACT = "contract"
    HELP = "help"
    POST = "post"
    PROCEDURE = "procedure"
    CASE = "case"
    HEALTH = "health"
    REFERRAL = "referral"
    OBJECTIVE = "objective"
    FREIN = "frein"
    PARCOURS = "parcours"
    PROJECT = "project"


@dataclass(frozen=True)
class Event:
    """One thing of the parcours: a moment (`ends` None and `lasts` false) or a stretch of days, past or planned.

    `words` is its title, `detail` what may be said under it, `with_name` the professional. `reserved` says whose the
    detail is, in the words « Réservé aux … »: for anybody else the detail is empty; for one of those it is there, and
    is neither printed nor shown by a discreet screen. Empty when nothing is kept back.
    `platform` is empty for what is of the parcours itself: a frein, a referent, an objective of no platform.
    `row_id` is the row behind it, of the kind that `kind` tells.
    """

    row_id: Id
    kind: EventKind
    platform: str
    at: dt.datetime
    words: str
    ends: dt.date | None = None
    lasts: bool = False
    planned: bool = False
    detail: str = ""
    with_name: str = ""
    reserved: str = ""


@dataclass(frozen=True)
class Referent:
    """Who follows a parcours; `to_day` None while she does, `main` the one whom reception names."""

    id: Id
    clock: int
    account_id: Id
    name: str
    from_day: dt.date
    to_day: dt.date | None
    main: bool


@dataclass(frozen=True)
class Item:
    """An objective, a step or an action; `parts` and `done` are 0 when it is not counted.

    `parent_id` is the objective of a step or the step of an action, `frein_id` the frein that it lifts.
    """

    id: Id
    clock: int
    parcours_id: Id
    kind: ItemKind
    title: str
    state: ItemState
    state_on: dt.date | None
    parent_id: Id | None = None
    frein_id: Id | None = None
    theme: str = ""
    platform: str = ""
    who: Doer = Doer.PERSON
    account_id: Id | None = None
    account_name: str = ""
    partner_id: Id | None = None
    partner_name: str = ""
    due: dt.date | None = None
    parts: int = 0
    done: int = 0
    position: int = 0


@dataclass(frozen=True)
class FreinReading:
    """A level found on a day."""

    id: Id
    day: dt.date
    moment: FreinMoment
    level: FreinLevel
    by_name: str = ""
    clock: int = 0


@dataclass(frozen=True)
class Frein:
    """A frein with its readings, oldest first; `restricted` ones are read by their author and named referents alone.

    `words` are said of restricted ones only: what is said of the others is in the actions. `readers` are those to whom
    a restricted one is sealed, its author first.
    """

    id: Id
    clock: int
    code: str
    readings: tuple[FreinReading, ...]
    restricted: bool = False
    words: str = field(default="", repr=False)
    readers: tuple[Id, ...] = ()

    @property
    def level(self) -> FreinLevel:
        """The latest level."""
        return self.readings[-1].level if self.readings else FreinLevel.NONE


@dataclass(frozen=True)
class Parcours:
    """One parcours of a person with all that was decided in it."""

    id: Id
    clock: int
    person_id: Id
    opened_on: dt.date
    source: str
    state: ParcoursState
    state_on: dt.date | None
    reason: str
    outcome: ExitOutcome
    referents: tuple[Referent, ...]
    items: tuple[Item, ...]
    freins: tuple[Frein, ...]


@dataclass(frozen=True)
class WayOfPerson:
    """What the page of a person shows of her parcours: the current one (None before), the past ones, every event.

    `events` are oldest first, of all platforms, past and planned; a reader finds there only what she may read.
    """

    person_id: Id
    current: Parcours | None
    past: tuple[Parcours, ...]
    events: tuple[Event, ...]

    @property
    def twins(self) -> tuple[Parcours, ...]:
        """Those that are under way beside the current one: two desks each opened one, or two records were united."""
        return tuple(one for one in self.past if one.state is not ParcoursState.CLOSED)
