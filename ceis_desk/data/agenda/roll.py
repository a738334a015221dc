"""The roll of a session: who is enrolled, and when the counter saw each arrive."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, RowMapping, func, select

from ceis_desk.agenda.questions import ReadRoll
from ceis_desk.agenda.week import Attendance, RollLine, SessionRoll
from ceis_desk.agenda.workshops import WaitingLine
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import key
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.arrivals import WORKSHOP
from ceis_desk.data.agenda.rows import session_rows
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.agenda.sessions import GONE
from ceis_desk.data.agenda.week import session_entry
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, local, people, reception


def read_roll(reader: Reader, question: ReadRoll) -> SessionRoll:
    """A session with its people; raises Refusal when it is gone."""
    row = shown_session(reader.connection, question.session_id)
    named, waiting = read_people(reader.connection, question.session_id, row["day"], reader.now)
    return SessionRoll(session_entry(row), (*named, *(one.line for one in waiting)))


def shown_session(connection: Connection, session_id: Id) -> RowMapping:
    """A session as its week reads it; raises Refusal when it is gone."""
    table = agenda.session
    day = connection.execute(select(table.c.day).where(table.c.id == session_id)).scalar_one_or_none()
    for row in [] if day is None else session_rows(connection, day, day):
        if row["id"] == session_id:
            return row
    raise Refusal(GONE)


def read_people(
    connection: Connection, session_id: Id, day: dt.date, now: dt.datetime
) -> tuple[tuple[RollLine, ...], tuple[WaitingLine, ...]]:
    """Those of the roll by name, then those who wait by order of arrival."""
    arrived = _arrived(connection, day, now)
    found = [(_line(one, arrived), one["since"]) for one in _people(connection, session_id)]
    named = sorted(
        (line for line, _since in found if line.state is not Attendance.WAITING),
        key=lambda line: (key(line.used_name), key(line.first_name), line.id),
    )
    waiting = [WaitingLine(line, since) for line, since in found if line.state is Attendance.WAITING]
    in_order = sorted(waiting, key=lambda one: (one.since or day, one.line.clock, one.line.id))
    return tuple(named), tuple(in_order)


def _people(connection: Connection, session_id: Id) -> list[RowMapping]:
    seat, person = seats(agenda.attendance.c.session_id == session_id), people.person
    rows = connection.execute(
        select(
            seat.c.id,
            seat.c.hlc,
            seat.c.owner,
            seat.c.state,
            seat.c.since,
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            person.c.at_desk,
        ).join_from(seat, person, person.c.id == seat.c.owner)
    )
    return list(rows.mappings())


def _arrived(connection: Connection, day: dt.date, now: dt.datetime) -> dict[Id, dt.datetime]:
    """When each person was first checked in that day for a session, by the record that stands for her."""
    visit, motif, canon = reception.visit, reception.visit_motif, local.canon
    owner = func.coalesce(canon.c.canonical_id, visit.c.person_id)
    rows = connection.execute(
        select(owner.label("owner"), func.min(visit.c.at).label("at"))
        .select_from(
            visit.join(motif, motif.c.visit_id == visit.c.id).outerjoin(canon, canon.c.person_id == visit.c.person_id)
        )
        .where(
            visit.c.day == day,
            visit.c.at <= now,
            ~visit.c.withdrawn,
            visit.c.person_id.is_not(None),
            motif.c.active,
            motif.c.motif_id == WORKSHOP,
        )
        .group_by(owner)
    )
    return {row.owner: row.at for row in rows}


def _line(row: RowMapping, arrived: dict[Id, dt.datetime]) -> RollLine:
    return RollLine(
        id=row["id"],
        clock=row["hlc"],
        person_id=row["owner"],
        civility=row["civility"],
        used_name=row["used_name"],
        first_name=row["first_name"],
        at_desk=row["at_desk"],
        state=Attendance(row["state"]),
        arrived_at=arrived.get(row["owner"]),
    )
