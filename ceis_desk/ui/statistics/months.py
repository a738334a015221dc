"""The month among the others: head figures, columns month by month, the comparison; nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.core.dates import SHORT_MONTHS, write_month, write_short_month
from ceis_desk.drawing.columns import Column
from ceis_desk.statistics.masking import MASKED
from ceis_desk.statistics.model import Comparison, MonthReport, Outcomes
from ceis_desk.statistics.sentences import gap, in_month
from ceis_desk.ui.statistics.figure_table import Line
from ceis_desk.ui.statistics.said import NB, NONE, Said

_FEW_MONTHS = 8


@dataclass(frozen=True)
class KeyFigure:
    """A head figure: its number, its name, its gap with the month before, and which way it went (-1, 0, 1)."""

    said: str
    name: str
    compared: str
    way: int
    icon: str
    tone: str


def key_figures(report: MonthReport, said: Said) -> tuple[KeyFigure, ...]:
    """The four head figures, in reading order."""
    before = report.previous
    measures: tuple[tuple[str, str, str, Callable[[Comparison], int]], ...] = (
        ("participants", "users", "primary", lambda one: one.figures.participants),
        ("passages", "door-enter", "accent", lambda one: one.figures.visits),
        ("passages budget", "pig", "violet", lambda one: one.budget_visits),
        ("nouvelles personnes", "user-plus", "blue", lambda one: one.figures.new_people),
    )
    now = _itself(report)
    found = []
    for name, icon, tone, read in measures:
        count, former = read(now), read(before) if before else None
        compared, way = "", 0
        if before is not None and former is not None:
            way = (count > former) - (count < former)
            compared = f"{_gap(count, former, said)} ({said(former)} en {in_month(before.month, report.month)})"
        found.append(KeyFigure(said(count), name, compared, way, icon, tone))
    return tuple(found)


def month_columns(report: MonthReport, said: Said) -> tuple[Column, ...]:
    """Participants month by month; the year is written where it changes or where the chart begins and ends."""
    points = report.evolution
    columns = []
    for rank, point in enumerate(points):
        ends = rank in (0, len(points) - 1)
        named = ends or (point.month.month == 1 and len(points) <= _FEW_MONTHS)
        label = write_short_month(point.month) if named else SHORT_MONTHS[point.month.month - 1]
        columns.append(Column(label, point.participants, said(point.participants), said(point.visits), ends))
    return tuple(columns)


def comparison_lines(report: MonthReport, said: Said) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The month beside the others: heads, then one line for each measure."""
    others = [one for one in (report.previous, report.year_before, report.reference) if one is not None]
    others = [one for rank, one in enumerate(others) if one.month not in {former.month for former in others[:rank]}]
    now = _itself(report)
    heads = [write_short_month(report.month)]
    for other in others:
        heads += [write_short_month(other.month), "écart"]
    lines = []
    for name, read, unit, gap_unit in _MEASURES:
        count = read(now)
        cells = [NONE if count is None else f"{said(count)}{unit}"]
        for other in others:
            former = read(other)
            known = count is not None and former is not None
            cells.append(NONE if former is None else f"{said(former)}{unit}")
            cells.append(
                f"{_gap(count, former, said)}{gap_unit}" if known and count is not None and former is not None else NONE
            )
        lines.append(Line(name, tuple(cells)))
    return tuple(heads), tuple(lines)


def not_compared(report: MonthReport) -> str:
    """Why the month of the year before is not there, empty when it is."""
    if report.year_before is not None or report.register_starts is None:
        return ""
    starts = write_month(report.register_starts)
    return f"Le registre commence en {starts}{NB}: le même mois un an plus tôt ne peut pas être comparé."


def absence_rate(outcomes: Outcomes) -> int | None:
    """Absences without notice among appointments kept or missed, in whole percents, half-up; None without any."""
    base = outcomes.honoured + outcomes.no_show
    return (200 * outcomes.no_show + base) // (2 * base) if base else None


_MEASURES: tuple[tuple[str, Callable[[Comparison], int | None], str, str], ...] = (
    ("Participants", lambda one: one.figures.participants, "", ""),
    ("Passages", lambda one: one.figures.visits, "", ""),
    ("dont anonymes", lambda one: one.figures.anonymous_visits, "", ""),
    ("Nouvelles personnes", lambda one: one.figures.new_people, "", ""),
    ("Passages budget", lambda one: one.budget_visits, "", ""),
    ("Attente moyenne", lambda one: one.waiting.mean, f"{NB}min", f"{NB}min"),
    ("Absences aux rendez-vous", lambda one: absence_rate(one.outcomes), f"{NB}%", f"{NB}pts"),
)


def _itself(report: MonthReport) -> Comparison:
    return Comparison(report.month, report.figures, report.waiting, report.outcomes, report.budget_visits)


def _gap(count: int, former: int, said: Said) -> str:
    """The gap, unless one of the two counts is hidden and the gap would tell it."""
    return gap(count, former) if MASKED not in (said(count), said(former)) else NONE
