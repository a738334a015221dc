"""The week of sessions of picture 13: who is on each roll, who was ticked, who waits, who came without a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from ceis_desk.agenda.workshops import Axis, UnnamedCode
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.agenda.counted import attended
from ceis_desk.data.demo.cast import OPENING, SESSIONS
from ceis_desk.data.demo.office import MONDAY, WORKSHOP, at
from ceis_desk.data.schema import agenda
from ceis_desk.data.write import Tx

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
    _Session("Tablette", 3, "14:00", 90, "digital", "marc", "espace numérique", 8, 6, level="debutant"),
    _Session("Jardin partagé", 4, "10:00", 120, "reception", "lea", "départ de l’accueil", 6, 4, kind="project"),
)  # fmt: skip
LONG_TITLES = {"Mes démarches": "Mes démarches en ligne"}
KINDS = {"Unis’Vers": "meeting", "Marche douce": "prevention"}
PLACES = {"Mes démarches": 10}


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
            title=LONG_TITLES.get(title, title),
            kind=KINDS.get(title, "workshop"),
            places=PLACES.get(title, 12),
        )
    tx.change(agenda.session, _found(tx, WORKSHOP[0], MONDAY + dt.timedelta(days=WORKSHOP[1])), title="Mon budget")
    _write_roll(tx, cast)


def _found(tx: Tx, title: str, day: dt.date) -> Id:
    table = agenda.session
    found: Id = tx.connection.execute(select(table.c.id).where(table.c.title == title, table.c.day == day)).scalar_one()
    return found


def _write_session(tx: Tx, one: _Session, staff: dict[str, Id], crowd: Iterable[Id]) -> None:
    day, session_id = MONDAY + dt.timedelta(days=one.weekday), new_id()
    tx.put(
        agenda.session,
        session_id,
        title=one.title,
        platform=one.platform,
        account_id=staff[one.login],
        starts_at=at(one.hour, day),
        day=day,
        minutes=one.minutes,
        room=one.room,
        places=one.places,
        kind=one.kind,
        level=one.level,
        enrolling=one.enrolling,
        closed_at=at(one.hour, day) + dt.timedelta(minutes=one.minutes) if one.closed else None,
    )
    for person_id in list(crowd)[: one.seated]:
        _write_line(tx, session_id, person_id, "enrolled", day - dt.timedelta(days=7))


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
    session_id = _found(tx, LONG_TITLES["Mes démarches"], _TODAY)
    for one in tx.connection.execute(select(_ROLL.c.id).where(_ROLL.c.session_id == session_id)):
        tx.change(_ROLL, one.id, state="withdrawn")
    for code, state, since in ROLL:
        _write_line(tx, session_id, cast[code], state, since)
    tx.change(agenda.session, session_id, extra=3)
    for axis, code, count in UNNAMED:
        row_id = code_id("session_count", session_id, axis.value, code.value)
        tx.put(agenda.session_count, row_id, session_id=session_id, axis=axis.value, code=code.value, count=count)
