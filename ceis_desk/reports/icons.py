"""The outline icons of the screen, drawn on paper from their files (Tabler, 24 units a side, MIT)."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import HexColor

from ceis_desk.reports.tagged.canvas import TaggedCanvas

UNITS = 24
_STROKE = 2
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
_PATH = re.compile(r'<path d="([^"]*)"')
_TOKEN = re.compile(r"[a-zA-Z]|-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7, "c": 6, "s": 4, "z": 0}
_COLOURS = {
    "accent": "#B04A12",
    "blue": "#1C5C9E",
    "primary": "#0B5563",
    "violet": "#574796",
    "success": "#1E6B3E",
    "ink": "#1B2430",
}

Point = tuple[float, float]


@dataclass(frozen=True)
class Segment:
    """A piece of an outline: `m` moves, `l` draws a line, `c` a Bézier curve (three points), `z` closes."""

    kind: str
    points: tuple[Point, ...] = ()


def draw_icon(canvas: TaggedCanvas, name: str, colour: str, x: float, y: float, side: float) -> None:
    """Draw an icon whose bottom left corner is (x, y), `side` points wide, in the ink of a token."""
    canvas.saveState()
    canvas.translate(x, y + side)
    canvas.scale(side / UNITS, -side / UNITS)
    canvas.setStrokeColor(HexColor(_COLOURS[colour]))
    canvas.setLineWidth(_STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for outline in _outlines(name):
        path = canvas.beginPath()
        draw = {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo, "z": path.close}
        for segment in outline:
            draw[segment.kind](*(number for point in segment.points for number in point))
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def has_icon(name: str) -> bool:
    """Whether the screen has an icon of this name."""
    return name in _names()


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(file.stem for file in _FOLDER.glob("*.svg"))


@functools.cache
def _outlines(name: str) -> list[list[Segment]]:
    svg = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return [trace(path) for path in _PATH.findall(svg)]


def trace(path: str) -> list[Segment]:
    """The segments of an SVG path; raises KeyError for a command that no bundled icon uses."""
    tokens = _TOKEN.findall(path)
    segments: list[Segment] = []
    here = start = (0.0, 0.0)
    command = ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        takes = _TAKES[command.lower()]
        numbers, tokens = [float(token) for token in tokens[:takes]], tokens[takes:]
        segments += _step(command, numbers, here, segments)
        here = segments[-1].points[-1] if segments[-1].points else start
        if command in "mM":
            start, command = here, "l" if command == "m" else "L"
    return segments


def _step(command: str, numbers: list[float], here: Point, before: list[Segment]) -> list[Segment]:
    """What one command draws from `here`, after the segments `before`."""
    kind = command.lower()
    left, top = here if command.islower() else (0.0, 0.0)
    if kind == "z":
        return [Segment("z")]
    if kind == "h":
        return [Segment("l", ((left + numbers[0], here[1]),))]
    if kind == "v":
        return [Segment("l", ((here[0], top + numbers[0]),))]
    if kind == "a":
        end = (left + numbers[5], top + numbers[6])
        return _arc(here, end, (numbers[0], numbers[1]), large=bool(numbers[3]), sweep=bool(numbers[4]))
    points = tuple((left + x, top + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    if kind == "s":  # its first handle mirrors the last one of the curve before it
        x, y = before[-1].points[1] if before[-1].kind == "c" else here
        points = ((2 * here[0] - x, 2 * here[1] - y), *points)
    return [Segment("c" if kind == "s" else kind, points)]


def _arc(start: Point, end: Point, radii: Point, *, large: bool, sweep: bool) -> list[Segment]:
    """Curves for an arc of an upright ellipse (SVG 1.1, appendix F.6.5)."""
    rx, ry = radii
    dx, dy = (start[0] - end[0]) / 2 / rx, (start[1] - end[1]) / 2 / ry
    half = dx * dx + dy * dy
    if half > 1:  # too small to reach: grown until it does (F.6.6)
        rx, ry, dx, dy = rx * math.sqrt(half), ry * math.sqrt(half), dx / math.sqrt(half), dy / math.sqrt(half)
        half = 1.0
    turn = math.sqrt((1 - half) / half) * (1 if large != sweep else -1)
    centre = (turn * dy, -turn * dx)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    first = math.atan2(dy - centre[1], dx - centre[0])
    swept = (math.atan2(-dy - centre[1], -dx - centre[0]) - first) % (2 * math.pi)
    if not sweep:
        swept -= 2 * math.pi
    pieces = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / pieces
    reach = 4 / 3 * math.tan(step / 4)
    curves: list[Segment] = []
    for piece in range(pieces):
        one, two = first + piece * step, first + (piece + 1) * step
        unit = (
            (math.cos(one) - reach * math.sin(one), math.sin(one) + reach * math.cos(one)),
            (math.cos(two) + reach * math.sin(two), math.sin(two) - reach * math.cos(two)),
            (math.cos(two), math.sin(two)),
        )
        points = tuple((middle[0] + rx * (centre[0] + x), middle[1] + ry * (centre[1] + y)) for x, y in unit)
        curves.append(Segment("c", points))
    return curves
