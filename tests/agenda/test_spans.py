from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.agenda.spans import common, merged, occurrences, received, total_minutes, whole_day, without
from ceis_desk.agenda.week import Availability, BusyTime, Span
from ceis_desk.core.ids import Id

MONDAY = dt.date(2019, 6, 17)
CLAIRE = Id(int=1)
MIDNIGHT = dt.datetime.combine(MONDAY, dt.time())


def at(hour: float, day: dt.date = MONDAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=hour)


def span(first: float, last: float, day: dt.date = MONDAY) -> Span:
    return Span(at(first, day), at(last, day))


def line(
    first: int = 9, last: int = 12, *, every: int = 1, since: dt.date = MONDAY, to: dt.date | None = None
) -> Availability:
    return Availability(CLAIRE, 1, CLAIRE, 0, dt.time(first), dt.time(last), every, since, to, "bureau 2")


def busy(of: Span, every: int = 0, until: dt.date | None = None) -> BusyTime:
    return BusyTime(CLAIRE, 1, None, of, "Réunion", every, until)


SPANS = st.lists(
    st.tuples(st.integers(0, 95), st.integers(0, 12)).map(
        lambda pair: Span(
            MIDNIGHT + dt.timedelta(minutes=15 * pair[0]), MIDNIGHT + dt.timedelta(minutes=15 * (pair[0] + pair[1]))
        )
    ),
    max_size=8,
)


def quarters(spans: tuple[Span, ...] | list[Span]) -> set[dt.datetime]:
    """Every quarter of an hour that these spans hold, by hand."""
    step = dt.timedelta(minutes=15)
    return {one.start + step * number for one in spans for number in range((one.end - one.start) // step)}


@given(SPANS, SPANS)
def test_what_is_left_is_what_is_not_taken(open_spans: list[Span], taken: list[Span]) -> None:
    left = without(open_spans, taken)
    assert quarters(left) == quarters(open_spans) - quarters(taken)
    assert left == merged(left)


@given(SPANS, SPANS)
def test_what_is_common_is_in_both(some: list[Span], others: list[Span]) -> None:
    assert quarters(common(some, others)) == quarters(some) & quarters(others)


@given(SPANS)
def test_what_is_said_twice_lasts_once(spans: list[Span]) -> None:
    assert total_minutes(spans) == 15 * len(quarters(spans))


def test_an_availability_every_two_weeks_comes_back_every_second_week() -> None:
    weeks = [MONDAY + dt.timedelta(days=7 * number) for number in range(5)]
    assert [bool(received([line(every=2)], day)) for day in weeks] == [True, False, True, False, True]


def test_the_weeks_are_counted_from_the_monday_even_when_it_begins_on_a_wednesday() -> None:
    fortnightly = line(every=2, since=MONDAY + dt.timedelta(days=2))
    assert received([fortnightly], MONDAY) == ()
    assert received([fortnightly], MONDAY + dt.timedelta(days=7)) == ()
    assert received([fortnightly], MONDAY + dt.timedelta(days=14)) == (span(9, 12, MONDAY + dt.timedelta(days=14)),)


def test_an_availability_begins_and_ends_on_its_days() -> None:
    july = MONDAY + dt.timedelta(days=14)
    lines = [line(since=MONDAY, to=july - dt.timedelta(days=1))]
    days = (MONDAY - dt.timedelta(days=7), MONDAY, MONDAY + dt.timedelta(days=1), july)
    assert [bool(received(lines, day)) for day in days] == [False, True, False, False]


def test_no_availability_is_no_time() -> None:
    assert received([], MONDAY) == ()
    assert without([], [span(9, 10)]) == ()


def test_a_meeting_of_every_week_ends_on_its_last_day() -> None:
    weekly = busy(span(10, 12), every=1, until=MONDAY + dt.timedelta(days=7))
    weeks = [MONDAY + dt.timedelta(days=7 * number) for number in range(-1, 3)]
    assert [occurrences(weekly, day) for day in weeks] == [(), (span(10, 12),), (span(10, 12, weeks[2]),), ()]
    assert occurrences(weekly, MONDAY + dt.timedelta(days=1)) == ()


def test_a_closing_of_several_days_takes_each_of_them_whole() -> None:
    friday = MONDAY + dt.timedelta(days=4)
    closing = busy(Span(at(14), at(12, friday)))
    assert occurrences(closing, MONDAY) == (span(14, 24),)
    assert occurrences(closing, MONDAY + dt.timedelta(days=1)) == (whole_day(MONDAY + dt.timedelta(days=1)),)
    assert occurrences(closing, friday) == (span(0, 12, friday),)
    assert occurrences(closing, friday + dt.timedelta(days=1)) == ()


def test_a_busy_time_that_ends_at_midnight_takes_nothing_of_the_next_day() -> None:
    late = busy(Span(at(22), at(24)))
    assert occurrences(late, MONDAY) == (span(22, 24),)
    assert occurrences(late, MONDAY + dt.timedelta(days=1)) == ()


@pytest.mark.parametrize("change", [dt.date(2019, 3, 31), dt.date(2019, 10, 27)])
def test_the_hour_of_the_wall_stays_when_the_clocks_change(change: dt.date) -> None:
    before = change - dt.timedelta(days=7)
    weekly = busy(Span(at(2.5, before), at(4, before)), every=1)
    assert occurrences(weekly, change) == (Span(at(2.5, change), at(4, change)),)
