from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.alike import (
    Birth,
    Near,
    birth_nearness,
    first_nearness,
    name_nearness,
    nearest,
    sound,
    traits,
    words,
)
from ceis_desk.people.model import Civility, Identity, Sex

NAMES = st.text(alphabet="abcdeghilmnorstuyz -'éèïç", max_size=14)
DAYS = st.dates(dt.date(1920, 1, 1), dt.date(2019, 6, 18))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Benali", "BÉNALI", Near.SAME),
        ("Ben Ali", "Benali", Near.SAME),
        ("N’Diaye", "Ndiaye", Near.SAME),
        ("Benali", "Benalli", Near.SLIP),
        ("Thomas", "Thomsa", Near.SLIP),
        ("Léa", "Léo", Near.DIFFERENT),
        ("Alain", "Alan", Near.SLIP),
        ("Jean", "Jean-Claude", Near.PART),
        ("Garcia Lopez", "Lopez", Near.PART),
        ("De Souza", "De", Near.DIFFERENT),
        ("Shevchenko", "Shevcaenoo", Near.CLOSE),
        ("Philippe", "Filipe", Near.CLOSE),
        ("Benali", "", Near.MISSING),
        ("Martin", "Durand", Near.DIFFERENT),
    ],
)
def test_names_are_compared_as_they_are_said_and_typed(one: str, other: str, near: Near) -> None:
    assert name_nearness(words(one), words(other)) is near
    assert name_nearness(words(other), words(one)) is near


@given(NAMES, NAMES)
def test_which_name_comes_first_never_matters(one: str, other: str) -> None:
    assert name_nearness(words(one), words(other)) is name_nearness(words(other), words(one))


@given(NAMES)
def test_a_name_is_the_same_as_itself_in_capitals(name: str) -> None:
    expected = Near.SAME if words(name) else Near.MISSING
    assert name_nearness(words(name), words(name.upper())) is expected


def test_used_and_birth_names_cross() -> None:
    assert nearest((("benali",), ("haddad",)), (("haddad",),)) is Near.SAME
    assert nearest((), (("haddad",),)) is Near.MISSING


@pytest.mark.parametrize(
    ("one", "other"), [("Louis", "Louise"), ("Daniel", "Danielle"), ("Michel", "Michèle"), ("Amine", "Amina")]
)
def test_a_feminine_is_another_first_name_unless_both_records_say_the_same_sex(one: str, other: str) -> None:
    unknown = traits(Identity(first_name=one)), traits(Identity(first_name=other))
    assert first_nearness(*unknown) is Near.DIFFERENT
    women = (traits(Identity(first_name=name, sex=Sex.FEMALE)) for name in (one, other))
    assert first_nearness(*women) > Near.MISSING


def test_one_first_name_carried_over_from_another_alphabet_is_close() -> None:
    assert (
        first_nearness(traits(Identity(first_name="Oleksandr")), traits(Identity(first_name="Alexandre"))) is Near.CLOSE
    )


def test_a_civility_says_the_sex_that_is_not_said() -> None:
    assert traits(Identity(civility=Civility.MME)).sex is Sex.FEMALE
    assert traits(Identity(civility=Civility.MME, sex=Sex.MALE)).sex is Sex.MALE


def test_sounds_written_in_two_ways_are_one() -> None:
    assert sound("philippe") == sound("filipe")
    assert sound("yussef") == sound("youssef")
    assert sound("martin") != sound("durand")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("1984-03-14", "1984-03-14", Birth.SAME),
        ("1984-03-05", "1984-05-03", Birth.SWAPPED),
        ("1984-03-14", "1983-03-14", Birth.SLIP),
        ("1984-03-14", "1994-03-14", Birth.SLIP),
        ("1984-03-14", "1984-03-27", Birth.CLOSE),
        ("1984-03-14", "1988-09-02", Birth.DIFFERENT),
        ("1984-03-14", "1952-09-02", Birth.GENERATION),
        ("1984-01-01", "1984-06-02", Birth.SAME_YEAR),
        ("1984-01-01", "1985-01-01", Birth.DIFFERENT),
    ],
)
def test_births_are_compared_as_dates_are_mistyped(one: str, other: str, near: Birth) -> None:
    first, second = (traits(Identity(birth_date=dt.date.fromisoformat(day))) for day in (one, other))
    assert birth_nearness(first, second) is near
    assert birth_nearness(second, first) is near


def test_a_year_alone_meets_a_date_of_that_year() -> None:
    date = traits(Identity(birth_date=dt.date(1984, 3, 14)))
    assert birth_nearness(date, traits(Identity(birth_year=1984))) is Birth.SAME_YEAR
    assert birth_nearness(date, traits(Identity(birth_year=1950))) is Birth.GENERATION
    assert birth_nearness(date, traits(Identity())) is Birth.MISSING


@given(DAYS, DAYS)
def test_which_birth_comes_first_never_matters(one: dt.date, other: dt.date) -> None:
    first, second = traits(Identity(birth_date=one)), traits(Identity(birth_date=other))
    assert birth_nearness(first, second) is birth_nearness(second, first)


def test_a_phone_is_one_number_however_it_is_kept() -> None:
    assert traits(Identity(phones=("+33639981234",))).phones == traits(Identity(phones=("06 39 98 12 34",))).phones
