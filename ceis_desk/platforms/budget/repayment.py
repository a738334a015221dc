"""Plans d’apurement kept in a case: what was agreed with one creditor, what was paid since, what was missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.platforms.budget.model import Debt, DebtFamily
from ceis_desk.platforms.budget.schedules import Instalment, equal_instalments, fixed_instalments, share_out

_MOST_PAYMENTS = 400
_NO_CREDITOR = "Aucune dette n’est choisie. Rien n’a été gardé\u00a0: cochez au moins un créancier."
_NOT_LATE = (
    "Une dette choisie n’a pas de retard. Rien n’a été gardé\u00a0: corrigez la dette, ou étalez tout le reste dû."
)
_WRONG = "Cet échéancier ne ferme pas son total. Rien n’a été gardé\u00a0: recommencez le plan."
_NOT_PAID = "Un paiement est plus grand que zéro. Rien n’a été noté\u00a0: corrigez le montant."
_NOT_YET = "Ce jour n’est pas encore venu. Rien n’a été noté\u00a0: un paiement se note une fois fait."
_TOO_MANY = f"Un plan garde {_MOST_PAYMENTS} paiements au plus. Rien n’a été noté."


@dataclass(frozen=True)
class Payment:
    """What was paid of a plan: its day and its euro cents."""

    day: dt.date
    cents: int


@dataclass(frozen=True)
class RepaymentPlan:
    """A plan d’apurement as it was agreed: one debt, its creditor, every instalment; and the payments made since.

    What is said of the debt is that of the day of the plan: the debt itself may change or go. One creditor a plan,
    for what goes to a creditor says nothing of the others.
    """

    id: Id
    clock: int
    label: str
    creditor: str
    family: DebtFamily
    made_on: dt.date
    instalments: tuple[Instalment, ...]
    debt_id: Id | None = None
    by_id: Id | None = None
    payments: tuple[Payment, ...] = ()

    @property
    def total(self) -> int:
        """All of it, in euro cents."""
        return sum(one.cents for one in self.instalments)

    @property
    def paid(self) -> int:
        """What was paid of it, in euro cents."""
        return sum(one.cents for one in self.payments)


@dataclass(frozen=True)
class Followed:
    """An instalment and what the payments, oldest first, cover of it; `paid_on` is the day that completed it."""

    instalment: Instalment
    covered: int
    paid_on: dt.date | None
    missed: bool

    @property
    def lacking(self) -> int:
        """What it still asks for, in euro cents."""
        return self.instalment.cents - self.covered


@dataclass(frozen=True)
class Standing:
    """Where a plan stands on a day: each instalment, then what is paid, left and late in euro cents.

    `following` is the next instalment to pay that is not past, None when there is none.
    """

    rows: tuple[Followed, ...]
    paid: int
    left: int
    late: int
    following: Followed | None

    @property
    def missed(self) -> tuple[Followed, ...]:
        """The instalments whose day is past and that are not wholly paid."""
        return tuple(row for row in self.rows if row.missed)


@dataclass(frozen=True)
class Terms:
    """How debts are spread: over so many months, else by so much a month for all of them, from a first day.

    `late_only` spreads what is late, and not all that is owed.
    """

    months: int
    monthly: int
    first: dt.date
    late_only: bool = False


def plans_of(debts: Sequence[Debt], terms: Terms, made_on: dt.date, by_id: Id) -> tuple[RepaymentPlan, ...]:
    """One plan a debt: equal instalments, or a sum a month shared as the debts are; raises Refusal."""
    if not debts:
        raise Refusal(_NO_CREDITOR)
    totals = [debt.late if terms.late_only else debt.remaining for debt in debts]
    if terms.late_only and not all(totals):
        raise Refusal(_NOT_LATE)
    if terms.months > 0:
        schedules = [equal_instalments(total, terms.months, terms.first) for total in totals]
    else:
        shares = share_out(terms.monthly, totals)
        schedules = [fixed_instalments(total, share, terms.first) for total, share in zip(totals, shares, strict=True)]
    # In order though they are born in one millisecond: what is listed by its id keeps the order of the debts.
    ids = sorted(new_id() for _ in debts)
    return tuple(
        RepaymentPlan(
            ident, 0, debt.label or debt.family.label, debt.creditor, debt.family, made_on, plan, debt.id, by_id
        )
        for ident, debt, plan in zip(ids, debts, schedules, strict=True)
    )


def standing_of(plan: RepaymentPlan, today: dt.date) -> Standing:
    """Where a plan stands: payments cover the instalments in their order, whatever was meant by each."""
    rows, payments = [], list(_by_day(plan.payments))
    for one in plan.instalments:
        covered, paid_on = 0, None
        while payments and covered < one.cents:
            payment = payments.pop(0)
            used = min(payment.cents, one.cents - covered)
            covered, paid_on = covered + used, payment.day
            if used < payment.cents:
                payments.insert(0, Payment(payment.day, payment.cents - used))
        whole = covered == one.cents
        rows.append(Followed(one, covered, paid_on if whole else None, not whole and one.day < today))
    following = next((row for row in rows if row.lacking and not row.missed), None)
    late = sum(row.lacking for row in rows if row.missed)
    return Standing(tuple(rows), plan.paid, plan.total - plan.paid, late, following)


def check_plan(plan: RepaymentPlan) -> None:
    """Raise Refusal for a schedule that does not add up."""
    left, days = plan.total, [one.day for one in plan.instalments]
    for rank, one in enumerate(plan.instalments, start=1):
        left -= one.cents
        if one.cents <= 0 or (one.rank, one.left) != (rank, left):
            raise Refusal(_WRONG)
    if not days or days != sorted(set(days)):
        raise Refusal(_WRONG)


def check_payments(plan: RepaymentPlan, today: dt.date) -> None:
    """Raise Refusal for a payment of nothing, of a day to come, or for more than the plan."""
    if len(plan.payments) > _MOST_PAYMENTS:
        raise Refusal(_TOO_MANY)
    if any(one.cents <= 0 for one in plan.payments):
        raise Refusal(_NOT_PAID)
    if any(one.day > today for one in plan.payments):
        raise Refusal(_NOT_YET)
    if plan.paid > plan.total:
        over = write_amount(plan.paid - plan.total)
        raise Refusal(
            f"Ce paiement dépasse de {over} ce qui reste du plan. Rien n’a été noté\u00a0: corrigez le montant."
        )


def _by_day(payments: Iterable[Payment]) -> list[Payment]:
    return sorted(payments, key=lambda one: one.day)
