"""Words beside pictures: a pictogram is always a decoration, since the words beside it say it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Box, Colour, Line, Shape, Words
from ceis_desk.reports.blocks import placed
from ceis_desk.reports.fonts import broken, fitted
from ceis_desk.reports.icons import draw_icon, has_icon
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.tagged.tree import Node

SIZE = 14.0
LINE = 6.9 * MM
_ANY = "flag"
_BASE = 5.0 * MM
"""From the top of a line down to where its letters stand."""
_SQUARE, _RADIUS, _ICON = 14 * MM, 3.2 * MM, 9 * MM
_TEXT = 20 * MM
_MOST_LINES = 3
_TITLE, _TITLE_ICON, _TITLE_TEXT = 20.0, 9 * MM, 14 * MM

Saying = tuple[Node, str, int]
"""A sentence: its node, its words and their weight."""


@dataclass(frozen=True)
class Pictogram:
    """An icon of the screen at a place of its block, in points from the top left corner."""

    name: str
    x: float
    y: float
    side: float


class Pictured(Painted):
    """Words and shapes, with icons among them."""

    def __init__(self, words: Painted, pictograms: Sequence[Pictogram]) -> None:
        super().__init__(words.picture, cells=words.cells)
        self.pictograms = pictograms

    def draw(self) -> None:
        """Draw the icons as decorations, then the words."""
        canvas = self.canv
        for one in self.pictograms:
            canvas.tag(None)
            name = one.name if has_icon(one.name) else _ANY
            draw_icon(canvas, name, "ink", one.x, self.height - one.y - one.side, one.side)
            canvas.end()
        super().draw()


def part_title(parent: Node, text: str, icon: str, *, before: float, after: float) -> Pictured:
    """A strong rule, a pictogram and a title; kept with what follows, spaces in millimetres."""
    words = [(parent.add("H2"), Words(_TITLE_TEXT, 10.3 * MM, text, _TITLE, Colour.INK, 700))]
    rule = Line(0, 0, TEXT_WIDTH, 0, Colour.INK, 1.6)
    block = Pictured(placed(words, 12.6 * MM, [rule]), [Pictogram(icon, 0, 3.2 * MM, _TITLE_ICON)])
    block.spaceBefore, block.spaceAfter, block.keepWithNext = before * MM, after * MM, 1
    return block


def beside(icon: str, sayings: Sequence[Saying], *, after: float) -> Pictured:
    """Sentences beside a pictogram in its square: in its middle when they are few, from its top when they are more."""
    lines = [
        (node, line, weight)
        for node, text, weight in sayings
        for line in broken(text, weight, SIZE, TEXT_WIDTH - _TEXT, _MOST_LINES)
    ]
    tall = len(lines) * LINE
    height = max(tall, _SQUARE)
    top = (height - tall) / 2
    words = [
        (node, Words(_TEXT, top + rank * LINE + _BASE, text, SIZE, Colour.INK, weight))
        for rank, (node, text, weight) in enumerate(lines)
    ]
    square: list[Shape] = [Box(0.6, 0.6, _SQUARE - 1.2, _SQUARE - 1.2, edge=Colour.INK, edge_width=1, radius=_RADIUS)]
    inside = (_SQUARE - _ICON) / 2
    block = Pictured(placed(words, height, square), [Pictogram(icon, inside, inside, _ICON)])
    block.spaceAfter = after * MM
    return block


@dataclass(frozen=True)
class Column:
    """Somebody in a column: her name, what she helps with, and a telephone behind its pictogram."""

    name: str
    what: str
    phone: str = ""


def columns(parent: Node, shown: Sequence[Column], across: float, gutter: float) -> Pictured:
    """Columns of a row, each read from top to bottom; widths in points."""
    words: list[tuple[Node, Words]] = []
    pictograms = []
    height = 0.0
    for rank, one in enumerate(shown):
        x, y = rank * (across + gutter), 0.0
        for text, weight in ((one.name, 700), (one.what, 400)):
            node = parent.add("P") if text else parent
            for line in broken(text, weight, SIZE, across, 2) if text else ():
                words.append((node, Words(x, y + _BASE, line, SIZE, Colour.INK, weight)))
                y += LINE
        if one.phone:
            pictograms.append(Pictogram("phone", x, y + 1.2 * MM, 5 * MM))
            said = fitted(one.phone, 700, SIZE, across - 8 * MM)
            words.append((parent.add("P"), Words(x + 8 * MM, y + _BASE, said, SIZE, Colour.INK, 700)))
            y += LINE
        height = max(height, y)
    block = Pictured(placed(words, height), pictograms)
    block.spaceAfter = 3 * MM
    return block
