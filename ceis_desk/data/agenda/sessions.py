"""Collective sessions of every platform: made, changed, enrolled in, attended."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from ceis_desk.agenda.gestures import SetSession, WithdrawSessions
from ceis_desk.agenda.recurring import moments
from ceis_desk.agenda.workshops import SessionKind, SessionLevel
from ceis_desk.core.dates import write_hour, write_long_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda.obstacles import Place, obstacle, place, professional, refuse_platform
from ceis_desk.data.agenda.rows import enrolled
from ceis_desk.data.schema import agenda
from ceis_desk.data.write import Tx

LONGEST_TITLE, MOST_PLACES = 120, 500
CLOSED = "Cette séance est close. Rien n’a changé\u00a0: rouvrez-la pour la corriger."
OTHER_GROUP = (
    "Cette séance est celle d’un autre groupe. Rien n’a changé\u00a0: faites une nouvelle séance pour celui-ci."
)
GONE = "Cet atelier n’est plus là. Rien n’a changé\u00a0: relisez l’agenda."
_TABLE = agenda.session
_Row = Row[*tuple[Any, ...]]


def set_session(tx: Tx, gesture: SetSession) -> Change:
    """Make a session or a series, or change one; what its animator has elsewhere is said, never refused."""
    title = gesture.title.strip()
    refuse_nir(title)
    refuse_nir(gesture.room)
    refuse_nir(gesture.theme or "")
    if not title or len(title) > LONGEST_TITLE:
        message = f"Le titre d’un atelier a de 1 à {LONGEST_TITLE} signes. Rien n’a été enregistré\u00a0: corrigez-le."
        raise Refusal(message)
    if not 1 <= gesture.places <= MOST_PLACES:
        message = f"Un atelier a de 1 à {MOST_PLACES} places. Rien n’a été enregistré\u00a0: corrigez leur nombre."
        raise Refusal(message)
    refuse_platform(gesture.platform)
    if gesture.account_id is not None:
        professional(tx.connection, gesture.account_id, gesture.starts_at.date())
    if gesture.id is not None:
        return _change_session(tx, gesture, gesture.id, title)
    return _make_sessions(tx, gesture, title)


def _make_sessions(tx: Tx, gesture: SetSession, title: str) -> Change:
    places = [
        place(at, gesture.minutes, gesture.account_id, gesture.room)
        for at in moments(gesture.starts_at, gesture.every, gesture.times)
    ]
    series = new_id() if len(places) > 1 else None
    also = _also(tx, places[0], None)
    rows = [
        {
            "id": new_id(),
            **_columns(gesture, title, where),
            **_about(gesture),
            "places": gesture.places,
            "withdrawn": False,
            "series_id": series,
            "external": "",
        }
        for where in places
    ]
    tx.put_many(_TABLE, rows)
    made = tuple(row["id"] for row in rows)
    start = places[0].span.start
    when = f"{write_long_day(start.date())} à {write_hour(start.time())}"
    many = f" ({len(made)} séances)" if len(made) > 1 else ""
    return Change(
        subjects=subjects_of(*made),
        said=f"Atelier «\u00a0{title}\u00a0» prévu {when}{many}.{also}",
        undo=WithdrawSessions(made, clocks=(tx.stamp()[0],) * len(made)),
        made=made,
    )


def _columns(gesture: SetSession, title: str, where: Place) -> dict[str, Any]:
    return {
        "title": title,
        "platform": gesture.platform,
        "account_id": gesture.account_id,
        "starts_at": where.span.start,
        "day": where.span.start.date(),
        "minutes": gesture.minutes,
        "room": where.room,
    }


def _about(gesture: SetSession, old: _Row | None = None) -> dict[str, Any]:
    """What kind of session it is: what the gesture does not say stays, or is that of a workshop for everybody."""
    said = {
        "kind": None if gesture.kind is None else SessionKind(gesture.kind).value,
        "theme": gesture.theme,
        "level": None if gesture.level is None else SessionLevel(gesture.level).value,
        "cohort_id": gesture.cohort_id,
        "enrolling": gesture.enrolling,
    }
    first = {"kind": "workshop", "theme": "", "level": "", "cohort_id": None, "enrolling": True}
    kept = first if old is None else {name: getattr(old, name) for name in first}
    return {name: kept[name] if value is None else value for name, value in said.items()}


def _also(tx: Tx, where: Place, but: Id | None) -> str:
    """What stands there already, after the sentence of what was done."""
    return f" {obstacle(tx.connection, where, but)}".rstrip()


def _change_session(tx: Tx, gesture: SetSession, session_id: Id, title: str) -> Change:
    tx.require_clock(_TABLE, session_id, gesture.clock)
    old = session_row(tx, session_id, withdrawn_too=True)
    refuse_closed_session(old)
    if gesture.cohort_id is not None and gesture.cohort_id != old.cohort_id:
        raise Refusal(OTHER_GROUP)
    about = _about(gesture, old)
    taken = seated(tx, session_id)
    if about["enrolling"] and gesture.places < taken:
        message = f"{taken} personnes sont inscrites. Rien n’a changé\u00a0: gardez au moins {taken} places."
        raise Refusal(message)
    where = place(gesture.starts_at, gesture.minutes, gesture.account_id, gesture.room)
    columns = _columns(gesture, title, where)
    tx.change(_TABLE, session_id, **columns, **about, places=gesture.places, withdrawn=gesture.withdrawn)
    undo = SetSession(
        old.title,
        old.platform,
        old.account_id,
        old.starts_at,
        old.minutes,
        old.places,
        old.room,
        id=session_id,
        clock=tx.stamp()[0],
        withdrawn=old.withdrawn,
        kind=SessionKind(old.kind),
        theme=old.theme,
        level=SessionLevel(old.level),
        enrolling=old.enrolling,
    )
    done = "retiré" if gesture.withdrawn else "enregistré"
    also = "" if gesture.withdrawn else _also(tx, where, session_id)
    return Change(subjects=subjects_of(session_id), said=f"Atelier «\u00a0{title}\u00a0» {done}.{also}", undo=undo)


def withdraw_sessions(tx: Tx, gesture: WithdrawSessions) -> Change:
    """Take sessions back, or put them back; who was enrolled stays enrolled."""
    if not gesture.ids:
        message = "Aucun atelier n’a été choisi. Rien n’a changé\u00a0: choisissez-en un dans l’agenda."
        raise Refusal(message)
    for number, one in enumerate(gesture.ids):
        tx.require_clock(_TABLE, one, gesture.clocks[number] if gesture.clocks else None)
        refuse_closed_session(session_row(tx, one, withdrawn_too=True))
        tx.change(_TABLE, one, withdrawn=gesture.withdrawn)
    count = len(gesture.ids)
    done = "retiré" if gesture.withdrawn else "remis"
    return Change(
        subjects=subjects_of(*gesture.ids),
        said=f"Atelier {done}." if count == 1 else f"{count} séances de l’atelier {done}es.",
        undo=WithdrawSessions(gesture.ids, not gesture.withdrawn, (tx.stamp()[0],) * count),
    )


def refuse_closed_session(session: _Row) -> None:
    """Raise Refusal, with the way out, when what is counted of it is settled."""
    if session.closed_at is not None:
        raise Refusal(CLOSED)


def session_row(tx: Tx, session_id: Id, *, withdrawn_too: bool = False) -> _Row:
    """A session that is still there; raises Refusal."""
    row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == session_id)).first()
    if row is None or (row.withdrawn and not withdrawn_too):
        raise Refusal(GONE)
    return row


def seated(tx: Tx, session_id: Id) -> int:
    """How many of its places are taken."""
    found = tx.connection.execute(select(enrolled()).select_from(_TABLE).where(_TABLE.c.id == session_id))
    return int(found.scalar_one())


def subjects_of(*ids: Id) -> frozenset[Subject]:
    """These sessions, as a change tells of them."""
    return frozenset({Subject("appointment"), *(Subject("session", one) for one in ids)})
