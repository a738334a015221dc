"""The pages of a print: margins, running head and foot, page numbers, the band of example data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from ceis_desk.drawing.shapes import Colour
from ceis_desk.reports.fonts import face, fitted, printable, width
from ceis_desk.reports.paper import MARGIN, MM, PORTRAIT, RUNNING_RULE, TEXT_WIDTH, Sheet, ink
from ceis_desk.reports.tagged.canvas import TaggedCanvas

FIRST_TOP = 14.6 * MM
NEXT_TOP = 24.8 * MM
_BAND = 8.6 * MM
_HEAD_BASELINE = 17 * MM
_HEAD_RULE = 19.4 * MM
_BOTTOM = 21 * MM
_FOOT_RULE = 17.6 * MM
_FOOT_BASELINE = 13.2 * MM
_FOLD_FROM, _FOLD_TO = 2 * MM, 6 * MM
_SMALL = 9.5
_GAP = 8 * MM
FOOT_ROOM = TEXT_WIDTH - 30 * MM
FIRST_ROOM = PORTRAIT.height - FIRST_TOP - _BOTTOM
"""What the first page of a portrait sheet holds, in points."""


@dataclass(frozen=True)
class Running:
    """What every page repeats: a head from the second page on, a foot, the state of the data.

    A `bare` page is cut in pieces: it has neither margin, head nor foot, and `pieces` bands of example data down it.
    `folds` are the marks at the left edge of the first page, in points from its top.
    """

    head_left: str
    head_right: str
    foot: str
    demo: bool = False
    sheet: Sheet = PORTRAIT
    bare: bool = False
    pieces: int = 1
    folds: tuple[float, ...] = ()


def page_templates(running: Running) -> list[PageTemplate]:
    """The first page, then all the others."""
    return [
        PageTemplate(
            "first", [_frame(running, FIRST_TOP)], onPage=lambda canvas, _: _dress(canvas, running, first=True)
        ),
        PageTemplate(
            "next", [_frame(running, NEXT_TOP)], onPage=lambda canvas, _: _dress(canvas, running, first=False)
        ),
    ]


def template(target: IO[bytes], running: Running) -> BaseDocTemplate:
    """The ReportLab document that lays a story on these pages; always the same bytes for the same story."""
    first, following = page_templates(running)
    first.autoNextPageTemplate = following.id
    return BaseDocTemplate(
        target,
        pagesize=(running.sheet.width, running.sheet.height),
        pageTemplates=[first, following],
        invariant=1,
        pageCompression=0,
        initialFontName=face(),
    )


def draw_number(canvas: TaggedCanvas, number: int, total: int) -> None:
    """« page 2 sur 4 », at the right of the foot."""
    canvas.setFont(face(600), _SMALL)
    canvas.setFillColor(ink(Colour.INK))
    canvas.drawRightString(_width(canvas) - MARGIN, _FOOT_BASELINE, f"page {number} sur {total}")


def _frame(running: Running, top: float) -> Frame:
    sheet = running.sheet
    if running.bare:
        return Frame(0, 0, sheet.width, sheet.height, 0, 0, 0, 0)
    return Frame(MARGIN, _BOTTOM, sheet.text_width, sheet.height - _BOTTOM - top, 0, 0, 0, 0)


def _width(canvas: TaggedCanvas) -> float:
    return float(canvas._pagesize[0])  # noqa: SLF001  # ReportLab has no public name for it


def _dress(canvas: TaggedCanvas, running: Running, *, first: bool) -> None:
    canvas.saveState()
    if running.demo:
        _bands(canvas, running)
    if not running.bare:
        _head_and_foot(canvas, running, first=first)
    if first and running.folds:
        _folds(canvas, running)
    canvas.restoreState()


def _bands(canvas: TaggedCanvas, running: Running) -> None:
    """The words stand once in each piece of a page that is cut, on both sides of a cut down its middle."""
    sheet = running.sheet
    across = 2 if running.bare else 1
    canvas.running("Header")
    for piece in range(running.pieces):
        top = sheet.height * (1 - piece / running.pieces)
        canvas.setFillColor(ink(Colour.SUN))
        canvas.rect(0, top - _BAND, sheet.width, _BAND, 0, 1)
        canvas.setFillColor(ink(Colour.INK))
        canvas.setFont(face(700), 11)
        for part in range(across):
            middle = sheet.width * (2 * part + 1) / (2 * across)
            canvas.drawCentredString(middle, top - _BAND / 2 - 3.6, "Données d’exemple")
    canvas.end()


def _head_and_foot(canvas: TaggedCanvas, running: Running, *, first: bool) -> None:
    sheet = running.sheet
    if not first:
        canvas.running("Header")
        _line(canvas, sheet, sheet.height - _HEAD_RULE)
        room = sheet.text_width - width(printable(running.head_right), 400, _SMALL) - _GAP
        baseline = sheet.height - _HEAD_BASELINE
        _write(canvas, MARGIN, baseline, fitted(running.head_left, 600, _SMALL, room), 600)
        _write(canvas, sheet.width - MARGIN, baseline, running.head_right, 400)
        canvas.end()
    canvas.running("Footer")
    _line(canvas, sheet, _FOOT_RULE)
    room = FOOT_ROOM + sheet.text_width - TEXT_WIDTH
    _write(canvas, MARGIN, _FOOT_BASELINE, fitted(running.foot, 400, _SMALL, room), 400)
    canvas.place_number()
    canvas.end()


def _folds(canvas: TaggedCanvas, running: Running) -> None:
    canvas.running("Header")
    canvas.setStrokeColor(RUNNING_RULE)
    canvas.setLineWidth(0.6)
    for fold in running.folds:
        y = running.sheet.height - fold
        canvas.line(_FOLD_FROM, y, _FOLD_TO, y)
    canvas.end()


def _line(canvas: TaggedCanvas, sheet: Sheet, y: float) -> None:
    canvas.setStrokeColor(RUNNING_RULE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y, sheet.width - MARGIN, y)


def _write(canvas: TaggedCanvas, x: float, y: float, text: str, weight: int) -> None:
    canvas.setFont(face(weight), _SMALL)
    canvas.setFillColor(ink(Colour.INK_2))
    write = canvas.drawString if x == MARGIN else canvas.drawRightString
    write(x, y, printable(text))
