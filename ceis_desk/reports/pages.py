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
_SMALL = 9.5
_GAP = 8 * MM
FOOT_ROOM = TEXT_WIDTH - 30 * MM


@dataclass(frozen=True)
class Running:
    """What every page repeats: a head from the second page on, a foot, the state of the data."""

    head_left: str
    head_right: str
    foot: str
    demo: bool = False
    sheet: Sheet = PORTRAIT


def page_templates(running: Running) -> list[PageTemplate]:
    """The first page, then all the others."""
    return [
        PageTemplate(
            "first", [_frame(running.sheet, FIRST_TOP)], onPage=lambda canvas, _: _dress(canvas, running, first=True)
        ),
        PageTemplate(
            "next", [_frame(running.sheet, NEXT_TOP)], onPage=lambda canvas, _: _dress(canvas, running, first=False)
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


def _frame(sheet: Sheet, top: float) -> Frame:
    return Frame(MARGIN, _BOTTOM, sheet.text_width, sheet.height - _BOTTOM - top, 0, 0, 0, 0)


def _width(canvas: TaggedCanvas) -> float:
    return float(canvas._pagesize[0])  # noqa: SLF001  # ReportLab has no public name for it


def _dress(canvas: TaggedCanvas, running: Running, *, first: bool) -> None:
    sheet = running.sheet
    canvas.saveState()
    if running.demo:
        canvas.running("Header")
        canvas.setFillColor(ink(Colour.SUN))
        canvas.rect(0, sheet.height - _BAND, sheet.width, _BAND, 0, 1)
        canvas.setFillColor(ink(Colour.INK))
        canvas.setFont(face(700), 11)
        canvas.drawCentredString(sheet.width / 2, sheet.height - _BAND / 2 - 3.6, "Données d’exemple")
        canvas.end()
    if not first:
        canvas.running("Header")
        _line(canvas, sheet, sheet.height - _HEAD_RULE)
        room = sheet.text_width - width(running.head_right, 400, _SMALL) - _GAP
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
    canvas.restoreState()


def _line(canvas: TaggedCanvas, sheet: Sheet, y: float) -> None:
    canvas.setStrokeColor(RUNNING_RULE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y, sheet.width - MARGIN, y)


def _write(canvas: TaggedCanvas, x: float, y: float, text: str, weight: int) -> None:
    canvas.setFont(face(weight), _SMALL)
    canvas.setFillColor(ink(Colour.INK_2))
    write = canvas.drawString if x == MARGIN else canvas.drawRightString
    write(x, y, printable(text))
