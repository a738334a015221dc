"""Month after month: visits, visits by platform and distinct participants, in two statements however long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, func, select, union_all, values

from ceis_desk.data.figures.facts import facts_of, within
from ceis_desk.data.figures.visits import DayCount, read_days, total, total_by_platform
from ceis_desk.data.schema.base import Day
from ceis_desk.statistics.indicators import VISITS, Fact
from ceis_desk.statistics.model import MonthPoint, Period
from ceis_desk.statistics.rules import month_of


def read_months(connection: Connection, months: Sequence[dt.date]) -> tuple[MonthPoint, ...]:
    """One point for each of these months, given by their first days in order."""
    if not months:
        return ()
    days: dict[dt.date, list[DayCount]] = {month: [] for month in months}
    for day in read_days(connection, Period(months[0], month_of(months[-1]).last)):
        days[day.day.replace(day=1)].append(day)
    participants = {row.first: row.participants for row in connection.execute(_participants(months))}
    return tuple(
        MonthPoint(month, total(own, VISITS), participants[month], total_by_platform(own))
        for month, own in days.items()
    )


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
