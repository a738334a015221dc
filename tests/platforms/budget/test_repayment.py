"""A plan that is kept: who is paid how much, what the payments cover, what was missed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.platforms.budget.model import Debt, DebtFamily, SpecialDebt
from ceis_desk.platforms.budget.repayment import (
    Payment,
    RepaymentPlan,
    Terms,
    check_payments,
    check_plan,
    plans_of,
    standing_of,
)

MADE, FIRST = dt.date(2019, 6, 18), dt.date(2019, 7, 5)
CLAIRE = code_id("account", "claire")


def owed(label: str, cents: int, **more: object) -> Debt:
    known = Debt(code_id("debt", label), 1, label, f"Chez {label}", DebtFamily.CURRENT, SpecialDebt.NONE, cents)
    return replace(known, **more)  # type: ignore[arg-type]  # the fields of a debt


def plan_of(cents: int = 21_200, months: int = 6, *payments: tuple[dt.date, int]) -> RepaymentPlan:
    """Five instalments of 35,33 € from 5 July 2019, the sixth one of 35,35 €."""
    (made,) = plans_of([owed("Eau", cents)], Terms(months, 0, FIRST), MADE, CLAIRE)
    return replace(made, payments=tuple(Payment(day, paid) for day, paid in payments))


def test_a_sum_a_month_is_shared_as_the_debts_are_and_each_creditor_has_its_plan() -> None:
    debts = [owed("Loyer", 90_000), owed("Gaz", 120_000), owed("Eau", 150_000)]
    plans = plans_of(debts, Terms(0, 12_000, FIRST), MADE, CLAIRE)
    assert [one.instalments[0].cents for one in plans] == [3_000, 4_000, 5_000]
    assert [(len(one.instalments), one.total) for one in plans] == [(30, 90_000), (30, 120_000), (30, 150_000)]
    assert [one.creditor for one in plans] == ["Chez Loyer", "Chez Gaz", "Chez Eau"]
    assert all(one.debt_id == debt.id for one, debt in zip(plans, debts, strict=True))


def test_so_many_months_make_equal_parts_whose_last_one_closes_the_total() -> None:
    plan = plan_of()
    assert [one.cents for one in plan.instalments] == [3_533] * 5 + [3_535]
    assert (plan.total, plan.paid, plan.instalments[-1].day) == (21_200, 0, dt.date(2019, 12, 5))
    check_plan(plan)


def test_what_is_late_may_be_spread_alone() -> None:
    (plan,) = plans_of([owed("Loyer", 90_000, late=30_000)], Terms(3, 0, FIRST, late_only=True), MADE, CLAIRE)
    assert plan.total == 30_000
    with pytest.raises(Refusal, match="pas de retard"):
        plans_of([owed("Loyer", 90_000)], Terms(3, 0, FIRST, late_only=True), MADE, CLAIRE)


def test_a_plan_of_no_debt_is_refused() -> None:
    with pytest.raises(Refusal, match="cochez au moins un créancier"):
        plans_of([], Terms(3, 0, FIRST), MADE, CLAIRE)


def test_a_debt_without_a_name_bears_its_family() -> None:
    (plan,) = plans_of([owed("", 3_000)], Terms(3, 0, FIRST), MADE, CLAIRE)
    assert plan.label == "charges courantes"


def test_nothing_is_missed_on_the_day_of_an_instalment_and_the_day_after_it_is() -> None:
    on_the_day = standing_of(plan_of(), FIRST)
    assert (on_the_day.missed, on_the_day.late) == ((), 0)
    assert on_the_day.following is on_the_day.rows[0]
    after = standing_of(plan_of(), FIRST + dt.timedelta(days=1))
    assert (len(after.missed), after.late) == (1, 3_533)
    assert after.following is after.rows[1]


def test_payments_cover_the_instalments_in_their_order_to_the_cent() -> None:
    # 50,00 € cover the first 35,33 € and 14,67 € of the second; 20,66 € more complete it.
    plan = plan_of(21_200, 6, (dt.date(2019, 8, 20), 2_066), (dt.date(2019, 7, 3), 5_000))
    standing = standing_of(plan, dt.date(2019, 8, 21))
    assert [row.covered for row in standing.rows] == [3_533, 3_533, 0, 0, 0, 0]
    assert [row.paid_on for row in standing.rows[:3]] == [dt.date(2019, 7, 3), dt.date(2019, 8, 20), None]
    assert (standing.paid, standing.left, standing.late, standing.missed) == (7_066, 14_134, 0, ())


def test_half_an_instalment_is_still_missed_for_the_rest() -> None:
    standing = standing_of(plan_of(21_200, 6, (FIRST, 2_000)), dt.date(2019, 7, 6))
    assert (standing.rows[0].covered, standing.rows[0].lacking, standing.late) == (2_000, 1_533, 1_533)
    assert standing.rows[0].paid_on is None


def test_a_plan_that_is_paid_waits_for_nothing() -> None:
    standing = standing_of(plan_of(21_200, 6, (FIRST, 21_200)), dt.date(2020, 6, 1))
    assert (standing.left, standing.late, standing.following, standing.missed) == (0, 0, None, ())


@pytest.mark.parametrize(
    ("payment", "words"),
    [
        ((FIRST, 0), "plus grand que zéro"),
        ((FIRST, -5), "plus grand que zéro"),
        ((FIRST, 21_201), "dépasse de 0,01"),
        ((dt.date(2019, 7, 6), 5), "pas encore venu"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(payment: tuple[dt.date, int], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        check_payments(plan_of(21_200, 6, payment), FIRST)


def test_a_schedule_that_does_not_add_up_is_refused() -> None:
    plan = plan_of()
    first, *others = plan.instalments
    wrong = (
        (),
        tuple(others),
        (replace(first, cents=0), *others),
        (first, *(replace(one, day=FIRST) for one in others)),
        (replace(first, left=5), *others),
    )
    for instalments in wrong:
        with pytest.raises(Refusal, match="ne ferme pas son total"):
            check_plan(replace(plan, instalments=instalments))


def test_ids_of_plans_are_their_own() -> None:
    plans = plans_of([owed("Loyer", 900), owed("Gaz", 900)], Terms(3, 0, FIRST), MADE, CLAIRE)
    assert len({one.id for one in plans} | {Id(int=0)}) == 3
