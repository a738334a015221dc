"""Who is enrolled in a session, who waits for a place, who came."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.gestures import Enrol, MarkAttendance
from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.counted import attended
from ceis_desk.data.agenda.rows import SEATED
from ceis_desk.data.agenda.sessions import refuse_closed_session, seated, session_row, subjects_of
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import agenda
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx

_ROLL = agenda.attendance
_Row = Row[*tuple[Any, ...]]


def enrol(tx: Tx, gesture: Enrol) -> Change:
    """Enrol a person; when the session is full she waits, at her place."""
    session = session_row(tx, gesture.session_id)
    refuse_closed_session(session)
    person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
    refuse_erased(tx.connection, gesture.person_id)
    before = _line(tx, gesture.session_id, gesture.person_id)
    if _expected_under_any_record(tx, gesture.session_id, gesture.person_id):
        message = "Cette personne est déjà inscrite à cet atelier. Rien n’a changé."
        raise Refusal(message)
    tx.require_clock(_ROLL, code_id("attendance", gesture.session_id, gesture.person_id), None)
    taken = seated(tx, session.id)
    full = session.enrolling and taken >= session.places
    state = Attendance.WAITING if full else Attendance.ENROLLED
    row_id = _write(tx, gesture.session_id, gesture.person_id, state, since=tx.today)
    after = Attendance.WITHDRAWN if before is None else Attendance(before.state)
    said, masked = both(lambda show: _enrolled_words(session, taken, state, name_of(person, show)))
    return Change(
        subjects=subjects_of(gesture.session_id),
        said=said,
        masked=masked,
        undo=MarkAttendance(gesture.session_id, gesture.person_id, after, tx.stamp()[0]),
        made=(row_id,),
    )


def _enrolled_words(session: _Row, taken: int, state: Attendance, who: str) -> str:
    if state is Attendance.ENROLLED:
        count = taken + 1
        among = f" sur {session.places}" if session.enrolling else ""
        return f"Inscription de {who}\u00a0: {count} inscrit{'s' if count > 1 else ''}{among}."
    return f"L’atelier est complet\u00a0: {who} est en attente d’une place."


def mark_attendance(tx: Tx, gesture: MarkAttendance) -> Change:
    """Say where a person stands; present, she keeps age and district of that day to be counted for ever."""
    session = session_row(tx, gesture.session_id)
    refuse_closed_session(session)
    row_id = code_id("attendance", gesture.session_id, gesture.person_id)
    tx.require_clock(_ROLL, row_id, gesture.clock)
    before = _line(tx, gesture.session_id, gesture.person_id)
    state = Attendance(gesture.state)
    if before is None:
        welcomed(tx, (gesture.person_id,))
        refuse_erased(tx.connection, gesture.person_id)
    _refuse_state(tx, session, before, state)
    # Whoever is marked by hand is no longer what the counter said of her.
    present = state is Attendance.PRESENT
    kept = attended(tx, gesture.person_id, session.day) if present else {"visit_id": None}
    _write(tx, gesture.session_id, gesture.person_id, state, **kept)
    after = Attendance.WITHDRAWN if before is None else Attendance(before.state)
    freed = before is not None and before.state in SEATED and state.value not in SEATED
    said, masked = both(
        lambda show: _marked_words(tx, gesture, state, show) + (_wait_words(tx, session) if freed else "")
    )
    return Change(
        subjects=subjects_of(gesture.session_id),
        said=said,
        masked=masked,
        undo=MarkAttendance(gesture.session_id, gesture.person_id, after, tx.stamp()[0]),
    )


def _refuse_state(tx: Tx, session: _Row, before: _Row | None, state: Attendance) -> None:
    """Raise Refusal for a presence on a day to come, or one more enrolled than there are places."""
    if state in (Attendance.PRESENT, Attendance.ABSENT) and session.day > tx.today:
        message = "Cet atelier n’a pas encore eu lieu. Rien n’a changé\u00a0: l’émargement s’ouvre ce jour-là."
        raise Refusal(message)
    had_place = before is not None and before.state in SEATED
    full = session.enrolling and not had_place
    if state is Attendance.ENROLLED and full and seated(tx, session.id) >= session.places:
        message = f"L’atelier est complet\u00a0: {session.places} places. Rien n’a changé\u00a0: elle reste en attente."
        raise Refusal(message)


def _marked_words(tx: Tx, gesture: MarkAttendance, state: Attendance, show: Discretion) -> str:
    identity = read_identity(tx.connection, gesture.person_id)
    who = name_of(identity, show) if identity else "Personne sans nom"
    return f"{who}\u00a0: {state.label}."


def _wait_words(tx: Tx, session: _Row) -> str:
    """Who waits for the place that has just been freed, unless the session is over."""
    query = select(_ROLL.c.id).where(_ROLL.c.session_id == session.id, _ROLL.c.state == Attendance.WAITING.value)
    count = len(tx.connection.execute(query).all())
    if not count or session.starts_at < tx.now:
        return ""
    return " 1 personne attend une place." if count == 1 else f" {count} personnes attendent une place."


def _write(tx: Tx, session_id: Id, person_id: Id, state: Attendance, **kept: Any) -> Id:
    row_id = code_id("attendance", session_id, person_id)
    tx.put(_ROLL, row_id, session_id=session_id, person_id=person_id, state=state.value, **kept)
    return row_id


def _expected_under_any_record(tx: Tx, session_id: Id, person_id: Id) -> bool:
    """Whether she has or waits for a place, be it under a record merged with hers."""
    query = select(_ROLL.c.id).where(
        _ROLL.c.session_id == session_id,
        _ROLL.c.person_id.in_(same_person(tx.connection, person_id)),
        _ROLL.c.state.in_((*SEATED, Attendance.WAITING.value)),
    )
    return tx.connection.execute(query.limit(1)).first() is not None


def _line(tx: Tx, session_id: Id, person_id: Id) -> _Row | None:
    row_id = code_id("attendance", session_id, person_id)
    return tx.connection.execute(select(_ROLL).where(_ROLL.c.id == row_id)).first()
