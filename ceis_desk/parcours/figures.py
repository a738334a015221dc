"""Freins raised and lifted in a period, by kind: counts alone, those of 1 to 4 hidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.store import Lane, Needs, Question


@dataclass(frozen=True)
class FreinLine:
    """One kind of frein, `code` « restricted » for all those that are read by few; None is a hidden count."""

    code: str
    label: str
    pivot: str
    raised: int | None
    lifted: int | None


@dataclass(frozen=True)
class FreinFigures:
    """The lines, and both totals; `partial` says that restricted freins could not be counted with these keys.

    Restricted freins are known by month: they are those of every month that the period touches.
    """

    lines: tuple[FreinLine, ...]
    raised: int | None
    lifted: int | None
    partial: bool = False


@dataclass(frozen=True)
class ReadFreinFigures(Question[FreinFigures]):
    """The freins that began to hold somebody back in a period, those lifted in it.

    Raises Refusal when the period is no whole month, quarter, half-year or year.
    """

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.SEALED_FIGURES, Level.READ),)
    lane: ClassVar[Lane] = Lane.FIGURES
