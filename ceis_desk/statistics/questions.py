"""What may be asked of the figures; both are counted off the writer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.statistics.model import Figures, MonthReport

_READ: Needs = ((Thing.FIGURES, Level.READ),)


@dataclass(frozen=True)
class PeriodFigures(Question[Figures]):
    """The figures of two local dates and the days between; raises Refusal when the last is before the first."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = _READ
    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class ReadMonth(Question[MonthReport]):
    """Everything of the monthly report; `month` is any day of it."""

    month: dt.date
    needs: ClassVar[Needs] = _READ
    lane: ClassVar[Lane] = Lane.FIGURES
