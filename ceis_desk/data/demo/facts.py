"""The appointments and sessions of the fifteen months, drawn beside the visits that answer them."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.demo.office import LIGHTLY_UNTIL, MINUTES, MONDAY, SUNDAY, hours_of, room_of

Row = dict[str, Any]
_MISSED = ((Outcome.NO_SHOW, 8), (Outcome.EXCUSED, 6), (Outcome.REVOKED, 2), (Outcome.OPEN, 2), (Outcome.HONOURED, 82))
_WORKSHOPS = ("Mes démarches", "Cuisine et budget", "Tablette pas à pas", "Marche douce", "CV en ligne")
WORKSHOP_PLACES = 12
_LIGHTLY = 0.4
_EARLIEST = 12
"""Minutes before her appointment at which somebody arrives, at most."""


def is_to_come(day: dt.date) -> bool:
    """Whether a day is of the weeks to come of an agenda that fills up."""
    return OPENING.date() < day <= LIGHTLY_UNTIL


@dataclass
class Facts:
    """What is written in bulk, table by table; ids are drawn by `draw_id`, chances by `rng`."""

    rng: random.Random
    draw_id: Callable[[dt.datetime], Id]
    appointments: list[Row] = field(default_factory=list)
    sessions: dict[dt.date, Row] = field(default_factory=dict)
    attendances: dict[Id, Row] = field(default_factory=dict)
    _taken: set[tuple[str, dt.datetime]] = field(default_factory=set)
    _seated: Counter[dt.date] = field(default_factory=Counter)

    def book(
        self, at: dt.datetime, person_id: Id, login: str, account_id: Id, snap: Row, *, surely: bool = False
    ) -> tuple[Id | None, dt.datetime]:
        """An appointment of the day of a visit: its id when the visit answers it, and when the person then came."""
        outcome = self.rng.choices([o for o, _ in _MISSED], weights=[weight for _, weight in _MISSED])[0]
        chance = self.rng.random()
        if MONDAY <= at.date() <= SUNDAY:
            # The week of the pictures is written by hand.
            return None, at
        start = self._hour_for(at, login)
        if start is None or (is_to_come(start.date()) and chance > _LIGHTLY):
            return None, at
        outcome = Outcome.HONOURED if surely else outcome
        outcome = Outcome.OPEN if is_to_come(start.date()) else outcome
        self._taken.add((login, start))
        appointment_id = self.draw_id(start)
        # Whoever missed an appointment still came that day for something else: the visit does not answer it.
        honoured = outcome is Outcome.HONOURED
        self.appointments.append(
            {
                "id": appointment_id,
                "person_id": person_id,
                "account_id": account_id,
                "platform": "budget",
                "starts_at": start,
                "day": start.date(),
                "minutes": MINUTES,
                "room": room_of(login),
                "outcome": outcome.value,
                "withdrawn": False,
                "age": snap["age"],
                "qpv": snap["qpv"],
            }
        )
        if not honoured:
            return None, at
        return appointment_id, start - dt.timedelta(minutes=self.rng.randrange(_EARLIEST))

    def _hour_for(self, at: dt.datetime, login: str) -> dt.datetime | None:
        """The free hour of that day nearest to an arrival."""
        free = [start for start in hours_of(login, at.date()) if (login, start) not in self._taken]
        return min(free, key=lambda start: abs(start - at), default=None)

    def attend(self, at: dt.datetime, person_id: Id, snap: Row) -> None:
        """A place at the workshop of that day while there are any; that of the weeks to come is only kept."""
        day = at.date()
        if day not in self.sessions:
            starts = dt.datetime.combine(day, dt.time(9, 30))
            self.sessions[day] = {
                "id": self.draw_id(starts),
                "title": self.rng.choice(_WORKSHOPS),
                "platform": "reception",
                "account_id": None,
                "starts_at": starts,
                "day": day,
                "minutes": 120,
                "room": "salle 1",
                "places": WORKSHOP_PLACES,
                "withdrawn": False,
            }
        session = self.sessions[day]
        if self._seated[day] == session["places"]:
            return
        self._seated[day] += 1
        session_id: Id = session["id"]
        attendance_id = code_id("attendance", session_id, person_id)
        self.attendances[attendance_id] = {
            "id": attendance_id,
            "session_id": session_id,
            "person_id": person_id,
            "state": "enrolled" if is_to_come(day) else "present",
            "age": snap["age"],
            "qpv": snap["qpv"],
            "lone_parent": snap["lone_parent"],
            "isolated": snap["isolated"],
        }
