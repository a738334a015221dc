"""The end of an erasure: a case all of whose persons are erased goes, with everything in it, by whoever has its key.

The desk that erases a person may not have the key that says which case is hers (decision 0028): the first session of a
counsellor, here or at another desk, finishes the work.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import open_cases, put_case
from ceis_desk.data.budget.items import CASE
from ceis_desk.data.exchange.erasure import ERASED, bury, forget_losses
from ceis_desk.data.schema.merging import OF_CASE
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.schema.sealed import budget_case, budget_item, document, note
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.model import Member


def bury_cases(tx: Tx) -> Change:
    """Bury the cases of nobody any more, and take out of the others the names of those who are erased.

    Nothing is done by a session without the key of the budget team, nor where nobody was ever erased.
    """
    erased = _erased(tx)
    if not erased or not any(name == Group.BUDGET.value for name, _ in tx.keys):
        return Change()
    touched: set[Subject] = set()
    for case in open_cases(tx.connection, tx.keys):
        named = {case.person_id, *(member.person_id for member in case.members if member.person_id is not None)}
        if named <= erased:
            bury(tx, _rows_of(tx, case.id))
            touched |= {Subject(CASE, case.id), Subject(ERASED)}
        elif any(_says(member) for member in case.members if member.person_id in erased):
            members = tuple(_unnamed(member) if member.person_id in erased else member for member in case.members)
            touched |= put_case(tx, replace(case, members=members))
            forget_losses(tx, budget_case.name, case.id)
    return Change(subjects=frozenset(touched))


def _erased(tx: Tx) -> set[Id]:
    rows = tx.connection.exec_driver_sql("SELECT pk FROM sync_tomb WHERE tbl = ?", (TABLES["person"],))
    return {Id(bytes=key) for key in rows.scalars()}


def _rows_of(tx: Tx, case_id: Id) -> list[tuple[int, bytes]]:
    rows = [(TABLES[budget_case.name], case_id.bytes)]
    for table in (budget_item, note, document):
        found = tx.connection.execute(select(table.c.id).where(table.c[OF_CASE[table.name]] == case_id))
        rows += [(TABLES[table.name], row_id.bytes) for row_id in found.scalars()]
    return rows


def _says(member: Member) -> bool:
    return bool(member.name) or member.birth_year is not None


def _unnamed(member: Member) -> Member:
    return replace(member, name="", birth_year=None)
