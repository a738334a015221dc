"""Collective life in figures: sessions held, who was there together, whom they link; never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.statistics.definitions import Definition
from ceis_desk.statistics.masking import FEWEST_SHOWN, hidden_in_line
from ceis_desk.statistics.model import AgeBand, Period, Qpv
from ceis_desk.statistics.rules import age_band

SENIOR = 60
SESSIONS_HELD = Definition(
    "Séances tenues", "Séances collectives de la période, retirées exceptées, jusqu’à aujourd’hui."
)
ATTENDANCES = Definition(
    "Présences", "Une personne pointée à une séance compte une fois par séance. Les sans nom comptent à part."
)
UNNAMED = Definition(
    "Venus sans nom",
    "Comptés à la clôture de la séance, une fois par séance. Ils ne comptent jamais comme participants.",
)
MIXED = Definition(
    "Mixité sociale",
    "Séances où des habitants des quartiers prioritaires et d’ailleurs étaient présents ensemble, parmi celles d’au "
    "moins cinq personnes pointées.",
)
LINKED_SENIORS = Definition(
    "Seniors isolés présents", "60 ans et plus ce jour-là, vivant seuls ou voyant rarement quelqu’un. Comptés une fois."
)
LINKED_PARENTS = Definition(
    "Parents seuls avec enfants présents", "Notés ainsi le jour d’au moins une de leurs présences. Comptés une fois."
)
FIRST_CONTACTS = Definition(
    "Premiers contacts numériques",
    "Personnes venues pour la première fois au numérique par une animation, et parmi elles celles revenues un autre "
    "jour\u00a0: passage, séance, aide ou ordinateur.",
)
DEFINITIONS = (SESSIONS_HELD, ATTENDANCES, UNNAMED, MIXED, LINKED_SENIORS, LINKED_PARENTS, FIRST_CONTACTS)
CodeT = TypeVar("CodeT")
_READ: Needs = ((Thing.FIGURES, Level.READ),)


@dataclass(frozen=True)
class Presence:
    """What one presence at a session kept of its person on that day; None where nothing was said."""

    session: Id
    person: Id
    age: int | None
    qpv: Qpv
    lone_parent: bool | None
    isolated: bool | None


@dataclass(frozen=True)
class SessionMix:
    """Who was at a session together: None stands for a hidden count, and everything is hidden under five people."""

    people: int | None
    by_qpv: Mapping[Qpv, int | None]
    by_age: Mapping[AgeBand, int | None]


@dataclass(frozen=True)
class CollectiveLife:
    """A period of sessions; `together` are those of five people at least, `mixed` those of them with both districts.

    `silent` counts people of whom no presence kept any situation.
    """

    period: Period
    sessions: int
    attendances: int
    unnamed: int
    people: int
    together: int
    mixed: int
    isolated_seniors: int
    single_parents: int
    silent: int


@dataclass(frozen=True)
class ReadMix(Question[SessionMix]):
    """Who was at a session together; small cells are hidden from whoever may not read names."""

    session_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ReadCollectiveLife(Question[CollectiveLife]):
    """The figures of two local dates and the days between; raises Refusal when the last is before the first."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = _READ
    lane: ClassVar[Lane] = Lane.FIGURES


def mix_of(presences: Sequence[Presence], *, hides: bool) -> SessionMix:
    """Who was there together; `hides` masks each small count and those from which it could be found."""
    by_qpv: dict[Qpv, int] = dict.fromkeys(Qpv, 0)
    by_age: dict[AgeBand, int] = dict.fromkeys(AgeBand, 0)
    for one in presences:
        by_qpv[one.qpv] += 1
        by_age[age_band(one.age)] += 1
    if len(presences) < FEWEST_SHOWN:
        return SessionMix(None, dict.fromkeys(by_qpv), dict.fromkeys(by_age))
    return SessionMix(len(presences), _masked(by_qpv, hides=hides), _masked(by_age, hides=hides))


def _masked(counts: Mapping[CodeT, int], *, hides: bool) -> dict[CodeT, int | None]:
    hidden = hidden_in_line(list(counts.values())) if hides else frozenset()
    return {code: None if place in hidden else count for place, (code, count) in enumerate(counts.items())}


def is_mixed(presences: Iterable[Presence]) -> bool:
    """Whether people of a priority district and people from elsewhere were there."""
    return {Qpv.YES, Qpv.NO} <= {one.qpv for one in presences}


def life_of(period: Period, sessions: int, unnamed: int, presences: Sequence[Presence]) -> CollectiveLife:
    """The figures of a period from its presences."""
    by_session: dict[Id, list[Presence]] = {}
    for one in presences:
        by_session.setdefault(one.session, []).append(one)
    together = [there for there in by_session.values() if len(there) >= FEWEST_SHOWN]
    people = {one.person for one in presences}
    said = {one.person for one in presences if one.isolated is not None or one.lone_parent is not None}
    return CollectiveLife(
        period=period,
        sessions=sessions,
        attendances=len(presences),
        unnamed=unnamed,
        people=len(people),
        together=len(together),
        mixed=sum(is_mixed(there) for there in together),
        isolated_seniors=len({one.person for one in presences if one.isolated and (one.age or 0) >= SENIOR}),
        single_parents=len({one.person for one in presences if one.lone_parent}),
        silent=len(people - said),
    )
