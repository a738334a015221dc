"""What may be asked of the digital space."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.platforms.digital.gestures import PROFESSIONAL
from ceis_desk.platforms.digital.model import ProcedureList, ProcedureTab, Space


@dataclass(frozen=True)
class ReadSpace(Question[Space]):
    """The posts as they stand, and who waits for one."""

    needs: ClassVar[Needs] = ((Thing.VISITS, Level.READ),)


@dataclass(frozen=True)
class ListProcedures(Question[ProcedureList]):
    """The procedures of one tab, what is most pressing first."""

    tab: ProcedureTab = ProcedureTab.FOLLOW
    needs: ClassVar[Needs] = PROFESSIONAL


@dataclass(frozen=True)
class CoopRows(Question[tuple[tuple[str, ...], ...]]):
    """The activities of two local dates and the days between as La Coop codes them: nobody is named in them."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = PROFESSIONAL
    lane: ClassVar[Lane] = Lane.FIGURES
