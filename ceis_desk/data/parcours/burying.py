"""The end of an erasure: what is sealed of an erased person goes, by whoever opens it.

No clear column says whose a restricted frein or a self-assessment is (docs/decisions/0036): the first session that has
the key, here or at another desk, finishes the work, as it does for the cases of the budget.
"""

from __future__ import annotations

from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.exchange.erasure import ERASED, bury
from ceis_desk.data.parcours.restricted import open_restricted
from ceis_desk.data.parcours.rows import PARCOURS
from ceis_desk.data.parcours.self_assessment import open_self_assessments
from ceis_desk.data.schema.parcours import restricted_frein, self_assessment
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.write import Tx


def bury_sealed(tx: Tx) -> Change:
    """Bury the restricted freins and self-assessments of erased persons, as far as this session opens them."""
    rows = tx.connection.exec_driver_sql("SELECT pk FROM sync_tomb WHERE tbl = ?", (TABLES["person"],))
    erased = {Id(bytes=key) for key in rows.scalars()}
    if not erased:
        return Change()
    gone = [(TABLES[restricted_frein.name], one.id.bytes) for one in open_restricted(tx) if one.person_id in erased]
    gone += [
        (TABLES[self_assessment.name], one.id.bytes) for one in open_self_assessments(tx) if one.person_id in erased
    ]
    if not gone:
        return Change()
    bury(tx, gone)
    return Change(subjects=frozenset({Subject(PARCOURS), Subject(ERASED)}))
