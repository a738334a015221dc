"""How what is owed went from sheet to sheet: credits and debts, one on the other, the total written above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Sizes, Words, hatching

_SHARE = 0.56
_WIDEST = 4.6
_GAP = 1.5


@dataclass(frozen=True)
class Owed:
    """What was owed on the day of a sheet: its label, both parts in cents, and each number as it is written."""

    label: str
    credits: int
    plans: int
    said: tuple[str, str, str]


def evolution_of_debts(
    moments: Sequence[Owed], names: tuple[str, str], width: float, height: float, sizes: Sizes
) -> Picture:
    """Draw the moments from left to right; `names` are those of the credits (plain) and of the debts (hatched).

    Twin: a head row of moments, a row for the credits, one for the debts, one for the total.
    """
    legend, floor = sizes.small * 1.8, height - sizes.small * 1.9
    top = legend + sizes.normal * 1.5
    highest = max((one.credits + one.plans for one in moments), default=0) or 1
    scale = (floor - top) / highest
    slot = width / max(len(moments), 1)
    shapes: list[Shape] = [*_legend(names, sizes), Line(0, floor, width, floor, Colour.INK, sizes.rule)]
    for rank, one in enumerate(moments):
        shapes += _moment(one, rank, slot, (floor, scale), sizes)
    told = ", ".join(f"{one.label} {one.said[2]}" for one in moments)
    return Picture(width, height, tuple(shapes), f"Ce qui reste dû\u00a0: {told}.")


def _legend(names: tuple[str, str], sizes: Sizes) -> list[Shape]:
    side, baseline = sizes.small * 0.9, sizes.small
    first = Box(0, baseline - side * 0.85, side, side, Colour.BLUE, radius=1)
    second_x = side * 2 + len(names[0]) * sizes.small * 0.56
    second = Box(second_x, baseline - side * 0.85, side, side, Colour.SURFACE, Colour.DANGER, sizes.rule)
    return [
        first,
        Words(side * 1.5, baseline, names[0], sizes.small, Colour.INK_2, 600, cell=(1, 0)),
        second,
        *hatching(second, side * 0.35, Colour.DANGER, sizes.rule),
        Words(second_x + side * 1.5, baseline, names[1], sizes.small, Colour.INK_2, 600, cell=(2, 0)),
        Words(0, 0, "Total", 0, cell=(3, 0)),
    ]


def _moment(one: Owed, rank: int, slot: float, ground: tuple[float, float], sizes: Sizes) -> list[Shape]:
    floor, scale = ground
    middle, wide = slot * (rank + 0.5), min(slot * _SHARE, sizes.small * _WIDEST)
    left, level = middle - wide / 2, floor
    found: list[Shape] = []
    if one.credits:
        tall = one.credits * scale
        level -= tall
        found.append(Box(left, level, wide, tall, Colour.BLUE))
    if one.plans:
        # A gap parts the two, so that they are told apart without colour.
        tall = max(one.plans * scale - (_GAP if one.credits else 0), 1)
        level -= one.plans * scale
        box = Box(left, level, wide, tall, Colour.SURFACE, Colour.DANGER, sizes.rule)
        found += [box, *hatching(box, sizes.small * 0.4, Colour.DANGER, sizes.rule)]
    baseline = floor + sizes.small * 1.4
    found += [
        Words(middle, baseline, one.label, sizes.small, Colour.INK_2, 400, Anchor.MIDDLE, cell=(0, rank + 1)),
        Words(
            middle, level - sizes.small * 0.45, one.said[2], sizes.small, Colour.INK, 700, Anchor.MIDDLE, True,
            (3, rank + 1),
        ),
        Words(0, 0, one.said[0], 0, cell=(1, rank + 1)),
        Words(0, 0, one.said[1], 0, cell=(2, rank + 1)),
    ]  # fmt: skip
    return found
