"""Two versions of one budget sheet in words: the lines where they differ, in the order of the cards."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ceis_desk.core.amounts import half_up, write_amount
from ceis_desk.platforms.budget.sheet import Sheet, SheetLine
from ceis_desk.platforms.budget.sheet_rules import compared

_MOST = 12


def sheet_differences(kept: Sheet, aside: Sheet) -> tuple[str, ...]:
    """« Loyer : 450,00 € par mois ici, 520,00 € par mois là-bas. », one line a difference, cut when there are many."""
    found = (*_amounts(kept, aside), *_details(kept, aside), *_beside(kept, aside))
    if len(found) <= _MOST:
        return found
    more = len(found) - _MOST
    return (*found[:_MOST], f"et {more} autre{'s' if more > 1 else ''} différence{'s' if more > 1 else ''}.")


def _amounts(kept: Sheet, aside: Sheet) -> Iterator[str]:
    for one in compared(kept, aside):
        if one.before != one.after:
            label = one.label or "Ligne sans nom"
            yield f"{label}\u00a0: {_written(one.before)} ici, {_written(one.after)} là-bas."


def _details(kept: Sheet, aside: Sheet) -> Iterator[str]:
    """The lines of one amount that differ by something else, each named once."""
    told = {one.label for one in compared(kept, aside) if one.before != one.after}
    changed = [*_only(kept.lines, aside.lines), *_only(aside.lines, kept.lines)]
    for label in dict.fromkeys(line.label for line in changed if line.label not in told):
        yield f"{label or 'Ligne sans nom'}\u00a0: même montant par mois, précisions différentes."


def _only(lines: tuple[SheetLine, ...], others: tuple[SheetLine, ...]) -> list[SheetLine]:
    return [line for line in lines if line not in others]


def _beside(kept: Sheet, aside: Sheet) -> Iterator[str]:
    if kept.lines != aside.lines and not _only(kept.lines, aside.lines) and not _only(aside.lines, kept.lines):
        yield "Lignes\u00a0: les mêmes, dans un autre ordre ou en double."
    if kept.household != aside.household:
        yield "Foyer\u00a0: différent."
    if kept.levers != aside.levers:
        yield "Leviers gardés\u00a0: différents."
    if (kept.divisor, kept.thresholds) != (aside.divisor, aside.thresholds):
        yield "Calcul du reste à vivre\u00a0: différent."
    if (kept.day, kept.version) != (aside.day, aside.version):
        yield "Date de la fiche\u00a0: différente."


def _written(cents: Fraction | None) -> str:
    return "pas de ligne" if cents is None else f"{write_amount(half_up(cents))} par mois"
