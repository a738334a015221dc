from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.asked import Asked, read_asked
from ceis_desk.people.keys import Kind, search_tokens
from ceis_desk.people.model import Identity

TODAY = dt.date(2019, 6, 18)


def starts(text: str, kind: Kind) -> set[str]:
    """The beginnings of that kind that the first number typed may be."""
    asked = read_asked(text, TODAY)
    return {start for found, start in asked.numbers[0] if found is kind} if asked.numbers else set()


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "14/03/1984",
            "14/03/84",
            "14-3-84",
            "14.03.1984",
            "140384",
            "14031984",
            "14 mars 1984",
            "14 mars 84",
            "14 mars",
        ),
        *("1984", "1984-03-14", "1984/3/14", "03/1984", "14/03", "14/3", "1403", "140319", "14/03/19", "19840314"),
    ],
)
def test_a_birth_date_typed_in_any_way_finds_its_person(typed: str) -> None:
    tokens = {token for token, kind in search_tokens(Identity(birth_date=dt.date(1984, 3, 14))) if kind is Kind.BIRTH}
    assert any(token.startswith(start) for token in tokens for start in starts(typed, Kind.BIRTH))


@pytest.mark.parametrize("typed", ["15/03/1984", "14/04/84", "140385", "1985", "14 avril", "03/1985"])
def test_another_date_does_not(typed: str) -> None:
    tokens = {token for token, kind in search_tokens(Identity(birth_date=dt.date(1984, 3, 14))) if kind is Kind.BIRTH}
    assert not any(token.startswith(start) for token in tokens for start in starts(typed, Kind.BIRTH))


def test_the_first_of_a_month_is_written_too() -> None:
    assert starts("1er mars 1984", Kind.BIRTH) == {"01031984"}


def test_a_year_alone_is_found_by_that_year() -> None:
    assert search_tokens(Identity(birth_year=1984)) == {("1984", Kind.BIRTH)}


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("06 39 98", "063998"),
        ("0639981234", "0639981234"),
        ("+33 6 39 98", "063998"),
        ("0033639", "0639"),
        ("12 34", "1234"),
        ("9812", "9812"),
        ("06.39.98.12.34", "0639981234"),
    ],
)
def test_a_fragment_of_a_phone_is_read_without_its_spaces(typed: str, start: str) -> None:
    assert start in starts(typed, Kind.PHONE)


def test_words_and_numbers_may_be_mixed() -> None:
    asked = read_asked("Samira BENALI 14/03/84", TODAY)
    assert asked.words == ("samira", "benali")
    assert (Kind.BIRTH, "14031984") in asked.numbers[0]


def test_titles_and_accents_are_left_out() -> None:
    assert read_asked("Mme BÉNAZET née Roux", TODAY).words == ("benazet", "roux")


@pytest.mark.parametrize("typed", ["", "   ", "%", "\0", "😀", '"', "* OR *", "...", "- -"])
def test_what_holds_no_word_asks_for_nothing(typed: str) -> None:
    asked = read_asked(typed, TODAY)
    assert asked.nothing or asked.words == ("or",)


def test_a_very_long_text_is_cut() -> None:
    assert read_asked("benali" + " " * 300 + "samira", TODAY) == Asked(words=("benali",))
    assert len(read_asked("x" * 10_000, TODAY).words[0]) == 40


@given(st.text(max_size=60))
def test_nothing_typed_is_refused(text: str) -> None:
    asked = read_asked(text, TODAY)
    assert len(asked.words) <= 6
    assert all(word.isalnum() for word in asked.words)
    assert all(start.isdecimal() for number in asked.numbers for _, start in number)
