from __future__ import annotations

import csv
import datetime as dt
import itertools

import pytest

from ceis_desk.agenda.holidays import (
    SchoolHolidays,
    listed_school_holidays,
    public_holidays,
    school_holidays,
    school_holidays_of,
)
from tests.scenarios.desks import SHARED

PUBLISHED = SHARED / "calendar" / "jours_feries_fr_2018_2036.csv"
JUNE = dt.date(2019, 6, 10)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published list is not on this machine")
def test_nineteen_years_of_public_holidays_are_the_published_ones() -> None:
    with PUBLISHED.open(encoding="utf-8") as file:
        published = {dt.date.fromisoformat(row["date"]) for row in csv.DictReader(file, delimiter=";")}
    assert set(public_holidays(dt.date(2018, 1, 1), dt.date(2036, 12, 31))) == published


def test_both_ends_count_and_a_year_that_ends_inside_too() -> None:
    found = public_holidays(dt.date(2018, 12, 25), dt.date(2019, 1, 1))
    assert found == {dt.date(2018, 12, 25): "Noël", dt.date(2019, 1, 1): "Jour de l’an"}
    assert public_holidays(JUNE, JUNE) == {JUNE: "Lundi de Pentecôte"}


def test_the_school_holidays_are_those_of_zone_c() -> None:
    days = (dt.date(2019, 7, 5), dt.date(2019, 7, 6), dt.date(2019, 9, 1), dt.date(2019, 9, 2), dt.date(2019, 2, 23))
    assert school_holidays(days) == {
        dt.date(2019, 7, 6): "Vacances d’été",
        dt.date(2019, 9, 1): "Vacances d’été",
        dt.date(2019, 2, 23): "Vacances d’hiver",
    }


def test_the_list_is_in_order_and_holds_no_hole_from_2018_to_2028() -> None:
    listed = listed_school_holidays()
    assert all(one.last < other.first for one, other in itertools.pairwise(listed))
    assert all(one.first <= one.last for one in listed)
    winters = [one.first.year for one in listed if one.name == "Vacances d’hiver"]
    assert winters == list(range(2019, 2029))


def test_after_the_list_nothing_is_invented_and_the_site_may_say_it() -> None:
    far = dt.date(2031, 7, 20)
    assert school_holidays([far]) == {}
    own = school_holidays_of([{"name": "Vacances d’été", "from": "2031-07-05", "to": "2031-08-31"}])
    assert school_holidays([far], own) == {far: "Vacances d’été"}


def test_what_the_site_says_comes_before_the_list() -> None:
    day = dt.date(2019, 7, 10)
    assert school_holidays([day], [SchoolHolidays("Été", day, day)]) == {day: "Été"}


@pytest.mark.parametrize("line", [{"name": "A"}, {"name": "A", "from": "hier", "to": "2019-01-01"}])
def test_a_line_that_is_no_holiday_is_an_error(line: dict[str, str]) -> None:
    with pytest.raises((KeyError, ValueError)):
        school_holidays_of([line])
