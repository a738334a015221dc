"""Small signs and dashed edges, drawn with lines alone: every painter draws them, and none needs a picture file."""

from __future__ import annotations

from enum import StrEnum

from ceis_desk.drawing.shapes import Box, Colour, Line


class Mark(StrEnum):
    """A state said by a sign beside its word."""

    DONE = "done"
    BUSY = "busy"
    WAITS = "waits"
    LATE = "late"
    OFF = "off"
    TWICE = "twice"


_Stroke = tuple[float, float, float, float]
# Strokes inside a square whose side is 1.
_STROKES: dict[Mark, tuple[_Stroke, ...]] = {
    Mark.DONE: ((0.12, 0.55, 0.4, 0.82), (0.4, 0.82, 0.9, 0.22)),
    Mark.BUSY: ((0.25, 0.12, 0.25, 0.88), (0.25, 0.12, 0.88, 0.5), (0.25, 0.88, 0.88, 0.5)),
    Mark.WAITS: (
        (0.3, 0.9, 0.3, 0.1), (0.3, 0.1, 0.85, 0.1), (0.85, 0.1, 0.85, 0.9), (0.05, 0.9, 0.98, 0.9),
        (0.62, 0.48, 0.62, 0.58),
    ),
    Mark.LATE: (
        (0.5, 0.08, 0.96, 0.9), (0.96, 0.9, 0.04, 0.9), (0.04, 0.9, 0.5, 0.08), (0.5, 0.4, 0.5, 0.6),
        (0.5, 0.73, 0.5, 0.76),
    ),
    Mark.OFF: ((0.15, 0.15, 0.85, 0.85), (0.85, 0.15, 0.15, 0.85)),
    Mark.TWICE: (
        (0.08, 0.08, 0.65, 0.08), (0.65, 0.08, 0.65, 0.65), (0.65, 0.65, 0.08, 0.65), (0.08, 0.65, 0.08, 0.08),
        (0.35, 0.92, 0.92, 0.92), (0.92, 0.92, 0.92, 0.35),
    ),
}  # fmt: skip
_DASH, _HOLE = 5.0, 3.0


def mark_lines(mark: Mark, x: float, y: float, side: float, colour: Colour, width: float) -> list[Line]:
    """The strokes of a sign whose square has its top left corner at (x, y)."""
    return [
        Line(x + x1 * side, y + y1 * side, x + x2 * side, y + y2 * side, colour, width)
        for x1, y1, x2, y2 in _STROKES[mark]
    ]


def dashed_edge(box: Box, colour: Colour, width: float) -> list[Line]:
    """The four sides of a box in dashes: what is offered and not yet taken."""
    right, bottom = box.x + box.width, box.y + box.height
    sides = (
        (box.x, box.y, right, box.y),
        (right, box.y, right, bottom),
        (right, bottom, box.x, bottom),
        (box.x, bottom, box.x, box.y),
    )
    return [line for side in sides for line in _dashes(side, colour, width)]


def _dashes(side: _Stroke, colour: Colour, width: float) -> list[Line]:
    x1, y1, x2, y2 = side
    long = abs(x2 - x1) + abs(y2 - y1)
    if not long:
        return []
    dash, hole = _DASH * width / 1.5, _HOLE * width / 1.5
    lines, at = [], 0.0
    while at < long:
        end = min(at + dash, long)
        start_part, end_part = at / long, end / long
        lines.append(
            Line(
                x1 + (x2 - x1) * start_part,
                y1 + (y2 - y1) * start_part,
                x1 + (x2 - x1) * end_part,
                y1 + (y2 - y1) * end_part,
                colour,
                width,
            )
        )
        at = end + hole
    return lines
