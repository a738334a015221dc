"""Who is enrolled in a session, who waits for a place, who came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, func, select

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.gestures import Enrol, MarkAttendance
from ceis_desk.agenda.rules import FIRST_OF_STATES
from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.counted import attended
from ceis_desk.data.agenda.rows import SEATED
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.agenda.sessions import refuse_closed_session, seated, session_row, subjects_of
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import canonical, refuse_erased, same_person
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
    standing = _standing(tx, gesture.session_id, gesture.person_id)
    if standing is not None and standing.state in (*SEATED, Attendance.WAITING.value):
        message = "Cette personne est déjà inscrite à cet atelier. Rien n’a changé."
        raise Refusal(message)
    tx.require_clock(_ROLL, code_id("attendance", gesture.session_id, gesture.person_id), None)
    before = {gesture.person_id: _state(tx, gesture.session_id, gesture.person_id)}
    taken = seated(tx, session.id)
    full = session.enrolling and taken >= session.places
    state = Attendance.WAITING if full else Attendance.ENROLLED
    row_id = _write(tx, gesture.session_id, gesture.person_id, state, since=tx.today)
    said, masked = both(lambda show: _enrolled_words(session, taken, state, name_of(person, show)))
    return Change(
        subjects=subjects_of(gesture.session_id),
        said=said,
        masked=masked,
        undo=_undo(gesture.session_id, before, tx.stamp()[0]),
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
    standing = _standing(tx, gesture.session_id, gesture.person_id)
    asked = _asked(tx, gesture, standing)
    first = next(iter(asked))
    tx.require_clock(_ROLL, code_id("attendance", gesture.session_id, first), gesture.clock)
    if standing is None:
        welcomed(tx, (gesture.person_id,))
        refuse_erased(tx.connection, gesture.person_id)
    _refuse_state(tx, session, standing, asked[first])
    before = {record: _state(tx, gesture.session_id, record) for record in asked}
    for record, state in asked.items():
        _mark(tx, session, record, state)
    after = _standing(tx, gesture.session_id, gesture.person_id)
    freed = _has_place(standing) and not _has_place(after)
    said, masked = both(lambda show: _marked_words(tx, gesture, show) + (_wait_words(tx, session) if freed else ""))
    return Change(
        subjects=subjects_of(gesture.session_id),
        said=said,
        masked=masked,
        undo=_undo(gesture.session_id, before, tx.stamp()[0]),
    )


def _asked(tx: Tx, gesture: MarkAttendance, standing: _Row | None) -> dict[Id, Attendance]:
    """What to write of which records: first the line where she stands, then those that would say more than it."""
    state = Attendance(gesture.state)
    if gesture.also is not None:
        return {gesture.person_id: state, **dict(gesture.also)}
    if standing is None:
        return {gesture.person_id: state}
    kept = FIRST_OF_STATES[FIRST_OF_STATES.index(state) :] if state in FIRST_OF_STATES else ()
    query = select(_ROLL.c.person_id).where(
        _ROLL.c.session_id == gesture.session_id,
        _ROLL.c.person_id.in_(same_person(tx.connection, gesture.person_id)),
        _ROLL.c.state.not_in([one.value for one in (*kept, Attendance.WITHDRAWN)]),
    )
    return {standing.person_id: state} | dict.fromkeys(tx.connection.execute(query).scalars(), state)


def _mark(tx: Tx, session: _Row, record: Id, state: Attendance) -> None:
    tx.require_clock(_ROLL, code_id("attendance", session.id, record), None)
    # Whoever is marked by hand is no longer what the counter said of her.
    present = state is Attendance.PRESENT
    kept = attended(tx, canonical(tx.connection, record), session.day) if present else {"visit_id": None}
    _write(tx, session.id, record, state, **kept)


def _undo(session_id: Id, before: Mapping[Id, Attendance], clock: int) -> MarkAttendance:
    (record, state), *others = before.items()
    return MarkAttendance(session_id, record, state, clock, also=tuple(others))


def _refuse_state(tx: Tx, session: _Row, standing: _Row | None, state: Attendance) -> None:
    """Raise Refusal for a presence on a day to come, or one more enrolled than there are places."""
    if state in (Attendance.PRESENT, Attendance.ABSENT) and session.day > tx.today:
        message = "Cet atelier n’a pas encore eu lieu. Rien n’a changé\u00a0: l’émargement s’ouvre ce jour-là."
        raise Refusal(message)
    full = session.enrolling and not _has_place(standing)
    if state is Attendance.ENROLLED and full and seated(tx, session.id) >= session.places:
        places = f"{session.places} place{'s' if session.places > 1 else ''}"
        message = f"L’atelier est complet\u00a0: {places}. Rien n’a changé\u00a0: elle reste en attente."
        raise Refusal(message)


def _has_place(standing: _Row | None) -> bool:
    return standing is not None and standing.state in SEATED


def _marked_words(tx: Tx, gesture: MarkAttendance, show: Discretion) -> str:
    identity = read_identity(tx.connection, canonical(tx.connection, gesture.person_id))
    who = name_of(identity, show) if identity else "Personne sans nom"
    state = Attendance(gesture.state)
    if state is Attendance.WAITING:
        return f"{who}\u00a0: {state.label}."
    return f"{who}\u00a0: {show.agreed(identity.civility if identity else '', state.label)}."


def _wait_words(tx: Tx, session: _Row) -> str:
    """Who waits for the place that has just been freed, unless the session is over."""
    seat = seats(_ROLL.c.session_id == session.id)
    query = select(func.count()).select_from(seat).where(seat.c.state == Attendance.WAITING.value)
    count = tx.connection.execute(query).scalar_one()
    if not count or session.starts_at < tx.now:
        return ""
    return " 1 personne attend une place." if count == 1 else f" {count} personnes attendent une place."


def _write(tx: Tx, session_id: Id, person_id: Id, state: Attendance, **kept: Any) -> Id:
    row_id = code_id("attendance", session_id, person_id)
    tx.put(_ROLL, row_id, session_id=session_id, person_id=person_id, state=state.value, **kept)
    return row_id


def _standing(tx: Tx, session_id: Id, person_id: Id) -> _Row | None:
    """The line that says where she stands, under whichever of her records; None when no roll of hers says anything."""
    hers = _ROLL.c.person_id.in_(same_person(tx.connection, person_id))
    return tx.connection.execute(select(seats(_ROLL.c.session_id == session_id, hers))).first()


def _state(tx: Tx, session_id: Id, record: Id) -> Attendance:
    """What the line of one record says."""
    row_id = code_id("attendance", session_id, record)
    state = tx.connection.execute(select(_ROLL.c.state).where(_ROLL.c.id == row_id)).scalar_one_or_none()
    return Attendance.WITHDRAWN if state is None else Attendance(state)
