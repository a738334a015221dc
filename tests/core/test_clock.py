"""The clock is passed in, and the demonstration's one runs."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.clock import running_from, stopped_at, wall_clock

OPENING = dt.datetime(2019, 6, 18, 10, 42)


def test_the_wall_clock_is_local_naive_and_to_the_second() -> None:
    now = wall_clock()
    assert now.tzinfo is None
    assert now.microsecond == 0
    assert abs(dt.datetime.now() - now) < dt.timedelta(minutes=1)


def test_a_running_clock_starts_where_it_is_told_and_goes_on_at_normal_speed() -> None:
    ticks = iter([1000.0, 1000.0, 1000.9, 1090.0])
    read = running_from(OPENING, lambda: next(ticks))
    assert [read(), read(), read()] == [OPENING, OPENING, dt.datetime(2019, 6, 18, 10, 43, 30)]


def test_a_stopped_clock_always_reads_the_same_moment() -> None:
    read = stopped_at(OPENING)
    assert (read(), read()) == (OPENING, OPENING)
