"""Plans to settle debts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.schedules import equal_instalments, fixed_instalments, month_after, share_out

FIRST = dt.date(2026, 1, 31)


def test_a_hundred_and_twenty_euros_go_to_three_creditors_as_their_debts_are() -> None:
    assert share_out(12_000, (90_000, 120_000, 150_000)) == (3_000, 4_000, 5_000)


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**7), max_size=12))
def test_a_sum_is_shared_to_the_cent_and_never_over_a_debt(amount: int, debts: list[int]) -> None:
    shares = share_out(amount, debts)
    assert sum(shares) == min(amount, sum(debts))
    assert all(0 <= share <= debt for share, debt in zip(shares, debts, strict=True))


def test_nothing_owed_takes_nothing() -> None:
    assert share_out(500, (0, 0)) == (0, 0)
    assert share_out(500, ()) == ()


@pytest.mark.parametrize(("amount", "debts"), [(-1, (5,)), (5, (-1,))])
def test_a_negative_sum_is_refused(amount: int, debts: tuple[int, ...]) -> None:
    with pytest.raises(Refusal, match="négative"):
        share_out(amount, debts)


@given(st.integers(1_000, 10**8), st.integers(1, 120))
def test_equal_payments_close_the_exact_total_with_the_last_one(total: int, months: int) -> None:
    plan = equal_instalments(total, months, FIRST)
    assert len(plan) == months
    assert sum(one.cents for one in plan) == total
    assert plan[-1].left == 0
    assert len({one.cents for one in plan[:-1]}) <= 1
    assert abs(plan[-1].cents - plan[0].cents) <= months


def test_the_payments_fall_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    days = [one.day for one in equal_instalments(40_000, 4, FIRST)]
    assert days == [dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31), dt.date(2026, 4, 30)]
    assert month_after(dt.date(2025, 12, 5), 1) == dt.date(2026, 1, 5)


@given(st.integers(1, 10**6), st.integers(10_000, 10**6))
def test_fixed_payments_go_on_until_nothing_is_left(total: int, each: int) -> None:
    plan = fixed_instalments(total, each, FIRST)
    assert sum(one.cents for one in plan) == total
    assert all(one.cents == each for one in plan[:-1])
    assert [one.left for one in plan] == [total - sum(past.cents for past in plan[: one.rank]) for one in plan]


@pytest.mark.parametrize("months", [0, -3, 121])
def test_a_plan_has_from_one_to_a_hundred_and_twenty_months(months: int) -> None:
    with pytest.raises(Refusal, match="de 1 à 120 mois"):
        equal_instalments(10_000, months, FIRST)


def test_a_plan_of_nothing_or_of_fractions_of_a_cent_is_refused() -> None:
    with pytest.raises(Refusal, match="rien à étaler"):
        equal_instalments(0, 3, FIRST)
    with pytest.raises(Refusal, match="moins d’un centime"):
        equal_instalments(3, 4, FIRST)
    with pytest.raises(Refusal, match="dépasse 120 mois"):
        fixed_instalments(10**6, 10, FIRST)
    with pytest.raises(Refusal, match="plus grandes que zéro"):
        fixed_instalments(10**6, 0, FIRST)
