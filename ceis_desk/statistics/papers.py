"""Documents made from figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Needs
from ceis_desk.statistics.model import MonthReport


@dataclass(frozen=True)
class MonthlyPaper(Paper):
    """The monthly report."""

    report: MonthReport
    needs: ClassVar[Needs] = ((Thing.FIGURES, Level.READ),)
