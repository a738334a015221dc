"""What is closed stays closed: a separation, a frozen sheet, whatever another desk wrote at once, not knowing.

The later writing wins everywhere else; here it would give back to both of a couple what follows of the other, or change
what a household has signed. Whoever has the key closes it again: the first session of a counsellor, at each desk.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import case_subject, put_case
from ceis_desk.data.budget.crossings import UNIT, Lost, exchange_versions, opened_version, waiting
from ceis_desk.data.budget.sheets import SHEET, put_sheet, thawed
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema import exchange
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.schema.sealed import budget_case, budget_item
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.model import BudgetCase
from ceis_desk.platforms.budget.sheet import Freezing, Sheet
from ceis_desk.platforms.budget.sheet_codec import decode_sheet

_RANKS = (None, Freezing.PRINTED, Freezing.SIGNED)


def keep_closed(tx: Tx) -> Change:
    """Close again the common cases and the sheets that were reopened by a writing elsewhere.

    Nothing is done by a session without the key of the budget team, nor where no case was written twice at once.
    """
    if not any(name == Group.BUDGET.value for name, _ in tx.keys):
        return Change()
    touched: set[Subject] = set()
    for case_id in _crossed_cases(tx):
        for lost in list(waiting(tx.connection, case_id)):
            # One of an unknown shape, or of a case closed since, is left to whoever opens the case.
            with suppress(Denied, Unreadable, Refusal):
                close = _part_again if lost.table is budget_case else _freeze_again
                if close(tx, lost):
                    touched |= case_subject(case_id)
    return Change(subjects=frozenset(touched))


def _crossed_cases(tx: Tx) -> list[Id]:
    crossed = exchange.crossed
    keys = {
        table.name: tx.connection.execute(
            select(crossed.c.pk).where(crossed.c.tbl == TABLES[table.name]).distinct()
        ).scalars().all()
        for table in (budget_case, budget_item)
    }  # fmt: skip
    items = [Id(bytes=key) for key in keys[budget_item.name]]
    cases = tx.connection.execute(select(budget_item.c.case_id).where(budget_item.c.id.in_(items))).scalars()
    return list(dict.fromkeys([*(Id(bytes=key) for key in keys[budget_case.name]), *cases]))


def _part_again(tx: Tx, lost: Lost) -> bool:
    """What was written of the case itself stays; what was put in it since the separation is kept back."""
    kept = opened_version(tx.keys, lost, lost.row.sealed)
    aside = opened_version(tx.keys, lost, lost.values[UNIT])
    if not (isinstance(kept, BudgetCase) and isinstance(aside, BudgetCase)):
        return False
    if kept.separated_on is not None or aside.separated_on is None:
        return False
    closing = aside.separated_clock or lost.lost[0]
    put_case(tx, replace(kept, separated_on=aside.separated_on, separated_clock=closing))
    return True


def _freeze_again(tx: Tx, lost: Lost) -> bool:
    """The frozen version stands again; what was typed over it goes on as a copy, the same at every desk."""
    kept, aside = _sheet(tx, lost, lost.row.sealed), _sheet(tx, lost, lost.values[UNIT])
    if kept is None or aside is None or _RANKS.index(kept.freezing) >= _RANKS.index(aside.freezing):
        return False
    exchange_versions(tx, lost)
    if kept.lines != aside.lines:
        copy_id = code_id(SHEET, "copy", lost.id.hex)
        put_sheet(tx, thawed(replace(kept, id=copy_id, clock=0), aside.formula))
    return True


def _sheet(tx: Tx, lost: Lost, sealed: bytes) -> Sheet | None:
    held = open_payload(tx.keys, Group.BUDGET, sealed, Place(budget_item.name, lost.row.id, UNIT))
    if held.get("kind") != SHEET:
        return None
    return decode_sheet(lost.row.id, lost.row.case_id, lost.row.hlc, held["fields"])
