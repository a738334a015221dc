"""Collective life: sessions of every platform, who is on their roll, who came without a name, and when one may close.

Codes of level, theme, sex, age and status are those of La Coop de la médiation numérique (nomenclatures 2.1, 2.8).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.agenda.week import RollLine
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id


class SessionKind(StrEnum):
    """What a session is; a first contact with the digital space is made by an animation."""

    WORKSHOP = "workshop"
    ANIMATION = "animation"
    PREVENTION = "prevention"
    MEETING = "meeting"
    PROJECT = "project"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "workshop": "Atelier",
            "animation": "Animation",
            "prevention": "Prévention",
            "meeting": "Réunion de groupe",
            "project": "Projet",
        }[self.value]


class SessionLevel(StrEnum):
    """Whom a workshop suits; empty when it suits everybody."""

    ANY = ""
    BEGINNER = "debutant"
    INTERMEDIATE = "intermediaire"
    ADVANCED = "avance"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {"": "tous niveaux", "debutant": "débutant", "intermediaire": "intermédiaire", "avance": "avancé"}[
            self.value
        ]


class Axis(StrEnum):
    """By what people without a name are counted; each axis must give their total."""

    SEX = "sex"
    AGE = "age"
    STATUS = "status"

    @property
    def label(self) -> str:
        """The head of its fields."""
        return {"sex": "Sexe", "age": "Âge", "status": "Situation"}[self.value]

    @property
    def within(self) -> str:
        """Where somebody is missing, in a sentence."""
        return {"sex": "dans les sexes", "age": "dans les âges", "status": "dans les situations"}[self.value]


class UnnamedCode(StrEnum):
    """An answer of one of the axes; « unknown » is the last of each."""

    FEMALE = "feminin"
    MALE = "masculin"
    UNDER_12 = "moins_de_douze"
    FROM_12 = "douze_dix_huit"
    FROM_18 = "dix_huit_vingt_quatre"
    FROM_25 = "vingt_cinq_trente_neuf"
    FROM_40 = "quarante_cinquante_neuf"
    FROM_60 = "soixante_soixante_neuf"
    FROM_70 = "soixante_dix_plus"
    EMPLOYED = "en_emploi"
    UNEMPLOYED = "sans_emploi"
    STUDYING = "scolarise"
    RETIRED = "retraite"
    UNKNOWN = "non_communique"

    @property
    def label(self) -> str:
        """The words before its field."""
        return _CODE_LABELS[self]


_CODE_LABELS = {
    UnnamedCode.FEMALE: "Femmes",
    UnnamedCode.MALE: "Hommes",
    UnnamedCode.UNDER_12: "– 12",
    UnnamedCode.FROM_12: "12–17",
    UnnamedCode.FROM_18: "18–24",
    UnnamedCode.FROM_25: "25–39",
    UnnamedCode.FROM_40: "40–59",
    UnnamedCode.FROM_60: "60–69",
    UnnamedCode.FROM_70: "70 +",
    UnnamedCode.EMPLOYED: "Emploi",
    UnnamedCode.UNEMPLOYED: "Sans",
    UnnamedCode.STUDYING: "Études",
    UnnamedCode.RETIRED: "Retraite",
    UnnamedCode.UNKNOWN: "Non dit",
}

AXES: Mapping[Axis, tuple[UnnamedCode, ...]] = {
    Axis.SEX: (UnnamedCode.FEMALE, UnnamedCode.MALE, UnnamedCode.UNKNOWN),
    Axis.AGE: (
        UnnamedCode.UNDER_12,
        UnnamedCode.FROM_12,
        UnnamedCode.FROM_18,
        UnnamedCode.FROM_25,
        UnnamedCode.FROM_40,
        UnnamedCode.FROM_60,
        UnnamedCode.FROM_70,
        UnnamedCode.UNKNOWN,
    ),
    Axis.STATUS: (
        UnnamedCode.EMPLOYED,
        UnnamedCode.UNEMPLOYED,
        UnnamedCode.STUDYING,
        UnnamedCode.RETIRED,
        UnnamedCode.UNKNOWN,
    ),
}
"""The answers of each axis, in the order of their fields."""

Counts = Mapping[tuple[Axis, UnnamedCode], int]


class WrongSum(Refusal):
    """A session is not closed: one axis does not give the total; `axis` is the one to complete."""

    def __init__(self, sentence: str, axis: Axis) -> None:
        super().__init__(sentence)
        self.axis = axis


@dataclass(frozen=True)
class Tally:
    """How many people of a session stand where."""

    enrolled: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0
    waiting: int = 0

    @property
    def on_roll(self) -> int:
        """Everybody of the roll, those who wait left out."""
        return self.enrolled + self.present + self.excused + self.absent

    @property
    def seated(self) -> int:
        """How many places are taken: whoever is excused or absent gives hers back."""
        return self.enrolled + self.present


@dataclass(frozen=True)
class SessionLine:
    """A session of the week with the counts of its roll; `clock` is its row's own."""

    id: Id
    clock: int
    title: str
    platform: str
    kind: SessionKind
    theme: str
    level: SessionLevel
    starts_at: dt.datetime
    minutes: int
    with_id: Id | None
    with_name: str
    room: str
    places: int
    enrolling: bool
    cohort_id: Id | None
    closed_at: dt.datetime | None
    extra: int
    series_id: Id | None
    tally: Tally = Tally()

    @property
    def ends_at(self) -> dt.datetime:
        """When it should be over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def free(self) -> int:
        """How many places are left; none where anybody may come, since none is counted."""
        return max(self.places - self.tally.seated, 0) if self.enrolling else 0

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now waits."""
        return self.enrolling and not self.free


@dataclass(frozen=True)
class WaitingLine:
    """Somebody who waits for a place, and since which day."""

    line: RollLine
    since: dt.date | None


@dataclass(frozen=True)
class WorkshopRoll:
    """A session with its people by name, who waits by order, and who came without a name.

    `people` and `waiting` are empty for an account that may not read names: the counts of the session say how many.
    `projects` are the titles of those that try something there.
    """

    session: SessionLine
    people: tuple[RollLine, ...]
    waiting: tuple[WaitingLine, ...]
    counts: Counts
    projects: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnnamedCount:
    """One count of people without a name."""

    axis: Axis
    code: UnnamedCode
    count: int


def sums(counts: Counts) -> dict[Axis, int]:
    """What each axis gives."""
    return {axis: sum(counts.get((axis, code), 0) for code in codes) for axis, codes in AXES.items()}


def wrong_axes(extra: int, counts: Counts) -> dict[Axis, int]:
    """The axes that do not give the total, with how many people are missing (below zero: too many)."""
    return {axis: extra - found for axis, found in sums(counts).items() if found != extra}


def wrong_words(axis: Axis, missing: int) -> str:
    """« Il manque 1 personne dans les âges. Tout est gardé, complétez avant de clore. »"""
    several = "s" if abs(missing) > 1 else ""
    if missing > 0:
        return f"Il manque {missing} personne{several} {axis.within}. Tout est gardé, complétez avant de clore."
    return f"Il y a {-missing} personne{several} de trop {axis.within}. Tout est gardé, corrigez avant de clore."


def refuse_wrong_sums(extra: int, counts: Counts) -> None:
    """Raise WrongSum for the first axis that does not give the total."""
    for axis, missing in wrong_axes(extra, counts).items():
        raise WrongSum(wrong_words(axis, missing), axis)


class Moment(StrEnum):
    """Where a session stands in time: a rule over its hours and its closing, never stored."""

    TO_COME = "to_come"
    UNDER_WAY = "under_way"
    TO_CLOSE = "to_close"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words of its chip."""
        return {"to_come": "à venir", "under_way": "en cours", "to_close": "à clore", "closed": "close"}[self.value]


def moment_of(session: SessionLine, now: dt.datetime) -> Moment:
    """Where a session stands at `now`."""
    if session.closed_at is not None:
        return Moment.CLOSED
    if now < session.starts_at:
        return Moment.TO_COME
    return Moment.UNDER_WAY if now < session.ends_at else Moment.TO_CLOSE


def first_to_show(sessions: Iterable[SessionLine], now: dt.datetime) -> SessionLine | None:
    """The session on which the page begins: the one under way, else the next of today, else the last one begun."""
    lines = sorted(sessions, key=lambda one: (one.starts_at, one.title, one.id))
    under_way = [one for one in lines if moment_of(one, now) is Moment.UNDER_WAY]
    next_today = [one for one in lines if one.starts_at > now and one.starts_at.date() == now.date()]
    begun = [one for one in lines if one.starts_at <= now]
    for found in (under_way[:1], next_today[:1], begun[-1:], lines[:1]):
        if found:
            return found[0]
    return None
