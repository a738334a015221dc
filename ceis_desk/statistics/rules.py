"""Rules of the figures: periods and what may be compared, ages, waits, closed hours, public holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ceis_desk.agenda import holidays
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.statistics.indicators import AGE_BANDS, Attribute, Breakdown
from ceis_desk.statistics.model import AgeBand, Period, Waiting

DEFAULT_REFERENCE = 6
LONGEST_EVOLUTION = 13
"""Months: a chart of more columns than a year and its anniversary cannot be read on paper."""

AFTERNOON = 13
"""A visit from 13:00 on is of the afternoon."""

OpeningHours = Mapping[int, tuple[tuple[dt.time, dt.time], ...]]
"""By weekday, 0 is Monday: from, to."""

_NEVER_BEFORE = (
    "Cette période finit avant de commencer. Rien n’a été compté\u00a0: donnez d’abord le jour le plus ancien."
)


WHOLE_PERIODS = (1, 3, 6, 12)
"""Months that a calendar period lasts: month, quarter, half-year, year."""

ONLY_WHOLE = (
    "Ces chiffres se comptent par mois, trimestre, semestre ou année entiers\u00a0: la différence de deux périodes "
    "proches laisserait retrouver un nombre masqué. Rien n’a été compté\u00a0: prenez par exemple du {first} au {last}."
)


def period_of(first: dt.date, last: dt.date) -> Period:
    """The period of two dates, both included; raises Refusal when it ends before it starts."""
    if last < first:
        raise Refusal(_NEVER_BEFORE)
    return Period(first, last)


def calendar_period(first: dt.date, last: dt.date) -> Period:
    """The period of two dates that are the ends of a month, quarter, half-year or year; raises Refusal otherwise.

    A table that hides small counts is given over these alone: two periods that differ by a few days, or by a month,
    would tell by their difference what each of them hides.
    """
    asked = period_of(first, last)
    around = [_calendar(last, months) for months in WHOLE_PERIODS]
    if asked in around:
        return asked
    near = next((one for one in around if one.first <= first), around[-1])
    raise Refusal(ONLY_WHOLE.format(first=write_day(near.first), last=write_day(near.last)))


def year_of(day: dt.date) -> Period:
    """The calendar year of a day."""
    return _calendar(day, 12)


def _calendar(day: dt.date, months: int) -> Period:
    """The calendar period of so many months that holds a day."""
    first = dt.date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, month_of(shift(first, months - 1)).last)


def month_of(day: dt.date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    return Period(first, shift(first, 1) - dt.timedelta(days=1))


def shift(month: dt.date, by: int) -> dt.date:
    """The first day of the month `by` months later, or earlier when negative."""
    count = month.year * 12 + month.month - 1 + by
    return dt.date(count // 12, count % 12 + 1, 1)


def months_between(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The first day of each month from that of `first` to that of `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(shift(first, by) for by in range(count))


def reference_month(month: dt.date, wanted: dt.date | None) -> dt.date:
    """The month to compare with: the wanted one when it is before, else six months before."""
    if wanted is None or wanted.replace(day=1) >= month:
        return shift(month, -DEFAULT_REFERENCE)
    return wanted.replace(day=1)


def evolution_months(month: dt.date, reference: dt.date, register_starts: dt.date | None) -> tuple[dt.date, ...]:
    """From the reference to this month, thirteen at most, without those in which nothing was kept yet."""
    first = max(reference, shift(month, 1 - LONGEST_EVOLUTION))
    starts = min(register_starts or month, month).replace(day=1)
    return months_between(max(first, starts), month)


def is_comparable(month: dt.date, register_starts: dt.date | None) -> bool:
    """Whether the register had begun by the end of that month; else there is nothing to compare with, not a zero."""
    return register_starts is not None and register_starts <= month_of(month).last


def age_band(age: int | None) -> AgeBand:
    """The band of an age in full years; not said, or absurd, it is unknown."""
    if age is None:
        return AgeBand.UNKNOWN
    return next((band for first, band in AGE_BANDS if age >= first), AgeBand.UNKNOWN)


def value_in(breakdown: Breakdown, kept: int | str | None) -> str:
    """The line of the breakdown where a fact that kept this value is counted."""
    if breakdown.attribute is Attribute.AGE:
        return age_band(kept if isinstance(kept, int) else None).value
    return kept if isinstance(kept, str) and kept in breakdown.values else breakdown.unknown


def waiting_of(waits: Mapping[int, int]) -> Waiting:
    """The waits from how many lasted each number of whole minutes.

    The mean is rounded half up; the median is the middle wait, or the mean of the two middle ones rounded half up; nine
    waits in ten are not longer than the ninth decile.
    """
    count = sum(waits.values())
    if not count:
        return Waiting(0, 0, 0, 0, None, None, None)
    under_10 = sum(many for minutes, many in waits.items() if minutes < 10)  # noqa: PLR2004  # the printed steps
    from_20 = sum(many for minutes, many in waits.items() if minutes >= 20)  # noqa: PLR2004  # the printed steps
    total = sum(minutes * many for minutes, many in waits.items())
    middle = _ranked(waits, (count + 1) // 2) + _ranked(waits, count // 2 + 1)
    return Waiting(
        waits=count,
        under_10=under_10,
        from_10_to_19=count - under_10 - from_20,
        from_20=from_20,
        mean=_half_up(total, count),
        median=_half_up(middle, 2),
        ninth_decile=_ranked(waits, -(-count * 9 // 10)),
    )


def _ranked(waits: Mapping[int, int], rank: int) -> int:
    seen = 0
    for minutes in sorted(waits):
        seen += waits[minutes]
        if seen >= rank:
            break
    else:
        message = f"no wait of rank {rank} among {seen}"
        raise ValueError(message)
    return minutes


def _half_up(total: int, count: int) -> int:
    return (2 * total + count) // (2 * count)


def closed_hours(by_hour: Mapping[tuple[int, int], int], opening: OpeningHours | None) -> frozenset[tuple[int, int]]:
    """The cells (weekday, hour) to hatch, among the hours at which the place opens or was visited.

    With opening hours, those that they leave out; without, the half-days of a weekday that saw no visit in the month.
    An hour with a visit is never closed: the fact wins over the rule.
    """
    hours = {hour for (_, hour), count in by_hour.items() if count}
    if opening is None:
        return _unseen_half_days(by_hour, hours)
    hours |= {hour for spans in opening.values() for hour in range(24) if _is_open(spans, hour)}
    return frozenset(
        (weekday, hour)
        for weekday in range(7)
        for hour in hours
        if not by_hour.get((weekday, hour)) and not _is_open(opening.get(weekday, ()), hour)
    )


def _unseen_half_days(by_hour: Mapping[tuple[int, int], int], hours: set[int]) -> frozenset[tuple[int, int]]:
    seen = {(weekday, hour >= AFTERNOON) for (weekday, hour), count in by_hour.items() if count}
    return frozenset(
        (weekday, hour) for weekday in range(7) for hour in hours if (weekday, hour >= AFTERNOON) not in seen
    )


def _is_open(spans: Iterable[tuple[dt.time, dt.time]], hour: int) -> bool:
    """Whether some minute of the hour is within one of the spans."""
    return any(start.hour <= hour and (end.hour, end.minute) > (hour, 0) for start, end in spans)


def public_holidays(period: Period) -> dict[dt.date, str]:
    """The public holidays of the period in metropolitan France, by their French names."""
    return holidays.public_holidays(period.first, period.last)
