"""Plans d’apurement in the store: each a sealed thing of its case, like the debts that they settle."""

from __future__ import annotations

from dataclasses import replace

from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import writable_case
from ceis_desk.data.budget.cases import refuse_words
from ceis_desk.data.budget.codec import payload_of
from ceis_desk.data.budget.items import put_item
from ceis_desk.data.budget.things import PLAN, put_new, read_thing
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.gestures import KeepPlans, PayPlan, WithdrawItem
from ceis_desk.platforms.budget.repayment import RepaymentPlan, check_payments, check_plan


def keep_plans(tx: Tx, gesture: KeepPlans) -> Change:
    """Keep plans made together; the figures learn the family, the cents and the months of each, no creditor."""
    writable_case(tx, gesture.case_id)
    subjects: set[Subject] = set()
    for plan in gesture.plans:
        check_plan(plan)
        check_payments(plan, tx.today)
        refuse_words(plan.label, plan.creditor)
        subjects |= put_new(tx, gesture.case_id, PLAN, plan, _fact(plan))
    made, clock = tuple(plan.id for plan in gesture.plans), tx.stamp()[0]
    said = "Plan d’apurement gardé." if len(made) == 1 else f"{len(made)} plans d’apurement gardés."
    undo = WithdrawItem(made, clocks=(clock,) * len(made))
    return Change(subjects=frozenset(subjects), said=said, undo=undo, made=made)


def pay_plan(tx: Tx, gesture: PayPlan) -> Change:
    """Write what was paid of a plan; the schedule that was agreed stays as it was."""
    case_id, before = read_thing(tx, gesture.item_id, PLAN, RepaymentPlan)
    plan = replace(before, payments=gesture.payments)
    check_payments(plan, tx.today)
    subjects = put_item(tx, case_id, plan.id, PLAN, payload_of(plan), _fact(plan), gesture.clock)
    more = len(plan.payments) >= len(before.payments)
    return Change(
        subjects=subjects,
        said="Paiement noté." if more else "Paiement retiré.",
        undo=PayPlan(plan.id, tx.stamp()[0], before.payments),
    )


def _fact(plan: RepaymentPlan) -> dict[str, object]:
    """What the figures may know of a plan."""
    return {
        "family": plan.family.value,
        "cents": plan.total,
        "months": len(plan.instalments),
        "paid": plan.paid,
        "month": f"{plan.made_on:%Y-%m}",
    }
