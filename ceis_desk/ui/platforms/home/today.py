"""What is expected of a platform today: appointments and sessions counted, nobody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.core.dates import write_hour

_STANDING = frozenset({Outcome.OPEN, Outcome.HONOURED})
_MOST_SESSIONS = 2
NOTHING = "Rien de prévu aujourd’hui."


@dataclass(frozen=True)
class Today:
    """The day of one platform; `expected` counts comings: an appointment, a place taken at a session."""

    expected: int
    lines: tuple[str, ...]


def today_of(platform: str, day: Iterable[DayAppointment], now: dt.datetime) -> Today:
    """What stands in the day of a platform: what is cancelled or missed is not expected any more."""
    mine = [line for line in day if line.platform == platform]
    sessions = [line for line in mine if line.title]
    appointments = [line for line in mine if not line.title and line.outcome in _STANDING]
    expected = len(appointments) + sum(line.enrolled for line in sessions)
    lines = [_appointments(appointments, now)] if appointments else []
    lines += [_session(line) for line in sessions[:_MOST_SESSIONS]]
    more = len(sessions) - _MOST_SESSIONS
    if more > 0:
        lines.append("et 1 autre séance" if more == 1 else f"et {more} autres séances")
    return Today(expected, tuple(lines) or (NOTHING,))


def _appointments(lines: list[DayAppointment], now: dt.datetime) -> str:
    said = "1 rendez-vous" if len(lines) == 1 else f"{len(lines)} rendez-vous"
    coming = next((line for line in lines if line.at >= now), None)
    return f"{said}, le prochain à {write_hour(coming.at.time())}" if coming is not None else said


def _session(line: DayAppointment) -> str:
    who = "1 inscrit" if line.enrolled == 1 else f"{line.enrolled} inscrits" if line.enrolled else "personne d’inscrit"
    return f"{write_hour(line.at.time())}\u00a0: {line.title}, {who}"
