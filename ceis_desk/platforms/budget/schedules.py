"""Plans to settle debts: equal instalments whose last one closes the total, and a sum shared between creditors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.core.errors import Refusal

_LONGEST_PLAN = 120


@dataclass(frozen=True)
class Instalment:
    """One payment of a plan: its rank from 1, its day, its euro cents, and what is left to pay after it."""

    rank: int
    day: dt.date
    cents: int
    left: int


def equal_instalments(total: int, months: int, first: dt.date) -> tuple[Instalment, ...]:
    """As many payments as months, equal to the cent, the last one closing the exact total; raises Refusal."""
    if total <= 0:
        raise Refusal("Il n’y a rien à étaler. Rien n’a changé\u00a0: donnez le montant de la dette.")
    if not 1 <= months <= _LONGEST_PLAN:
        raise Refusal(f"Un plan va de 1 à {_LONGEST_PLAN} mois. Rien n’a changé\u00a0: choisissez une durée.")
    each = _rounded_share(total, months)
    if each * (months - 1) >= total:
        # Rounded up, they would have paid everything before the last one.
        each = total // months
    if each == 0:
        raise Refusal(
            "Cette durée est trop longue pour ce montant\u00a0: les échéances vaudraient moins d’un centime. "
            "Rien n’a changé, choisissez une durée plus courte."
        )
    left = total
    plan = []
    for rank in range(1, months + 1):
        cents = each if rank < months else left
        left -= cents
        plan.append(Instalment(rank, month_after(first, rank - 1), cents, left))
    return tuple(plan)


def fixed_instalments(total: int, each: int, first: dt.date) -> tuple[Instalment, ...]:
    """Payments of `each` cents until nothing is left, the last one smaller; raises Refusal."""
    if total <= 0 or each <= 0:
        raise Refusal("Une échéance et une dette sont plus grandes que zéro. Rien n’a changé\u00a0: corrigez-les.")
    count = -(-total // each)
    if count > _LONGEST_PLAN:
        raise Refusal(f"À ce rythme le plan dépasse {_LONGEST_PLAN} mois. Rien n’a changé\u00a0: augmentez l’échéance.")
    return tuple(
        Instalment(
            rank, month_after(first, rank - 1), min(each, total - each * (rank - 1)), max(0, total - each * rank)
        )
        for rank in range(1, count + 1)
    )


def share_out(amount: int, debts: Sequence[int]) -> tuple[int, ...]:
    """A sum shared between creditors as their debts are, to the cent and never more than a debt.

    The cents that rounding leaves go to the largest remainders, the first creditor first. Raises Refusal for a debt
    under zero.
    """
    if amount < 0 or any(debt < 0 for debt in debts):
        raise Refusal("Une somme à partager ne peut pas être négative. Rien n’a changé\u00a0: corrigez-la.")
    total = sum(debts)
    if total == 0:
        return tuple(0 for _ in debts)
    shared = min(amount, total)
    shares = [shared * debt // total for debt in debts]
    by_remainder = sorted(range(len(debts)), key=lambda place: (-(shared * debts[place] % total), place))
    for place in by_remainder[: shared - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def month_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last one of a month that is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    following = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def _rounded_share(total: int, months: int) -> int:
    return (2 * total + months) // (2 * months)
