"""Who is expected today and who came lately: what brings a person to the top of a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import agenda, local, people, reception

_MOST_RECENT = 40
_MOST_VISITS = 2000


@dataclass(frozen=True)
class Expected:
    """An open appointment of today, of the record that stands for its person; `asked` when it answers the search."""

    person_id: Id
    at: dt.datetime
    platform: str
    with_id: Id | None
    asked: bool


def owner_of(person_id: ColumnElement[Id]) -> ColumnElement[Id]:
    """The record that stands for this one, in a statement that joins `canon`."""
    return func.coalesce(local.canon.c.canonical_id, person_id)


def expected_on(connection: Connection, day: dt.date, answers: ColumnElement[bool]) -> list[Expected]:
    """The open appointments of a day by hour; `answers` bears on `owner_of` their person."""
    table, canon = agenda.appointment, local.canon
    rows = connection.execute(
        select(owner_of(table.c.person_id), table.c.starts_at, table.c.platform, table.c.account_id, answers)
        .select_from(table.outerjoin(canon, canon.c.person_id == table.c.person_id))
        .where(
            table.c.day == day,
            table.c.person_id.is_not(None),
            table.c.outcome == Outcome.OPEN.value,
            ~table.c.withdrawn,
        )
        .order_by(table.c.starts_at)
    )
    return [Expected(person_id, at, platform, with_id, bool(asked)) for person_id, at, platform, with_id, asked in rows]


def seen_since(connection: Connection, day: dt.date, answers: ColumnElement[bool]) -> list[Id]:
    """Persons who answer to the search and came since that day, the last ones first."""
    rows = connection.execute(_visits(answers).where(reception.visit.c.day >= day).limit(_MOST_RECENT))
    return list(dict.fromkeys(row[0] for row in rows))


def seen_last(connection: Connection, limit: int) -> list[Id]:
    """The last persons seen, whenever it was."""
    visits = _visits(literal(value=True)).limit(_MOST_VISITS).subquery()
    person_id, at = visits.c
    rows = connection.execute(select(person_id).group_by(person_id).order_by(func.max(at).desc()).limit(limit))
    return list(rows.scalars())


def _visits(answers: ColumnElement[bool]) -> Select[Id, dt.datetime]:
    visit, canon = reception.visit, local.canon
    return (
        select(owner_of(visit.c.person_id).label("owner"), visit.c.at)
        .select_from(visit.outerjoin(canon, canon.c.person_id == visit.c.person_id))
        .where(visit.c.person_id.is_not(None), ~visit.c.withdrawn, answers)
        .order_by(visit.c.day.desc(), visit.c.at.desc())
    )


def last_days(connection: Connection, ids: Collection[Id]) -> dict[Id, dt.date]:
    """The day of the last visit of each of these persons, visits of merged records included."""
    person, canon, visit = people.person, local.canon, reception.visit
    own = select(person.c.id.label("member"), person.c.id.label("owner")).where(person.c.id.in_(ids))
    aliases = select(canon.c.person_id, canon.c.canonical_id).where(canon.c.canonical_id.in_(ids))
    members = union_all(own, aliases).subquery()
    last = (
        select(visit.c.day)
        .where(visit.c.person_id == members.c.member, ~visit.c.withdrawn)
        .order_by(visit.c.day.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(select(members.c.owner, func.max(last)).group_by(members.c.owner))
    return {owner: dt.date.fromisoformat(day) if isinstance(day, str) else day for owner, day in rows if day}
