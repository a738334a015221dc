"""A gauge: an arc of three zones with their words and thresholds, a needle, and the number in its middle."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Anchor, Area, Colour, Line, Picture, Shape, Sizes, Words

_THICK = 0.18
_GAP = 0.012
_STEPS = 24
_CAP, _WIDE = 0.72, 0.62  # of the size of bold words: how tall their capitals, how wide a letter at most
_BEYOND = 1.6
"""How far past the second threshold the arc goes on, in parts of it: what is more stays at its end."""


@dataclass(frozen=True)
class Mark:
    """A threshold of the gauge, in the unit of its value, and how it is written."""

    value: float
    said: str


@dataclass(frozen=True)
class GaugeValue:
    """What the needle shows: None when it cannot be computed; `said` is the big number, `unit` the words under it."""

    value: float | None
    said: str
    unit: str


def gauge(
    shown: GaugeValue,
    low: Mark,
    high: Mark,
    zones: tuple[str, str, str],
    width: float,
    height: float,
    sizes: Sizes,
) -> Picture:
    """Draw the gauge from zero at the left to well past the second threshold at the right.

    Twin: a row a zone with where it begins, then the value.
    """
    end = high.value * _BEYOND
    foot = sizes.small * 1.9
    radius = max(10.0, min(width / 2 - sizes.small * 2.4, height - foot - sizes.small * 1.7))
    centre = (width / 2, height - foot)
    shapes: list[Shape] = []
    for (start, stop), colour in zip(
        ((0.0, low.value / end), (low.value / end, high.value / end), (high.value / end, 1.0)),
        (Colour.DANGER, Colour.CARE, Colour.SUCCESS),
        strict=True,
    ):
        inner_start = start + (_GAP / 2 if start else 0)
        inner_stop = stop - (_GAP / 2 if stop < 1 else 0)
        shapes.append(_arc(centre, radius, inner_start, inner_stop, colour))
    shapes += _marks(centre, radius, ((low, low.value / end), (high, high.value / end)), sizes)
    if shown.value is not None:
        shapes += _needle(centre, radius, min(1.0, max(0.0, shown.value / end)), sizes)
    big = _big(shown.said, radius, sizes)
    shapes += [
        Words(centre[0], centre[1] - sizes.small * 1.9, shown.said, big, Colour.INK, 700, Anchor.MIDDLE, cell=(4, 1)),
        Words(centre[0], centre[1] - sizes.small * 0.5, shown.unit, sizes.small, Colour.INK_2, 400, Anchor.MIDDLE),
    ]
    shapes += _zone_words(zones, shown, (low, high), (centre, radius, height), sizes)
    return Picture(width, height, tuple(shapes), _alt(shown, low, high, zones))


def _big(said: str, radius: float, sizes: Sizes) -> float:
    """The size of the number in the middle: smaller when its words would go over the arc."""
    usual, inside = sizes.large * 2, radius * (1 - _THICK)
    above = sizes.small * 1.9 + usual * _CAP
    half = math.sqrt(max(inside**2 - above**2, 0.0))
    return max(sizes.small, min(usual, 2 * half / (_WIDE * max(len(said), 1))))


def _arc(centre: tuple[float, float], radius: float, start: float, stop: float, colour: Colour) -> Area:
    outer = [_at(centre, radius, start + (stop - start) * step / _STEPS) for step in range(_STEPS + 1)]
    inside = radius * (1 - _THICK)
    inner = [_at(centre, inside, stop - (stop - start) * step / _STEPS) for step in range(_STEPS + 1)]
    return Area((*outer, *inner), colour)


def _at(centre: tuple[float, float], radius: float, part: float) -> tuple[float, float]:
    """A point of the half circle, 0 at the left and 1 at the right."""
    angle = math.pi * (1 - part)
    return centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle)


def _marks(
    centre: tuple[float, float], radius: float, marks: tuple[tuple[Mark, float], ...], sizes: Sizes
) -> list[Shape]:
    shapes: list[Shape] = []
    for mark, part in marks:
        x, y = _at(centre, radius + sizes.small * 0.55, part)
        anchor = Anchor.END if part < 0.5 else Anchor.START  # noqa: PLR2004 the top of the arc
        shapes.append(Words(x, y, mark.said, sizes.small, Colour.INK_2, 600, anchor))
    return shapes


def _needle(centre: tuple[float, float], radius: float, part: float, sizes: Sizes) -> list[Shape]:
    x1, y1 = _at(centre, radius * (1 + _THICK * 0.2), part)
    x2, y2 = _at(centre, radius * (1 - _THICK * 1.25), part)
    return [
        # A pale edge parts the needle from the arc, on paper without colours too.
        Line(x1, y1, x2, y2, Colour.SURFACE, sizes.rule * 7),
        Line(x1, y1, x2, y2, Colour.INK, sizes.rule * 4),
    ]


def _zone_words(
    zones: tuple[str, str, str],
    shown: GaugeValue,
    marks: tuple[Mark, Mark],
    place: tuple[tuple[float, float], float, float],
    sizes: Sizes,
) -> list[Shape]:
    (middle, _), radius, height = place
    here = _zone(shown, marks)
    baseline = height - sizes.small * 0.5
    starts = ("moins de " + marks[0].said, "à partir de " + marks[0].said, "à partir de " + marks[1].said)
    inside = radius * (1 - _THICK / 2)
    across = (middle - inside, middle, middle + inside)
    shapes: list[Shape] = []
    for rank, (word, colour) in enumerate(zip(zones, (Colour.DANGER, Colour.WARN, Colour.SUCCESS), strict=True)):
        weight = 700 if rank == here else 600
        cell = (rank + 1, 0)
        shapes.append(Words(across[rank], baseline, word, sizes.small, colour, weight, Anchor.MIDDLE, cell=cell))
        # Said in the table only: the thresholds stand on the arc.
        shapes.append(Words(0, 0, starts[rank], 0, cell=(rank + 1, 1)))
    return [*shapes, *(Words(0, 0, head, 0, cell=cell) for head, cell in _HEADS)]


_HEADS = (("Zone", (0, 0)), ("Par jour", (0, 1)), ("Cette fiche", (4, 0)))


def _zone(shown: GaugeValue, marks: tuple[Mark, Mark]) -> int | None:
    if shown.value is None:
        return None
    return sum(shown.value >= mark.value for mark in marks)


def _alt(shown: GaugeValue, low: Mark, high: Mark, zones: tuple[str, str, str]) -> str:
    rank = _zone(shown, (low, high))
    state = f", {zones[rank]}" if rank is not None else ""
    bounds = f"{zones[0]} sous {low.said}, {zones[2]} à partir de {high.said}"
    return f"Reste à vivre\u00a0: {shown.said} {shown.unit}{state}. Seuils\u00a0: {bounds}."
