"""What may be asked of prevention: by health workers, and its figures by those who may read figures of health."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.platforms.health.model import FollowUp, History, PreventionFigures, PreventionSession

_READ: Needs = ((Thing.HEALTH_FACTS, Level.READ),)


@dataclass(frozen=True)
class HistoryOf(Question[History]):
    """What is kept of one person, her merged records with it; raises Refusal when she is gone.

    Opening it is noted by NoteAccess, OPEN_HEALTH, without a subject: the journal is a clear row.
    """

    person_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class FollowUps(Question[tuple[FollowUp, ...]]):
    """Who is to be seen again up to a day included, the longest awaited first."""

    until: dt.date
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class SessionsOf(Question[tuple[PreventionSession, ...]]):
    """The collective sessions of prevention of one day, by hour."""

    day: dt.date
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class CountPrevention(Question[PreventionFigures]):
    """Prevention by theme in a whole month, quarter, half-year or year; never a name.

    A reader of one's own domain alone is no reader of health: the budget team is not among those who may ask.
    """

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.SEALED_FIGURES, Level.READ), (Thing.HEALTH_FACTS, Level.READ))
    lane: ClassVar[Lane] = Lane.FIGURES
