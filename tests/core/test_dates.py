"""French dates and hours, typed in any usual way."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core import dates
from ceis_desk.core.errors import Refusal

TUESDAY = dt.date(2019, 6, 18)
OPENING = dt.datetime(2019, 6, 18, 10, 42)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
HOSTILE = st.text() | st.text(alphabet="0123456789 /.-+:hTjeudimars", max_size=24)


@pytest.mark.parametrize(
    "typed",
    [
        "18/06/2019",
        "18-06-2019",
        "18.06.2019",
        "18 06 2019",
        "18 / 06 / 2019",
        "18/6/2019",
        "18.06.19",
        "180619",
        "18062019",
        "18/6",
        "18 juin",
        "18 JUIN 2019",
        "mar 18/06",
        "mardi 18 juin 2019",
        "2019-06-18",
        "2019-06-18 00:00:00",
        "2019-06-18T00:00:00",
        "aujourd’hui",
        "aujourd'hui",
        "+0",
        "mardi",
        "mar.",
        " 18/06/2019 ",
    ],
)
def test_one_day_typed_in_any_usual_way_is_one_day(typed: str) -> None:
    assert dates.parse_day(typed, TUESDAY) == TUESDAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("demain", dt.date(2019, 6, 19)),
        ("après-demain", dt.date(2019, 6, 20)),
        ("Hier", dt.date(2019, 6, 17)),
        ("avant-hier", dt.date(2019, 6, 16)),
        ("+7", dt.date(2019, 6, 25)),
        ("+ 7", dt.date(2019, 6, 25)),
        ("-3", dt.date(2019, 6, 15)),
        ("−3", dt.date(2019, 6, 15)),
        ("jeudi", dt.date(2019, 6, 20)),
        ("lun", dt.date(2019, 6, 24)),
        ("1er juillet", dt.date(2019, 7, 1)),
        ("3 sept. 2019", dt.date(2019, 9, 3)),
        ("3 fév 2019", dt.date(2019, 2, 3)),
        ("3 août", dt.date(2019, 8, 3)),
        ("14/03/84", dt.date(1984, 3, 14)),
    ],
)
def test_a_day_is_read_from_today(typed: str, day: dt.date) -> None:
    assert dates.parse_day(typed, TUESDAY) == day


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert dates.parse_day("3/1", dt.date(2019, 12, 20)) == dt.date(2020, 1, 3)
    assert dates.parse_day("28/12", dt.date(2020, 1, 3)) == dt.date(2019, 12, 28)
    assert dates.parse_day("29/2", dt.date(2019, 6, 18)) == dt.date(2020, 2, 29)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02", "Le 31/02 n’existe pas. Le texte est gardé."),
        ("31/02/2019", "Le 31/02 n’existe pas. Le texte est gardé."),
        ("310219", "Le 31/02 n’existe pas. Le texte est gardé."),
        ("29/02/2019", "Le 29/02/2019 n’existe pas. Le texte est gardé."),
        ("12/13/2019", "Le 12/13 n’existe pas. Le texte est gardé."),
        ("00/00/2019", "Le 00/00 n’existe pas. Le texte est gardé."),
        ("18/06/0019", "L’année 0019 n’est pas possible ici. Le texte est gardé, corrigez-la."),
        ("jeudi 18/06/2019", "Le 18/06/2019 est un mardi. Le texte est gardé, corrigez-le."),
        ("bientôt", "Cette date n’est pas comprise. Écrivez par exemple 18/06/2019. Le texte est gardé."),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_reason(typed: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        dates.parse_day(typed, TUESDAY)
    assert refused.value.sentence == sentence


def test_a_leap_day_far_from_leap_years_asks_for_the_year() -> None:
    with pytest.raises(Refusal, match="Écrivez aussi l’année"):
        dates.parse_day("29/02", dt.date(2018, 6, 18))


@pytest.mark.parametrize(
    "typed", ["", "18", "18/", "1806", "20190618", "18/06/2019 10:45", "43634", "18/06/201", "+12345"]
)
def test_a_day_that_could_be_misread_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Le texte est gardé"):
        dates.parse_day(typed, TUESDAY)


@given(DAYS, DAYS)
def test_a_written_day_is_read_back_whatever_today_is(day: dt.date, today: dt.date) -> None:
    for written in (dates.write_day(day), dates.write_long_day(day), day.isoformat(), f"{day:%d%m%Y}"):
        assert dates.parse_day(written, today) == day


@given(DAYS, st.integers(-180, 180))
def test_a_day_without_its_year_is_read_back_around_it(day: dt.date, away: int) -> None:
    today = day + dt.timedelta(days=away)
    assert dates.parse_day(f"{day.day}/{day.month}", today) == day
    assert dates.parse_day(f"{day:%d%m%y}", today) == day


@pytest.mark.parametrize("typed", ["\ufdfa" * 200_000, "1" * 1_000_000, " " * 1_000_000 + "18/06/2019"])
def test_a_book_in_the_place_of_a_date_is_refused_unread(typed: str) -> None:
    with pytest.raises(Refusal, match="n’est pas comprise"):
        dates.parse_day(typed, TUESDAY)
    with pytest.raises(Refusal, match="n’est pas comprise"):
        dates.parse_birth(typed, TUESDAY)


@given(st.floats() | st.integers())
def test_no_number_raises_anything_but_a_refusal(number: float) -> None:
    for parse in (dates.from_serial, dates.time_from_serial):
        with contextlib.suppress(Refusal):
            parse(number)


@given(HOSTILE)
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    for parse in (
        lambda: dates.parse_day(text, TUESDAY),
        lambda: dates.parse_birth(text, TUESDAY),
        lambda: dates.parse_birth(text, TUESDAY, guess_century=True),
        lambda: dates.parse_time(text),
        lambda: dates.parse_moment(text, OPENING),
    ):
        with contextlib.suppress(Refusal):
            parse()


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("14/03/1984", (dt.date(1984, 3, 14), None)),
        ("1984-03-14", (dt.date(1984, 3, 14), None)),
        ("14 mars 1984", (dt.date(1984, 3, 14), None)),
        ("14031984", (dt.date(1984, 3, 14), None)),
        ("1984", (None, 1984)),
        (" 1984 ", (None, 1984)),
        ("2019", (None, 2019)),
        ("18/06/2019", (dt.date(2019, 6, 18), None)),
    ],
)
def test_a_birth_is_a_date_or_a_year_alone(typed: str, birth: tuple[dt.date | None, int | None]) -> None:
    assert dates.parse_birth(typed, TUESDAY) == birth


@pytest.mark.parametrize("typed", ["14/03/84", "140384", "14.03.12", "84"])
def test_a_two_digit_year_of_birth_is_never_guessed_in_silence(typed: str) -> None:
    with pytest.raises(Refusal, match="deux chiffres, elle n’est pas devinée"):
        dates.parse_birth(typed, TUESDAY)


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("14/03/84", (dt.date(1984, 3, 14), None)),
        ("14/03/12", (dt.date(2012, 3, 14), None)),
        ("18/06/19", (dt.date(2019, 6, 18), None)),
        ("19/06/19", (dt.date(1919, 6, 19), None)),
        ("290200", (dt.date(2000, 2, 29), None)),
        ("84", (None, 1984)),
        ("19", (None, 2019)),
        ("20", (None, 1920)),
    ],
)
def test_at_the_desk_a_two_digit_year_is_the_latest_not_to_come(
    typed: str, birth: tuple[dt.date | None, int | None]
) -> None:
    assert dates.parse_birth(typed, TUESDAY, guess_century=True) == birth


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("19/06/2019", "à venir"),
        ("2020", "à venir"),
        ("14/03/1819", "L’année 1819"),
        ("1819", "plus de 120 ans"),
        ("14/03", "L’année de naissance manque"),
        ("31/02/1984", "Le 31/02 n’existe pas"),
        ("hier", "pas comprise"),
        ("+7", "pas comprise"),
    ],
)
def test_an_impossible_birth_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        dates.parse_birth(typed, TUESDAY)


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9:20", dt.time(9, 20)),
        ("9h20", dt.time(9, 20)),
        ("09:20:00", dt.time(9, 20)),
        ("09:20:35", dt.time(9, 20, 35)),
        ("9h", dt.time(9)),
        ("9 h 20", dt.time(9, 20)),
        ("9\u00a0h\u00a020", dt.time(9, 20)),
        ("14H05", dt.time(14, 5)),
        ("00:00", dt.time(0)),
    ],
)
def test_an_hour_is_read(typed: str, time: dt.time) -> None:
    assert dates.parse_time(typed) == time


@pytest.mark.parametrize(
    "typed", ["", "9", "920", "24:00", "9:60", "9h7", "9:", "09:20:61", "9h20h", "neuf heures", "-9:20"]
)
def test_an_hour_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Le texte est gardé"):
        dates.parse_time(typed)


@given(st.times())
def test_a_written_hour_is_read_back(time: dt.time) -> None:
    assert dates.parse_time(dates.write_hour(time)) == time.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("jeu 14h", dt.datetime(2019, 6, 20, 14)),
        ("jeudi à 14h30", dt.datetime(2019, 6, 20, 14, 30)),
        ("18/06/2019 10:45", dt.datetime(2019, 6, 18, 10, 45)),
        ("mardi 18 juin 2019 à 10:45", dt.datetime(2019, 6, 18, 10, 45)),
        ("+7 9h", dt.datetime(2019, 6, 25, 9)),
        ("demain 9 h 15", dt.datetime(2019, 6, 19, 9, 15)),
        ("14h", dt.datetime(2019, 6, 18, 14)),
        ("9h", dt.datetime(2019, 6, 18, 9)),
        ("mar 14h", dt.datetime(2019, 6, 18, 14)),
        ("mar 9h", dt.datetime(2019, 6, 25, 9)),
    ],
)
def test_a_moment_is_a_day_and_an_hour(typed: str, moment: dt.datetime) -> None:
    assert dates.parse_moment(typed, OPENING) == moment


@pytest.mark.parametrize("typed", ["jeudi", "18/06/2019", "", "jeu 25h", "31/02 9h"])
def test_a_moment_without_a_day_or_an_hour_that_exist_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Le texte est gardé"):
        dates.parse_moment(typed, OPENING)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1, dt.date(1900, 1, 1)),
        (59, dt.date(1900, 2, 28)),
        (61, dt.date(1900, 3, 1)),
        (43634, dt.date(2019, 6, 18)),
        (43634.0, dt.date(2019, 6, 18)),
        (43634.5, dt.datetime(2019, 6, 18, 12)),
        (43634.99999999, dt.date(2019, 6, 19)),
        (2958465, dt.date(9999, 12, 31)),
    ],
)
def test_a_spreadsheet_number_is_a_day_of_the_1900_system(number: float, day: dt.date) -> None:
    assert dates.from_serial(number) == day
    assert type(dates.from_serial(number)) is type(day)


@pytest.mark.parametrize("number", [0, -1, 0.5, 60, 60.5, 2958466, 2958465.9999999, 1e300, float("nan"), float("inf")])
def test_a_number_that_is_no_day_is_refused(number: float) -> None:
    with pytest.raises(Refusal, match="n’est pas une date de tableur"):
        dates.from_serial(number)


@given(st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2199, 12, 31)))
def test_a_spreadsheet_number_keeps_its_moment_to_the_second(moment: dt.datetime) -> None:
    exact = moment.replace(microsecond=0)
    number = (exact - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
    read = dates.from_serial(number)
    assert read == (exact if exact.time() != dt.time(0) else exact.date())
    assert dates.time_from_serial(number) == exact.time()


@pytest.mark.parametrize("number", [-0.5, float("nan"), float("inf")])
def test_a_number_that_is_no_hour_is_refused(number: float) -> None:
    with pytest.raises(Refusal, match="n’est pas une heure de tableur"):
        dates.time_from_serial(number)


def test_dates_are_written_in_french() -> None:
    assert dates.write_day(TUESDAY) == "18/06/2019"
    assert dates.write_long_day(TUESDAY) == "mardi 18 juin 2019"
    assert dates.write_long_day(dt.date(2019, 8, 1)) == "jeudi 1er août 2019"
    assert dates.write_month(TUESDAY) == "juin 2019"
    assert dates.write_short_month(dt.date(2018, 12, 3)) == "déc. 2018"
    assert dates.write_short_month(dt.date(2019, 2, 3)) == "févr. 2019"
    assert dates.write_hour(dt.time(9, 5)) == "9:05"


def test_age_is_in_full_years() -> None:
    birth = dt.date(1984, 6, 19)
    assert dates.age_on(birth, TUESDAY) == 34
    assert dates.age_on(birth, dt.date(2019, 6, 19)) == 35
    assert dates.age_on(dt.date(2000, 2, 29), dt.date(2019, 2, 28)) == 18
    assert dates.age_on(dt.date(2000, 2, 29), dt.date(2019, 3, 1)) == 19
    assert dates.age_on(TUESDAY, dt.date(2019, 6, 17)) == -1
    assert dates.age_from_year(1984, TUESDAY) == 35


@given(DAYS, st.integers(0, 120))
def test_someone_is_n_years_old_on_the_nth_birthday_and_not_the_day_before(birth: dt.date, years: int) -> None:
    if (birth.month, birth.day) == (2, 29):
        return
    birthday = birth.replace(year=birth.year + years)
    assert dates.age_on(birth, birthday) == years
    assert dates.age_on(birth, birthday - dt.timedelta(days=1)) == years - 1
