from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from ceis_desk.data.figures.month import read_month
from ceis_desk.data.figures.months import read_months
from ceis_desk.data.figures.period import read_period
from ceis_desk.statistics.export import to_json
from ceis_desk.statistics.model import MonthPoint
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth
from ceis_desk.statistics.rules import month_of, months_between, waiting_of
from tests.data.figures import oracle
from tests.data.figures.worlds import FIRST, LAST, PLATFORMS, World, days, worlds, write
from tests.data.stores import new_store

TODAY = dt.date(2019, 3, 1)
periods = st.just((FIRST, LAST)) | st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
many = pytest.mark.parametrize("count", [25, pytest.param(600, marks=pytest.mark.long)])
Check = Callable[[Connection, World, tuple[dt.date, dt.date]], None]


def in_many_worlds(folder: Path, count: int, check: Check) -> None:
    """Run a check on many small registers, each written into one real file and taken back."""
    with new_store(folder) as connection:

        @settings(max_examples=count, deadline=None)
        @given(worlds(), periods)
        def run(world: World, period: tuple[dt.date, dt.date]) -> None:
            try:
                write(connection, world)
                check(connection, world, period)
            finally:
                connection.rollback()

        run()


@many
def test_the_figures_of_any_period_are_those_counted_by_hand(tmp_path: Path, count: int) -> None:
    def check(connection: Connection, world: World, period: tuple[dt.date, dt.date]) -> None:
        assert to_json(read_period(connection, PeriodFigures(*period))) == oracle.count(world, *period)

    in_many_worlds(tmp_path, count, check)


@many
def test_every_section_of_a_month_is_the_one_counted_by_hand(tmp_path: Path, count: int) -> None:
    def check(connection: Connection, world: World, period: tuple[dt.date, dt.date]) -> None:
        month = month_of(period[0])
        first, last = month.first, month.last
        report = read_month(connection, ReadMonth(period[0]), TODAY)
        visits = oracle.visits_of(world, first, last)
        assert to_json(report.figures) == oracle.count(world, first, last)
        assert report.by_sex == oracle.sexes(world, first, last)
        publics = report.publics
        found = (publics.job_seekers, publics.single_parents, publics.isolated_seniors)
        assert found == oracle.publics(world, first, last)
        assert report.by_hour == Counter((visit.at.weekday(), visit.at.hour) for visit in visits if visit.timed)
        by_day = Counter(visit.at.date() for visit in visits)
        assert {day: count for day, count in report.by_day.items() if count} == by_day
        assert report.open_days == Counter(day.weekday() for day in by_day)
        assert report.waiting == waiting_of(Counter(oracle.waits(world, first, last)))
        outcomes = oracle.outcomes(world, first, last)
        assert report.outcomes.planned == outcomes.total()
        assert (report.outcomes.honoured, report.outcomes.excused, report.outcomes.revoked) == (
            outcomes["honoured"],
            outcomes["excused"],
            outcomes["revoked"],
        )
        assert (report.outcomes.no_show, report.outcomes.unknown) == (outcomes["no_show"], outcomes[""])

    in_many_worlds(tmp_path, count, check)


@many
def test_a_month_of_an_evolution_has_the_figures_of_that_month_alone(tmp_path: Path, count: int) -> None:
    def check(connection: Connection, world: World, period: tuple[dt.date, dt.date]) -> None:
        for point in read_months(connection, months_between(*period)):
            visits = oracle.visits_of(world, point.month, month_of(point.month).last)
            assert point == MonthPoint(
                month=point.month,
                visits=len(visits),
                participants=len(oracle.people_of(world, point.month, month_of(point.month).last)),
                by_platform={
                    platform: sum(platform in oracle.platforms_of(world, visit) for visit in visits)
                    for platform in PLATFORMS
                },
            )

    in_many_worlds(tmp_path, count, check)


@many
def test_merging_two_persons_changes_no_count_of_visits(tmp_path: Path, count: int) -> None:
    def check(connection: Connection, world: World, _: tuple[dt.date, dt.date]) -> None:
        merged = read_period(connection, PeriodFigures(FIRST, LAST))
        connection.rollback()
        write(connection, World(**{**vars(world), "merged": {}}))
        apart = read_period(connection, PeriodFigures(FIRST, LAST))
        assert (merged.visits, merged.by_motif) == (apart.visits, apart.by_motif)
        assert merged.participants <= apart.participants
        assert merged.new_people <= apart.new_people

    in_many_worlds(tmp_path, count, check)
