"""A waterfall: what comes in, what each card takes of it, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Sizes, Words

_SHARE = 0.86
_THINNEST = 3.0


@dataclass(frozen=True)
class Fall:
    """One column: `value` is what comes in (more than zero) or goes out; `total` stands on the ground again.

    `said` is always what is written; the drawn height is that of `value`, in any unit shared by all.
    """

    label: str
    value: float
    said: str
    colour: Colour
    total: bool = False


def waterfall(falls: Sequence[Fall], name: str, width: float, height: float, sizes: Sizes) -> Picture:
    """Draw the columns from left to right, each beginning where the one before ended.

    Twin: a head row of labels, a row of amounts.
    """
    levels = _levels(falls)
    highest = max((max(pair) for pair in levels), default=0)
    lowest = min((min(pair) for pair in levels), default=0)
    spread = (highest - lowest) or 1
    top, ground = sizes.normal * 1.5, height - sizes.small * 1.9
    scale = (ground - top) / spread
    zero = ground + lowest * scale
    slot = width / max(len(falls), 1)
    shapes: list[Shape] = [Line(0, zero, width, zero, Colour.RULE, sizes.rule)]
    shapes.append(Words(0, 0, name, 0, cell=(1, 0)))
    for rank, (fall, (start, stop)) in enumerate(zip(falls, levels, strict=True)):
        middle, wide = slot * (rank + 0.5), slot * _SHARE
        upper, lower = zero - max(start, stop) * scale, zero - min(start, stop) * scale
        thick = max(lower - upper, _THINNEST * sizes.rule)
        shapes.append(Box(middle - wide / 2, upper, wide, thick, fall.colour, radius=sizes.small * 0.25))
        said, label = (1, rank + 1), (0, rank + 1)
        above = upper - sizes.small * 0.45
        shapes.append(Words(middle, above, fall.said, sizes.small, fall.colour, 700, Anchor.MIDDLE, cell=said))
        under = height - sizes.small * 0.5
        shapes.append(Words(middle, under, fall.label, sizes.small, Colour.INK_2, 400, Anchor.MIDDLE, cell=label))
    told = ", ".join(f"{fall.label} {fall.said}" for fall in falls)
    return Picture(width, height, tuple(shapes), f"{name}\u00a0: {told}.")


def _levels(falls: Sequence[Fall]) -> list[tuple[float, float]]:
    """Where each column begins and ends."""
    found, level = [], 0.0
    for fall in falls:
        start = 0.0 if fall.total else level
        level = fall.value if fall.total else level + fall.value
        found.append((start, level))
    return found
