"""Debts as rows: the name, the family and the creditor, what is special about it, what remains."""

from __future__ import annotations

from collections.abc import Iterable

from ceis_desk.access.masking import DOTS, Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.platforms.budget.model import Debt, SpecialDebt
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook

_SPECIAL = {
    SpecialDebt.LANDLORD: ("neutral", "flag"),
    SpecialDebt.ALIMONY: ("warn", "alert-triangle"),
    SpecialDebt.DAMAGES: ("warn", "alert-triangle"),
    SpecialDebt.FINE: ("warn", "alert-triangle"),
    SpecialDebt.PROFESSIONAL: ("neutral", "x"),
}


def total(debts: Iterable[Debt]) -> int:
    """What remains of all those that are not settled, in euro cents."""
    return sum(debt.remaining for debt in debts if debt.settled_on is None)


def debt_row(debt: Debt, show: Discretion) -> RowLook:
    """« Loyer · logement, bailleur social · payé en premier · 1 240,00 € »; dots on a discreet screen."""
    amount = show.amount(write_amount(debt.remaining))
    if show.on:
        return RowLook(DOTS, amount=amount, compact=True, quiet=debt.settled_on is not None)
    chips = []
    if debt.special is not SpecialDebt.NONE:
        tone, icon = _SPECIAL[debt.special]
        chips.append(ChipLook(debt.special.label, tone, icon, outlined=tone == "neutral"))
    if debt.bailiff and debt.settled_on is None:
        chips.append(ChipLook("huissier", "danger", "alert-circle"))
    settled = debt.settled_on is not None
    if settled:
        chips.append(ChipLook("soldée", "success", "check"))
    return RowLook(
        debt.label or debt.creditor or debt.family.label,
        subtitle=_under(debt),
        near=tuple(chips),
        amount=amount,
        compact=True,
        quiet=settled,
    )


def _under(debt: Debt) -> str:
    said = [debt.family.label, debt.creditor if debt.label else ""]
    if debt.settled_on is None and debt.special not in (SpecialDebt.NONE, SpecialDebt.LANDLORD):
        said = [debt.special.why]
    if debt.monthly and debt.settled_on is None:
        said.append(f"{write_amount(debt.monthly)} par mois")
    if debt.late and debt.settled_on is None:
        said.append(f"{write_amount(debt.late)} en retard")
    return ", ".join(part for part in said if part)
