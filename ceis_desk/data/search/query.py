"""The one search service: who is meant by what was typed, whoever is expected today or came lately first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from ceis_desk.core.ids import Id
from ceis_desk.data.identity import PHONE_ORDER
from ceis_desk.data.schema import people
from ceis_desk.data.search.exact import Match, find_exact
from ceis_desk.data.search.near import find_near
from ceis_desk.data.search.presence import Expected, expected_on, last_visit_of, seen_last, seen_since
from ceis_desk.data.search.terms import Shape, shape_of, values_of
from ceis_desk.people.asked import Asked, read_asked
from ceis_desk.people.model import Civility, PersonHit
from ceis_desk.people.questions import FindPeople

LATELY = dt.timedelta(days=31)
_ENOUGH = 5
_LONG_WORD = 5  # a slip is not looked for in a shorter one that has its answers: half the register is near « bena »


class Rank(IntEnum):
    """Why a person stands where she stands in the answer; the second tier always comes after the first."""

    TODAY = 0
    LATELY = 1
    BEGINNING = 2
    INSIDE = 3
    NEAR = 4


@dataclass(frozen=True)
class _Found:
    """A person to be ranked: `miss` is 0 when an asked word is exactly hers, and grows with the slips of tier two."""

    person_id: Id
    rank: Rank
    miss: float = 0
    token: str = ""
    last_visit: dt.date | None = None


def find_people(connection: Connection, question: FindPeople, today: dt.date) -> tuple[PersonHit, ...]:
    """The persons nearest to what was typed, best first, in a number of statements that no text makes grow."""
    asked = read_asked(question.text, today)
    shape, values = shape_of(asked), {**values_of(asked), "today": today}
    expected = expected_on(connection, today, shape, values)
    hours = {one.person_id: one.at for one in reversed(expected)}
    if not question.text.strip():
        ranked = [
            _Found(one, Rank.LATELY, last_visit=day)
            for one, day in seen_last(connection, question.limit, today).items()
        ]
    elif asked.nothing:
        return ()
    else:
        exact = _find_exact(connection, shape, values, expected, today)
        found = _with_near(connection, asked, exact)
        ranked = sorted((_ranked(one, hours, today) for one in found), key=lambda one: _order(one, hours))
    return _hits(connection, ranked[: question.limit], expected, today)


def _find_exact(
    connection: Connection, shape: Shape, values: Mapping[str, Any], expected: Sequence[Expected], today: dt.date
) -> dict[Id, Match]:
    """Who is expected or came lately is found even when too many persons answer for all of them to be ranked."""
    matches = find_exact(connection, shape, values)
    lately = {} if matches.complete else seen_since(connection, today - LATELY, shape, values)
    others = {one.person_id: Match() for one in expected if one.asked}
    return others | {one: Match(last_visit=day) for one, day in lately.items()} | matches.found


def _with_near(connection: Connection, asked: Asked, exact: Mapping[Id, Match]) -> list[_Found]:
    typed = {*asked.words, "".join(asked.words)}
    found = [
        _Found(one, Rank.BEGINNING, 0 if match.token in typed else 1, match.token, match.last_visit)
        for one, match in exact.items()
    ]
    # A name with a date or a phone that gave someone was no slip; nor was the short beginning of a name.
    sure = asked.numbers or all(len(word) < _LONG_WORD for word in asked.words)
    if len(found) < (1 if sure else _ENOUGH):
        guesses = (guess for guess in find_near(connection, asked) if guess.person_id not in exact)
        found += [_Found(one.person_id, Rank.INSIDE if one.inside else Rank.NEAR, 1 - one.nearness) for one in guesses]
    return found


def _ranked(found: _Found, hours: Mapping[Id, dt.datetime], today: dt.date) -> _Found:
    if found.rank is not Rank.BEGINNING:
        return found
    if found.person_id in hours:
        return replace(found, rank=Rank.TODAY)
    is_lately = found.last_visit is not None and today - found.last_visit <= LATELY
    return replace(found, rank=Rank.LATELY) if is_lately else found


def _order(found: _Found, hours: Mapping[Id, dt.datetime]) -> tuple[object, ...]:
    """Rank; the hour of the appointment, or the last visit, or exact words before longer ones and fewer slips."""
    miss = round(found.miss, 2) if found.rank > Rank.LATELY else 0
    hour = hours.get(found.person_id, dt.datetime.max)
    return found.rank, miss, hour, -(found.last_visit or dt.date.min).toordinal(), found.token


def _hits(
    connection: Connection, found: Sequence[_Found], expected: Sequence[Expected], today: dt.date
) -> tuple[PersonHit, ...]:
    """The lines to show, in the order of `found`; a person withdrawn since is left out."""
    rows = _persons(connection, [one.person_id for one in found], today)
    first = {one.person_id: one for one in reversed(expected)}
    return tuple(
        _hit(rows[one.person_id], first.get(one.person_id), one.rank) for one in found if one.person_id in rows
    )


def _persons(connection: Connection, ids: Collection[Id], today: dt.date) -> dict[Id, Row[Any]]:
    return {row.id: row for row in connection.execute(_lines(), {"ids": list(ids), "today": today})}


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    person, phone = people.person, people.person_phone
    number = (
        select(phone.c.number)
        .where(phone.c.person_id == person.c.id, phone.c.active)
        .order_by(*PHONE_ORDER)
        .limit(1)
        .scalar_subquery()
    )
    shown = (
        *(person.c.id, person.c.civility, person.c.used_name, person.c.birth_name, person.c.first_name),
        *(person.c.birth_date, person.c.birth_year, person.c.district),
    )
    last_visit = last_visit_of(person.c.id).label("last_visit")
    wanted = person.c.id.in_(bindparam("ids", expanding=True))
    return select(*shown, number.label("phone"), last_visit).where(wanted, ~person.c.withdrawn)


def _hit(row: Row[Any], appointment: Expected | None, rank: Rank) -> PersonHit:
    return PersonHit(
        id=row.id,
        civility=Civility(row.civility),
        used_name=row.used_name,
        birth_name=row.birth_name,
        first_name=row.first_name,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        district=row.district,
        phone=row.phone or "",
        last_visit=row.last_visit,
        appointment_at=appointment.at if appointment else None,
        appointment_platform=appointment.platform if appointment else "",
        appointment_with=appointment.with_id if appointment else None,
        rank=rank.value,
    )
