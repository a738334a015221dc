"""The end of an erasure: what is kept of somebody erased goes, by whoever has the key of the health team."""

from __future__ import annotations

from sqlalchemy import select

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import read_canon
from ceis_desk.data.exchange.erasure import ERASED, bury, forget_losses
from ceis_desk.data.health.rows import HEALTH, open_facts
from ceis_desk.data.schema import exchange
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.data.write import Tx


def bury_facts(tx: Tx) -> Change:
    """Bury the facts of the erased; nothing is done without the key, nor where nobody was ever erased."""
    erased = _erased(tx)
    if not erased or not any(name == Group.HEALTH.value for name, _ in tx.keys):
        return Change()
    canon = read_canon(tx.connection)
    gone = [
        fact.id
        for fact in open_facts(tx.connection, tx.keys)
        if {fact.person_id, canon.get(fact.person_id, fact.person_id)} & erased
    ]
    if not gone:
        return Change()
    bury(tx, [(TABLES[health_fact.name], fact_id.bytes) for fact_id in gone])
    for fact_id in gone:
        forget_losses(tx, health_fact.name, fact_id)
    return Change(subjects=frozenset({Subject(HEALTH), Subject(ERASED)}))


def _erased(tx: Tx) -> set[Id]:
    tomb = exchange.tomb
    rows = tx.connection.execute(select(tomb.c.pk).where(tomb.c.tbl == TABLES["person"]))
    return {Id(bytes=bytes(key)) for key in rows.scalars()}
