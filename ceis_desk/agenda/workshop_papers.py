"""The sheet that those who come to a session sign, or do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.workshops import SessionLine, WorkshopRoll
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Needs


@dataclass(frozen=True)
class AttendancePaper(Paper):
    """The sheet of one session: its people, blank rows, what to count; `rank` tells sessions of one hour apart.

    Initials are still somebody's: whoever may not read an identity prints neither.
    """

    structure: str
    place: str
    platform_label: str
    printed_at: dt.datetime
    roll: WorkshopRoll
    rank: int = 1
    whole_names: bool = True
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.IDENTITY, Level.READ),)


def rank_of(session: SessionLine, sessions: Iterable[SessionLine]) -> int:
    """Which of the sessions that begin at the same hour it is, from 1."""
    same = sorted(
        (one for one in sessions if one.starts_at == session.starts_at and one.id != session.id),
        key=lambda one: one.id,
    )
    return 1 + sum(one.id < session.id for one in same)
