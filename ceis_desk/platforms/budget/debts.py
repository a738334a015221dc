"""What a household owes, added up by national family, and what a procedure leaves aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.model import Debt, DebtFamily, SpecialDebt


@dataclass(frozen=True)
class DebtTotal:
    """One family of debts: how many, what is left to pay and what is late, in euro cents."""

    family: DebtFamily
    count: int
    remaining: int
    late: int


@dataclass(frozen=True)
class DebtTotals:
    """All debts that are not settled; `aside` is what a procedure does not wipe out or does not take, in cents."""

    count: int
    remaining: int
    late: int
    monthly: int
    aside: int
    families: tuple[DebtTotal, ...]


def totals(debts: Iterable[Debt]) -> DebtTotals:
    """The debts added up, the settled ones left out; families in the order of the figures, empty ones left out."""
    owed = [debt for debt in debts if debt.settled_on is None]
    families = []
    for family in DebtFamily:
        of_it = [debt for debt in owed if debt.family is family]
        if of_it:
            remaining, late = sum(debt.remaining for debt in of_it), sum(debt.late for debt in of_it)
            families.append(DebtTotal(family, len(of_it), remaining, late))
    return DebtTotals(
        len(owed),
        sum(debt.remaining for debt in owed),
        sum(debt.late for debt in owed),
        sum(debt.monthly for debt in owed),
        sum(debt.remaining for debt in owed if is_aside(debt)),
        tuple(families),
    )


def is_aside(debt: Debt) -> bool:
    """Whether a procedure cannot wipe it out, or does not take it (profession, A7); a landlord's is only paid first."""
    return debt.special not in (SpecialDebt.NONE, SpecialDebt.LANDLORD)


def check_debt(debt: Debt) -> None:
    """Raise Refusal when a debt contradicts itself."""
    if not (debt.label.strip() or debt.creditor.strip()):
        raise Refusal("Une dette a un nom ou un créancier. Rien n’a été écrit\u00a0: donnez l’un des deux.")
    if min(debt.remaining, debt.original, debt.monthly, debt.late) < 0:
        raise Refusal("Une dette ne peut pas être négative. Rien n’a été écrit\u00a0: corrigez le montant.")
    if debt.late > debt.remaining:
        raise Refusal("Le retard dépasse ce qui reste dû. Rien n’a été écrit\u00a0: corrigez l’un des deux montants.")


def is_late(due: dt.date | None, today: dt.date) -> bool:
    """Whether something still to be done should have been done before today."""
    return due is not None and due < today
