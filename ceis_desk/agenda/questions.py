"""What may be asked about the day's appointments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.model import DayAppointment, DoubleBooking
from ceis_desk.core.store import Needs, Question


@dataclass(frozen=True)
class DayAppointments(Question[tuple[DayAppointment, ...]]):
    """The appointments and sessions of one day, by hour; without names for those who may not read an identity."""

    day: dt.date
    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.READ),)


@dataclass(frozen=True)
class DoubleBookings(Question[tuple[DoubleBooking, ...]]):
    """Open appointments of one professional that overlap, from today on, soonest first; those kept both are not."""

    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.WRITE),)
