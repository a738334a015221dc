"""An invented week of two counsellors, as in the picture of the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from ceis_desk.access.model import Actor, Role
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import (
    Attendance,
    CalendarDay,
    CalendarWeek,
    Entry,
    EntryKind,
    Professional,
    RollLine,
    SessionRoll,
    Slot,
    Span,
    WaitingPerson,
    Wish,
)
from ceis_desk.core.ids import Id, code_id

NOW = dt.datetime(2019, 6, 18, 10, 42)
MONDAY = dt.date(2019, 6, 17)


def ident(name: str) -> Id:
    return code_id("agenda example", name)


CLAIRE, NADIA, MARC, SOFIANE = (ident(name) for name in ("claire", "nadia", "marc", "sofiane"))
NAMES = {CLAIRE: "Claire Fabre", NADIA: "Nadia Haddad", MARC: "Marc Vidal"}
ROOMS = {CLAIRE: "bureau 2", NADIA: "bureau 3", MARC: "espace numérique"}


def actor(role: Role = Role.BUDGET, account: Id = CLAIRE) -> Actor:
    return Actor(account, NAMES.get(account, "Sofiane Roux"), frozenset({role}), ident("desk"))


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2019, 6, day, hour, minute)


def booked(
    who: Id,
    day: int,
    start: str,
    family: str,
    first: str,
    kind: str = "follow_up",
    minutes: int = 45,
    **more: Any,  # noqa: ANN401 any field of an entry
) -> Entry:
    hour, minute = map(int, start.split(":"))
    made = Entry(
        ident(f"{family} {day}"), 7, EntryKind.APPOINTMENT, at(day, hour, minute), minutes, "budget", who, NAMES[who],
        ident(family), "Mme", family, first, "+33639981234", kind_code=kind, rank=3, room=ROOMS[who],
    )  # fmt: skip
    return replace(made, **more)


DONE: dict[str, Any] = {"outcome": Outcome.HONOURED}
BENALI = booked(CLAIRE, 18, "10:45", "Benali", "Samira", visit_id=ident("visit"), visit_at=at(18, 10, 42),
                visit_state="waiting", subject="Suivi du plan d’apurement")  # fmt: skip
ROSSI = booked(NADIA, 18, "10:30", "Rossi", "Éva")
VIDAL = booked(CLAIRE, 19, "9:00", "Vidal", "Chloé")
GOMEZ = booked(CLAIRE, 20, "14:00", "Gomez", "Luis")
SESSION = Entry(
    ident("session"), 3, EntryKind.SESSION, at(20, 9), 90, "budget", CLAIRE, NAMES[CLAIRE],
    title="Mon budget au quotidien", enrolled=8, places=10, room="salle 1",
)  # fmt: skip
MEETING = Entry(ident("meeting"), 4, EntryKind.BUSY, at(21, 10), 120, title="Réunion d’équipe")
AWAY = Entry(
    ident("away"), 5, EntryKind.ABSENCE, at(19, 14), 180, with_id=NADIA, with_name=NAMES[NADIA], title="Formation"
)
ENTRIES = (
    booked(CLAIRE, 17, "9:00", "Martel", "Zoé", "first", **DONE),
    booked(NADIA, 17, "9:00", "Pons", "André", "file", 90, **DONE),
    booked(CLAIRE, 17, "10:00", "Salah", "Omar", **DONE),
    booked(CLAIRE, 17, "14:00", "Ramos", "Inès", outcome=Outcome.NO_SHOW),
    booked(NADIA, 17, "14:00", "Gil", "Marc", **DONE),
    booked(NADIA, 17, "15:00", "Aziz", "Karim", "first", **DONE),
    booked(NADIA, 18, "9:00", "Teissier", "Odile", **DONE),
    booked(CLAIRE, 18, "10:00", "Arnal", "Rose", visit_at=at(18, 9, 55), visit_state="busy"),
    ROSSI,
    BENALI,
    booked(CLAIRE, 18, "11:30", "Koffi", "Awa", "first"),
    booked(CLAIRE, 18, "14:00", "Dupuy", "Jean", "file", 90),
    booked(NADIA, 18, "14:00", "Ouali", "Fatou"),
    VIDAL,
    booked(CLAIRE, 19, "10:00", "Leroy", "Paul", "first"),
    booked(NADIA, 19, "9:45", "Hadj", "Samir"),
    SESSION,
    booked(NADIA, 20, "11:00", "Serra", "Ignacio"),
    GOMEZ,
    booked(NADIA, 20, "14:00", "Roche", "Hélène", "file", 90),
    booked(CLAIRE, 21, "9:00", "Blanc", "Lise"),
    booked(NADIA, 21, "9:00", "Navarro", "Pilar"),
    MEETING,
    AWAY,
)
_OPENING = ((dt.time(9), dt.time(12, 30)), (dt.time(13, 30), dt.time(17)))
DAYS = tuple(
    CalendarDay(MONDAY + dt.timedelta(days=rank), "", "", _OPENING if rank < 5 else ()) for rank in range(7)
)  # fmt: skip
DAYS = tuple(replace(day, opening=_OPENING[:1]) if day.day.day == 19 else day for day in DAYS)


def _open(who: Id) -> tuple[Span, ...]:
    spans = []
    for day in (17, 18, 19, 20, 21):
        spans.append(Span(at(day, 9), at(day, 10) if day == 21 else at(day, 12, 15 if who == CLAIRE else 0)))
        if day != 19:
            spans.append(Span(at(day, 14), at(day, 16)))
    if who == NADIA:
        spans[5] = Span(at(20, 11), at(20, 12))
    return tuple(spans)


PEOPLE = (
    Professional(CLAIRE, NAMES[CLAIRE], "budget", ROOMS[CLAIRE], _open(CLAIRE), 24 * 60, 19 * 60),
    Professional(MARC, NAMES[MARC], "digital", ROOMS[MARC], (), 0, 0),
    Professional(NADIA, NAMES[NADIA], "budget", ROOMS[NADIA], _open(NADIA), 24 * 60, 21 * 60),
)
WAITING = (
    WaitingPerson(ident("w1"), 2, ident("lacoste"), "M.", "Lacoste", "René", CLAIRE, "budget", 45,
                  dt.date(2019, 6, 12), Wish.ANY),
    WaitingPerson(ident("w2"), 2, ident("ozturk"), "Mme", "Öztürk", "Elif", None, "budget", 45,
                  dt.date(2019, 6, 16), Wish.MORNING),
)  # fmt: skip
WEEK = CalendarWeek(DAYS, PEOPLE, tuple(sorted(ENTRIES, key=lambda one: one.starts_at)), WAITING)
SLOTS = (
    Slot(NADIA, NAMES[NADIA], "budget", at(18, 15), 45, "bureau 3"),
    Slot(NADIA, NAMES[NADIA], "budget", at(19, 10, 45), 45, "bureau 3"),
    Slot(CLAIRE, NAMES[CLAIRE], "budget", at(19, 11), 45, "bureau 2"),
)
ROLL = SessionRoll(
    SESSION,
    (
        RollLine(ident("r1"), 1, ident("martel"), "Mme", "Martel", "Zoé", "", Attendance.ENROLLED, None),
        RollLine(ident("r2"), 1, ident("gil"), "M.", "Gil", "Marc", "", Attendance.PRESENT, at(20, 8, 58)),
        RollLine(ident("r3"), 1, ident("blanc"), "Mme", "Blanc", "Lise", "", Attendance.WAITING, None),
    ),
)
