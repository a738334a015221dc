"""The collective sessions in which a start-up tries its work with people of the CEIS, read from both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.schema import agenda, partners
from ceis_desk.partners.projects import PartKind, PartSession

_SESSION, _PROJECT, _PART = agenda.session, partners.project, partners.project_part
_NO_SESSION = (
    "Seule une séance de test se rattache à une séance d’Ateliers. Rien n’a été enregistré\u00a0: retirez la séance."
)
_SESSION_GONE = "Cette séance n’est plus dans Ateliers. Rien n’a été enregistré\u00a0: choisissez-en une autre."


def sessions_of(connection: Connection, session_ids: Iterable[Id]) -> dict[Id, PartSession]:
    """These sessions with how many came, those withdrawn left out."""
    wanted = frozenset(session_ids)
    if not wanted:
        return {}
    seat = seats(agenda.attendance.c.session_id.in_(wanted))
    there = (
        select(seat.c.session_id, func.count().label("people"))
        .where(seat.c.state == Attendance.PRESENT.value)
        .group_by(seat.c.session_id)
        .subquery()
    )
    rows = connection.execute(
        select(_SESSION.c.id, _SESSION.c.title, _SESSION.c.starts_at, _SESSION.c.extra, there.c.people)
        .select_from(_SESSION.outerjoin(there, there.c.session_id == _SESSION.c.id))
        .where(_SESSION.c.id.in_(wanted), ~_SESSION.c.withdrawn)
    )
    return {row.id: PartSession(row.id, row.title, row.starts_at, (row.people or 0) + row.extra) for row in rows}


def session_day(connection: Connection, kind: PartKind, session_id: Id) -> dt.date:
    """The day of the session that a thing of a project is to name; raises Refusal for one that cannot be named."""
    if kind is not PartKind.TEST:
        raise Refusal(_NO_SESSION)
    found = connection.execute(select(_SESSION.c.day).where(_SESSION.c.id == session_id, ~_SESSION.c.withdrawn)).first()
    if found is None:
        raise Refusal(_SESSION_GONE)
    day: dt.date = found.day
    return day


def projects_tried(connection: Connection, session_id: Id) -> tuple[str, ...]:
    """The titles of the projects that try something in a session."""
    rows = connection.execute(
        select(_PROJECT.c.title)
        .join_from(_PART, _PROJECT, _PROJECT.c.id == _PART.c.project_id)
        .where(_PART.c.session_id == session_id, ~_PART.c.withdrawn, ~_PROJECT.c.withdrawn)
        .distinct()
        .order_by(_PROJECT.c.title)
    )
    return tuple(row.title for row in rows)
