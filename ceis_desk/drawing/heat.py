"""A heat table: days by hours, six steps of one colour that skip the mid tones, hatching where the door is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Sizes, Words, hatching

_STEPS = (Colour.SURFACE, Colour.HEAT_1, Colour.HEAT_2, Colour.HEAT_3, Colour.HEAT_4, Colour.HEAT_5)
_FIRST_DARK_STEP = 4
_GAP = 0.04


@dataclass(frozen=True)
class HeatCell:
    """One day and hour: `value` is None when hidden or closed; `said` is what is written, empty when closed."""

    value: int | None
    said: str
    closed: bool = False


@dataclass(frozen=True)
class HeatRow:
    """One day of the week: its name, a note beside it (« 4 jours »), its cells and its total as written."""

    label: str
    note: str
    cells: tuple[HeatCell, ...]
    total: str


def heat_step(value: int, highest: int) -> int:
    """The step, 0 to 5, of a value: equal sixths of the highest one."""
    return min(5, value * 6 // highest) if highest > 0 else 0


def heat_table(
    heads: Sequence[str], rows: Sequence[HeatRow], totals: Sequence[str], width: float, row_height: float, sizes: Sizes
) -> Picture:
    """Draw the table with its totals; `totals` holds one text a column of cells, then the grand total.

    Twin: a head row, one row a day, a row of totals; its last column holds the totals of the rows.
    """
    highest = max((cell.value or 0 for row in rows for cell in row.cells), default=0)
    left, right = sizes.normal * 9.4, sizes.normal * 5.5
    slot = (width - left - right) / max(len(heads), 1)
    head_height = sizes.small * 2
    shapes: list[Shape] = [Line(0, head_height, width, head_height, Colour.INK, sizes.rule)]
    last = len(heads) + 1
    baseline = head_height - sizes.small * 0.8
    for rank, head in enumerate([*heads, "total"]):
        x, anchor = (width, Anchor.END) if rank == len(heads) else (left + slot * (rank + 0.5), Anchor.MIDDLE)
        shapes.append(Words(x, baseline, head, sizes.small, Colour.INK_2, 600, anchor, cell=(0, rank + 1)))
    top = head_height + sizes.small * 0.35
    for rank, row in enumerate(rows):
        y = top + rank * row_height
        middle = y + row_height / 2 + sizes.normal * 0.34
        shapes.append(Words(0, middle, row.label, sizes.normal, Colour.INK, 700, cell=(rank + 1, 0)))
        note_x = left - sizes.small
        shapes.append(Words(note_x, middle, row.note, sizes.small, Colour.INK_2, 400, Anchor.END, cell=(rank + 1, 0)))
        for place, cell in enumerate(row.cells):
            box = _inside(left + slot * place, y, slot, row_height)
            shapes += _one_cell(cell, box, highest, middle, sizes, (rank + 1, place + 1))
        end = (rank + 1, last)
        shapes.append(Words(width, middle, row.total, sizes.normal, Colour.INK, 400, Anchor.END, True, end))
    bottom = top + len(rows) * row_height + sizes.small * 0.35
    shapes += _totals(totals, (left, slot, width), bottom, row_height, sizes, len(rows) + 1)
    return Picture(width, bottom + row_height, tuple(shapes))


def _inside(x: float, y: float, slot: float, row_height: float) -> Box:
    gap = slot * _GAP
    return Box(x + gap / 2, y + gap / 2, slot - gap, row_height - gap)


def _one_cell(
    cell: HeatCell, box: Box, highest: int, baseline: float, sizes: Sizes, place: tuple[int, int]
) -> list[Shape]:
    if cell.closed:
        return [*hatching(box, sizes.small * 0.45, Colour.RULE, sizes.hair * 1.5)]
    step = heat_step(cell.value or 0, highest)
    edge = Colour.TINT if step == 0 else None
    ground = Box(box.x, box.y, box.width, box.height, _STEPS[step], edge, sizes.rule if edge else 0.0)
    dark = step >= _FIRST_DARK_STEP
    hidden = cell.value is None
    words = Words(
        box.x + box.width / 2,
        baseline,
        cell.said,
        sizes.small if hidden else sizes.normal,
        Colour.ON_HEAT if dark else Colour.INK,
        600 if dark else 400,
        Anchor.MIDDLE,
        not hidden,
        place,
    )
    return [ground, words]


def _totals(
    totals: Sequence[str], across: tuple[float, float, float], y: float, row_height: float, sizes: Sizes, row: int
) -> list[Shape]:
    left, slot, width = across
    baseline = y + row_height / 2 + sizes.normal * 0.34
    shapes: list[Shape] = [
        Line(0, y, width, y, Colour.INK, sizes.rule * 1.25),
        Words(0, baseline, "total", sizes.normal, Colour.INK, 700, cell=(row, 0)),
        Line(0, y + row_height, width, y + row_height, Colour.INK, sizes.rule),
    ]
    for rank, said in enumerate(totals):
        grand = rank == len(totals) - 1
        x, anchor = (width, Anchor.END) if grand else (left + slot * (rank + 0.5), Anchor.MIDDLE)
        place = (row, rank + 1)
        shapes.append(Words(x, baseline, said, sizes.normal, Colour.INK, 600, anchor, True, place))
    return shapes
