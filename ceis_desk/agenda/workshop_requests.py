"""What may be done and asked of collective sessions beyond making them and marking who is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.workshops import SessionLine, UnnamedCount, WorkshopRoll
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs, Question

_READ: Needs = ((Thing.SESSIONS, Level.READ),)
_WRITE: Needs = ((Thing.SESSIONS, Level.WRITE),)


@dataclass(frozen=True)
class CountUnnamed(Gesture):
    """Say how many came without a name, and who they were; counts that are not given stay, so does a total of None.

    Sums are kept as they are while the session is open: closing it asks that they be right.
    """

    session_id: Id
    extra: int | None = None
    counts: tuple[UnnamedCount, ...] = ()
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class CloseSession(Gesture):
    """End a session that has begun; raises WrongSum when people without a name are not counted in full."""

    session_id: Id
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReopenSession(Gesture):
    """Open a closed session again, to correct it."""

    session_id: Id
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReadSessions(Question[tuple[SessionLine, ...]]):
    """The sessions of `days` days from `first` on, of every platform, by hour."""

    first: dt.date
    days: int = 7
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ReadWorkshop(Question[WorkshopRoll]):
    """A session with its people, names only for those who may read them; raises Refusal when it is gone."""

    session_id: Id
    needs: ClassVar[Needs] = _READ
