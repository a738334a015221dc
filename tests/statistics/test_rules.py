from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.statistics.indicators import AGE_BANDS, BY_AGE_BAND, BY_QPV, BY_SEX
from ceis_desk.statistics.model import AgeBand, Period, Waiting
from ceis_desk.statistics.rules import (
    LONGEST_EVOLUTION,
    age_band,
    calendar_period,
    closed_hours,
    evolution_months,
    is_comparable,
    month_of,
    months_between,
    period_of,
    public_holidays,
    reference_month,
    shift,
    value_in,
    waiting_of,
)

JUNE = dt.date(2019, 6, 1)
MORNINGS = (dt.time(9), dt.time(13))
MONTHS = st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)).map(lambda day: day.replace(day=1))


def test_a_period_that_ends_before_it_starts_is_refused_in_french() -> None:
    with pytest.raises(Refusal) as refused:
        period_of(dt.date(2019, 6, 30), JUNE)
    assert "finit avant de commencer" in refused.value.sentence


def test_a_period_of_one_day_is_a_period() -> None:
    assert period_of(JUNE, JUNE) == Period(JUNE, JUNE)


@pytest.mark.parametrize(
    ("day", "last"),
    [(dt.date(2019, 2, 14), 28), (dt.date(2020, 2, 29), 29), (dt.date(2019, 12, 31), 31), (dt.date(2019, 4, 1), 30)],
)
def test_a_month_runs_from_its_first_to_its_last_day(day: dt.date, last: int) -> None:
    assert month_of(day) == Period(day.replace(day=1), day.replace(day=last))


@given(MONTHS, st.integers(-300, 300))
def test_shifting_a_month_and_back_changes_nothing(month: dt.date, by: int) -> None:
    assert shift(shift(month, by), -by) == month
    assert len(months_between(min(month, shift(month, by)), max(month, shift(month, by)))) == abs(by) + 1


def test_the_reference_is_six_months_before_unless_another_is_wanted() -> None:
    assert reference_month(JUNE, None) == dt.date(2018, 12, 1)
    assert reference_month(JUNE, dt.date(2018, 10, 17)) == dt.date(2018, 10, 1)


@pytest.mark.parametrize("wanted", [JUNE, dt.date(2019, 6, 30), dt.date(2019, 7, 1)])
def test_a_reference_that_is_not_before_the_month_is_no_reference(wanted: dt.date) -> None:
    assert reference_month(JUNE, wanted) == dt.date(2018, 12, 1)


def test_the_evolution_goes_from_the_reference_to_the_month() -> None:
    months = evolution_months(JUNE, dt.date(2018, 12, 1), dt.date(2018, 10, 1))
    assert (len(months), months[0], months[-1]) == (7, dt.date(2018, 12, 1), JUNE)


def test_the_evolution_leaves_out_months_before_the_register_began() -> None:
    assert evolution_months(dt.date(2018, 12, 1), dt.date(2018, 6, 1), dt.date(2018, 10, 8)) == (
        dt.date(2018, 10, 1),
        dt.date(2018, 11, 1),
        dt.date(2018, 12, 1),
    )


@pytest.mark.parametrize("starts", [None, dt.date(2019, 9, 2)])
def test_the_evolution_of_a_month_without_a_register_is_that_month_alone(starts: dt.date | None) -> None:
    assert evolution_months(JUNE, dt.date(2018, 12, 1), starts) == (JUNE,)


def test_the_evolution_is_never_longer_than_a_year_and_its_anniversary() -> None:
    months = evolution_months(JUNE, dt.date(2011, 1, 1), dt.date(2010, 1, 1))
    assert (len(months), months[0], months[-1]) == (LONGEST_EVOLUTION, dt.date(2018, 6, 1), JUNE)


def test_a_month_is_compared_only_once_the_register_had_begun() -> None:
    assert not is_comparable(dt.date(2018, 6, 1), dt.date(2018, 10, 1))
    assert not is_comparable(dt.date(2018, 9, 1), dt.date(2018, 10, 1))
    assert is_comparable(dt.date(2018, 10, 1), dt.date(2018, 10, 31))
    assert not is_comparable(dt.date(2018, 10, 1), None)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        *((0, "0-11"), (11, "0-11"), (12, "12-17"), (17, "12-17"), (18, "18-24"), (24, "18-24"), (25, "25-39")),
        *((39, "25-39"), (40, "40-59"), (59, "40-59"), (60, "60-69"), (69, "60-69"), (70, "70+"), (104, "70+")),
        *((None, "unknown"), (-1, "unknown")),
    ],
)
def test_an_age_falls_in_the_band_that_its_label_says(age: int | None, band: str) -> None:
    assert age_band(age) is AgeBand(band)


def test_each_band_but_the_unknown_one_has_its_first_age() -> None:
    assert {band for _, band in AGE_BANDS} == set(AgeBand) - {AgeBand.UNKNOWN}
    assert all(band.value.startswith(str(first)) for first, band in AGE_BANDS)
    assert [first for first, _ in AGE_BANDS] == sorted((first for first, _ in AGE_BANDS), reverse=True)


def test_a_value_outside_its_breakdown_is_unknown_and_still_counted() -> None:
    assert value_in(BY_AGE_BAND, 33) == "25-39"
    assert value_in(BY_AGE_BAND, None) == "unknown"
    assert value_in(BY_QPV, "yes") == "yes"
    assert value_in(BY_QPV, "") == "unknown"
    assert value_in(BY_SEX, None) == "unknown"


def test_waits_are_sorted_in_three_steps_with_their_mean_median_and_ninth_decile() -> None:
    waits = waiting_of({0: 1, 9: 2, 10: 1, 19: 1, 20: 4, 100: 1})
    assert waits == Waiting(waits=10, under_10=3, from_10_to_19=2, from_20=5, mean=23, median=20, ninth_decile=20)


def test_no_wait_has_no_mean() -> None:
    assert waiting_of({}) == Waiting(0, 0, 0, 0, None, None, None)


def test_halves_are_rounded_up() -> None:
    waits = waiting_of({2: 1, 3: 1})
    assert (waits.mean, waits.median) == (3, 3)


@given(st.dictionaries(st.integers(0, 300), st.integers(1, 5), min_size=1, max_size=8))
def test_the_steps_of_waiting_add_up_and_nine_waits_in_ten_reach_no_further_than_the_ninth_decile(
    waits: dict[int, int],
) -> None:
    found = waiting_of(waits)
    minutes = sorted(one for one, many in waits.items() for _ in range(many))
    assert found.under_10 + found.from_10_to_19 + found.from_20 == found.waits == len(minutes)
    assert found.ninth_decile is not None
    assert found.median is not None
    assert sum(one <= found.ninth_decile for one in minutes) * 10 >= len(minutes) * 9
    assert sum(one < found.ninth_decile for one in minutes) * 10 < len(minutes) * 9
    assert sum(one <= found.median for one in minutes) * 2 >= len(minutes)


def test_without_opening_hours_a_half_day_that_saw_nobody_in_the_month_is_closed() -> None:
    closed = closed_hours({(0, 9): 3, (0, 14): 2, (2, 10): 1}, None)
    assert {(2, 14), (1, 9), (1, 14), (6, 10)} <= closed
    assert closed.isdisjoint({(0, 9), (0, 10), (0, 14), (2, 9), (2, 10)})
    assert {hour for _, hour in closed} == {9, 10, 14}


def test_an_empty_month_closes_nothing() -> None:
    assert closed_hours({}, None) == frozenset()


def test_opening_hours_say_what_is_closed_whoever_came() -> None:
    opening = {0: (MORNINGS, (dt.time(14), dt.time(17, 30))), 2: (MORNINGS,)}
    closed = closed_hours({(0, 9): 1}, opening)
    assert {hour for weekday, hour in closed if weekday == 2} == {14, 15, 16, 17}
    assert {hour for weekday, hour in closed if weekday == 0} == set()
    assert {hour for weekday, hour in closed if weekday == 6} == {9, 10, 11, 12, 14, 15, 16, 17}


def test_a_visit_outside_the_opening_hours_is_shown_not_hatched() -> None:
    closed = closed_hours({(2, 18): 1}, {2: (MORNINGS,)})
    assert (2, 18) not in closed
    assert (1, 18) in closed


def test_public_holidays_bear_their_french_names() -> None:
    assert public_holidays(month_of(JUNE)) == {dt.date(2019, 6, 10): "Lundi de Pentecôte"}
    assert public_holidays(Period(dt.date(2018, 12, 20), dt.date(2019, 1, 10))) == {
        dt.date(2018, 12, 25): "Noël",
        dt.date(2019, 1, 1): "Jour de l’an",
    }


def test_a_month_without_a_public_holiday_has_none() -> None:
    assert public_holidays(month_of(dt.date(2019, 2, 1))) == {}


@pytest.mark.parametrize(
    ("first", "last"),
    [("01-01", "01-31"), ("02-01", "02-28"), ("04-01", "06-30"), ("07-01", "12-31"), ("01-01", "12-31")],
)
def test_a_month_a_quarter_a_half_year_and_a_year_are_whole_periods(first: str, last: str) -> None:
    days = dt.date.fromisoformat(f"2019-{first}"), dt.date.fromisoformat(f"2019-{last}")
    assert calendar_period(*days) == Period(*days)


@pytest.mark.parametrize(
    ("first", "last", "near"),
    [
        ("2019-06-01", "2019-06-29", "du 01/06/2019 au 30/06/2019"),
        ("2019-06-02", "2019-06-30", "du 01/06/2019 au 30/06/2019"),
        ("2019-01-01", "2019-05-31", "du 01/01/2019 au 30/06/2019"),
        ("2019-05-01", "2019-06-30", "du 01/04/2019 au 30/06/2019"),
        ("2018-11-01", "2019-01-31", "du 01/01/2019 au 31/12/2019"),
    ],
)
def test_two_near_periods_are_refused_and_the_whole_one_around_them_is_told(first: str, last: str, near: str) -> None:
    with pytest.raises(Refusal, match="laisserait retrouver un nombre masqué") as told:
        calendar_period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert near in told.value.sentence


def test_a_period_that_ends_before_it_starts_is_not_called_half_a_period() -> None:
    with pytest.raises(Refusal, match="finit avant de commencer"):
        calendar_period(dt.date(2019, 6, 30), dt.date(2019, 6, 1))
