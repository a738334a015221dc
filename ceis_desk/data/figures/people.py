"""Who came: participants once each, by what their first fact of the period kept of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, func, null, or_, select, union_all

from ceis_desk.data.figures.facts import FIRST, LAST, SOURCES, days_of, earlier, facts_of, order_key, within
from ceis_desk.statistics.indicators import BREAKDOWNS, PUBLICS, Attribute, Breakdown, Fact, Public
from ceis_desk.statistics.model import Period
from ceis_desk.statistics.rules import value_in


@dataclass(frozen=True)
class Likes:
    """How many participants share the same line of every breakdown, the same publics, and whether they are new."""

    people: int
    new: bool
    values: dict[str, str]
    publics: frozenset[str]


def read_people(connection: Connection, period: Period) -> tuple[Likes, ...]:
    """The participants of the period, those alike together."""
    found = connection.execute(_alike(), days_of(period)).mappings()
    return tuple(
        Likes(
            people=row["people"],
            new=not row["known"],
            values={one.code: value_in(one, row[one.attribute.value]) for one in BREAKDOWNS},
            publics=frozenset(one.code for one in PUBLICS if row[one.code]),
        )
        for row in found
    )


def participants(people: Iterable[Likes]) -> int:
    """Distinct persons."""
    return sum(likes.people for likes in people)


def new_people(people: Iterable[Likes]) -> int:
    """Those whose first ever fact is in the period."""
    return sum(likes.people for likes in people if likes.new)


def by_value(people: Iterable[Likes], breakdown: Breakdown) -> dict[str, int]:
    """Participants by line of a breakdown, every line in its order, zero included."""
    counts = dict.fromkeys(breakdown.values, 0)
    for likes in people:
        counts[likes.values[breakdown.code]] += likes.people
    return counts


def by_public(people: Iterable[Likes]) -> dict[str, int]:
    """Participants of each public; one person may be in several."""
    counts = {public.code: 0 for public in PUBLICS}
    for likes in people:
        for code in likes.publics:
            counts[code] += likes.people
    return counts


@cache
def _alike() -> Select[Any]:
    fact = union_all(*(_facts(kind) for kind in Fact)).subquery("fact")
    kept = [fact.c[one.attribute.value] for one in BREAKDOWNS]
    # SQLite gives columns outside an aggregate the values of the row that holds the minimum, when there is just one
    # minimum or maximum (its manual, « Bare columns in an aggregate query »): those of the first fact. The tests
    # against hand counts fail when it does not.
    someone = (
        select(
            fact.c.person,
            func.min(fact.c.rank).label("rank"),
            *kept,
            *(_belongs(one, fact).label(one.code) for one in PUBLICS),
        )
        .group_by(fact.c.person)
        .subquery("someone")
    )
    known = or_(*(earlier(kind, someone, FIRST) for kind in Fact)).label("known")
    named = select(someone, known).subquery("named")
    lines = [
        *(named.c[one.attribute.value] for one in BREAKDOWNS),
        *(named.c[one.code] for one in PUBLICS),
        named.c.known,
    ]
    return select(*lines, func.count().label("people")).group_by(*lines)


def _facts(kind: Fact) -> Select[Any]:
    kept = SOURCES[kind].kept
    columns = [kept.get(attribute, null()).label(attribute.value) for attribute in Attribute]
    return facts_of(kind, order_key(kind).label("rank"), *columns).where(within(kind, FIRST, LAST))


def _belongs(public: Public, fact: Subquery) -> ColumnElement[bool]:
    """Whether one fact at least keeps the situation, at the age asked for on that very day."""
    said = fact.c[public.attribute.value]
    held = and_(said, fact.c[Attribute.AGE.value] >= public.from_age) if public.from_age else said
    return func.total(held) > 0
