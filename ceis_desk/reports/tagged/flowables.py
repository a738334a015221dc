"""Flowables that know their node: a paragraph, an item of a list, a table whose cells know theirs."""

from __future__ import annotations

from typing import Any, Self

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.tree import Node


class Tagged:
    """Mixin: the whole drawing of a flowable is the content of its node; parts made by a split share it."""

    node: Node | None = None

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803  # ReportLab's names
        """Draw between the opening and the closing of the node, outside the saved graphics state."""
        canvas.tag(self.node)
        super().drawOn(canvas, x, y, _sW)  # type: ignore[misc]  # the next class is a Flowable
        canvas.end()

    def split(self, width: float, height: float) -> list[Any]:
        """Parts for two pages, which all belong to this node."""
        parts: list[Any] = super().split(width, height)  # type: ignore[misc]  # the next class is a Flowable
        for part in parts:
            part.node = self.node
        return parts


class Text(Tagged, Paragraph):  # type: ignore[misc]  # ReportLab ships no types
    """A paragraph of one node; `markup` is ReportLab's, already escaped."""

    def __init__(self, markup: str, style: ParagraphStyle, node: Node | None = None, **options: object) -> None:
        super().__init__(markup, style, **options)
        self.node = node


class Item(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """An item of a list: its bullet as label, its paragraph as body."""

    def __init__(self, text: Text, bullet: tuple[str, str, float, Color], label: Node | None, indent: float) -> None:
        """`bullet` is its character, font, size in points and colour; `indent` the place it takes, in points."""
        super().__init__()
        self.text, self.bullet, self.label, self.indent = text, bullet, label, indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width, and the height of the paragraph beside the bullet."""
        self.width = width
        self.height = self.text.wrap(width - self.indent, height)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Parts for two pages; only the first one draws the bullet."""
        parts = self.text.split(width - self.indent, height)
        return [Item(part, self.bullet, None if rank else self.label, self.indent) for rank, part in enumerate(parts)]

    def draw(self) -> None:
        """Draw the label then the body."""
        canvas = self.canv
        if self.label is not None:
            character, font, size, colour = self.bullet
            canvas.tag(self.label)
            canvas.setFont(font, size)
            canvas.setFillColor(colour)
            canvas.drawString(0, self.height - self.text.style.leading * 0.77, character)
            canvas.end()
        self.text.drawOn(canvas, self.indent, 0)

    def getSpaceBefore(self) -> float:  # noqa: N802  # ReportLab's name
        """The paragraph's own space."""
        return float(self.text.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802  # ReportLab's name
        """The paragraph's own space."""
        return float(self.text.getSpaceAfter())


class Cell(str):
    """The text of one cell of a table, with the node that owns it (None for a decoration)."""

    __slots__ = ("node",)
    node: Node | None

    def __new__(cls, text: str, node: Node | None = None) -> Self:
        """A text like any other, that remembers its node."""
        cell = super().__new__(cls, text)
        cell.node = node
        return cell


def mark_table(table: Table, step: str, *place: object) -> None:
    """The callback of a table (`renderCB`): strings belong to their cell's node, backgrounds and rules to nobody.

    Cells that are flowables mark themselves.
    """
    canvas = table.canv
    if step in ("startBG", "startLines"):
        canvas.tag(None)
    elif step in ("endBG", "endLines"):
        canvas.end()
    elif step == "startCell":
        value = place[2]
        table.cell_is_open = isinstance(value, Cell) and value != ""
        if isinstance(value, Cell) and table.cell_is_open:
            canvas.tag(value.node)
    elif step == "endCell" and table.cell_is_open:
        canvas.end()


def tagged_table(cells: list[list[Any]], widths: list[float], heights: list[float | None], *, repeated: int) -> Table:
    """A ReportLab table marked cell by cell; the parts of a split keep the callback, and repeat the first rows."""
    return Table(cells, colWidths=widths, rowHeights=heights, renderCB=mark_table, repeatRows=repeated, hAlign="LEFT")
