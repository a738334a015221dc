"""Who is expected today and who came lately: what brings a person to the top of a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Subquery,
    bindparam,
    func,
    literal,
    select,
    type_coerce,
)

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import agenda, local, reception
from ceis_desk.data.schema.base import Day
from ceis_desk.data.search.terms import Shape, answers

_TODAY = bindparam("today", type_=Day)
_MOST_RECENT = 40
_SHORT_WALK = 400  # visits, some weeks of them: looked through when more persons answer than are ranked
_LONG_WALK = 2000


@dataclass(frozen=True)
class Expected:
    """An open appointment of today, of the record that stands for its person; `asked` when it answers the search."""

    person_id: Id
    at: dt.datetime
    platform: str
    with_id: Id | None
    asked: bool


def last_visit_of(person_id: ColumnElement[Id]) -> ColumnElement[dt.date]:
    """The day of the last visit of a person, those of her merged records included; NULL without any.

    Visits after `today` are of the demonstration's months to come: nobody has seen them yet.
    """
    visit, merged = reception.visit, local.canon.alias()
    of_merged = reception.visit.alias()
    own = (
        select(visit.c.day)
        .where(visit.c.person_id == person_id, ~visit.c.withdrawn, visit.c.day <= _TODAY)
        .order_by(visit.c.day.desc())
        .limit(1)
        .scalar_subquery()
    )
    theirs = (
        select(func.max(of_merged.c.day))
        .join_from(merged, of_merged, of_merged.c.person_id == merged.c.person_id)
        .where(merged.c.canonical_id == person_id, ~of_merged.c.withdrawn, of_merged.c.day <= _TODAY)
        .scalar_subquery()
    )
    latest = func.max(func.coalesce(own, literal("")), func.coalesce(theirs, literal("")))
    return type_coerce(func.nullif(latest, literal("")), Day)


def expected_on(connection: Connection, day: dt.date, shape: Shape, values: Mapping[str, Any]) -> list[Expected]:
    """The open appointments of a day, in the order of their hours."""
    rows = connection.execute(_appointments(shape), {**values, "today": day})
    return [Expected(person_id, at, platform, with_id, bool(found)) for person_id, at, platform, with_id, found in rows]


@lru_cache(maxsize=64)
def _appointments(shape: Shape) -> Select[Id, dt.datetime, str, Id | None, bool]:
    table, canon = agenda.appointment, local.canon
    owner = func.coalesce(canon.c.canonical_id, table.c.person_id)
    return (
        select(owner, table.c.starts_at, table.c.platform, table.c.account_id, answers(owner, shape))
        .select_from(table.outerjoin(canon, canon.c.person_id == table.c.person_id))
        .where(
            table.c.day == _TODAY,
            table.c.person_id.is_not(None),
            table.c.outcome == Outcome.OPEN.value,
            ~table.c.withdrawn,
        )
        .order_by(table.c.starts_at)
    )


def seen_since(connection: Connection, since: dt.date, shape: Shape, values: Mapping[str, Any]) -> dict[Id, dt.date]:
    """Among the last visits, persons who answer to the search with the day they came, the last ones first."""
    found: dict[Id, dt.date] = {}
    for owner, day in connection.execute(_recent(shape), {**values, "since": since}):
        found.setdefault(owner, day)
    return found


@lru_cache(maxsize=64)
def _recent(shape: Shape) -> Select[Id, dt.date]:
    last = _last_visits(_SHORT_WALK)
    is_recent = last.c.day >= bindparam("since", type_=Day)
    return select(last.c.owner, last.c.day).where(is_recent, answers(last.c.owner, shape)).limit(_MOST_RECENT)


def seen_last(connection: Connection, most: int, today: dt.date) -> dict[Id, dt.date]:
    """The last persons seen, whenever it was."""
    return {row[0]: row[1] for row in connection.execute(_seen(), {"today": today, "most": most})}


@cache
def _seen() -> Select[Id, dt.date]:
    last = _last_visits(_LONG_WALK)
    shown = select(last.c.owner, func.max(last.c.day)).group_by(last.c.owner)
    return shown.order_by(func.max(last.c.at).desc()).limit(bindparam("most", type_=Integer))


def _last_visits(most: int) -> Subquery:
    visit, canon = reception.visit, local.canon
    return (
        select(func.coalesce(canon.c.canonical_id, visit.c.person_id).label("owner"), visit.c.day, visit.c.at)
        .select_from(visit.outerjoin(canon, canon.c.person_id == visit.c.person_id))
        .where(visit.c.person_id.is_not(None), ~visit.c.withdrawn, visit.c.day <= _TODAY)
        .order_by(visit.c.day.desc(), visit.c.at.desc())
        .limit(most)
        .subquery()
    )
