"""The month beside the one before, the same one a year before, and the month of reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from ceis_desk.core.amounts import write_count
from ceis_desk.core.dates import write_month, write_short_month
from ceis_desk.drawing.shapes import Colour
from ceis_desk.reports.blocks import paragraph, section
from ceis_desk.reports.month.rows import NONE, absences, said, said_gap
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.statistics.masking import is_small
from ceis_desk.statistics.model import Comparison, MonthReport
from ceis_desk.statistics.sentences import in_month
from ceis_desk.statistics.shared import budget_count, shown

_NAMES = 46 * MM


@dataclass(frozen=True)
class _Other:
    """Another month: what is known of it (None when the register holds nothing), with or without its gap."""

    month: dt.date
    known: Comparison | None


@dataclass(frozen=True)
class _Measure:
    """A line of the table: how it is read (None when hidden), and its units."""

    label: str
    read: Callable[[Comparison], int | None]
    unit: str = ""
    gap_unit: str = ""
    absent: str = ""


def _mean_wait(one: Comparison) -> int | None:
    return None if is_small(one.waiting.waits) else one.waiting.mean


def _absence_rate(one: Comparison) -> int | None:
    """Whole percents, half-up."""
    found = absences(one.outcomes)
    return None if found is None else (200 * found[0] + found[1]) // (2 * found[1])


_MEASURES = (
    _Measure("Participants", lambda one: shown(one.figures.participants)),
    _Measure("Passages", lambda one: shown(one.figures.visits)),
    _Measure("dont anonymes", lambda one: shown(one.figures.anonymous_visits)),
    _Measure("Nouvelles personnes", lambda one: shown(one.figures.new_people)),
    _Measure("Passages budget", lambda one: budget_count(one.figures, one.budget_visits)),
    _Measure("Attente moyenne", _mean_wait, "\u00a0min", "\u00a0min", NONE),
    _Measure("Absences aux rendez-vous", _absence_rate, "\u00a0%", "\u00a0pts", NONE),
)


def comparison(part: Node, report: MonthReport) -> list[Flowable]:
    """The table, and in its note what cannot be compared and the counts behind the rates."""
    heading = section(part, "Comparaison")
    now = Comparison(report.month, report.figures, report.waiting, report.outcomes, report.budget_visits)
    others = _others(report)
    heads = [write_short_month(report.month)]
    for other in others:
        heads += [write_short_month(other.month), *(["écart"] if other.known else [])]
    width = (TEXT_WIDTH - _NAMES) / len(heads)
    columns = [Column("", _NAMES, weight=600)]
    columns += [Column(head, width, right=True, weight=400 if rank else 600) for rank, head in enumerate(heads)]
    rows = [_row(measure, now, others) for measure in _MEASURES]
    table = ruled_table(part, columns, rows, row_height=6.3, size=10.5)
    notes = " ".join([*_not_compared(report), *_absence_note(now, others)])
    return [heading, table, *([paragraph(part, notes, 10, role=Colour.INK_2, before=1.2)] if notes else [])]


def _others(report: MonthReport) -> list[_Other]:
    last_year = report.month.replace(year=report.month.year - 1)
    found = [_Other(last_year, report.year_before)]
    if report.previous is not None:
        found.insert(0, _Other(report.previous.month, report.previous))
    if report.reference is not None and report.reference.month not in {other.month for other in found if other.known}:
        found.append(_Other(report.reference.month, report.reference))
    return found


def _row(measure: _Measure, now: Comparison, others: Sequence[_Other]) -> Row:
    value = measure.read(now)
    cells = [measure.label, _said(measure, value)]
    for other in others:
        if other.known is None:
            cells.append(NONE)
            continue
        former = measure.read(other.known)
        difference = said_gap(value, former)
        cells += [_said(measure, former), difference if difference == NONE else f"{difference}{measure.gap_unit}"]
    return Row(tuple(cells), indent=measure.label.startswith("dont"))


def _said(measure: _Measure, value: int | None) -> str:
    if value is None:
        return measure.absent or said(None)
    return f"{write_count(value)}{measure.unit}"


def _not_compared(report: MonthReport) -> list[str]:
    starts = report.register_starts
    if report.year_before is not None or starts is None:
        return []
    last_year = report.month.replace(year=report.month.year - 1)
    return [f"Le registre commence en {write_month(starts)}\u00a0: {write_month(last_year)} ne peut pas être comparé."]


def _absence_note(now: Comparison, others: Sequence[_Other]) -> list[str]:
    written = []
    for one in (now, *(other.known for other in others if other.known)):
        found = absences(one.outcomes)
        if found is not None:
            counts = f"{write_count(found[0])} sur {write_count(found[1])}"
            written.append(f"{counts} en {in_month(one.month, now.month)}")
    return [f"Absences\u00a0: {', '.join(written)}."] if written else []
