"""Pictures on paper: the shapes of `drawing` painted by ReportLab, each in the content of the node that owns it."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.platypus import Flowable

from ceis_desk.drawing.shapes import Anchor, Area, Box, Colour, Line, Picture, Shape, Words, hatching, twin
from ceis_desk.reports.fonts import face, printable
from ceis_desk.reports.paper import ink
from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.tree import Node

_HATCHES = {Colour.DANGER: 3.2, Colour.CARE: 7.5}
_HATCH_STROKE = 0.8
CellNodes = Mapping[tuple[int, int], Node]


class Painted(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A picture in the flow: words of a cell belong to that cell's node, the rest to the figure or to nobody."""

    def __init__(self, picture: Picture, figure: Node | None = None, cells: CellNodes | None = None) -> None:
        super().__init__()
        self.picture, self.figure, self.cells = picture, figure, cells or {}
        self.width, self.height = picture.width, picture.height

    def draw(self) -> None:
        """Paint the shapes, those of the figure first, in one piece."""
        canvas = self.canv
        if self.figure is not None:
            left, bottom = canvas.absolutePosition(0, 0)
            canvas.boxes[self.figure] = (left, bottom, left + self.width, bottom + self.height)
        for shapes, node in self._runs():
            canvas.tag(node)
            for shape in shapes:
                paint(canvas, shape, self.height)
            canvas.end()

    def _runs(self) -> list[tuple[list[Shape], Node | None]]:
        mine: list[Shape] = []
        runs: list[tuple[list[Shape], Node | None]] = [(mine, self.figure)]
        for shape in self.picture.shapes:
            node = self.cells.get(shape.cell) if isinstance(shape, Words) and shape.cell else None
            if node is None:
                mine.append(shape)
            elif runs[-1][1] is node:
                runs[-1][0].append(shape)
            else:
                runs.append(([shape], node))
        return [run for run in runs if run[0]]


def paint(canvas: TaggedCanvas, shape: Shape, height: float) -> None:
    """Paint one shape of a picture of this height, whose bottom left corner is the origin of the canvas."""
    if isinstance(shape, Line):
        canvas.setStrokeColor(ink(shape.colour))
        canvas.setLineWidth(shape.width)
        canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
    elif isinstance(shape, Box):
        _paint_box(canvas, shape, height)
    elif isinstance(shape, Area):
        _paint_area(canvas, shape, height)
    elif shape.size:
        canvas.setFillColor(ink(shape.colour))
        canvas.setFont(face(shape.weight, tabular=shape.tabular), shape.size)
        write = {
            Anchor.START: canvas.drawString,
            Anchor.MIDDLE: canvas.drawCentredString,
            Anchor.END: canvas.drawRightString,
        }[shape.anchor]
        write(shape.x, height - shape.y, printable(shape.text))


def _paint_box(canvas: TaggedCanvas, box: Box, height: float) -> None:
    if box.fill is not None:
        canvas.setFillColor(ink(box.fill))
    if box.edge is not None:
        canvas.setStrokeColor(ink(box.edge))
        canvas.setLineWidth(box.edge_width)
    bottom = height - box.y - box.height
    stroke, fill = int(box.edge is not None), int(box.fill is not None)
    if box.radius:
        canvas.roundRect(box.x, bottom, box.width, box.height, box.radius, stroke, fill)
    else:
        canvas.rect(box.x, bottom, box.width, box.height, stroke, fill)


def _paint_area(canvas: TaggedCanvas, area: Area, height: float) -> None:
    """A zone that means danger or care is hatched: on paper their colours are one and the same grey."""
    outline = canvas.beginPath()
    (first_x, first_y), *others = area.points
    outline.moveTo(first_x, height - first_y)
    for x, y in others:
        outline.lineTo(x, height - y)
    outline.close()
    hatch = _HATCHES.get(area.fill)
    canvas.setFillColor(ink(area.fill if hatch is None else Colour.SURFACE))
    canvas.drawPath(outline, stroke=0, fill=1)
    if hatch is None:
        return
    canvas.saveState()
    canvas.clipPath(outline, stroke=0, fill=0)
    left, top = (min(point[axis] for point in area.points) for axis in (0, 1))
    right, bottom = (max(point[axis] for point in area.points) for axis in (0, 1))
    for line in hatching(Box(left, top, right - left, bottom - top), hatch, area.fill, _HATCH_STROKE):
        paint(canvas, line, height)
    canvas.restoreState()
    canvas.setStrokeColor(ink(area.fill))
    canvas.setLineWidth(_HATCH_STROKE)
    canvas.drawPath(outline, stroke=1, fill=0)


def table_of(parent: Node, picture: Picture) -> CellNodes:
    """The nodes of a picture's table twin: the first row and the first column are its heads."""
    rows = twin(picture)
    table = parent.add("Table")
    cells: dict[tuple[int, int], Node] = {}
    part = table.add("THead")
    for row, texts in enumerate(rows):
        if row == 1:
            part = table.add("TBody")
        line = part.add("TR")
        for column, text in enumerate(texts):
            scope = "Column" if row == 0 else "Row" if column == 0 else ""
            cells[row, column] = line.add("TH", scope=scope) if scope and text else line.add("TD")
    return cells


MARK = Picture(
    24,
    24,
    (
        Box(0, 0, 24, 24, Colour.SUN, radius=5.5),
        Box(6, 8.2, 3, 8.4, Colour.INK, radius=0.5),
        Box(10.5, 10.6, 3, 6, Colour.INK, radius=0.5),
        Box(15, 6.8, 3, 9.8, Colour.INK, radius=0.5),
    ),
)
