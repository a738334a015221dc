"""Tables with horizontal rules only, whose bars stand in the row of their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Table

from ceis_desk.drawing.shapes import Colour, Picture
from ceis_desk.reports.fonts import face, fitted, printable, width
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, ink, markup, style
from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.flowables import Cell, Text, tagged_table
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.statistics.masking import MASKED

_HEAD_SIZE = 9.5
_HEAD_HEIGHT = 5.6 * MM
_INDENT = 3.4 * MM
_CRAMPED = 0.8 * MM
_PAIR = 2
_ABOVE_NOTE = 1.2 * MM
_LONGEST, _MOST_LINES = 2000, 10  # two rows are never taller than a page: ReportLab could not lay them


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in points, on which side it stands, its weight and whether it holds pictures.

    A column of pictures is decoration: what it shows is said by the figures beside it.
    """

    head: str
    width: float
    right: bool = False
    weight: int = 400
    pictures: bool = False
    inset: float = 0.0


Content = str | Picture | None
Drawn = Callable[[TaggedCanvas, float, float], None]
"""Draws a decoration on a canvas from x, around the middle of its row."""


@dataclass(frozen=True)
class Row:
    """A row of a table; a `span` row is one head across it, `indent` says that it is a part of the row above.

    A `total` row stands under a strong rule, in bold; `note` is a plain line under the words of its first cell.
    """

    cells: tuple[Content, ...]
    span: bool = False
    icon: Drawn | None = None
    indent: bool = False
    total: bool = False
    note: str = ""


class _Iconic(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """The head of a row behind its icon, which is a decoration."""

    def __init__(self, text: str, node: Node, look: tuple[str, float], icon: Drawn, left: float) -> None:
        """`look` is a face and a size in points, `left` the room of the icon."""
        super().__init__()
        self.text, self.node, self.look, self.icon, self.left = text, node, look, icon, left
        self.width, self.height = left, look[1]

    def draw(self) -> None:
        """Draw the icon then the words."""
        canvas = self.canv
        canvas.tag(None)
        self.icon(canvas, 0, self.height / 2)
        canvas.end()
        canvas.tag(self.node)
        canvas.setFont(*self.look)
        canvas.setFillColor(ink(Colour.INK))
        canvas.drawString(self.left, self.height / 2 - self.look[1] * 0.33, self.text)
        canvas.end()


def ruled_table(
    parent: Node,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    row_height: float,
    size: float = 11,
    wrap: bool = False,
    heads: bool = True,
    icons: float = 0,
    top: bool = True,
) -> Table:
    """A tagged table: rows of `row_height` millimetres (taller where `wrap` lets text run over lines), sizes in points.

    The first cell that says something heads its row; heads repeat on each page and are read once. `icons` is the room
    before the first column's words for the icons of the rows, in points. Without heads, `top` draws the rule over the
    first row. The last two rows stay together, and so do the first two.
    """
    table = parent.add("Table")
    cells: list[list[Any]] = []
    if heads:
        line = table.add("THead").add("TR", once=True)
        cells.append([_head(line, column) for column in columns])
    body = table.add("TBody")
    cells += [_row(body.add("TR"), columns, row, size, wrap=wrap, icons=icons) for row in rows]
    first = int(heads)
    tall = [wrap or any(isinstance(cell, Text) for cell in line) for line in cells[first:]]
    heights = [_HEAD_HEIGHT] * first + [None if several else row_height * MM for several in tall]
    made = tagged_table(cells, [column.width for column in columns], heights, repeated=first)
    padding = row_height * MM if wrap else _CRAMPED
    look = _look(columns, rows, first, size, top=top)
    for rank, several in enumerate(tall, start=first):
        if several:
            look += [(side, (0, rank), (-1, rank), padding) for side in ("TOPPADDING", "BOTTOMPADDING")]
        if rows[rank - first].note:
            look += [("VALIGN", (0, rank), (-1, rank), "TOP"), ("TOPPADDING", (0, rank), (-1, rank), _ABOVE_NOTE)]
    if wrap:
        look.append(("VALIGN", (0, 0), (-1, -1), "TOP"))
    if len(rows) >= _PAIR:
        look += [("NOSPLIT", (0, first), (0, first + 1)), ("NOSPLIT", (0, -2), (0, -1))]
    made.setStyle(look)
    return made


def _head(line: Node, column: Column) -> Cell:
    if column.pictures:
        return Cell(printable(column.head))
    node = line.add("TH", scope="Column", once=True) if column.head else line.add("TD", once=True)
    return Cell(printable(column.head), node)


def _row(line: Node, columns: Sequence[Column], row: Row, size: float, *, wrap: bool, icons: float) -> list[Any]:
    if row.span:
        node = line.add("TH", scope="Row", span=sum(not column.pictures for column in columns))
        return [Cell(printable(str(row.cells[0])), node), *[""] * (len(columns) - 1)]
    made: list[Any] = []
    head = next((rank for rank, content in enumerate(row.cells) if content), 0)
    for rank, (column, content) in enumerate(zip(columns, row.cells, strict=True)):
        if isinstance(content, Picture):
            made.append(Painted(content) if content.shapes else "")
            continue
        if column.pictures:
            made.append("")
            continue
        node = line.add("TH", scope="Row") if rank == head else line.add("TD")
        weight = 700 if row.total else column.weight
        text = fitted((content or "")[:_LONGEST], weight, size, _MOST_LINES * column.width)
        if row.note and not rank:
            note = fitted(row.note[:_LONGEST], 400, size, _MOST_LINES * column.width)
            lines = f"{markup('', lead=text, weight=weight)}<br/>{markup(note)}"
            made.append(Text(lines, style(size, leading=1.25), node))
            continue
        if row.icon and not rank:
            look = (face(weight), size)
            made.append(_Iconic(text, node, look, row.icon, icons))
        elif wrap or _overflows(text, column, weight, size):
            made.append(Text(markup(text), style(size, weight, leading=1.25, right=column.right), node))
        else:
            made.append(Cell(text, node))
    return made


def _overflows(text: str, column: Column, weight: int, size: float) -> bool:
    """Whether it needs several lines; an amount never does, and rather leans over the column before it."""
    wide = width(text, weight, size, tabular=column.right) > column.width - column.inset
    return wide and not (column.right and " " not in text)


Look = list[tuple[Any, ...]]
_STRONG, _THIN, _END = (1.0, Colour.INK), (0.4, Colour.RULE), (0.8, Colour.INK)


def _look(columns: Sequence[Column], rows: Sequence[Row], first: int, size: float, *, top: bool) -> Look:
    """ReportLab's commands for the whole table; `first` is the place of the first row under the heads."""
    everywhere = ((0, 0), (-1, -1))
    look: Look = [
        ("FONT", *everywhere, face(), size, size * 1.2),
        ("TEXTCOLOR", *everywhere, ink(Colour.INK)),
        ("VALIGN", *everywhere, "MIDDLE"),
        *((f"{side}PADDING", *everywhere, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
        _rule("LINEBELOW", (0, first), (-1, -1), _THIN),
    ]
    for rank, column in enumerate(columns):
        look.append(("FONT", (rank, first), (rank, -1), face(column.weight, tabular=column.right), size, size * 1.2))
        if column.right:
            look.append(("ALIGN", (rank, 0), (rank, -1), "RIGHT"))
        if column.inset:
            look.append(("LEFTPADDING", (rank, 0), (rank, -1), column.inset))
    if first:
        look += [
            ("FONT", (0, 0), (-1, 0), face(600), _HEAD_SIZE, _HEAD_SIZE * 1.2),
            ("TEXTCOLOR", (0, 0), (-1, 0), ink(Colour.INK_2)),
            _rule("LINEBELOW", (0, 0), (-1, 0), _STRONG),
        ]
    elif top:
        look.append(_rule("LINEABOVE", (0, 0), (-1, 0), _STRONG))
    for rank, row in enumerate(rows, start=first):
        look += _row_look(row, rank, size)
        if row.total:
            look.append(_rule("LINEABOVE", (0, rank), (-1, rank), _STRONG))
            look += [
                ("FONT", (place, rank), (place, rank), face(700, tabular=column.right), size, size * 1.2)
                for place, column in enumerate(columns)
            ]
    return [*look, _rule("LINEBELOW", (0, -1), (-1, -1), _END)]


def _row_look(row: Row, rank: int, size: float) -> Look:
    """Hidden counts are words, not figures: plain, with proportional letters."""
    columns = [column for column, content in enumerate(row.cells) if content == MASKED]
    look: Look = [("FONT", (column, rank), (column, rank), face(), size, size * 1.2) for column in columns]
    if row.indent:
        look.append(("LEFTPADDING", (0, rank), (0, rank), _INDENT))
    if row.span:
        look += [("SPAN", (0, rank), (-1, rank)), ("FONT", (0, rank), (0, rank), face(700), size, size * 1.2)]
        look += [_rule(side, (0, rank), (-1, rank), _STRONG) for side in ("LINEABOVE", "LINEBELOW")]
    return look


def _rule(side: str, start: tuple[int, int], end: tuple[int, int], kind: tuple[float, Colour]) -> tuple[Any, ...]:
    return (side, start, end, kind[0], ink(kind[1]))
