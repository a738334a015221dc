"""People without a name at a session, and the end of a session: closed when every sum is right, opened again."""

from __future__ import annotations

from sqlalchemy import func, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_requests import CloseSession, CountUnnamed, ReopenSession
from ceis_desk.agenda.workshops import AXES, Axis, UnnamedCode, UnnamedCount, refuse_wrong_sums
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.agenda.sessions import refuse_closed_session, session_row, subjects_of
from ceis_desk.data.agenda.workshops import read_counts
from ceis_desk.data.schema import agenda
from ceis_desk.data.write import Tx

MOST_UNNAMED = 2000
_TABLE, _COUNTS = agenda.session, agenda.session_count


def count_unnamed(tx: Tx, gesture: CountUnnamed) -> Change:
    """Keep the counts given; a sum that is not right yet is kept too."""
    tx.require_clock(_TABLE, gesture.session_id, gesture.clock)
    session = session_row(tx, gesture.session_id)
    refuse_closed_session(session)
    extra = session.extra if gesture.extra is None else gesture.extra
    for number in (extra, *(one.count for one in gesture.counts)):
        _refuse_number(number)
    former = read_counts(tx.connection, gesture.session_id)
    before = []
    for one in gesture.counts:
        key = (Axis(one.axis), UnnamedCode(one.code))
        if key[1] not in AXES[key[0]]:
            message = "Cette réponse n’est pas de ce groupe. Rien n’a été enregistré."
            raise Refusal(message)
        before.append(UnnamedCount(*key, former.get(key, 0)))
        _put(tx, gesture.session_id, key, one.count)
    tx.change(_TABLE, gesture.session_id, extra=extra)
    several = "s" if extra > 1 else ""
    return Change(
        subjects=subjects_of(gesture.session_id),
        said=f"{extra} personne{several} sans nom." if extra else "Personne n’est venu sans nom.",
        undo=CountUnnamed(gesture.session_id, session.extra, tuple(before), tx.stamp()[0]),
    )


def _refuse_number(number: int) -> None:
    if not 0 <= number <= MOST_UNNAMED:
        message = f"Un compte va de 0 à {MOST_UNNAMED}. Rien n’a été enregistré\u00a0: corrigez-le."
        raise Refusal(message)


def _put(tx: Tx, session_id: Id, key: tuple[Axis, UnnamedCode], count: int) -> None:
    axis, code = key[0].value, key[1].value
    row_id = code_id("session_count", session_id, axis, code)
    tx.put(_COUNTS, row_id, session_id=session_id, axis=axis, code=code, count=count)


def close_session(tx: Tx, gesture: CloseSession) -> Change:
    """Close a session that has begun; whoever was not ticked stays so, and is counted nowhere."""
    tx.require_clock(_TABLE, gesture.session_id, gesture.clock)
    session = session_row(tx, gesture.session_id)
    if session.closed_at is not None:
        message = "Cette séance est déjà close. Rien n’a changé."
        raise Refusal(message)
    if session.starts_at > tx.now:
        message = "Cette séance n’a pas commencé. Rien n’a changé\u00a0: elle se clôt une fois commencée."
        raise Refusal(message)
    refuse_wrong_sums(session.extra, read_counts(tx.connection, gesture.session_id))
    tx.change(_TABLE, gesture.session_id, closed_at=tx.now)
    present = _present(tx, gesture.session_id)
    several = "s" if present > 1 else ""
    return Change(
        subjects=subjects_of(gesture.session_id),
        said=f"Séance close\u00a0: {present} pointé{several} et {session.extra} sans nom.",
        undo=ReopenSession(gesture.session_id, tx.stamp()[0]),
    )


def reopen_session(tx: Tx, gesture: ReopenSession) -> Change:
    """Open a closed session again."""
    tx.require_clock(_TABLE, gesture.session_id, gesture.clock)
    session = session_row(tx, gesture.session_id)
    if session.closed_at is None:
        message = "Cette séance n’est pas close. Rien n’a changé."
        raise Refusal(message)
    tx.change(_TABLE, gesture.session_id, closed_at=None)
    return Change(
        subjects=subjects_of(gesture.session_id),
        said="Séance rouverte.",
        undo=CloseSession(gesture.session_id, tx.stamp()[0]),
    )


def _present(tx: Tx, session_id: Id) -> int:
    seat = seats(agenda.attendance.c.session_id == session_id)
    query = select(func.count()).select_from(seat).where(seat.c.state == Attendance.PRESENT.value)
    return tx.connection.execute(query).scalar_one()
