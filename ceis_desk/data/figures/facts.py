"""Where each kind of fact is kept, when it counts, whom it concerns and what it kept of that person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TEXT, ColumnElement, FromClause, Select, and_, bindparam, func, literal, select, type_coerce

from ceis_desk.agenda.model import Outcome
from ceis_desk.data.schema import agenda, local, reception
from ceis_desk.data.schema.base import Day
from ceis_desk.statistics.indicators import Attribute, Fact
from ceis_desk.statistics.model import Period

PRESENT = "present"
FIRST, LAST = bindparam("first", type_=Day), bindparam("last", type_=Day)
"""The days of a period, both included, in a statement made once: `days_of` gives them."""

_VISIT, _APPOINTMENT, _SESSION, _ATTENDANCE = (
    reception.visit.c,
    agenda.appointment.c,
    agenda.session.c,
    agenda.attendance.c,
)


@dataclass(frozen=True)
class Source:
    """One kind of fact: its rows, the condition that makes one count, and the columns that the figures read."""

    rows: FromClause
    counts: ColumnElement[bool]
    id: ColumnElement[Any]
    person: ColumnElement[Any]
    day: ColumnElement[Any]
    at: ColumnElement[Any]
    kept: Mapping[Attribute, ColumnElement[Any]]


# Appointments and attendances keep age and district only: of sex and situations they say nothing.
SOURCES: Mapping[Fact, Source] = {
    Fact.VISIT: Source(
        rows=reception.visit,
        counts=~_VISIT.withdrawn,
        id=_VISIT.id,
        person=_VISIT.person_id,
        day=_VISIT.day,
        at=_VISIT.at,
        kept={
            Attribute.AGE: _VISIT.age,
            Attribute.QPV: _VISIT.qpv,
            Attribute.SEX: _VISIT.sex,
            Attribute.JOB_SEEKER: _VISIT.job_seeker,
            Attribute.LONE_PARENT: _VISIT.lone_parent,
            Attribute.ISOLATED: _VISIT.isolated,
        },
    ),
    Fact.APPOINTMENT: Source(
        rows=agenda.appointment,
        counts=and_(~_APPOINTMENT.withdrawn, _APPOINTMENT.outcome == Outcome.HONOURED.value),
        id=_APPOINTMENT.id,
        person=_APPOINTMENT.person_id,
        day=_APPOINTMENT.day,
        at=_APPOINTMENT.starts_at,
        kept={Attribute.AGE: _APPOINTMENT.age, Attribute.QPV: _APPOINTMENT.qpv},
    ),
    Fact.ATTENDANCE: Source(
        rows=agenda.attendance.join(agenda.session, _SESSION.id == _ATTENDANCE.session_id),
        counts=and_(~_SESSION.withdrawn, _ATTENDANCE.state == PRESENT),
        id=_ATTENDANCE.id,
        person=_ATTENDANCE.person_id,
        day=_SESSION.day,
        at=_SESSION.starts_at,
        kept={Attribute.AGE: _ATTENDANCE.age, Attribute.QPV: _ATTENDANCE.qpv},
    ),
}


def standing_for(person: ColumnElement[Any]) -> ColumnElement[Any]:
    """The record that stands for a person once merged; needs the join of `with_canon`."""
    return func.coalesce(local.canon.c.canonical_id, person)


def with_canon(rows: FromClause, person: ColumnElement[Any]) -> FromClause:
    """The rows with the alias of their person, if she is one."""
    return rows.outerjoin(local.canon, local.canon.c.person_id == person)


def facts_of(fact: Fact, *columns: ColumnElement[Any]) -> Select[Any]:
    """Every counted fact of a kind that concerns someone: the person standing for her, then these columns."""
    source = SOURCES[fact]
    return (
        select(standing_for(source.person).label("person"), *columns)
        .select_from(with_canon(source.rows, source.person))
        .where(source.counts, source.person.is_not(None))
    )


def within(fact: Fact, first: Any, last: Any) -> ColumnElement[bool]:
    """The facts of a kind between two days, both included; days or columns that hold days."""
    day = SOURCES[fact].day
    return and_(day >= first, day <= last)


def earlier(fact: Fact, someone: FromClause, first: Any) -> ColumnElement[bool]:
    """Whether the `person` of a row, or a record merged into her, has a counted fact of the kind before `first`."""
    source, person = SOURCES[fact], someone.c.person
    merged = select(local.canon.c.person_id).where(local.canon.c.canonical_id == person).correlate(someone)
    return (
        select(literal(1))
        .select_from(source.rows)
        .where(source.counts, (source.person == person) | source.person.in_(merged), source.day < first)
        .correlate(someone)
        .exists()
    )


def days_of(period: Period) -> dict[str, dt.date]:
    """What `FIRST` and `LAST` stand for."""
    return {"first": period.first, "last": period.last}


def order_key(fact: Fact) -> ColumnElement[str]:
    """A text that puts facts in order: by hour, then visits before appointments before attendances, then by id."""
    source = SOURCES[fact]
    return type_coerce(source.at, TEXT).concat(str(list(Fact).index(fact))).concat(func.hex(source.id))
