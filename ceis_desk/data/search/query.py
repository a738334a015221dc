"""The one search service: who is meant by what was typed, whoever is expected today or came lately first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import agenda, people, reception
from ceis_desk.data.search.exact import MOST_FOUND, answers, find_exact
from ceis_desk.data.search.near import find_near
from ceis_desk.data.search.presence import Expected, expected_on, last_days, owner_of, seen_last, seen_since
from ceis_desk.people.asked import Asked, read_asked
from ceis_desk.people.model import Civility, PersonHit
from ceis_desk.people.questions import FindPeople

LATELY = dt.timedelta(days=31)
_ENOUGH = 5


class Rank(IntEnum):
    """Why a person stands where she stands in the answer; the second tier always comes after the first."""

    TODAY = 0
    LATELY = 1
    BEGINNING = 2
    INSIDE = 3
    NEAR = 4


@dataclass(frozen=True)
class _Found:
    """A person to be ranked: `miss` is 0 when an asked word is exactly hers, and grows with slips."""

    person_id: Id
    rank: Rank
    miss: float
    token: str = ""


def find_people(connection: Connection, question: FindPeople, today: dt.date) -> tuple[PersonHit, ...]:
    """The persons nearest to what was typed, best first, in a number of statements that depends on nothing."""
    if not question.text.strip():
        found = [_Found(one, Rank.LATELY, 0) for one in seen_last(connection, question.limit)]
        expected = expected_on(connection, today, answers(owner_of(agenda.appointment.c.person_id), Asked()))
        return _hits(connection, found, expected, last_days(connection, [one.person_id for one in found]))
    asked = read_asked(question.text, today)
    if asked.nothing:
        return ()
    expected = expected_on(connection, today, answers(owner_of(agenda.appointment.c.person_id), asked))
    found = _find(connection, asked, expected, today)
    last = last_days(connection, [one.person_id for one in found])
    hours = {one.person_id: one.at for one in reversed(expected)}
    ranked = sorted((_ranked(one, last, hours, today) for one in found), key=lambda one: _order(one, last, hours))
    return _hits(connection, ranked[: question.limit], expected, last)


def _find(connection: Connection, asked: Asked, expected: Sequence[Expected], today: dt.date) -> list[_Found]:
    exact = find_exact(connection, asked)
    if len(exact) >= MOST_FOUND:
        lately = seen_since(connection, today - LATELY, answers(owner_of(reception.visit.c.person_id), asked))
        exact |= dict.fromkeys((one for one in lately if one not in exact), "")
    exact |= {one.person_id: "" for one in expected if one.asked and one.person_id not in exact}
    typed = {*asked.words, "".join(asked.words)}
    found = [_Found(one, Rank.BEGINNING, 0 if token in typed else 1, token) for one, token in exact.items()]
    if len(found) < _ENOUGH:
        guesses = (guess for guess in find_near(connection, asked) if guess.person_id not in exact)
        found += [_Found(one.person_id, Rank.INSIDE if one.inside else Rank.NEAR, 1 - one.nearness) for one in guesses]
    return found


def _ranked(found: _Found, last: Mapping[Id, dt.date], hours: Mapping[Id, dt.datetime], today: dt.date) -> _Found:
    if found.rank is not Rank.BEGINNING:
        return found
    if found.person_id in hours:
        return replace(found, rank=Rank.TODAY)
    seen = last.get(found.person_id)
    return replace(found, rank=Rank.LATELY) if seen is not None and today - seen <= LATELY else found


def _order(found: _Found, last: Mapping[Id, dt.date], hours: Mapping[Id, dt.datetime]) -> tuple[object, ...]:
    """Rank, then the hour of the appointment, exact words, the last visit; the name decides between the others."""
    hour = hours.get(found.person_id, dt.datetime.max)
    seen = last.get(found.person_id, dt.date.min)
    return found.rank, round(found.miss, 2) if found.rank > Rank.TODAY else 0, hour, -seen.toordinal(), found.token


def _hits(
    connection: Connection, found: Sequence[_Found], expected: Sequence[Expected], last: Mapping[Id, dt.date]
) -> tuple[PersonHit, ...]:
    """The lines to show, in the order of `found`; a person withdrawn since is left out."""
    rows = _persons(connection, [one.person_id for one in found])
    first = {one.person_id: one for one in reversed(expected)}
    return tuple(
        _hit(rows[one.person_id], first.get(one.person_id), last.get(one.person_id), one.rank)
        for one in found
        if one.person_id in rows
    )


def _persons(connection: Connection, ids: Collection[Id]) -> dict[Id, Row[Any]]:
    person, phone = people.person, people.person_phone
    number = (
        select(phone.c.number)
        .where(phone.c.person_id == person.c.id, phone.c.active)
        .order_by(phone.c.position)
        .limit(1)
        .scalar_subquery()
    )
    shown = (
        *(person.c.id, person.c.civility, person.c.used_name, person.c.birth_name, person.c.first_name),
        *(person.c.birth_date, person.c.birth_year, person.c.district),
    )
    rows = connection.execute(select(*shown, number.label("phone")).where(person.c.id.in_(ids), ~person.c.withdrawn))
    return {row.id: row for row in rows}


def _hit(row: Row[Any], appointment: Expected | None, last_visit: dt.date | None, rank: Rank) -> PersonHit:
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
        last_visit=last_visit,
        appointment_at=appointment.at if appointment else None,
        appointment_platform=appointment.platform if appointment else "",
        appointment_with=appointment.with_id if appointment else None,
        rank=rank.value,
    )
