"""Month after month: visits, visits by platform and distinct participants; months past are kept once counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, func, select, union_all, values

from ceis_desk.data.figures.facts import facts_of, within
from ceis_desk.data.figures.kept import keep, kept_months
from ceis_desk.data.figures.visits import DayCount, read_days, register_start, total, total_by_platform
from ceis_desk.data.schema.base import Day
from ceis_desk.statistics.indicators import VISITS, Fact
from ceis_desk.statistics.model import MonthPoint, Period
from ceis_desk.statistics.rules import month_of, months_between, shift


def read_months(connection: Connection, months: Sequence[dt.date]) -> tuple[MonthPoint, ...]:
    """One point for each of these consecutive months, given by their first days: as it was kept, else counted now."""
    if not months:
        return ()
    points = kept_months(connection, months)
    for run in _runs([month for month in months if month not in points]):
        points.update((point.month, point) for point in count_months(connection, run))
    return tuple(points[month] for month in months)


def count_months(connection: Connection, months: Sequence[dt.date]) -> tuple[MonthPoint, ...]:
    """The same, counted from the facts."""
    days: dict[dt.date, list[DayCount]] = {month: [] for month in months}
    for day in read_days(connection, Period(months[0], month_of(months[-1]).last)):
        days[day.day.replace(day=1)].append(day)
    participants = {row.first: row.participants for row in connection.execute(_participants(months))}
    return tuple(
        MonthPoint(month, total(own, VISITS), participants[month], total_by_platform(own))
        for month, own in days.items()
    )


def keep_some_months(connection: Connection, today: dt.date, at_most: int) -> bool:
    """Count and keep up to `at_most` past months of the register, the latest first; whether others are left."""
    start = register_start(connection)
    last = shift(today.replace(day=1), -1)
    if start is None or start > last:
        return False
    months = months_between(start, last)
    kept = kept_months(connection, months)
    missing = [month for month in months if month not in kept]
    for run in _runs(missing[-at_most:]):
        keep(connection, count_months(connection, run))
    return len(missing) > at_most


def _runs(months: Sequence[dt.date]) -> list[list[dt.date]]:
    """Months in order, cut where one does not follow the one before."""
    runs: list[list[dt.date]] = []
    for month in months:
        if runs and shift(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _participants(months: Sequence[dt.date]) -> Select[Any]:
    """Distinct persons a month, counted month by month: one sort of all the facts would take twice as long."""
    month = (
        values(column("first", Day), column("last", Day), name="month")
        .data([(first, month_of(first).last) for first in months])
        .cte("month")
    )
    facts = [facts_of(fact).where(within(fact, month.c.first, month.c.last)).correlate(month) for fact in Fact]
    seen = union_all(*facts).subquery("seen")
    count = select(func.count(seen.c.person.distinct())).correlate(month).scalar_subquery()
    return select(month.c.first, count.label("participants"))
