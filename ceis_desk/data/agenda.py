"""The appointments and sessions of a day, joined to the visits that answer them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import Connection, func, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, house, people, reception
from ceis_desk.reception.rules import state_of


def read_day_appointments(reader: Reader, question: DayAppointments) -> tuple[DayAppointment, ...]:
    """Individual appointments and collective sessions of one day, by hour; persons only for those who may read them."""
    individual = _individual(reader.connection, question.day)
    if not may(reader.actor.roles, Thing.IDENTITY, Level.READ):
        individual = [_nameless(line) for line in individual]
    lines = (*individual, *_sessions(reader.connection, question.day))
    return tuple(sorted(lines, key=lambda line: (line.at, line.used_name, line.title)))


def _nameless(line: DayAppointment) -> DayAppointment:
    """That an appointment exists, when, with whom and where it stands; nothing of the person."""
    return replace(line, person_id=None, civility="", used_name="", first_name="", at_desk="", no_call=False)


def _individual(connection: Connection, day: dt.date) -> list[DayAppointment]:
    table, person, account, visit = agenda.appointment, people.person, house.account, reception.visit
    answered = (
        select(visit.c.appointment_id, func.min(visit.c.id).label("visit_id"))
        .where(visit.c.day == day, ~visit.c.withdrawn, visit.c.appointment_id.is_not(None))
        .group_by(visit.c.appointment_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            table,
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            person.c.at_desk,
            person.c.no_call,
            account.c.name.label("with_name"),
            visit.c.at.label("visit_at"),
            visit.c.waiting_at,
            visit.c.called_at,
            visit.c.busy_at,
            visit.c.gone_at,
        )
        .select_from(
            table.outerjoin(person, person.c.id == table.c.person_id)
            .outerjoin(account, account.c.id == table.c.account_id)
            .outerjoin(answered, answered.c.appointment_id == table.c.id)
            .outerjoin(visit, visit.c.id == answered.c.visit_id)
        )
        .where(table.c.day == day, ~table.c.withdrawn)
    ).mappings()
    return [
        DayAppointment(
            id=row["id"],
            at=row["starts_at"],
            minutes=row["minutes"],
            platform=row["platform"],
            person_id=row["person_id"],
            civility=row["civility"] or "",
            used_name=row["used_name"] or "",
            first_name=row["first_name"] or "",
            title="",
            enrolled=0,
            with_id=row["account_id"],
            with_name=row["with_name"] or "",
            room=row["room"],
            at_desk=row["at_desk"] or "",
            no_call=bool(row["no_call"]),
            outcome=Outcome(row["outcome"]),
            visit_at=row["visit_at"],
            visit_state=""
            if row["visit_at"] is None
            else state_of(row["called_at"], row["busy_at"], row["gone_at"], row["waiting_at"]).value,
        )
        for row in rows
    ]


def _sessions(connection: Connection, day: dt.date) -> list[DayAppointment]:
    table, account, attendance = agenda.session, house.account, agenda.attendance
    enrolled = (
        select(func.count())
        .select_from(attendance)
        .where(attendance.c.session_id == table.c.id, attendance.c.state.in_(("enrolled", "present")))
        .scalar_subquery()
    )
    rows = connection.execute(
        select(table, account.c.name.label("with_name"), enrolled.label("enrolled"))
        .select_from(table.outerjoin(account, account.c.id == table.c.account_id))
        .where(table.c.day == day, ~table.c.withdrawn)
    ).mappings()
    return [
        DayAppointment(
            id=row["id"],
            at=row["starts_at"],
            minutes=row["minutes"],
            platform=row["platform"],
            person_id=None,
            civility="",
            used_name="",
            first_name="",
            title=row["title"],
            enrolled=row["enrolled"],
            with_id=row["account_id"],
            with_name=row["with_name"] or "",
            room=row["room"],
            at_desk="",
            no_call=False,
            outcome=Outcome.OPEN,
            visit_at=None,
            visit_state="",
        )
        for row in rows
    ]
