"""Columns by month: one number a month, its words above the column, a second number under the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Sizes, Words

GUTTER = 6.2
COLUMN_SHARE = 0.68
WIDEST = 5
NARROW = 3.6
MOST_STEPS = 4


@dataclass(frozen=True)
class Column:
    """One month: `value` is None when its count is hidden or unknown, and `said` is always what is written."""

    label: str
    value: int | None
    said: str
    second: str = ""
    strong: bool = False


def axis_step(highest: int) -> int:
    """The smallest of 1, 2, 5, 10, 20… that reaches `highest` in four steps at most."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if highest <= MOST_STEPS * step:
                return step
        power *= 10


def columns_by_month(
    columns: Sequence[Column], names: tuple[str, str], width: float, height: float, sizes: Sizes
) -> Picture:
    """Draw months from left to right; `names` are those of the first number (the columns) and of the second (the row).

    Twin: a head row of months, a row for each name.
    """
    left, top = sizes.small * GUTTER, sizes.large * 1.6
    row_height = sizes.small * 2.3
    floor = height - 2 * row_height
    highest = max((column.value for column in columns if column.value is not None), default=0)
    step = axis_step(max(highest, 1))
    steps = max(1, -(-highest // step))
    shapes: list[Shape] = [Words(0, sizes.small, names[0], sizes.small, Colour.INK_2, 600, cell=(1, 0))]
    for rank in range(steps + 1):
        y = floor - (floor - top) * rank / steps
        colour, stroke = (Colour.INK, sizes.rule) if rank == 0 else (Colour.RULE, sizes.hair)
        shapes.append(Line(left, y, width, y, colour, stroke))
        said = f"{rank * step:,}".replace(",", "\u00a0")
        x = left - sizes.small * 0.7
        shapes.append(Words(x, y + sizes.small * 0.35, said, sizes.small, Colour.INK_2, 400, Anchor.END, True))
    slot = (width - left) / max(len(columns), 1)
    for rank, column in enumerate(columns):
        scale = (floor - top) / (steps * step)
        shapes += _one_column(column, rank, left + slot * (rank + 0.5), slot, (floor, scale), sizes)
    shapes += _second_row(names[1], width, height, row_height, sizes)
    said_all = ", ".join(f"{column.label} {column.said}" for column in columns)
    return Picture(width, height, tuple(shapes), f"{names[0].capitalize()} par mois\u00a0: {said_all}.")


def _one_column(
    column: Column, rank: int, middle: float, slot: float, ground: tuple[float, float], sizes: Sizes
) -> list[Shape]:
    floor, scale = ground
    row = sizes.small * 2.3
    weight = 700 if column.strong else 400
    tall = (column.value or 0) * scale
    shapes: list[Shape] = []
    if column.value:
        fill = Colour.PRIMARY if column.strong else Colour.TINT
        wide = min(slot * COLUMN_SHARE, sizes.small * WIDEST)
        shapes.append(Box(middle - wide / 2, floor - tall, wide, tall, fill, Colour.PRIMARY, sizes.rule))
    size = sizes.large if column.strong and column.value is not None else sizes.normal
    above, under = floor - tall - size * 0.45, floor + row * 0.72
    heads, firsts, seconds = ((line, rank + 1) for line in range(3))
    muted = Colour.INK if column.strong else Colour.INK_2
    shapes.append(Words(middle, under, column.label, sizes.small, muted, weight, Anchor.MIDDLE, cell=heads))
    heavy = max(weight, 600)
    shapes.append(Words(middle, above, column.said, size, Colour.INK, heavy, Anchor.MIDDLE, cell=firsts))
    if column.second:
        lower = floor + row * 1.72
        smaller = sizes.small if slot < sizes.normal * NARROW else sizes.normal
        shapes.append(Words(middle, lower, column.second, smaller, Colour.INK, weight, Anchor.MIDDLE, True, seconds))
    return shapes


def _second_row(name: str, width: float, height: float, row: float, sizes: Sizes) -> list[Shape]:
    top = height - row
    return [
        Line(0, top, width, top, Colour.RULE, sizes.hair),
        Words(0, top + row * 0.72, name, sizes.small, Colour.INK_2, 600, cell=(2, 0)),
        Line(0, height, width, height, Colour.INK, sizes.rule),
    ]
