"""The figures as a shared document may show them: counts of 1 to 4 hidden, and those that would give them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceis_desk.core.amounts import shares, write_count, write_percent
from ceis_desk.core.dates import DAYS
from ceis_desk.statistics.masking import MASKED, HiddenGrid, hidden_in_grid, hidden_in_line, is_small
from ceis_desk.statistics.model import Figures, MonthReport, Outcomes, Waiting
from ceis_desk.statistics.sentences import gap

NONE = "–"
OTHER_HOURS = "autre"


@dataclass(frozen=True)
class Line:
    """One line of a table: `value` is None when hidden, `share` is a written percentage, empty when hidden."""

    label: str
    value: int | None
    share: str

    @property
    def said(self) -> str:
        """The count as it is printed."""
        return said(self.value)


def said(value: int | None) -> str:
    """A count, or « masqué »."""
    return MASKED if value is None else write_count(value)


def shown(value: int) -> int | None:
    """A count that stands alone: itself, or None when it is small."""
    return None if is_small(value) else value


def said_gap(now: int | None, before: int | None) -> str:
    """The gap between two printed counts; nothing when one of them is hidden, since the gap would tell it."""
    return NONE if now is None or before is None else gap(now, before)


def parted(counts: Mapping[str, int]) -> list[Line]:
    """Lines that share a total (ages, QPV, outcomes): shares add to 100."""
    values = list(counts.values())
    hidden = hidden_in_line(values)
    percents = shares(values)
    return [
        Line(label, None if place in hidden else value, "" if place in hidden else f"{percents[place]}\u00a0%")
        for place, (label, value) in enumerate(counts.items())
    ]


def overlapping(counts: Mapping[str, int], total: int, hidden: frozenset[str]) -> list[Line]:
    """Lines that cannot be added (motifs, publics): each is a share of `total`."""
    return [
        Line(label, None, "") if label in hidden else Line(label, value, write_percent(value, total))
        for label, value in counts.items()
    ]


def small_ones(counts: Mapping[str, int]) -> frozenset[str]:
    """The lines to hide in a table without total."""
    return frozenset(label for label, value in counts.items() if is_small(value))


@dataclass(frozen=True)
class Activity:
    """What the tables of motifs and platforms hide, together: one motif alone often makes a whole platform."""

    motifs: frozenset[str]
    platforms: frozenset[str]


def hidden_activity(figures: Figures) -> Activity:
    """A count hidden in one of the two tables is hidden in the other wherever the same number stands."""
    motifs = dict(figures.by_motif)
    platforms = {code: count.visits for code, count in figures.by_platform.items()}
    hidden_motifs, hidden_platforms = _hide(motifs, frozenset()), _hide(platforms, frozenset())
    while True:
        twins = frozenset(value for label, value in motifs.items() if label in hidden_motifs)
        twins |= frozenset(value for code, value in platforms.items() if code in hidden_platforms)
        more_motifs = _hide(motifs, frozenset(label for label, value in motifs.items() if value and value in twins))
        more_platforms = _hide(
            platforms, frozenset(code for code, value in platforms.items() if value and value in twins)
        )
        if (more_motifs, more_platforms) == (hidden_motifs, hidden_platforms):
            return Activity(hidden_motifs, hidden_platforms)
        hidden_motifs, hidden_platforms = more_motifs, more_platforms


def _hide(counts: Mapping[str, int], also: frozenset[str]) -> frozenset[str]:
    labels = list(counts)
    hidden = hidden_in_line(list(counts.values()), [labels.index(label) for label in also])
    return frozenset(labels[place] for place in hidden)


def budget_count(figures: Figures, budget_visits: int) -> int | None:
    """The key figure of the budget platform, hidden whenever its month's own table hides the same number."""
    activity = hidden_activity(figures)
    veiled = {figures.by_motif[label] for label in activity.motifs}
    veiled |= {figures.by_platform[code].visits for code in activity.platforms}
    return None if budget_visits in veiled else shown(budget_visits)


def outcome_counts(outcomes: Outcomes) -> dict[str, int]:
    """What became of the individual appointments, in printing order."""
    return {
        "honorés": outcomes.honoured,
        "annulés par la personne": outcomes.excused,
        "annulés par le service": outcomes.revoked,
        "absences sans prévenir": outcomes.no_show,
        "issue non saisie": outcomes.unknown,
    }


def absences(outcomes: Outcomes) -> tuple[int, int] | None:
    """Absences without notice, and the appointments kept or missed; None when a count of theirs is hidden or nil."""
    lines = {line.label: line.value for line in parted(outcome_counts(outcomes))}
    missed, kept = lines["absences sans prévenir"], lines["honorés"]
    if missed is None or kept is None or missed + kept == 0:
        return None
    return missed, missed + kept


def waiting_counts(waiting: Waiting) -> dict[str, int]:
    """Waits by length, in printing order."""
    return {
        "moins de 10 min": waiting.under_10,
        "10 à 19 min": waiting.from_10_to_19,
        "20 min et plus": waiting.from_20,
    }


@dataclass(frozen=True)
class Week:
    """Visits by weekday and hour: the hours that stand in heads, the counts, and what is hidden.

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
        (days.index(day), hours.index(hour)) for day, hour in report.closed_hours if hour in hours and day in days
    )
    return Week(days, tuple(heads), tuple(map(tuple, rows)), closed, hidden_in_grid(rows))
