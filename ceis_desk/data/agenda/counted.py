"""What a fact of the agenda keeps of its person, to be counted for ever as on its day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ceis_desk.core.ids import Id
from ceis_desk.data.identity import is_erased, read_identity
from ceis_desk.data.people import read_work
from ceis_desk.data.write import Tx
from ceis_desk.reception.model import Snapshot
from ceis_desk.reception.rules import snapshot


def kept_of(tx: Tx, person_id: Id | None, day: dt.date) -> dict[str, Any]:
    """The columns `age` and `qpv` of that day; none of somebody erased, of whom the row keeps what it had."""
    kept = _snapshot(tx, person_id, day)
    return {} if kept is None else {"age": kept.age, "qpv": kept.qpv}


def attended(tx: Tx, person_id: Id, day: dt.date) -> dict[str, Any]:
    """The columns that a presence keeps of that day: age, district, and the two situations of collective life."""
    kept = _snapshot(tx, person_id, day)
    if kept is None:
        return {}
    return {"age": kept.age, "qpv": kept.qpv, "lone_parent": kept.lone_parent, "isolated": kept.isolated}


def _snapshot(tx: Tx, person_id: Id | None, day: dt.date) -> Snapshot | None:
    if person_id is None or is_erased(tx.connection, person_id):
        return None
    identity = read_identity(tx.connection, person_id)
    return None if identity is None else snapshot(identity, read_work(tx.connection, person_id), day)
