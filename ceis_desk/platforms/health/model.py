"""What health workers keep of a prevention: the theme, and what changes in a person's days; never a diagnosis."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class Form(StrEnum):
    """How a prevention was held."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {"individual": "Entretien individuel", "collective": "Séance collective"}[self.value]


class Effect(StrEnum):
    """What is harder in everyday life or at work, whatever the reason: the reason is not asked and not kept."""

    MOBILITY = "mobility"
    STANDING = "standing"
    LOAD = "load"
    GESTURES = "gestures"
    HOURS = "hours"
    FOCUS = "focus"
    EFFORT = "effort"
    SEEING = "seeing"
    HEARING = "hearing"
    GROUP = "group"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return _EFFECTS[self.value]


_EFFECTS = {
    "mobility": "Se déplacer",
    "standing": "Rester debout",
    "load": "Porter une charge",
    "gestures": "Répéter un geste",
    "hours": "Certains horaires",
    "focus": "Se concentrer longtemps",
    "effort": "Tenir un effort",
    "seeing": "Voir, lire",
    "hearing": "Entendre",
    "group": "Être en groupe",
}


@dataclass(frozen=True)
class Theme:
    """A theme of prevention; its code is for ever, `closed` takes it out of what is offered."""

    code: str
    label: str
    closed: bool = False


@dataclass(frozen=True)
class HealthFact:
    """One prevention with one person, as a health worker kept it; `clock` is the row's own.

    `mark` is drawn at random and shared by the facts of one person on one theme: the figures count persons by it, and
    it leads to nobody. `next_on` is when she is to be seen again, `seen_on` when that was done.
    """

    id: Id
    clock: int
    person_id: Id
    day: dt.date
    theme: str
    form: Form = Form.INDIVIDUAL
    minutes: int = 30
    effects: tuple[Effect, ...] = ()
    words: str = ""
    next_on: dt.date | None = None
    seen_on: dt.date | None = None
    session_id: Id | None = None
    author_id: Id | None = None
    mark: str = ""


@dataclass(frozen=True)
class FollowUp:
    """Somebody to see again, by the record that stands for her now."""

    fact: HealthFact
    civility: str
    used_name: str
    first_name: str


@dataclass(frozen=True)
class Attended:
    """A collective session of prevention at which a person was, or is enrolled."""

    session_id: Id
    day: dt.date
    title: str
    theme: str
    present: bool


@dataclass(frozen=True)
class PreventionSession:
    """A collective session of this platform; `clock` is the row's own, `seated` who is enrolled or was there."""

    id: Id
    clock: int
    starts_at: dt.datetime
    title: str
    theme: str
    seated: int


@dataclass(frozen=True)
class History:
    """All that health workers know of one person, latest first."""

    person_id: Id
    civility: str
    used_name: str
    first_name: str
    facts: tuple[HealthFact, ...]
    attended: tuple[Attended, ...]


@dataclass(frozen=True)
class ThemeCount:
    """One theme in the figures; a count of 1 to 4 is None, hidden for ever. Individual and collective are apart."""

    theme: str
    interviews: int | None
    interviewed: int | None
    presences: int | None
    present: int | None


@dataclass(frozen=True)
class PreventionFigures:
    """Prevention by theme over a period; `reserved` when this account has no key for the individual part."""

    themes: tuple[ThemeCount, ...]
    reserved: bool = False
