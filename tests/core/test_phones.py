"""Telephone numbers typed any way, kept one way."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.core.phones import digits, parse_phone, phone_fragments, write_phone

NATIONAL = st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "06 39 98 12 34",
        "0639981234",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "06/39/98/12/34",
        "06_39_98_12_34",
        "06\u00a039\u202f98 12 34",
        "06‑39‑98‑12‑34",
        "639981234",
        "33639981234",
        "+33 6 39 98 12 34",
        "+33 (0)6 39 98 12 34",
        "0033 6 39981234",
        "  (06) 39 98 12 34 ",
        "０６３９９８１２３４",
    ],
)
def test_one_number_typed_in_any_usual_way_is_one_number(typed: str) -> None:
    assert parse_phone(typed) == "+33639981234"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "tante",
        "0800 FLEURS",
        "15",
        "3949",
        "06 39 98 12 3",
        "06 39 98 12 34 56",
        "0000000000",
        "+33 112",
        "+999 123456789",
        "0639981234 ou 0499161234",
        "06 39 98 12 34 / 04 99 16 12 34",
        "+",
        "()",
        "٠٦٣٩٩٨١٢٣٤",
        "1" * 5000,
    ],
)
def test_what_is_not_one_number_is_refused_in_french(typed: str) -> None:
    with pytest.raises(Refusal, match="est gardé"):
        parse_phone(typed)


@given(NATIONAL)
def test_a_french_number_written_by_pairs_is_read_back(national: str) -> None:
    kept = parse_phone(national)
    assert write_phone(kept) == " ".join(national[at : at + 2] for at in range(0, 10, 2))
    assert parse_phone(write_phone(kept)) == kept


def test_a_foreign_number_keeps_its_prefix_and_plain_spaces() -> None:
    assert parse_phone("00 212 612 34 56 78") == "+212612345678"
    assert write_phone("+442079460958") == "+44 20 7946 0958"
    assert write_phone("+12025550123") == "+1 202 555 0123"
    assert parse_phone(write_phone("+212612345678")) == "+212612345678"


@given(st.text() | st.text(alphabet=string.digits + "+()./- ", max_size=45))
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    try:
        kept = parse_phone(text)
    except Refusal:
        return
    assert parse_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("+33 6 39", "0639"),
        ("0033639", "0639"),
        ("+33 (0)6 39", "0639"),
        ("98 12", "9812"),
        ("tél. 06.39", "0639"),
        ("+212 6", "2126"),
        ("", ""),
    ],
)
def test_the_digits_of_a_fragment_are_those_that_people_dial(typed: str, dialled: str) -> None:
    assert digits(typed) == dialled


@given(NATIONAL, st.integers(0, 7), st.integers(3, 10))
def test_any_three_digits_in_a_row_begin_a_fragment(national: str, start: int, length: int) -> None:
    typed = national[start : start + length]
    assert any(fragment.startswith(typed) for fragment in phone_fragments(parse_phone(national)))


def test_fragments_are_the_ends_of_the_dialled_number() -> None:
    fragments = phone_fragments("+33639981234")
    assert (fragments[0], fragments[-1], len(fragments)) == ("0639981234", "234", 8)
    assert phone_fragments("+212612345678")[0] == "212612345678"
