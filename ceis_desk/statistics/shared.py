"""What a document that leaves the house may show of a month: the rules of `masking` applied to its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceis_desk.core.dates import DAYS
from ceis_desk.statistics.masking import HiddenGrid, hidden_in_grid, hidden_in_line, is_small
from ceis_desk.statistics.model import Figures, MonthReport

OTHER_HOURS = "autre"


def shown(value: int) -> int | None:
    """A count that stands alone: itself, or None when it is small."""
    return None if is_small(value) else value


@dataclass(frozen=True)
class HiddenActivity:
    """What the tables of motifs and platforms hide, together: one motif alone often makes a whole platform."""

    motifs: frozenset[str]
    platforms: frozenset[str]


def hidden_activity(figures: Figures) -> HiddenActivity:
    """A count hidden in one of the two tables is hidden in the other wherever the same number stands."""
    motifs = dict(figures.by_motif)
    platforms = {code: count.visits for code, count in figures.by_platform.items()}
    found = HiddenActivity(_hidden(motifs, frozenset()), _hidden(platforms, frozenset()))
    while True:
        twins = frozenset(motifs[label] for label in found.motifs)
        twins |= frozenset(platforms[code] for code in found.platforms)
        wider = HiddenActivity(_hidden(motifs, twins - {0}), _hidden(platforms, twins - {0}))
        if wider == found:
            return found
        found = wider


def _hidden(counts: Mapping[str, int], values: frozenset[int]) -> frozenset[str]:
    """The lines to hide, those that hold one of these values among them."""
    labels = list(counts)
    also = [place for place, label in enumerate(labels) if counts[label] in values]
    return frozenset(labels[place] for place in hidden_in_line(list(counts.values()), also))


def budget_count(figures: Figures, budget_visits: int) -> int | None:
    """The key figure of the budget platform, None whenever its month's own tables hide the same number."""
    activity = hidden_activity(figures)
    veiled = {figures.by_motif[label] for label in activity.motifs}
    veiled |= {figures.by_platform[code].visits for code in activity.platforms}
    return None if budget_visits in veiled - {0} else shown(budget_visits)


@dataclass(frozen=True)
class Week:
    """Visits by weekday (0 is Monday) and hour: heads, counts, closed places and what is hidden, by row and column.

    The last column holds visits without an hour or out of the opening hours, when there are any.
    """

    days: tuple[int, ...]
    heads: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    closed: frozenset[tuple[int, int]]
    hidden: HiddenGrid


def week(report: MonthReport) -> Week:
    """The table of days and hours, whose rows add to all the visits of the month."""
    by_weekday = [0] * len(DAYS)
    for date, count in report.by_day.items():
        by_weekday[date.weekday()] += count
    days = tuple(day for day in range(len(DAYS)) if by_weekday[day] or report.open_days.get(day))
    every = sorted({hour for _, hour in [*report.by_hour, *report.closed_hours]})
    hours = [hour for hour in every if any((day, hour) not in report.closed_hours for day in days)]
    rows = [[report.by_hour.get((day, hour), 0) for hour in hours] for day in days]
    rest = [by_weekday[day] - sum(row) for day, row in zip(days, rows, strict=True)]
    heads = [f"{hour}\u00a0h" for hour in hours]
    if any(rest):
        heads.append(OTHER_HOURS)
        rows = [[*row, more] for row, more in zip(rows, rest, strict=True)]
    closed = frozenset(
        (row, column)
        for row, day in enumerate(days)
        for column, hour in enumerate(hours)
        if (day, hour) in report.closed_hours
    )
    return Week(days, tuple(heads), tuple(map(tuple, rows)), closed, hidden_in_grid(rows))
