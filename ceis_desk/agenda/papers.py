"""Documents made from the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Needs


@dataclass(frozen=True)
class DayListPaper(Paper):
    """The list of the day for the desk: names, or initials alone; never a subject, a telephone or a birth date.

    Initials are still somebody's: whoever may not read an identity prints neither.
    """

    structure: str
    place: str
    desk: str
    printed_at: dt.datetime
    day: dt.date
    lines: tuple[DayAppointment, ...]
    instructions: tuple[str, ...]
    absences: tuple[str, ...]
    whole_names: bool = True
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.IDENTITY, Level.READ),)
