"""A bar that stands in the row of its number: the table is the chart's twin, so the bar itself says nothing more."""

from __future__ import annotations

from ceis_desk.drawing.shapes import Box, Colour, Picture

THINNEST = 0.8


def bar_row(value: int | None, full: int, width: float, height: float) -> Picture:
    """A bar of `value` on a scale where `full` takes the whole width; nothing for zero or for a hidden count (None)."""
    if not value or full <= 0:
        return Picture(width, height, ())
    long = max(THINNEST, width * min(value, full) / full)
    return Picture(width, height, (Box(0, 0, long, height, Colour.PRIMARY),))
