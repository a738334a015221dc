"""« Fiche parcours simplifiée »: the page of the person herself, large, one idea a sentence, a picture for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.dates import write_long_day
from ceis_desk.drawing.shapes import Colour, Words
from ceis_desk.parcours.papers import PlainWayPaper
from ceis_desk.parcours.plain import CLOSING, HELPERS, NEXT, TODAY, Helper, PlainLine
from ceis_desk.reports.blocks import letterhead, placed
from ceis_desk.reports.fonts import fitted
from ceis_desk.reports.pages import FIRST_ROOM, Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.parcours.pictures import SIZE, Column, beside, columns, part_title
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import full_name
from ceis_desk.statistics.sentences import day

TITLE = "Votre parcours"
_ACROSS, _COLUMN, _GUTTER = 3, 54 * MM, 5 * MM


@dataclass(frozen=True)
class _Spaces:
    """Over and under the title of a part, and under a line of it, in millimetres."""

    before: float
    title: float
    line: float


_ROOMY, _MIDDLE, _TIGHT = _Spaces(6, 3.8, 3.4), _Spaces(4, 3, 2.4), _Spaces(2, 2.2, 1.4)


def write_plain_way(paper: PlainWayPaper, path: Path) -> Path:
    """Write the page at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, plain_way_pdf(paper), private=True)


def plain_way_pdf(paper: PlainWayPaper) -> bytes:
    """The bytes of the page, of two when there is too much to say for one; those who help stay together."""
    for spaces in (_ROOMY, _MIDDLE, _TIGHT):
        root = document()
        told, helping = _parts(root, paper, spaces)
        if _tall([*told, *helping]) <= FIRST_ROOM:
            return _rendered(root, paper, [*told, *helping])
    root = document()
    told, helping = _parts(root, paper, _ROOMY)
    return _rendered(root, paper, [*told, KeepTogether(helping)])


def _rendered(root: Node, paper: PlainWayPaper, story: list[Flowable]) -> bytes:
    issuer, dated = paper.issuer, write_long_day(paper.made_on)
    foot = ", ".join(part for part in (issuer.structure, *issuer.address) if part)
    about = About(f"Parcours du {day(paper.made_on)}", issuer.structure, dt.datetime.combine(paper.made_on, dt.time()))
    return render(root, story, Running(TITLE, dated, foot, paper.demo), about)


def _parts(root: Node, paper: PlainWayPaper, spaces: _Spaces) -> tuple[list[Painted], list[Painted]]:
    """What is told of the parcours, then who helps and the closing sentence."""
    issuer, plain = paper.issuer, paper.plain
    told = [
        letterhead(root, issuer.structure, issuer.place, write_long_day(paper.made_on), ""),
        _title(root, full_name(paper.person)),
        *_lines(root.add("Sect"), TODAY, "map-pin", plain.today, spaces),
        *_lines(root.add("Sect"), NEXT, "calendar-event", plain.coming, spaces),
    ]
    return told, [*_helpers(root.add("Sect"), plain.helpers, spaces), _closing(root)]


def _tall(blocks: Sequence[Painted]) -> float:
    """The height of blocks under one another, with the larger of the two spaces between neighbours, in points."""
    total, after = 0.0, 0.0
    for block in blocks:
        total += block.height + max(after, block.getSpaceBefore())
        after = block.getSpaceAfter()
    return total


def _title(root: Node, name: str) -> Painted:
    words = [
        (root.add("H1"), Words(0, 9.5 * MM, TITLE, 28, Colour.INK, 700)),
        (root.add("P"), Words(0, 18.6 * MM, fitted(name, 400, 16, TEXT_WIDTH), 16, Colour.INK_2)),
    ]
    block = placed(words, 21.5 * MM)
    block.spaceBefore = 8 * MM
    return block


def _lines(part: Node, title: str, icon: str, lines: Sequence[PlainLine], spaces: _Spaces) -> Iterator[Painted]:
    yield part_title(part, title, icon, before=spaces.before, after=spaces.title)
    for line in lines:
        when = [(part.add("P"), line.when, 700)] if line.when else []
        sayings = [*when, *((part.add("P"), sentence, 400) for sentence in line.sentences if sentence)]
        yield beside(line.icon, sayings, after=spaces.line)


def _helpers(part: Node, helpers: Sequence[Helper], spaces: _Spaces) -> Iterator[Painted]:
    yield part_title(part, HELPERS, "users", before=spaces.before, after=spaces.title)
    shown = [Column(one.name, one.what, one.phone) for one in helpers]
    for start in range(0, len(shown), _ACROSS):
        yield columns(part, shown[start : start + _ACROSS], _COLUMN, _GUTTER)


def _closing(root: Node) -> Painted:
    block = placed([(root.add("P"), Words(0, 5 * MM, CLOSING, SIZE, Colour.INK, 700))], 6.9 * MM)
    block.spaceBefore = 3 * MM
    return block
