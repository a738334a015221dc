"""Appointments and sessions of some days, with their person and the visit that answers them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Join, RowMapping, ScalarSelect, Select, bindparam, func, select

from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import Attendance
from ceis_desk.data.agenda.seats import OWNER, with_owner
from ceis_desk.data.schema import agenda, house, local, people, reception
from ceis_desk.data.schema.base import Day
from ceis_desk.reception.rules import state_of

SEATED = (Attendance.ENROLLED.value, Attendance.PRESENT.value)
"""Whoever takes a place."""

TAKES_TIME = (Outcome.OPEN.value, Outcome.HONOURED.value)
"""The outcomes of an appointment that stands in the way of another one: whoever cancelled or never came frees it."""

_FIRST, _LAST = bindparam("first", type_=Day), bindparam("last", type_=Day)
_TABLE = agenda.appointment.c
_SHOWN = (
    *(_TABLE.id, _TABLE.hlc, _TABLE.account_id, _TABLE.platform, _TABLE.starts_at),
    *(_TABLE.minutes, _TABLE.room, _TABLE.outcome, _TABLE.series_id),
)


def first_phone() -> ScalarSelect[str]:
    """The first telephone number of the `person` of a query."""
    phone, person = people.person_phone, people.person
    return (
        select(phone.c.number)
        .where(phone.c.person_id == person.c.id, phone.c.active)
        .order_by(phone.c.position, phone.c.number)
        .limit(1)
        .correlate(person)
        .scalar_subquery()
    )


def with_person() -> Join:
    """The appointments, each with the record that stands for its person: one merged into it may still take calls."""
    table, canon, person = agenda.appointment, local.canon, people.person
    own = func.coalesce(canon.c.canonical_id, table.c.person_id)
    return table.outerjoin(canon, canon.c.person_id == table.c.person_id).outerjoin(person, person.c.id == own)


def appointment_rows(connection: Connection, first: dt.date, last: dt.date) -> Sequence[RowMapping]:
    """The appointments between two days, both included, those withdrawn left out."""
    return connection.execute(_appointments(), {"first": first, "last": last}).mappings().all()


@cache
def _appointments() -> Select[*tuple[Any, ...]]:
    table, person, account, visit = agenda.appointment, people.person, house.account, reception.visit
    answered = (
        select(visit.c.appointment_id, func.min(visit.c.id).label("visit_id"))
        .where(visit.c.day.between(_FIRST, _LAST), ~visit.c.withdrawn, visit.c.appointment_id.is_not(None))
        .group_by(visit.c.appointment_id)
        .subquery()
    )
    return (
        select(
            *_SHOWN,
            person.c.id.label("person_id"),
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            person.c.at_desk,
            person.c.no_call,
            account.c.name.label("with_name"),
            first_phone().label("phone"),
            answered.c.visit_id,
            visit.c.at.label("visit_at"),
            visit.c.waiting_at,
            visit.c.called_at,
            visit.c.busy_at,
            visit.c.gone_at,
        )
        .select_from(
            with_person()
            .outerjoin(account, account.c.id == table.c.account_id)
            .outerjoin(answered, answered.c.appointment_id == table.c.id)
            .outerjoin(visit, visit.c.id == answered.c.visit_id)
        )
        .where(table.c.day.between(_FIRST, _LAST), ~table.c.withdrawn)
        .order_by(table.c.starts_at, table.c.id)
    )


def visit_state(row: RowMapping) -> str:
    """Where the visit that answers an appointment stands, empty when nobody came for it."""
    if row["visit_at"] is None:
        return ""
    return state_of(row["called_at"], row["busy_at"], row["gone_at"], row["waiting_at"]).value


def session_rows(connection: Connection, first: dt.date, last: dt.date) -> Sequence[RowMapping]:
    """The sessions between two days, both included, with the number of places taken."""
    table, account = agenda.session, house.account
    return (
        connection.execute(
            select(table, account.c.name.label("with_name"), enrolled().label("enrolled"))
            .select_from(table.outerjoin(account, account.c.id == table.c.account_id))
            .where(table.c.day.between(first, last), ~table.c.withdrawn)
            .order_by(table.c.starts_at, table.c.id)
        )
        .mappings()
        .all()
    )


def enrolled() -> ScalarSelect[int]:
    """How many people have a place at the `session` of a query."""
    table, attendance = agenda.session, agenda.attendance
    return (
        select(func.count(OWNER.distinct()))
        .select_from(with_owner())
        .where(attendance.c.session_id == table.c.id, attendance.c.state.in_(SEATED))
        .correlate(table)
        .scalar_subquery()
    )
