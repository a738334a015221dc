"""Whoever is checked in at the counter for a session is ticked on its roll; the visit taken back, she is not."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import RowMapping, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.core.folding import key
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Subject
from ceis_desk.data.agenda.counted import attended
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.people import same_person
from ceis_desk.data.schema import agenda, reception
from ceis_desk.data.write import Tx

WORKSHOP = code_id("motif", key("Atelier collectif"))
"""The motif under which the counter checks in whoever comes for a session."""

EARLY = dt.timedelta(hours=1)
"""How long before it begins an arrival is one for a session."""

_ROLL = agenda.attendance
_EXPECTED = (Attendance.ENROLLED.value, Attendance.EXCUSED.value, Attendance.ABSENT.value)


def follow_visit(tx: Tx, visit_id: Id) -> frozenset[Subject]:
    """Tick on the roll of an open session what this visit says, untick what it said before; the sessions touched."""
    table = reception.visit
    visit = tx.connection.execute(select(table).where(table.c.id == visit_id)).mappings().one()
    wanted = _expected(tx, visit) if _is_for_session(tx, visit) else None
    before = select(_ROLL.c.id, _ROLL.c.session_id).where(_ROLL.c.visit_id == visit_id)
    touched = {row.id: row.session_id for row in tx.connection.execute(before) if _is_open(tx, row.session_id)}
    for row_id in touched:
        if wanted is None or row_id != wanted["id"]:
            tx.change(_ROLL, row_id, state=Attendance.ENROLLED.value, visit_id=None)
    if wanted is not None and wanted["id"] not in touched:
        kept = attended(tx, wanted["owner"], visit["day"])
        tx.change(_ROLL, wanted["id"], state=Attendance.PRESENT.value, visit_id=visit_id, **kept)
        touched[wanted["id"]] = wanted["session_id"]
    return frozenset(Subject("session", session_id) for session_id in touched.values())


def _is_for_session(tx: Tx, visit: RowMapping) -> bool:
    motif = reception.visit_motif
    if visit["withdrawn"] or visit["person_id"] is None:
        return False
    row_id = code_id("visit_motif", visit["id"], WORKSHOP)
    return tx.connection.execute(select(motif.c.id).where(motif.c.id == row_id, motif.c.active)).first() is not None


def _is_open(tx: Tx, session_id: Id) -> bool:
    table = agenda.session
    query = select(table.c.id).where(table.c.id == session_id, table.c.closed_at.is_(None))
    return tx.connection.execute(query).first() is not None


def _expected(tx: Tx, visit: RowMapping) -> RowMapping | None:
    """The line of the session for which she arrives: of those going on or soon to begin, the nearest in time."""
    session, seat = agenda.session, seats(_ROLL.c.person_id.in_(same_person(tx.connection, visit["person_id"])))
    rows = tx.connection.execute(
        select(seat, session.c.starts_at, session.c.minutes)
        .join_from(seat, session, session.c.id == seat.c.session_id)
        .where(session.c.day == visit["day"], ~session.c.withdrawn, session.c.closed_at.is_(None))
    ).mappings()
    at: dt.datetime = visit["at"]
    near = [
        row
        for row in rows
        if (row["state"] in _EXPECTED or row["visit_id"] == visit["id"])
        and row["starts_at"] - EARLY <= at < row["starts_at"] + dt.timedelta(minutes=row["minutes"])
    ]
    return min(near, key=lambda row: (abs(row["starts_at"] - at), row["id"]), default=None)
