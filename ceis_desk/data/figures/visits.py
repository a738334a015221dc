"""How many came: visits day by day and by platform, by motif, by hour; days add up to months, months to years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import INTEGER, TEXT, ColumnElement, Connection, and_, case, func, or_, select, type_coerce

from ceis_desk.data.figures.facts import SOURCES, within
from ceis_desk.data.figures.platforms import links, motif_of_visit, platform_of, with_platforms
from ceis_desk.data.schema import reception
from ceis_desk.platforms import PLATFORMS
from ceis_desk.statistics.indicators import MEASURES, Fact, Measure, Only, Unit
from ceis_desk.statistics.model import Period

_MEASURES = tuple(measure for measure in MEASURES if measure.unit is Unit.VISIT)
_AFTER_DIGITS = 10


@dataclass(frozen=True)
class DayCount:
    """The visits of one day: each measure by its code, and the visits of each platform."""

    day: dt.date
    measures: dict[str, int]
    by_platform: dict[str, int]


def read_days(connection: Connection, period: Period) -> tuple[DayCount, ...]:
    """The days of the period that had a visit, in order."""
    visit, link = reception.visit.c, links()
    borne = reception.visit_motif.c.motif_id.is_not(None)
    columns = [_distinct_visits(_kept(measure)).label(measure.code) for measure in _MEASURES] + [
        _distinct_visits(and_(borne, platform_of(link) == platform.code)).label(platform.code) for platform in PLATFORMS
    ]
    found = connection.execute(
        select(visit.day, *columns)
        .select_from(with_platforms(reception.visit, link))
        .where(_counted(period))
        .group_by(visit.day)
        .order_by(visit.day)
    ).mappings()
    return tuple(
        DayCount(
            row["day"],
            {measure.code: row[measure.code] for measure in _MEASURES},
            {platform.code: row[platform.code] for platform in PLATFORMS},
        )
        for row in found
    )


def total(days: Iterable[DayCount], measure: Measure) -> int:
    """A measure over several days: a visit is of one day only, so days add up."""
    return sum(day.measures[measure.code] for day in days)


def total_by_platform(days: Iterable[DayCount]) -> dict[str, int]:
    """The visits of each platform over several days, every platform in its order."""
    counts = {platform.code: 0 for platform in PLATFORMS}
    for day in days:
        for code, count in day.by_platform.items():
            counts[code] += count
    return counts


def read_motifs_borne(connection: Connection, period: Period) -> dict[str, int]:
    """Visits by label of motif: those in use in the period, and those that its visits bear all the same.

    First those with a digit, then the others by label; a motif closed since keeps its line, as it had it then.
    """
    own, visit = reception.motif.c, reception.visit.c
    borne = (
        select(own.label, func.count(visit.id.distinct()).label("visits"))
        .select_from(reception.visit)
        .join(reception.visit_motif, motif_of_visit())
        .join(reception.motif, own.id == reception.visit_motif.c.motif_id)
        .where(_counted(period))
        .group_by(own.label)
        .subquery("borne")
    )
    found = connection.execute(
        select(own.label, func.coalesce(borne.c.visits, 0).label("visits"))
        .select_from(reception.motif.outerjoin(borne, borne.c.label == own.label))
        .where(or_(own.closed_on.is_(None), own.closed_on > period.first, borne.c.visits > 0))
        .order_by(case((own.position > 0, own.position), else_=_AFTER_DIGITS), own.label)
    )
    return {row.label: row.visits for row in found}


def read_hours(connection: Connection, period: Period) -> dict[tuple[int, int], int]:
    """Timed visits by weekday (0 is Monday) and hour of arrival; hours without a visit are left out."""
    visit = reception.visit.c
    hour = func.substr(type_coerce(visit.at, TEXT), 12, 2).label("hour")
    counts: dict[tuple[int, int], int] = {}
    found = connection.execute(
        select(visit.day, hour, func.count().label("visits"))
        .where(_counted(period), visit.timed)
        .group_by(visit.day, hour)
    )
    for row in found:
        cell = (row.day.weekday(), int(row.hour))
        counts[cell] = counts.get(cell, 0) + row.visits
    return dict(sorted(counts.items()))


def read_waits(connection: Connection, period: Period) -> dict[int, int]:
    """How many visits of the queue waited each number of whole minutes before being called, or received uncalled."""
    visit = reception.visit.c
    called = func.coalesce(visit.called_at, visit.busy_at)
    minutes = func.max(0, (_seconds(called) - _seconds(visit.waiting_at)) // 60).label("minutes")
    found = connection.execute(
        select(minutes, func.count().label("visits"))
        .where(_counted(period), visit.waiting_at.is_not(None), called.is_not(None))
        .group_by(minutes)
    )
    return {row.minutes: row.visits for row in found}


def register_start(connection: Connection) -> dt.date | None:
    """The day of the first visit ever kept."""
    visit = reception.visit.c
    found: dt.date | None = connection.execute(
        select(visit.day).where(SOURCES[Fact.VISIT].counts).order_by(visit.day).limit(1)
    ).scalar_one_or_none()
    return found


def _counted(period: Period) -> ColumnElement[bool]:
    return and_(SOURCES[Fact.VISIT].counts, within(Fact.VISIT, period.first, period.last))


def _kept(measure: Measure) -> ColumnElement[bool] | None:
    return reception.visit.c.person_id.is_(None) if measure.only is Only.ANONYMOUS else None


def _distinct_visits(kept: ColumnElement[bool] | None) -> ColumnElement[int]:
    """Visits, once each though they come once a motif."""
    visit_id = reception.visit.c.id
    return func.count((visit_id if kept is None else case((kept, visit_id))).distinct())


def _seconds(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return func.unixepoch(moment, type_=INTEGER)
