"""Page 1: the month, its key figures, what they say in brief, and the participants month by month."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus import Flowable

from ceis_desk.core.dates import SHORT_MONTHS, write_month, write_short_month
from ceis_desk.drawing.columns import Column, columns_by_month
from ceis_desk.drawing.shapes import Box, Colour, Picture, Words
from ceis_desk.reports.blocks import Boxed, bullets, letterhead, paragraph, placed, section, title
from ceis_desk.reports.month.rows import said, said_gap
from ceis_desk.reports.painting import Painted, table_of
from ceis_desk.reports.paper import MM, SIZES, TEXT_WIDTH
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.statistics.model import Comparison, MonthPoint, MonthReport
from ceis_desk.statistics.sentences import LIMIT, covered, day, evolution, in_brief, in_month, state_of_figures
from ceis_desk.statistics.shared import budget_count, shown

_COLUMN, _GUTTER = 40 * MM, 4 * MM
_FEW_MONTHS = 8
_TALLEST, _LOWEST = 97 * MM, 55 * MM


def head_page(root: Node, report: MonthReport) -> list[Flowable]:
    """The flowables of the first page."""
    name = write_month(report.month)
    dated = f"édité le {day(report.edited_on)}"
    story: list[Flowable] = [
        letterhead(root, report.structure, report.place, "Rapport mensuel", dated),
        title(root, name.capitalize(), "H1", 30, before=11.5, after=2.6),
        paragraph(root, f"{covered(report)} {state_of_figures(report)}.", 12, role=Colour.INK_2, after=8.5),
        _key_figures(root, report),
        _in_brief(root, report),
    ]
    part = root.add("Sect")
    heading = section(
        part, "Participants par mois", "personnes différentes, venues au moins une fois dans le mois", before=9
    )
    heading.keepWithNext = 0  # the chart takes what the page leaves, so it must be measured on this page
    story += [heading, _chart(part, report)]
    compared = evolution(report)
    if compared:
        story.append(paragraph(part, compared, 10, role=Colour.INK_2, before=2))
    return story


def _key_figures(root: Node, report: MonthReport) -> Painted:
    """Four figures, each with its name and its gap with the month before: one paragraph each."""
    before = report.previous
    rows = [
        (
            "participants",
            shown(report.figures.participants),
            _before(before, lambda one: shown(one.figures.participants)),
        ),
        ("passages", shown(report.figures.visits), _before(before, lambda one: shown(one.figures.visits))),
        (
            "passages budget",
            budget_count(report.figures, report.budget_visits),
            _before(before, lambda one: budget_count(one.figures, one.budget_visits)),
        ),
        (
            "nouvelles personnes",
            shown(report.figures.new_people),
            _before(before, lambda one: shown(one.figures.new_people)),
        ),
    ]
    words: list[tuple[Node, Words]] = []
    bars = []
    for rank, (label, now, former) in enumerate(rows):
        x, node = rank * (_COLUMN + _GUTTER), root.add("P")
        bars.append(Box(x, 0, _COLUMN, 0.9 * MM, Colour.PRIMARY))
        words.append((node, Words(x, 13.6 * MM, said(now), 30 if now is not None else 20, Colour.INK, 700)))
        words.append((node, Words(x, 20.2 * MM, label, 12, Colour.INK, 600)))
        if before is not None:
            gap = "" if now is None or former is None else f"{said_gap(now, former)} "
            compared = f"{gap}({said(former)} en {in_month(before.month, report.month)})"
            words.append((node, Words(x, 25.4 * MM, compared, 10.5, Colour.INK_2)))
    block = placed(words, 26.6 * MM, bars)
    block.spaceAfter = 8.5 * MM
    return block


def _before(other: Comparison | None, read: Callable[[Comparison], int | None]) -> int | None:
    return None if other is None else read(other)


def _in_brief(root: Node, report: MonthReport) -> Boxed:
    part = root.add("Sect")
    heading = title(part, "En bref", "H2", 14, after=2)
    items = bullets(part, [("", sentence) for sentence in in_brief(report)], 12)
    return Boxed([heading, *items, paragraph(part, LIMIT, 10, role=Colour.INK_2, before=2.4)])


class _Stretched(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A chart as tall as the page leaves it room, between two bounds."""

    def __init__(self, draw: Callable[[float], Picture], part: Node, below: float) -> None:
        """`draw` makes the picture for a height in points; `below` is the room to leave under it."""
        super().__init__()
        self._make, self._below = draw, below
        picture = draw(_TALLEST)
        self._figure = part.add("Figure", alt=picture.alt)
        self._cells = table_of(part, picture)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width, and what remains of the page."""
        self.width, self.height = width, max(_LOWEST, min(_TALLEST, height - self._below))
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture at the height that was found."""
        painted = Painted(self._make(self.height), self._figure, self._cells)
        painted.drawOn(self.canv, 0, 0)


def _chart(part: Node, report: MonthReport) -> _Stretched:
    points = report.evolution
    columns = [_column(point, rank, points) for rank, point in enumerate(points)]
    names = ("participants", "passages")
    return _Stretched(lambda height: columns_by_month(columns, names, TEXT_WIDTH, height, SIZES), part, 9 * MM)


def _column(point: MonthPoint, rank: int, points: tuple[MonthPoint, ...]) -> Column:
    """The year is written under the first month, the last one, and January where it has room."""
    ends = rank in (0, len(points) - 1)
    roomy = len(points) <= _FEW_MONTHS or 1 < rank < len(points) - 2
    named = ends or (point.month.month == 1 and roomy)
    label = write_short_month(point.month) if named else SHORT_MONTHS[point.month.month - 1]
    participants = shown(point.participants)
    return Column(label, participants, said(participants), said(shown(point.visits)), ends)
