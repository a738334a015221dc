"""The four shapes that every chart is made of, painted by Qt on screen and by ReportLab on paper alike.

A picture's origin is its top left corner and y grows downwards; its unit is the painter's (points on paper, logical
pixels on screen). Colours are roles: each painter knows which ink a role has, in its theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    """A role, named like the token of the palette that plays it."""

    INK = "ink"
    INK_2 = "ink2"
    PRIMARY = "primary"
    TINT = "tint"
    RULE = "rule"
    SURFACE = "surface"
    SUN = "sun"
    HEAT_1 = "heat1"
    HEAT_2 = "heat2"
    HEAT_3 = "heat3"
    HEAT_4 = "heat4"
    HEAT_5 = "heat5"
    ON_HEAT = "onHeat"
    CARE = "amber"
    INK_3 = "ink3"
    STRONG = "strong"
    SURFACE_2 = "surface2"
    GRID = "grid"
    SEL = "sel"
    ON_PRIMARY = "on_primary"
    ACCENT = "accent"
    ACCENT_S = "accent_s"
    BLUE = "blue"
    BLUE_S = "blue_s"
    VIOLET = "violet"
    VIOLET_S = "violet_s"
    SUCCESS = "success"
    SUCCESS_S = "success_s"
    WARN = "warn"
    WARN_S = "warn_s"
    DANGER = "danger"
    DANGER_S = "danger_s"
    PERSON_1 = "person1"
    PERSON_2 = "person2"
    PERSON_3 = "person3"
    PERSON_4 = "person4"
    PERSON_5 = "person5"
    PERSON_1_S = "person1_s"
    PERSON_2_S = "person2_s"
    PERSON_3_S = "person3_s"
    PERSON_4_S = "person4_s"
    PERSON_5_S = "person5_s"


class Anchor(StrEnum):
    """Which point of the words stands at their x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Line:
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour
    width: float


@dataclass(frozen=True)
class Box:
    """A rectangle, filled, edged or both; the edge is centred on its sides."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    edge: Colour | None = None
    edge_width: float = 0.0
    radius: float = 0.0


@dataclass(frozen=True)
class Words:
    """One line of text on its baseline; `weight` is 400, 600 or 700, `tabular` asks for digits of one width.

    `cell` is the (row, column) of the table twin that the words belong to: row 0 and column 0 are its heads. Words of
    no size are said by the table alone.
    """

    x: float
    y: float
    text: str
    size: float
    colour: Colour = Colour.INK
    weight: int = 400
    anchor: Anchor = Anchor.START
    tabular: bool = False
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Area:
    """A closed outline, filled: a piece of an arc, the ground under a curve."""

    points: tuple[tuple[float, float], ...]
    fill: Colour


Shape = Line | Box | Words | Area


@dataclass(frozen=True)
class Sizes:
    """What a chart draws with: text sizes and stroke widths, in the picture's unit."""

    small: float
    normal: float
    large: float
    hair: float
    rule: float


@dataclass(frozen=True)
class Picture:
    """Shapes in drawing order; `alt` says their values in one French sentence and is empty for a mere decoration."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str = ""


def twin(picture: Picture) -> list[list[str]]:
    """The table that says the same as the picture, heads included; a cell that no words fill is empty."""
    cells: dict[tuple[int, int], list[str]] = {}
    for shape in picture.shapes:
        if isinstance(shape, Words) and shape.cell is not None:
            cells.setdefault(shape.cell, []).append(shape.text)
    if not cells:
        return []
    rows, columns = (1 + max(cell[axis] for cell in cells) for axis in (0, 1))
    return [[" ".join(cells.get((row, column), [])) for column in range(columns)] for row in range(rows)]


def hatching(box: Box, gap: float, colour: Colour, width: float) -> list[Line]:
    """Diagonals rising to the right inside a box, `gap` apart along its sides: lines, so no painter needs to clip."""
    lines = []
    offset = gap
    while offset < box.width + box.height:
        x1, y1 = box.x + max(0.0, offset - box.height), box.y + min(offset, box.height)
        x2, y2 = box.x + min(offset, box.width), box.y + max(0.0, offset - box.width)
        lines.append(Line(x1, y1, x2, y2, colour, width))
        offset += gap
    return lines
