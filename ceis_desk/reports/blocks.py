"""Blocks of a page: letterhead, titles with their note, lists, the pale box and columns side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Picture, Shape, Words
from ceis_desk.reports.fonts import face, fitted, width
from ceis_desk.reports.painting import MARK, Painted
from ceis_desk.reports.paper import MM, PALE, TEXT_WIDTH, ink, markup, style
from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.flowables import Item, Text
from ceis_desk.reports.tagged.tree import Node

_BULLET = "•"
_INDENT = 5 * MM
_EDGE = 1.2 * MM


def placed(
    words: Sequence[tuple[Node, Words]], height: float, shapes: Sequence[Shape] = (), width: float = TEXT_WIDTH
) -> Painted:
    """Words at given places of a block (points), each the content of its own node; `shapes` are decoration."""
    spoken = [dataclasses.replace(said, cell=(0, rank)) for rank, (_, said) in enumerate(words)]
    cells = {(0, rank): node for rank, (node, _) in enumerate(words)}
    return Painted(Picture(width, height, (*shapes, *spoken)), cells=cells)


def letterhead(
    parent: Node, structure: str, service: str, kind: str, dated: str, across: float = TEXT_WIDTH
) -> Painted:
    """The head of the first page: mark, structure and service, then the kind of document and its date at right."""
    size = 9 * MM
    left = size + 3 * MM
    scale = size / MARK.width
    mark = [
        dataclasses.replace(
            box,
            x=box.x * scale,
            y=box.y * scale,
            width=box.width * scale,
            height=box.height * scale,
            radius=box.radius * scale,
        )
        for box in MARK.shapes
        if isinstance(box, Box)
    ]
    up, down = 3.7 * MM, 8.2 * MM
    kind, dated = fitted(kind, 600, 10.5, across / 2), fitted(dated, 400, 10, across / 2)
    room = across - left - max(width(kind, 600, 10.5), width(dated, 400, 10)) - 6 * MM
    said = [
        Words(left, up, fitted(structure, 700, 12.5, room), 12.5, Colour.INK, 700),
        Words(left, down, fitted(service, 400, 10.5, room), 10.5, Colour.INK_2),
        Words(across, up, kind, 10.5, Colour.INK, 600, Anchor.END),
        Words(across, down, dated, 10, Colour.INK_2, 400, Anchor.END),
    ]
    words = [(parent.add("P"), one) for one in said if one.text]
    return placed(words, size, mark, across)


def paragraph(
    parent: Node,
    text: str,
    size: float = 10.5,
    *,
    kind: str = "P",
    weight: int = 400,
    role: Colour = Colour.INK,
    before: float = 0,
    after: float = 0,
    lead: str = "",
) -> Text:
    """A paragraph in the flow; spaces in millimetres, `lead` stands first in bold."""
    look = style(size, weight, role=role, before=before, after=after)
    return Text(markup(text, lead=lead), look, parent.add(kind))


def title(parent: Node, text: str, kind: str, size: float, *, before: float = 0, after: float = 0) -> Text:
    """A title, kept with what follows."""
    flowable = Text(markup(text), style(size, 700, leading=1.2, before=before, after=after), parent.add(kind))
    flowable.keepWithNext = 1
    return flowable


def section(
    parent: Node,
    text: str,
    note: str = "",
    *,
    level: str = "H3",
    width: float = TEXT_WIDTH,
    before: float = 8,
    after: float = 1.2,
) -> Painted:
    """The title of a section, its note at right on the same line; kept with what follows, spaces in mm."""
    base = 11.5
    words = [(parent.add(level), Words(0, base, text, 14, Colour.INK, 700))]
    if note:
        words.append((parent.add("P"), Words(width, base, note, 10, Colour.INK_2, 400, Anchor.END)))
    block = placed(words, 14.5, width=width)
    block.spaceBefore, block.spaceAfter, block.keepWithNext = before * MM, after * MM, 1
    return block


def begun(heading: Flowable, flowable: Flowable, room: float) -> list[Flowable]:
    """A title and a table that may run over pages: both begin on this page when it has `room` millimetres for them.

    A title kept with a whole table would leave its page blank as soon as the table is longer than the next one.
    """
    heading.keepWithNext = 0
    return [CondPageBreak(room * MM), heading, flowable]


def bullets(parent: Node, items: Sequence[tuple[str, str]], size: float = 10.5, gap: float = 1.4) -> list[Item]:
    """A list; each item is its bold lead (or nothing) and its text, `gap` millimetres apart."""
    filled = [(lead, text) for lead, text in items if lead or text]
    if not filled:
        return []
    whole = parent.add("L")
    made = []
    for lead, text in filled:
        item = whole.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        words = Text(markup(text, lead=lead), style(size, after=gap), body)
        made.append(Item(words, (_BULLET, face(700), size, ink(Colour.PRIMARY)), label, _INDENT))
    return made


class Boxed(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Flowables on a pale ground with a strong left edge; the box is not split."""

    def __init__(self, content: Sequence[Flowable], padding: tuple[float, float] = (5.8, 4.6)) -> None:
        """`padding` is horizontal then vertical, in millimetres."""
        super().__init__()
        self.content = list(content)
        self.padding = (padding[0] * MM + _EDGE, padding[1] * MM)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, and what the content needs."""
        across, along = self.padding
        self.width = width
        self.height = stack_height(self.content, width - 2 * across, self.canv) + 2 * along
        return width, self.height

    def draw(self) -> None:
        """Draw the ground as a decoration, then the content."""
        canvas = self.canv
        canvas.tag(None)
        canvas.setFillColor(PALE)
        canvas.rect(0, 0, self.width, self.height, 0, 1)
        canvas.setFillColor(ink(Colour.PRIMARY))
        canvas.rect(0, 0, _EDGE, self.height, 0, 1)
        canvas.end()
        across, along = self.padding
        draw_stack(self.content, canvas, across, self.height - along, self.width - 2 * across)


class Beside(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Two stacks of flowables side by side, tops aligned; they are not split."""

    def __init__(
        self, left: Sequence[Flowable], right: Sequence[Flowable], widths: tuple[float, float], before: float
    ) -> None:
        """`widths` in points, the rest of the page being the gap; `before` in millimetres."""
        super().__init__()
        self.stacks, self.widths = (list(left), list(right)), widths
        self.spaceBefore = before * MM

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, and the height of the taller stack."""
        self.width = width
        self.height = max(
            stack_height(stack, wide, self.canv) for stack, wide in zip(self.stacks, self.widths, strict=True)
        )
        return width, self.height

    def draw(self) -> None:
        """Draw the left stack then the right one."""
        (left, right), (wide_left, wide_right) = self.stacks, self.widths
        draw_stack(left, self.canv, 0, self.height, wide_left)
        draw_stack(right, self.canv, self.width - wide_right, self.height, wide_right)


def stack_height(flowables: Sequence[Flowable], width: float, canvas: TaggedCanvas) -> float:
    """The height of flowables under one another, with the larger of the two spaces between neighbours."""
    total, after = 0.0, 0.0
    for rank, flowable in enumerate(flowables):
        height = flowable.wrapOn(canvas, width, 10_000)[1]
        total += height + (max(after, flowable.getSpaceBefore()) if rank else 0)
        after = flowable.getSpaceAfter()
    return total


def draw_stack(flowables: Sequence[Flowable], canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
    """Draw flowables under one another from `top` down."""
    y, after = top, 0.0
    for rank, flowable in enumerate(flowables):
        height = flowable.wrapOn(canvas, width, 10_000)[1]
        y -= height + (max(after, flowable.getSpaceBefore()) if rank else 0)
        flowable.drawOn(canvas, x, y)
        after = flowable.getSpaceAfter()
