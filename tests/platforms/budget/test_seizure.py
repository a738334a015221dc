"""What may be taken of a pay, what a household can put to its debts, and the scales of each date."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.scales import in_force, read_scales
from ceis_desk.platforms.budget.seizure import (
    RsaHousehold,
    repayment_capacity,
    rsa_amount,
    seizable,
    seizable_for_alimony,
)
from tests.platforms.budget.examples import SCALES, rsa_of, seizure_of

NETS = st.integers(0, 2_000_000)
DEPENDANTS = st.integers(0, 12)


@pytest.mark.parametrize(
    ("net", "dependants", "expected"),
    [
        (130_000, 0, 17_942),  # the public example of June 2026
        (160_000, 2, 19_642),
        (0, 0, 0),
        (65_169, 0, 0),  # the RSA of one person is never touched
        (65_170, 0, 1),  # a cent over it is all that may go
        (37_333, 0, 0),
        (448_000, 0, 290_143),  # far over the last band: all of what passes
    ],
)
def test_the_seizable_part_of_june_2026_is_exact_to_the_cent(net: int, dependants: int, expected: int) -> None:
    assert seizable(net, dependants, seizure_of(), rsa_of()) == expected


@given(NETS, DEPENDANTS)
def test_what_is_left_is_never_under_the_rsa_nor_the_part_under_zero(net: int, dependants: int) -> None:
    part = seizable(net, dependants, seizure_of(), rsa_of())
    assert 0 <= part <= max(0, net - rsa_of().base)


@given(NETS, NETS, DEPENDANTS)
def test_a_better_pay_is_never_seized_less_and_leaves_never_less(one: int, other: int, dependants: int) -> None:
    low, high = sorted((one, other))
    less, more = (seizable(net, dependants, seizure_of(), rsa_of()) for net in (low, high))
    assert less <= more
    assert low - less <= high - more + 1  # a cent of rounding


@given(NETS, st.integers(0, 11))
def test_one_more_dependant_never_raises_the_part(net: int, dependants: int) -> None:
    assert seizable(net, dependants + 1, seizure_of(), rsa_of()) <= seizable(net, dependants, seizure_of(), rsa_of())


def test_alimony_leaves_the_rsa_of_one_person_and_no_more() -> None:
    assert seizable_for_alimony(130_000, rsa_of()) == 64_831
    assert seizable_for_alimony(60_000, rsa_of()) == 0


@pytest.mark.parametrize(
    ("couple", "children", "expected"),
    [
        (False, 0, Fraction(65_169)),
        (False, 1, Fraction(9_775_350, 100)),
        (False, 2, Fraction(11_730_420, 100)),
        (False, 3, Fraction(14_337_180, 100)),
        (True, 0, Fraction(9_775_350, 100)),
        (True, 1, Fraction(11_730_420, 100)),
        (True, 2, Fraction(13_685_490, 100)),
        (True, 3, Fraction(16_292_250, 100)),
        (True, 5, Fraction(65_169) * Fraction(33, 10)),
    ],
)
def test_the_rsa_grows_with_the_household_as_the_law_says(couple: bool, children: int, expected: Fraction) -> None:
    assert abs(rsa_amount(RsaHousehold(couple, children), rsa_of()) - expected) <= Fraction(1, 2)


def test_the_capacity_is_the_smallest_of_three_and_never_under_zero() -> None:
    alone = RsaHousehold(couple=False, children=0)
    assert repayment_capacity(150_000, 120_000, alone, 25_000, rsa_of()) == 25_000
    assert repayment_capacity(150_000, 140_000, alone, 25_000, rsa_of()) == 10_000
    assert repayment_capacity(70_000, 10_000, alone, 25_000, rsa_of()) == 70_000 - 65_169
    assert repayment_capacity(60_000, 90_000, alone, 0, rsa_of()) == 0


def test_a_calculation_uses_the_scale_of_its_day() -> None:
    assert in_force(SCALES.seizure, dt.date(2023, 12, 31), "saisie").thresholds[0] == 417_000
    assert in_force(SCALES.seizure, dt.date(2024, 1, 1), "saisie").thresholds[0] == 437_000
    assert in_force(SCALES.rsa, dt.date(2026, 3, 31), "RSA").base == 64_652
    assert in_force(SCALES.rsa, dt.date(2026, 4, 1), "RSA").base == 65_169


def test_a_day_before_every_scale_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="Aucun barème «\u00a0RSA\u00a0» n’est connu pour le 01/01/2010"):
        in_force(SCALES.rsa, dt.date(2010, 1, 1), "RSA")


def test_only_values_read_in_the_law_are_shipped_as_verified() -> None:
    assert [scale.starts.year for scale in SCALES.seizure if scale.verified] == [2026]
    assert all(scale.source for scale in SCALES.seizure)
    assert all(scale.source for scale in SCALES.rsa)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"seizure": [], "rsa": [{"from": "hier", "base": 1, "verified": True, "source": ""}]},
        {
            "seizure": [
                {"from": "2026-01-01", "thresholds": [1, 2], "per_dependant": 1, "verified": True, "source": ""}
            ],
            "rsa": [],
        },
        {
            "seizure": [
                {
                    "from": "2026-01-01",
                    "thresholds": [6, 5, 4, 3, 2, 1],
                    "per_dependant": 1,
                    "verified": True,
                    "source": "",
                }
            ],
            "rsa": [],
        },
    ],
)
def test_a_list_of_another_shape_is_no_scale(content: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_scales(content)
