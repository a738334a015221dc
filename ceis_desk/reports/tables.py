"""Tables with horizontal rules only, whose bars stand in the row of their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Table

from ceis_desk.drawing.shapes import Colour, Picture
from ceis_desk.reports.fonts import face, printable
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, ink, markup, style
from ceis_desk.reports.tagged.flowables import Cell, Text, tagged_table
from ceis_desk.reports.tagged.tree import Node

_HEAD_SIZE = 9.5
_HEAD_HEIGHT = 5.6 * MM


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


@dataclass(frozen=True)
class Row:
    """A row of a table; `head` rows span the table, a `total` row has a strong rule above it."""

    cells: tuple[Content, ...]
    span: bool = False
    total: bool = False


def ruled_table(
    parent: Node,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    row_height: float,
    size: float = 11,
    wrap: bool = False,
    heads: bool = True,
) -> Table:
    """A tagged table: rows of `row_height` millimetres (taller where `wrap` lets text run over lines), sizes in points.

    The first column heads its row; heads repeat on each page and are read once.
    """
    table = parent.add("Table")
    cells: list[list[Any]] = []
    if heads:
        line = table.add("THead").add("TR", once=True)
        cells.append([_head(line, column) for column in columns])
    body = table.add("TBody")
    cells += [_row(body.add("TR"), columns, row, size, wrap=wrap) for row in rows]
    first = int(heads)
    heights = [_HEAD_HEIGHT] * first + [None if wrap else row_height * MM] * len(rows)
    made = tagged_table(cells, [column.width for column in columns], heights, repeated=first)
    made.setStyle(_look(columns, rows, first, size, row_height if wrap else None))
    return made


def _head(line: Node, column: Column) -> Cell:
    if column.pictures:
        return Cell(printable(column.head))
    return Cell(printable(column.head), line.add("TH", scope="Column", once=True))


def _row(line: Node, columns: Sequence[Column], row: Row, size: float, *, wrap: bool) -> list[Any]:
    if row.span:
        node = line.add("TH", scope="Row", span=sum(not column.pictures for column in columns))
        return [Cell(printable(str(row.cells[0])), node), *[""] * (len(columns) - 1)]
    made: list[Any] = []
    for rank, (column, content) in enumerate(zip(columns, row.cells, strict=True)):
        if isinstance(content, Picture):
            made.append(Painted(content) if content.shapes else "")
            continue
        if column.pictures:
            made.append("")
            continue
        node = line.add("TD") if rank else line.add("TH", scope="Row")
        if wrap:
            made.append(Text(markup(content or ""), style(size, column.weight), node))
        else:
            made.append(Cell(printable(content or ""), node))
    return made


def _look(columns: Sequence[Column], rows: Sequence[Row], first: int, size: float, padded: float | None) -> list[Any]:
    strong, thin, end = (ink(Colour.INK), 1.0), (ink(Colour.RULE), 0.4), (ink(Colour.INK), 0.8)
    look: list[Any] = [
        ("FONT", (0, 0), (-1, -1), face(), size, size * 1.2),
        ("TEXTCOLOR", (0, 0), (-1, -1), ink(Colour.INK)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("LINEBELOW", (0, first), (-1, -1), thin[1], thin[0]),
    ]
    if padded is not None:
        look += [(side, (0, first), (-1, -1), padded * MM) for side in ("TOPPADDING", "BOTTOMPADDING")]
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
            ("LINEBELOW", (0, 0), (-1, 0), strong[1], strong[0]),
        ]
    for rank, row in enumerate(rows, start=first):
        if row.span:
            look += [("SPAN", (0, rank), (-1, rank)), ("FONT", (0, rank), (0, rank), face(700), size, size * 1.2)]
            look += [(side, (0, rank), (-1, rank), strong[1], strong[0]) for side in ("LINEABOVE", "LINEBELOW")]
        if row.total:
            look.append(("LINEABOVE", (0, rank), (-1, rank), strong[1], strong[0]))
            look.append(("NOSPLIT", (0, rank - 1), (-1, rank)))
    look.append(("LINEBELOW", (0, -1), (-1, -1), end[1], end[0]))
    return look
