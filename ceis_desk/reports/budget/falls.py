"""The waterfall as rows: a solid bar comes in or remains, a hatched one goes out, beside its exact amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Words, hatching
from ceis_desk.platforms.budget.sheet import LineGroup
from ceis_desk.platforms.budget.steps import Step
from ceis_desk.reports.paper import MM
from ceis_desk.reports.wording import euros, less

_ROW, _BAR = 6.8 * MM, 4.6 * MM
_LABELS, _AMOUNTS = 35.5 * MM, 23 * MM
_HEAD = 5.4 * MM
_SIZE = 10.5
_THINNEST = 0.8
_NOTHING = Fraction(0)


@dataclass(frozen=True)
class FallingRow:
    """One row: from where to where its bar goes, in cents; `stays` is what comes in or remains."""

    label: str
    start: Fraction
    stop: Fraction
    said: str
    stays: bool


def falls_of(steps: Sequence[Step]) -> tuple[FallingRow, ...]:
    """From the resources down to what is left at the end of the month."""
    rows, level = [], _NOTHING
    for step in steps:
        if step.result:
            rows.append(FallingRow(step.label, _NOTHING, step.cents, euros(step.cents), True))
            level = step.cents
            continue
        comes_in = step.card is LineGroup.RESOURCES
        said = euros(step.cents) if comes_in else less(-step.cents)
        rows.append(FallingRow(step.label, level, level + step.cents, said, comes_in))
        level += step.cents
    return tuple(rows)


def falling_rows(rows: Sequence[FallingRow], name: str, across: float) -> Picture:
    """The rows on one scale whose zero is drawn. Twin: a head, then a row each with its amount."""
    room = across - _LABELS - _AMOUNTS
    ends = [_NOTHING, *(end for row in rows for end in (row.start, row.stop))]
    lowest, highest = min(ends), max(ends)
    spread = float(highest - lowest) or 1.0

    def at(cents: Fraction) -> float:
        return _LABELS + room * float(cents - lowest) / spread

    height = _HEAD + len(rows) * _ROW
    shapes: list[Shape] = [Words(across, 3.4 * MM, "par mois", 9.5, Colour.INK_2, 600, Anchor.END, cell=(0, 1))]
    for rank, row in enumerate(rows, start=1):
        top = _HEAD + (rank - 1) * _ROW
        base, weight = top + _ROW / 2 + _SIZE * 0.34, 700 if row.stays else 400
        shapes.append(Words(0, base, row.label, _SIZE, Colour.INK, weight, cell=(rank, 0)))
        shapes += _bar(sorted((at(row.start), at(row.stop))), top + (_ROW - _BAR) / 2, solid=row.stays)
        said = Words(across, base, row.said, _SIZE, Colour.INK, weight, Anchor.END, tabular=True, cell=(rank, 1))
        shapes.append(said)
    shapes.append(Line(at(_NOTHING), _HEAD - 1 * MM, at(_NOTHING), height, Colour.INK, 0.8))
    told = ", ".join(f"{row.label} {row.said}" for row in rows)
    return Picture(across, height, tuple(shapes), f"{name}\u00a0: {told}.")


def _bar(ends: Sequence[float], top: float, *, solid: bool) -> list[Shape]:
    start, stop = ends
    if stop - start < _THINNEST:
        return []
    box = Box(start, top, stop - start, _BAR, edge=Colour.INK, edge_width=0.6)
    if solid:
        return [Box(start, top, stop - start, _BAR, Colour.PRIMARY)]
    return [*hatching(box, 2.6, Colour.INK, 0.5), box]
