"""The week of sessions of picture 13: who is on each roll, who was ticked, who waits, who came without a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select

from ceis_desk.agenda.workshops import Axis, UnnamedCode
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.agenda.arrivals import WORKSHOP as WORKSHOP_MOTIF
from ceis_desk.data.agenda.counted import attended
from ceis_desk.data.demo.cast import OPENING, SESSIONS
from ceis_desk.data.demo.office import ANIMATION, ANIMATIONS, MONDAY, WORKSHOP, at
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import read_work
from ceis_desk.data.schema import agenda, reception
from ceis_desk.data.write import Tx
from ceis_desk.reception.rules import snapshot

_TODAY = OPENING.date()
_ROLL = agenda.attendance


@dataclass(frozen=True)
class _Session:
    """A session of the week beside those of the morning: weekday, hour, where, with whom, and how many are on it."""

    title: str
    weekday: int
    hour: str
    minutes: int
    platform: str
    login: str
    room: str
    places: int
    seated: int
    kind: str = "workshop"
    level: str = ""
    enrolling: bool = True
    closed: bool = False


WEEK: tuple[_Session, ...] = (
    _Session("Premiers clics", 0, "14:00", 120, "digital", "marc", "espace numérique", 8, 8,
             level="debutant", closed=True),
    _Session("Café des familles", 2, "10:00", 120, "reception", "lea", "salle 1", 20, 0,
             kind="animation", enrolling=False),
    _Session("Écran tactile", 3, "14:00", 90, "digital", "marc", "espace numérique", 8, 6, level="debutant"),
    _Session("Jardin partagé", 4, "10:00", 120, "reception", "lea", "départ de l’accueil", 6, 4, kind="project"),
)  # fmt: skip
KINDS = {"Unis’Vers": "meeting", "Marche douce": "prevention"}
PLACES = {"Mes démarches": 10}
ROLL_OF = "Mes démarches"
ARRIVALS = (("castel", "09:24"), ("kone", "09:41"))
"""Whom the counter checked in for it."""


_ENROLLED, _FIRST, _SECOND = dt.date(2019, 6, 4), dt.date(2019, 6, 6), dt.date(2019, 6, 11)
ROLL: tuple[tuple[str, str, dt.date], ...] = (
    ("amrani", "present", _ENROLLED),
    ("bailly", "present", _ENROLLED),
    ("castel", "present", _ENROLLED),
    ("dacosta", "present", _ENROLLED),
    ("elidrissi", "present", _ENROLLED),
    ("ferrer", "excused", _ENROLLED),
    ("kone", "present", _ENROLLED),
    ("meyer", "present", _ENROLLED),
    ("puech", "enrolled", _ENROLLED),
    ("zitouni", "enrolled", _ENROLLED),
    ("sanchez", "waiting", _FIRST),
    ("toure", "waiting", _SECOND),
)
"""Who is on the roll of « Mes démarches en ligne »: the code of each, where she stands, since which day."""

UNNAMED: tuple[tuple[Axis, UnnamedCode, int], ...] = (
    (Axis.SEX, UnnamedCode.FEMALE, 2),
    (Axis.SEX, UnnamedCode.MALE, 1),
    (Axis.AGE, UnnamedCode.FROM_25, 1),
    (Axis.AGE, UnnamedCode.FROM_60, 1),
    (Axis.STATUS, UnnamedCode.UNEMPLOYED, 1),
    (Axis.STATUS, UnnamedCode.RETIRED, 2),
)
"""One person is missing in the ages: the page says so."""


def write_workshops(tx: Tx, staff: dict[str, Id], cast: dict[str, Id]) -> None:
    """Complete the sessions of the morning and of Thursday, and write those of the other days."""
    crowd = [cast[code] for code in sorted(cast)]
    for one in WEEK:
        _write_session(tx, one, staff, crowd)
    for _hour, title, *_rest in SESSIONS:
        session_id = _found(tx, title, _TODAY)
        tx.change(
            agenda.session,
            session_id,
            kind=KINDS.get(title, "workshop"),
            places=PLACES.get(title, 12),
        )
    tx.change(agenda.session, _found(tx, WORKSHOP[0], MONDAY + dt.timedelta(days=WORKSHOP[1])), title="Mon budget")
    _write_roll(tx, cast)
    _write_animations(tx, staff)


def _found(tx: Tx, title: str, day: dt.date) -> Id:
    table = agenda.session
    found: Id = tx.connection.execute(select(table.c.id).where(table.c.title == title, table.c.day == day)).scalar_one()
    return found


def _write_session(tx: Tx, one: _Session, staff: dict[str, Id], crowd: Iterable[Id]) -> None:
    """The session drawn with the visits of that day becomes this one, with whoever was drawn on its roll."""
    day = MONDAY + dt.timedelta(days=one.weekday)
    table = agenda.session
    drawn = select(table.c.id).where(table.c.day == day, table.c.account_id.is_(None))
    session_id = tx.connection.execute(drawn).scalar_one()
    on_it = tx.connection.execute(select(_ROLL.c.person_id, _ROLL.c.state).where(_ROLL.c.session_id == session_id))
    there = {row.person_id: row.state for row in on_it}
    tx.change(
        table,
        session_id,
        title=one.title,
        platform=one.platform,
        account_id=staff[one.login],
        starts_at=at(one.hour, day),
        minutes=one.minutes,
        room=one.room,
        places=max(one.places, len(there)) if one.enrolling else one.places,
        kind=one.kind,
        level=one.level,
        enrolling=one.enrolling,
        closed_at=at(one.hour, day) + dt.timedelta(minutes=one.minutes) if one.closed else None,
    )
    others = [person_id for person_id in crowd if person_id not in there]
    for person_id in others[: max(one.seated - len(there), 0)]:
        _write_line(tx, session_id, person_id, "excused" if one.closed else "enrolled", day - dt.timedelta(days=7))


def _write_line(tx: Tx, session_id: Id, person_id: Id, state: str, since: dt.date) -> None:
    row_id = code_id("attendance", session_id, person_id)
    kept = attended(tx, person_id, _TODAY) if state == "present" else {}
    tx.put(
        _ROLL,
        row_id,
        session_id=session_id,
        person_id=person_id,
        state=state,
        since=since,
        **kept,
    )


def _write_roll(tx: Tx, cast: dict[str, Id]) -> None:
    session_id = _found(tx, ROLL_OF, _TODAY)
    for one in tx.connection.execute(select(_ROLL.c.id).where(_ROLL.c.session_id == session_id)):
        tx.change(_ROLL, one.id, state="withdrawn")
    for code, state, since in ROLL:
        _write_line(tx, session_id, cast[code], state, since)
    tx.change(agenda.session, session_id, extra=3)
    for code, hour in ARRIVALS:
        _write_arrival(tx, session_id, cast[code], at(hour, _TODAY))
    for axis, answer, count in UNNAMED:
        row_id = code_id("session_count", session_id, axis.value, answer.value)
        tx.put(agenda.session_count, row_id, session_id=session_id, axis=axis.value, code=answer.value, count=count)


def _write_arrival(tx: Tx, session_id: Id, person_id: Id, moment: dt.datetime) -> None:
    """One of the passages that bore no name that morning was hers: the day keeps as many."""
    visit, motif, identity = reception.visit, reception.visit_motif, read_identity(tx.connection, person_id)
    nameless = select(visit.c.id).where(visit.c.day == _TODAY, visit.c.person_id.is_(None)).order_by(visit.c.at)
    visit_id = tx.connection.execute(nameless.limit(1)).scalar_one()
    if identity is None:
        return
    kept = asdict(snapshot(identity, read_work(tx.connection, person_id), _TODAY))
    tx.change(visit, visit_id, person_id=person_id, at=moment, waiting_at=moment, gone_at=moment, **kept)
    for row in tx.connection.execute(select(motif.c.id).where(motif.c.visit_id == visit_id)):
        tx.change(motif, row.id, active=False)
    row_id = code_id("visit_motif", visit_id, WORKSHOP_MOTIF)
    tx.put(motif, row_id, visit_id=visit_id, motif_id=WORKSHOP_MOTIF, active=True)
    tx.change(_ROLL, code_id("attendance", session_id, person_id), visit_id=visit_id)


def _write_animations(tx: Tx, staff: dict[str, Id]) -> None:
    table = agenda.session
    where = {"platform": "digital", "account_id": staff["marc"], "room": "espace numérique"}
    drawn = select(table.c.id, table.c.starts_at, table.c.minutes).where(
        table.c.day.in_(ANIMATIONS), table.c.account_id.is_(None)
    )
    for row in tx.connection.execute(drawn):
        ends = row.starts_at + dt.timedelta(minutes=row.minutes)
        tx.change(table, row.id, title=ANIMATION, kind="animation", enrolling=False, closed_at=ends, **where)
