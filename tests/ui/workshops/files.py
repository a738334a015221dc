"""An invented week of sessions, as in the picture of « Ateliers »."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.agenda.week import Attendance, RollLine
from ceis_desk.agenda.workshops import (
    Axis,
    SessionKind,
    SessionLevel,
    SessionLine,
    Tally,
    UnnamedCode,
    WaitingLine,
    WorkshopRoll,
)
from ceis_desk.core.ids import Id, code_id

NOW = dt.datetime(2019, 6, 18, 10, 42)
MONDAY = dt.date(2019, 6, 17)
NOBODY = Tally()


def ident(name: str) -> Id:
    return code_id("workshop example", name)


MARC = ident("marc")


def session(title: str, day: int, hour: int, platform: str = "digital", tally: Tally = NOBODY) -> SessionLine:
    return SessionLine(
        ident(title), 5, title, platform, SessionKind.WORKSHOP, "", SessionLevel.ANY, dt.datetime(2019, 6, day, hour),
        120, MARC, "Marc Vidal", "salle 1", 4, True, None, None, 3, None, tally,
    )  # fmt: skip


def line(civility: str, family: str, first: str, state: Attendance, arrived: dt.datetime | None = None) -> RollLine:
    return RollLine(ident(f"line {family}"), 9, ident(family), civility, family, first, "", state, arrived)


AMRANI = line("Mme", "Amrani", "Fatiha", Attendance.PRESENT)
CASTEL = line("Mme", "Castel", "Rose", Attendance.PRESENT, dt.datetime(2019, 6, 18, 9, 24))
FERRER = line("M.", "Ferrer", "Alain", Attendance.EXCUSED)
PUECH = line("M.", "Puech", "Simon", Attendance.ENROLLED)
SANCHEZ = line("Mme", "Sanchez", "Pilar", Attendance.WAITING)
PROCEDURES = session("Mes démarches", 18, 9, tally=Tally(enrolled=1, present=2, excused=1, waiting=1))
CLICKS = replace(session("Premiers clics", 17, 14, tally=Tally(present=4)), closed_at=dt.datetime(2019, 6, 17, 16))
WALK = session("Marche douce", 18, 16, "health", Tally(enrolled=4, waiting=2))
COFFEE = replace(session("Café des familles", 19, 10, "reception"), enrolling=False, kind=SessionKind.ANIMATION)
WEEK = (CLICKS, PROCEDURES, WALK, COFFEE)
COUNTS = {
    (Axis.SEX, UnnamedCode.FEMALE): 2,
    (Axis.SEX, UnnamedCode.MALE): 1,
    (Axis.AGE, UnnamedCode.FROM_25): 1,
    (Axis.AGE, UnnamedCode.FROM_60): 1,
    (Axis.STATUS, UnnamedCode.RETIRED): 3,
}
ROLL = WorkshopRoll(PROCEDURES, (AMRANI, CASTEL, FERRER, PUECH), (WaitingLine(SANCHEZ, dt.date(2019, 6, 6)),), COUNTS)
EMPTY_ROLL = WorkshopRoll(COFFEE, (), (), {})
