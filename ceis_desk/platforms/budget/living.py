"""The budget of everyday life of an overindebtedness file: sums by size of household, and what is paid in truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ceis_desk.platforms.budget.scales import LivingScale
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet
from ceis_desk.platforms.budget.sheet_rules import a_month, totals_of
from ceis_desk.platforms.budget.usual_lines import Trait, traits_of


def read_living(content: Sequence[Mapping[str, Any]]) -> tuple[LivingScale, ...]:
    """The series of a setting, oldest first; raises ValueError when it is not of that shape."""
    try:
        found = [
            LivingScale(
                dt.date.fromisoformat(one["from"]),
                _pair(one["base"]),
                _pair(one["home"]),
                _pair(one["heating"]),
                bool(one["verified"]),
                str(one["source"]),
            )
            for one in content
        ]
    except (KeyError, TypeError) as failure:
        raise ValueError("not a list of scales") from failure
    return tuple(sorted(found, key=lambda scale: scale.starts))


def living_budget(sheet: Sheet, scale: LivingScale | None) -> Fraction:
    """What everyday life takes, in exact cents a month: the sums of the scale and what is paid in truth beside them.

    Without a scale, every charge and spending of the sheet: whoever reads must be told so.
    """
    if scale is None:
        totals = totals_of(sheet.lines)
        return totals.fixed + totals.current
    more = max(0, sheet.household.home.persons - 1)
    sums = sum(first + each * more for first, each in (scale.base, scale.home, scale.heating))
    charges = (line for line in sheet.lines if line.group in {LineGroup.FIXED, LineGroup.CURRENT})
    paid = sum((a_month(line) for line in charges if Trait.REAL in traits_of(line)), Fraction(0))
    return sums + paid


def _pair(value: Any) -> tuple[int, int]:  # noqa: ANN401 decoded JSON
    first, each = value
    return int(first), int(each)
