"""What every document of budget counselling has: its head, its figures in columns, the boxes to sign in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reportlab.platypus import Flowable

from ceis_desk.core.press import Issuer, Named
from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Words
from ceis_desk.platforms.budget.papers import Counsellor
from ceis_desk.platforms.budget.ratios import Divisor, divided_by
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_rules import write_hundredths
from ceis_desk.reports.blocks import letterhead, placed
from ceis_desk.reports.fonts import broken, fitted, width
from ceis_desk.reports.pages import Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.reports.wording import full_name, full_names

SERVICE = "Point conseil budget"
_PAIR, _TRIPLE, _FOUR = (2, 82 * MM, 8 * MM), (3, 54 * MM, 5 * MM), (4, 40 * MM, 4 * MM)
_TALL, _TALLER = 21 * MM, 28 * MM
_SMALLER = 13
_DIVIDED = {
    Divisor.PERSONS: ("personne", "personnes"),
    Divisor.SHARES: ("part", "parts"),
    Divisor.UNITS: ("unité de consommation", "unités de consommation"),
}
_LABEL, _UNDER, _LABEL_LINES = 4.6 * MM, 2 * MM, 2
_HEAD_SHARE = 0.72  # of the running head: the service stands at its left


def head(parent: Node, issuer: Issuer, note: str) -> Painted:
    """The head of the first page: who issues the document, the service, and a date or « confidentiel »."""
    return letterhead(parent, issuer.structure, issuer.place, SERVICE, note)


def running(people: Sequence[Named], name: str, foot: str, *, demo: bool) -> Running:
    """The next pages say whose document it is; the foot of every page names nobody."""
    what = f" · {name[0].lower()}{name[1:]}"
    who = fitted(full_names(people), 400, 9.5, TEXT_WIDTH * _HEAD_SHARE - width(what, 400, 9.5))
    return Running(SERVICE, who + what, foot, demo)


def about(issuer: Issuer, name: str, on: dt.date) -> About:
    """What the file says of itself: the kind of document and its day, never whose it is."""
    return About(name, issuer.structure, dt.datetime.combine(on, dt.time()))


def heading(parent: Node, text: str, note: str = "", *, before: float = 10) -> Painted:
    """The title of the document, and its month or its day at the right end of the line; `before` in millimetres."""
    room = TEXT_WIDTH - width(note, 600, 15) - 6 * MM
    words = [(parent.add("H1"), Words(0, 8.6 * MM, fitted(text, 700, 24, room), 24, Colour.INK, 700))]
    if note:
        words.append((parent.add("P"), Words(TEXT_WIDTH, 8.6 * MM, note, 15, Colour.INK_2, 600, Anchor.END)))
    block = placed(words, 10 * MM)
    block.spaceBefore, block.spaceAfter = before * MM, 1.6 * MM
    return block


def titled(counsellor: Counsellor) -> str:
    """« Claire Fabre, conseillère budget »."""
    return ", ".join(part for part in (counsellor.name, counsellor.title) if part)


def with_whom(counsellor: Counsellor) -> str:
    """« avec Claire Fabre, conseillère budget » behind a space, nothing when she is not known."""
    return f" avec {titled(counsellor)}" if titled(counsellor) else ""


def counted_by(sheet: Sheet) -> str:
    """« 3 personnes », « 2,5 parts », « 1,6 unité de consommation »: what the reste à vivre is divided by."""
    number = divided_by(sheet.household.home, sheet.divisor)
    one, many = _DIVIDED[sheet.divisor]
    return f"{write_hundredths(number)}\u00a0{one if number < 2 else many}"  # noqa: PLR2004  # French plural


def key_figures(parent: Node, figures: Sequence[tuple[str, str]]) -> Painted:
    """Three or four figures in columns, each over what it counts, under a strong rule; one paragraph each."""
    grid = _TRIPLE if len(figures) <= _TRIPLE[0] else _FOUR
    _, column, gutter = grid
    size = 20 if grid is _TRIPLE else 17
    words: list[tuple[Node, Words]] = []
    bars = []
    for rank, (said, label) in enumerate(figures):
        x, node = rank * (column + gutter), parent.add("P")
        bars.append(Box(x, 0, column, 0.6 * MM, Colour.PRIMARY))
        fitting = size if width(said, 700, size) <= column else _SMALLER
        words.append((node, Words(x, 9 * MM, fitted(said, 700, fitting, column), fitting, Colour.INK, 700)))
        words.append((node, Words(x, 14.6 * MM, fitted(label, 400, 10.5, column), 10.5, Colour.INK_2)))
    block = placed(words, 16 * MM, bars)
    block.spaceBefore, block.spaceAfter = 6 * MM, 2 * MM
    return block


def dated(parent: Node, issuer: Issuer) -> Painted:
    """« Fait à Montpellier, le » and the line on which somebody writes."""
    town = fitted(issuer.town, 400, 11, TEXT_WIDTH / 2)
    said = f"Fait à {town}, le" if town else "Fait le"
    start = width(said, 400, 11) + 4 * MM
    words = [(parent.add("P"), Words(0, 5 * MM, said, 11))]
    block = placed(words, 6 * MM, [Line(start, 5.6 * MM, start + 52 * MM, 5.6 * MM, Colour.INK_2, 0.7)])
    block.spaceBefore, block.spaceAfter = 4 * MM, 3 * MM
    return block


def signatures(parent: Node, names: Sequence[str], note: str = "signature") -> list[Flowable]:
    """A box for each name, two or three on a row."""
    grid, tall = (_PAIR, _TALL) if len(names) <= _PAIR[0] else (_TRIPLE, _TALLER)
    rows = [names[start : start + grid[0]] for start in range(0, len(names), grid[0])]
    return [_boxes(parent, row, note, grid, tall) for row in rows]


def signing_names(people: Sequence[Named], counsellor: Counsellor) -> list[str]:
    """Whoever signs: each person, then the counsellor."""
    return [*(full_name(person) for person in people), titled(counsellor)]


def _boxes(parent: Node, names: Sequence[str], note: str, grid: tuple[int, float, float], tall: float) -> Painted:
    _, column, gutter = grid
    labels = [broken(name, 600, 11, column, _LABEL_LINES) for name in names]
    top = _LABEL * max(len(lines) for lines in labels) + _UNDER
    words: list[tuple[Node, Words]] = []
    boxes = []
    for rank, lines in enumerate(labels):
        x, node = rank * (column + gutter), parent.add("P")
        boxes.append(Box(x, top, column, tall, edge=Colour.INK_2, edge_width=0.7))
        for line, text in enumerate(lines, start=1):
            base = top - _UNDER - (len(lines) - line) * _LABEL
            words.append((node, Words(x, base, text, 11, Colour.INK, 600)))
        inside = Words(x + 2.4 * MM, top + 4.4 * MM, note, 9.5, Colour.INK_2)
        words.append((parent.add("P"), inside))
    block = placed(words, top + tall + 1, boxes)
    block.spaceBefore = 3 * MM
    return block
