"""The paper: A4, margins, inks and text styles (one place, so that every print looks like the others)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from ceis_desk.drawing.shapes import Colour, Sizes
from ceis_desk.reports.fonts import face, printable

MM = 72 / 25.4
MARGIN = 19 * MM


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper, in points."""

    width: float
    height: float

    @property
    def text_width(self) -> float:
        """What the margins leave."""
        return self.width - 2 * MARGIN


PORTRAIT, LANDSCAPE = Sheet(*A4), Sheet(A4[1], A4[0])
TEXT_WIDTH = PORTRAIT.text_width
SIZES = Sizes(9.5, 10.5, 14, 0.4, 0.8)

_INKS = {
    Colour.INK: "#1B2430",
    Colour.INK_2: "#4A5560",
    Colour.PRIMARY: "#0B5563",
    Colour.TINT: "#A9C9CE",
    Colour.RULE: "#D9D3C7",
    Colour.SURFACE: "#FFFFFF",
    Colour.SUN: "#F2B84B",
    Colour.HEAT_1: "#E4EFF0",
    Colour.HEAT_2: "#CBE0E3",
    Colour.HEAT_3: "#B0D0D5",
    Colour.HEAT_4: "#1F6675",
    Colour.HEAT_5: "#0B4A57",
    Colour.ON_HEAT: "#FFFFFF",
    Colour.CARE: "#B57B00",
    Colour.INK_3: "#646E79",
    Colour.STRONG: "#857D6F",
    Colour.SURFACE_2: "#FBF9F5",
    Colour.GRID: "#ECE7DC",
    Colour.SEL: "#EAF4F5",
    Colour.ON_PRIMARY: "#FFFFFF",
    Colour.ACCENT: "#B04A12",
    Colour.ACCENT_S: "#FBE9DD",
    Colour.BLUE: "#1C5C9E",
    Colour.BLUE_S: "#E3EEF9",
    Colour.VIOLET: "#574796",
    Colour.VIOLET_S: "#ECE8F7",
    Colour.SUCCESS: "#1E6B3E",
    Colour.SUCCESS_S: "#E2F2E7",
    Colour.WARN: "#7D5200",
    Colour.WARN_S: "#FFF1CF",
    Colour.DANGER: "#B3261E",
    Colour.DANGER_S: "#FCE8E6",
    Colour.PERSON_1: "#8A2F5C",
    Colour.PERSON_2: "#555A12",
    Colour.PERSON_3: "#44546A",
    Colour.PERSON_4: "#6B482A",
    Colour.PERSON_5: "#74307A",
    Colour.PERSON_1_S: "#F8E6EF",
    Colour.PERSON_2_S: "#F0F1D9",
    Colour.PERSON_3_S: "#E7EBF1",
    Colour.PERSON_4_S: "#F3E9DF",
    Colour.PERSON_5_S: "#F5E7F6",
}
PALE = HexColor("#F6F3EC")
RUNNING_RULE = HexColor("#BDB6A8")


@functools.cache
def ink(role: Colour) -> Color:
    """The ink of a role; on paper there is one theme only."""
    return HexColor(_INKS[role])


@functools.cache
def style(
    size: float,
    weight: int = 400,
    *,
    leading: float = 1.3,
    right: bool = False,
    role: Colour = Colour.INK,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    """A paragraph style: size in points, leading as a factor of it, spaces before and after in millimetres.

    At `right` stand figures, with digits of one width.
    """
    return ParagraphStyle(
        f"{size}-{weight}-{role}-{before}-{after}-{right}",
        fontName=face(weight, tabular=right),
        alignment=TA_RIGHT if right else TA_LEFT,
        bulletFontName=face(weight),
        fontSize=size,
        leading=size * leading,
        textColor=ink(role),
        spaceBefore=before * MM,
        spaceAfter=after * MM,
        splitLongWords=1,  # a space is read inside such a word, but nothing leaves its column
        allowWidows=0,
        allowOrphans=0,
    )


def markup(text: str, *, lead: str = "", weight: int = 700) -> str:
    """A text as ReportLab reads it, escaped and drawable; `lead` stands before it in a stronger weight."""
    body = escape(printable(text))
    if not lead:
        return body
    return f'<font name="{face(weight)}">{escape(printable(lead))}</font> {body}'
