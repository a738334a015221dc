"""Figures: the declarations of `statistics` compiled to SQL, on the lane of figures; nothing here writes."""

from __future__ import annotations

from ceis_desk.data.figures.month import read_month
from ceis_desk.data.figures.period import read_period

__all__ = ["read_month", "read_period"]
