"""The figures of a budget sheet."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.amounts import half_up
from ceis_desk.platforms.budget.periods import Periodicity, monthly
from ceis_desk.platforms.budget.ratios import (
    FORMULAS,
    Divisor,
    Home,
    Totals,
    balance,
    consumption_units,
    debt_ratio,
    debt_weight,
    family_quotient,
    family_shares,
    fixed_weight,
    housing_effort_gross,
    housing_effort_net,
    living_standard,
    reste_a_vivre,
    reste_a_vivre_a_day,
)


def totals(resources: int, fixed: int = 0, current: int = 0, credits: int = 0, plans: int = 0) -> Totals:  # noqa: A002 the word of the sheet
    return Totals(Fraction(resources), Fraction(fixed), Fraction(current), Fraction(credits), Fraction(plans))


PUBLIC = totals(124_000, 65_500, 0, 8_000, 4_000)


def test_the_public_example_leaves_465_euros_and_7_75_a_person_and_day() -> None:
    assert reste_a_vivre(PUBLIC) == 46_500
    assert reste_a_vivre_a_day(PUBLIC, Home((40, 8))) == 775


def test_the_public_example_owes_6_45_percent() -> None:
    assert half_up((debt_ratio(PUBLIC) or Fraction(0)) * 10_000) == 645


def test_the_debts_weigh_with_their_plans() -> None:
    assert debt_weight(PUBLIC) == Fraction(12_000, 124_000)
    assert fixed_weight(PUBLIC) == Fraction(65_500, 124_000)


def test_current_spending_counts_in_the_balance_alone() -> None:
    with_spending = totals(124_000, 65_500, 40_000, 8_000, 4_000)
    assert reste_a_vivre(with_spending) == reste_a_vivre(PUBLIC)
    assert balance(with_spending) == 6_500


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.code)
def test_without_resources_a_ratio_cannot_be_calculated_and_nothing_fails(formula: object) -> None:
    value = formula.of(totals(0, 10, 10, 10, 10))  # type: ignore[attr-defined]  # one of FORMULAS
    assert value is None or isinstance(value, Fraction)
    assert all(formula.text and formula.source and formula.label for formula in FORMULAS)


def test_the_effort_of_housing_sets_the_allowance_apart() -> None:
    sheet = Totals(
        Fraction(100_000), Fraction(0), Fraction(0), Fraction(0), Fraction(0), Fraction(20_000), Fraction(40_000)
    )
    assert housing_effort_gross(sheet) == Fraction(1, 2)
    assert housing_effort_net(sheet) == Fraction(1, 4)
    only_aid = Totals(
        Fraction(20_000), Fraction(0), Fraction(0), Fraction(0), Fraction(0), Fraction(20_000), Fraction(1)
    )
    assert housing_effort_net(only_aid) is None


@pytest.mark.parametrize(
    ("ages", "units"),
    [((), 0), ((40,), 10), ((40, 38), 15), ((40, 13), 13), ((40, 14), 15), ((40, 38, 16, 10, 3), 26), ((10,), 3)],
)
def test_consumption_units_are_those_of_the_insee(ages: tuple[int, ...], units: int) -> None:
    assert consumption_units(Home(ages)) == Fraction(units, 10)


def test_the_standard_of_living_is_by_unit() -> None:
    assert living_standard(totals(150_000), Home((40, 38))) == 100_000
    assert living_standard(totals(150_000), Home(())) is None


@pytest.mark.parametrize(
    ("children", "disabled", "halves"), [(0, 0, 4), (1, 0, 5), (2, 0, 6), (3, 0, 8), (4, 0, 9), (2, 1, 7)]
)
def test_family_shares_are_those_of_the_caf(children: int, disabled: int, halves: int) -> None:
    assert family_shares(Home((40,), children, disabled)) == Fraction(halves, 2)


def test_the_family_quotient_adds_a_month_of_benefits() -> None:
    assert family_quotient(1_200_000, 30_000, Home((40, 38), 2)) == Fraction(130_000, 3)


@pytest.mark.parametrize(("divisor", "number"), [(Divisor.PERSONS, 3), (Divisor.SHARES, 3), (Divisor.UNITS, 16)])
def test_each_divisor_divides_by_its_own_number(divisor: Divisor, number: int) -> None:
    home = Home((40, 9, 5), children=2)
    of_units = Fraction(number, 10) if divisor is Divisor.UNITS else Fraction(number)
    assert reste_a_vivre_a_day(PUBLIC, home, divisor) == Fraction(46_500) / of_units / 30


def test_a_budget_of_another_program_gives_the_same_month() -> None:
    month = 500_000 - 56_500 - monthly(23_600, Periodicity.YEARLY) - 4_500
    assert half_up(month) == 437_033
    assert half_up(month + monthly(240_000, Periodicity.YEARLY)) == 457_033


@given(st.integers(0, 10_000_000), st.sampled_from(Periodicity))
def test_a_year_of_months_is_a_year_of_payments(cents: int, periodicity: Periodicity) -> None:
    assert monthly(cents, periodicity) * 12 == cents * periodicity.a_month * 12
    assert periodicity.label
