"""The debts of a case as the lines that a new sheet begins with: what is known is not typed twice."""

from __future__ import annotations

from collections.abc import Iterable

from ceis_desk.data.budget.items import Item
from ceis_desk.platforms.budget.sheet import WORDS, LineGroup, SheetLine

DEBT = "debt"


def debt_lines(items: Iterable[Item]) -> tuple[SheetLine, ...]:
    """A line for each debt that is not settled, in its card, with what is left to pay and what is paid each month."""
    found = [line for item in items if item.kind == DEBT and (line := _line_of(item)) is not None]
    return tuple(sorted(found, key=lambda line: line.group is LineGroup.PLAN))


def _line_of(item: Item) -> SheetLine | None:
    debt = item.payload
    label, remaining, monthly = debt.get("label"), debt.get("remaining"), debt.get("monthly")
    if debt.get("settled_on") or not isinstance(label, str) or not label or type(remaining) is not int:
        return None
    return SheetLine(
        group=LineGroup.CREDIT if debt.get("credit") is True else LineGroup.PLAN,
        label=label[:WORDS],
        code="other_credit" if debt.get("credit") is True else "other_plan",
        cents=monthly if type(monthly) is int and monthly > 0 else None,
        owed=remaining,
        payer=str(debt.get("creditor") or "")[:WORDS],
    )
