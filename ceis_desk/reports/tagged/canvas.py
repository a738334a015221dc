"""A canvas that writes marked content: each mark belongs to one node of the tree, everything else is decoration.

It uses three private things of ReportLab (`_code`, `_textOut`, the order of `showPage`): the version is pinned and the
invariants of the tests guard an upgrade.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from ceis_desk.reports.tagged.tree import Node

NumberDrawing = Callable[["TaggedCanvas", int, int], None]
"""Draws « page 2 sur 4 » from the canvas, the page's number and the number of pages."""


@dataclass(frozen=True)
class Mark:
    """Content number `mcid` of page `page` (both from 0) belongs to `node`."""

    page: int
    mcid: int
    node: Node


class SpacedText(PDFTextObject):  # type: ignore[misc]  # ReportLab ships no types
    """Text whose lines end by a space: without it a paragraph's lines are read glued together."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  # ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)

    def textLine(self, text: str = "") -> None:  # noqa: N802  # ReportLab's name
        """A line drawn alone, which may stand under another one of the same node."""
        super().textLine(f"{text} " if text else "")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """Marks content page by page; they live here and not in the nodes, so a story drawn twice stays right."""

    def __init__(self, *args: object, **options: object) -> None:
        self.page_index = 0
        self.next_mcid = 0
        self.marks: list[Mark] = []
        self.boxes: dict[Node, tuple[float, float, float, float]] = {}
        self.draw_number: NumberDrawing | None = None
        self._seen_once: set[Node] = set()
        self._is_open = False
        super().__init__(*args, **options)

    def tag(self, node: Node | None) -> None:
        """Open the content of a node, or of a decoration when there is none; marks are never nested."""
        if node is None or node in self._seen_once:
            self._open("/Artifact BMC")
            return
        if node.once:
            self._seen_once.add(node)
        self._open(f"/{node.kind} <</MCID {self.next_mcid}>> BDC")
        self.marks.append(Mark(self.page_index, self.next_mcid, node))
        self.next_mcid += 1

    def running(self, part: str) -> None:
        """Open a running head or foot (`part` is Header or Footer), which readers skip."""
        self._open(f"/Artifact <</Type /Pagination /Subtype /{part}>> BDC")

    def end(self) -> None:
        """Close what `tag` or `running` opened."""
        if not self._is_open:
            message = "marked content was closed before it was opened"
            raise AssertionError(message)
        self._is_open = False
        self._code.append("EMC")

    def _open(self, code: str) -> None:
        if self._is_open:
            message = "marked content was opened inside marked content"
            raise AssertionError(message)
        self._is_open = True
        self._code.append(code)

    def beginText(self, x: float = 0, y: float = 0, direction: object = None) -> SpacedText:  # noqa: N802  # its name
        """A text object that ends its lines by a space."""
        return SpacedText(self, x, y, direction=direction)

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """End the page; content numbers start again at 0 on the next one."""
        super().showPage()
        self.page_index += 1
        self.next_mcid = 0

    def place_number(self) -> None:
        """Put here the number of this page, drawn when the number of pages is known (never by deferring pages)."""
        self.doForm(f"page{self.page_index + 1}")

    def save(self) -> None:
        """End the last page, draw the page numbers and write the file."""
        if self._code:
            self.showPage()
        if self.draw_number is not None:
            for number in range(1, self.page_index + 1):
                self.beginForm(f"page{number}")
                self.draw_number(self, number, self.page_index)
                self.endForm()
        super().save()
