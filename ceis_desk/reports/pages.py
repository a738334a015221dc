"""The pages of a print: margins, running head and foot, page numbers, the band of example data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from ceis_desk.drawing.shapes import Colour
from ceis_desk.reports.fonts import face, fitted, printable, width
from ceis_desk.reports.paper import CONTENT_BOTTOM, MARGIN, MM, PAGE_HEIGHT, PAGE_WIDTH, RUNNING_RULE, TEXT_WIDTH, ink
from ceis_desk.reports.tagged.canvas import TaggedCanvas

FIRST_TOP = 14.6 * MM
NEXT_TOP = 24.8 * MM
_BAND = 8.6 * MM
_HEAD_BASELINE = 17 * MM
_HEAD_RULE = 19.4 * MM
_FOOT_RULE = 279.4 * MM
_FOOT_BASELINE = 283.8 * MM
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


def page_templates(running: Running) -> list[PageTemplate]:
    """The first page, then all the others."""
    return [
        PageTemplate("first", [_frame(FIRST_TOP)], onPage=lambda canvas, _: _dress(canvas, running, first=True)),
        PageTemplate("next", [_frame(NEXT_TOP)], onPage=lambda canvas, _: _dress(canvas, running, first=False)),
    ]


def template(target: IO[bytes], running: Running) -> BaseDocTemplate:
    """The ReportLab document that lays a story on these pages; always the same bytes for the same story."""
    first, following = page_templates(running)
    first.autoNextPageTemplate = following.id
    return BaseDocTemplate(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageTemplates=[first, following],
        invariant=1,
        pageCompression=0,
        initialFontName=face(),
    )


def draw_number(canvas: TaggedCanvas, number: int, total: int) -> None:
    """« page 2 sur 4 », at the right of the foot."""
    canvas.setFont(face(600), _SMALL)
    canvas.setFillColor(ink(Colour.INK))
    canvas.drawRightString(PAGE_WIDTH - MARGIN, PAGE_HEIGHT - _FOOT_BASELINE, f"page {number} sur {total}")


def _frame(top: float) -> Frame:
    height = CONTENT_BOTTOM - top
    return Frame(MARGIN, PAGE_HEIGHT - CONTENT_BOTTOM, TEXT_WIDTH, height, 0, 0, 0, 0)


def _dress(canvas: TaggedCanvas, running: Running, *, first: bool) -> None:
    canvas.saveState()
    if running.demo:
        canvas.running("Header")
        canvas.setFillColor(ink(Colour.SUN))
        canvas.rect(0, PAGE_HEIGHT - _BAND, PAGE_WIDTH, _BAND, 0, 1)
        canvas.setFillColor(ink(Colour.INK))
        canvas.setFont(face(700), 11)
        canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - _BAND / 2 - 3.6, "Données d’exemple")
        canvas.end()
    if not first:
        canvas.running("Header")
        _line(canvas, _HEAD_RULE)
        room = TEXT_WIDTH - width(running.head_right, 400, _SMALL) - _GAP
        _write(canvas, MARGIN, _HEAD_BASELINE, fitted(running.head_left, 600, _SMALL, room), 600)
        _write(canvas, PAGE_WIDTH - MARGIN, _HEAD_BASELINE, running.head_right, 400)
        canvas.end()
    canvas.running("Footer")
    _line(canvas, _FOOT_RULE)
    _write(canvas, MARGIN, _FOOT_BASELINE, fitted(running.foot, 400, _SMALL, FOOT_ROOM), 400)
    canvas.place_number()
    canvas.end()
    canvas.restoreState()


def _line(canvas: TaggedCanvas, y: float) -> None:
    canvas.setStrokeColor(RUNNING_RULE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, PAGE_HEIGHT - y, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - y)


def _write(canvas: TaggedCanvas, x: float, y: float, text: str, weight: int) -> None:
    canvas.setFont(face(weight), _SMALL)
    canvas.setFillColor(ink(Colour.INK_2))
    write = canvas.drawString if x == MARGIN else canvas.drawRightString
    write(x, PAGE_HEIGHT - y, printable(text))
