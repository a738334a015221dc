"""Amounts, counts and shares, typed and written in French."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.amounts import parse_amount, shares, write_amount, write_count, write_percent
from ceis_desk.core.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,5", 1250),
        ("12.5", 1250),
        ("12", 1200),
        ("12,", 1200),
        (",5", 50),
        ("1 250", 125_000),
        ("1\u00a0250,00\u00a0€", 125_000),
        ("1\u202f250,00 €", 125_000),
        ("1 250 000,01", 125_000_001),
        ("12 euros", 1200),
        ("12€", 1200),
        ("45+12,90", 5790),
        ("45 + 12,90 €", 5790),
        ("=88*2", 17_600),
        ("= 88 × 2", 17_600),
        ("100-33,33", 6667),
        ("100/3", 3333),
        ("100/3*3", 10_000),
        ("2+3*4", 1400),
        ("-12,5", -1250),
        ("−12,50", -1250),
        ("-2*3", -600),
        ("0,005", 1),
        ("-0,005", -1),
        ("0,0049", 0),
        ("0.125", 13),
        ("0,1+0,2", 30),
        ("88*1,035", 9108),
    ],
)
def test_an_amount_is_read_as_exact_cents(typed: str, cents: int) -> None:
    assert parse_amount(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "=",
        "€",
        "abc",
        "12 50",
        "1 2500",
        "12,5,3",
        "1.250",
        "45+1.250",
        "12€50",
        "1'250",
        "45+",
        "45++12",
        "45*-2",
        "*2",
        "2**3",
        "(45+12)*2",
        "12/0",
        "12/0,00",
        "1e5",
        "12²",
        "½",
        "١٢",
        "999 999 999 999",
        "9*" * 99 + "9",
        "1+" * 5000 + "1",
        "__import__('os')",
    ],
)
def test_what_is_not_an_amount_is_refused_in_french(typed: str) -> None:
    with pytest.raises(Refusal, match="Le texte est gardé"):
        parse_amount(typed)


@pytest.mark.parametrize(
    "typed", ["1" * 199 + "x", "1 " * 99 + "x", "1 111" * 39 + "x", "1" + " " * 198 + "x", "." * 200]
)
def test_a_slip_in_a_long_number_is_refused_at_once(typed: str) -> None:
    """A number cut in every possible way would take longer than anybody waits."""
    with pytest.raises(Refusal, match="n’est pas compris"):
        parse_amount(typed)


@given(st.integers(-(10**12), 10**12))
def test_a_written_amount_is_read_back(cents: int) -> None:
    assert parse_amount(write_amount(cents)) == cents


@given(st.text() | st.text(alphabet="0123456789 ,.+-*/=€", max_size=30))
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    try:
        cents = parse_amount(text)
    except Refusal:
        return
    assert abs(cents) <= 10**12


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_a_sum_typed_in_euros_is_the_sum_of_its_cents(parts: list[int]) -> None:
    assert parse_amount("+".join(f"{part // 100},{part % 100:02d}" for part in parts)) == sum(parts)


@given(st.integers(0, 10**6), st.integers(1, 10**4))
def test_rounding_happens_once_and_half_up(cents: int, divisor: int) -> None:
    exact = Fraction(cents, divisor)
    rounded = parse_amount(f"{cents // 100},{cents % 100:02d}/{divisor}")
    assert -Fraction(1, 2) <= exact - rounded < Fraction(1, 2)


def test_amounts_are_written_with_no_break_spaces_and_a_real_minus() -> None:
    assert write_amount(179_593) == "1\u00a0795,93\u00a0€"
    assert write_amount(-5) == "\u22120,05\u00a0€"
    assert write_amount(0) == "0,00\u00a0€"
    assert write_count(2946) == "2\u00a0946"
    assert write_count(-1_234_567) == "\u22121\u00a0234\u00a0567"


def test_percentages_are_half_up_and_say_when_they_have_no_base() -> None:
    assert write_percent(1, 8) == "13\u00a0%"
    assert write_percent(12, 100) == "12\u00a0%"
    assert write_percent(0, 7) == "0\u00a0%"
    assert write_percent(-1, 8) == "\u221213\u00a0%"
    assert write_percent(538, 292) == "184\u00a0%"
    assert write_percent(3, 0) == "non calculable"


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_shares_add_to_100_and_each_is_within_one_point(counts: list[int]) -> None:
    total = sum(counts)
    if total == 0:
        assert shares(counts) == [0] * len(counts)
        return
    rounded = shares(counts)
    assert sum(rounded) == 100
    assert all(abs(share - Fraction(100 * count, total)) < 1 for share, count in zip(rounded, counts, strict=True))


def test_the_first_of_equal_shares_takes_what_remains() -> None:
    assert shares([1, 1, 1]) == [34, 33, 33]
    assert shares([0, 0]) == [0, 0]
    assert shares([]) == []
