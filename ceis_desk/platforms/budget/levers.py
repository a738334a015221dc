"""« Et si… ? »: what a change of one line would leave, looked at with the household and stored only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ceis_desk.core.amounts import half_up
from ceis_desk.platforms.budget.formula import counts
from ceis_desk.platforms.budget.ratios import divided_by, reste_a_vivre
from ceis_desk.platforms.budget.sheet import KeptLever, LineGroup, Sheet, SheetLine
from ceis_desk.platforms.budget.sheet_rules import a_month, sheet_totals

_DAYS = 30


class Effect(StrEnum):
    """What a lever does: bring a line down to an amount, or give an amount more."""

    DOWN_TO = "down_to"
    GAIN = "gain"


@dataclass(frozen=True)
class Lever:
    """One « et si »: `line` is the code of the usual line it touches, `cents` a month what its effect speaks of.

    A line brought down is only offered where the sheet has it. `chip` is the word shown on that line.
    """

    code: str
    label: str
    effect: Effect
    line: str
    cents: int
    chip: str = ""


DEFAULT_LEVERS: tuple[Lever, ...] = (
    Lever("css", "Aide à la complémentaire santé", Effect.DOWN_TO, "health_insurance", 0, "aide possible"),
    Lever("cheque_energie", "Chèque énergie (12\u00a0€ par mois)", Effect.GAIN, "power", 1_200, "aide possible"),
    Lever("mobile", "Forfait mobile et internet à 22\u00a0€", Effect.DOWN_TO, "phone", 2_200, "à revoir"),
)
"""Where a site has not set its own: the amounts are examples of the design, to be confirmed by the CCAS."""


def read_levers(content: Sequence[Mapping[str, Any]]) -> tuple[Lever, ...]:
    """The levers of a setting, in their order; raises ValueError when it is not of that shape."""
    try:
        return tuple(
            Lever(
                str(one["code"]),
                str(one["label"]),
                Effect(one["effect"]),
                str(one["line"]),
                int(one["cents"]),
                str(one.get("chip", "")),
            )
            for one in content
        )
    except (KeyError, TypeError) as failure:
        raise ValueError("not a list of levers") from failure


def gain(lever: Lever, lines: Iterable[SheetLine]) -> int:
    """What a lever would leave more each month, in cents: never under zero, nothing where the line is not there."""
    touched = [line for line in lines if line.code == lever.line and line.cents]
    if not touched:
        return 0
    if lever.effect is Effect.GAIN:
        return lever.cents
    paid = sum((a_month(line) for line in touched), Fraction(0))
    saved = half_up(paid) - lever.cents
    # What comes in cannot be brought down to be better off.
    return max(0, saved) if touched[0].group is not LineGroup.RESOURCES else 0


def offered(levers: Sequence[Lever], sheet: Sheet) -> tuple[tuple[Lever, int], ...]:
    """The levers that would change the reste à vivre of this sheet, with their gain; a line left out changes none."""
    counted = [line for line in sheet.lines if counts(sheet.formula, line)]
    found = ((lever, gain(lever, counted)) for lever in levers)
    return tuple((lever, cents) for lever, cents in found if cents > 0)


def a_day_with(sheet: Sheet, cents: int) -> Fraction | None:
    """The reste à vivre a day with so many cents more each month; None for an empty home or without resources."""
    totals, number = sheet_totals(sheet), divided_by(sheet.household.home, sheet.divisor)
    if totals.resources <= 0 or number == 0:
        return None
    return (reste_a_vivre(totals) + cents) / number / _DAYS


def with_levers(sheet: Sheet, chosen: Iterable[Lever]) -> Sheet:
    """The sheet with these levers kept in it, because the counsellor asked for it."""
    kept = tuple(KeptLever(lever.code, lever.label, gain(lever, sheet.lines)) for lever in chosen)
    return replace(sheet, levers=tuple(one for one in kept if one.cents > 0))


def chips(levers: Iterable[Lever], lines: Sequence[SheetLine]) -> dict[str, str]:
    """The word to show on each line that a lever touches, by its code."""
    return {lever.line: lever.chip for lever in levers if lever.chip and gain(lever, lines) > 0}
