"""The week of sessions with the counts of their rolls, and one session with its people and who came without a name."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, RowMapping, func, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.workshop_requests import ReadSessions, ReadWorkshop
from ceis_desk.agenda.workshops import (
    Axis,
    Counts,
    SessionKind,
    SessionLevel,
    SessionLine,
    Tally,
    UnnamedCode,
    WorkshopRoll,
)
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.roll import read_people, shown_session
from ceis_desk.data.agenda.rows import session_rows
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.partners.tests_of_use import projects_tried
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda

MOST_DAYS = 62


def read_sessions(reader: Reader, question: ReadSessions) -> tuple[SessionLine, ...]:
    """The sessions of some days, by hour."""
    last = question.first + dt.timedelta(days=max(1, min(question.days, MOST_DAYS)) - 1)
    rows = session_rows(reader.connection, question.first, last)
    tallies = _tallies(reader.connection, question.first, last)
    return tuple(_session(row, tallies.get(row["id"], Tally())) for row in rows)


def read_workshop(reader: Reader, question: ReadWorkshop) -> WorkshopRoll:
    """A session with its people; raises Refusal when it is gone."""
    connection = reader.connection
    row = shown_session(connection, question.session_id)
    tally = _tallies(connection, row["day"], row["day"]).get(row["id"], Tally())
    named = may(reader.actor.roles, Thing.IDENTITY, Level.READ)
    people, waiting = read_people(connection, row["id"], row["day"], reader.now) if named else ((), ())
    reads_projects = may(reader.actor.roles, Thing.PARTNERS, Level.READ)
    projects = projects_tried(connection, row["id"]) if reads_projects else ()
    return WorkshopRoll(_session(row, tally), people, waiting, read_counts(connection, row["id"]), projects)


def read_counts(connection: Connection, session_id: Id) -> Counts:
    """Who came without a name, those of each axis that are not nought."""
    table = agenda.session_count
    rows = connection.execute(select(table).where(table.c.session_id == session_id, table.c.count > 0))
    return {(Axis(row["axis"]), UnnamedCode(row["code"])): row["count"] for row in rows.mappings()}


def _tallies(connection: Connection, first: dt.date, last: dt.date) -> dict[Id, Tally]:
    session = agenda.session
    seat = seats(agenda.attendance.c.session_id.in_(select(session.c.id).where(session.c.day.between(first, last))))
    rows = connection.execute(
        select(seat.c.session_id, seat.c.state, func.count().label("people")).group_by(seat.c.session_id, seat.c.state)
    )
    found: dict[Id, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.session_id, {})[row.state] = row.people
    return {session_id: Tally(**states) for session_id, states in found.items()}


def _session(row: RowMapping, tally: Tally) -> SessionLine:
    return SessionLine(
        id=row["id"],
        clock=row["hlc"],
        title=row["title"],
        platform=row["platform"],
        kind=SessionKind(row["kind"]),
        theme=row["theme"],
        level=SessionLevel(row["level"]),
        starts_at=row["starts_at"],
        minutes=row["minutes"],
        with_id=row["account_id"],
        with_name=row["with_name"] or "",
        room=row["room"],
        places=row["places"],
        enrolling=row["enrolling"],
        cohort_id=row["cohort_id"],
        closed_at=row["closed_at"],
        extra=row["extra"],
        series_id=row["series_id"],
        tally=tally,
    )
