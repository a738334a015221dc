"""Lines of posts as the pages know them, and what a fact of the digital space keeps of its person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from ceis_desk.core.ids import Id
from ceis_desk.data.identity import is_erased, read_identity
from ceis_desk.data.people import read_work
from ceis_desk.data.schema import digital, house, local, people
from ceis_desk.data.write import Tx
from ceis_desk.people.model import Work
from ceis_desk.platforms.digital.coop import status_of
from ceis_desk.platforms.digital.model import PostUse, UseKind, UseRow
from ceis_desk.reception.rules import snapshot

USE = digital.post_use


def kept_of(tx: Tx, person_id: Id | None, day: dt.date) -> dict[str, Any]:
    """The columns `age`, `sex` and `qpv` of that day; none of somebody erased, of whom the row keeps what it had."""
    if person_id is None or is_erased(tx.connection, person_id):
        return {}
    identity = read_identity(tx.connection, person_id)
    if identity is None:
        return {}
    kept = snapshot(identity, read_work(tx.connection, person_id), day)
    return {"age": kept.age, "sex": kept.sex, "qpv": kept.qpv}


def work_status(connection: Connection, person_id: Id) -> str:
    """The status of La Coop that a known person has today."""
    return status_of(Work(read_work(connection, person_id))).value


def uses() -> Select[*tuple[Any, ...]]:
    """Lines of posts with the name of whoever is there, under the record that stands for her, and of who helps."""
    canon, person, account = local.canon, people.person, house.account
    own = func.coalesce(canon.c.canonical_id, USE.c.person_id)
    return select(
        USE, person.c.civility, person.c.used_name, person.c.first_name, account.c.name.label("helper")
    ).select_from(
        USE.outerjoin(canon, canon.c.person_id == USE.c.person_id)
        .outerjoin(person, person.c.id == own)
        .outerjoin(account, account.c.id == USE.c.helped_by)
    )


def use_of(row: RowMapping) -> PostUse:
    """One line of a post."""
    return PostUse(
        id=row["id"],
        clock=row["hlc"],
        post=row["post"],
        kind=UseKind(row["kind"]),
        started_at=row["started_at"],
        minutes=row["minutes"],
        person_id=row["person_id"],
        civility=row["civility"] or "",
        used_name=row["used_name"] or "",
        first_name=row["first_name"] or "",
        need=row["need"],
        asked_at=row["asked_at"],
        helped_at=row["helped_at"],
        helper=row["helper"] or "",
    )


def row_of(row: RowMapping) -> UseRow:
    """What a line says, to be put back."""
    return UseRow(
        post=row["post"],
        kind=UseKind(row["kind"]),
        started_at=row["started_at"],
        minutes=row["minutes"],
        ended_at=row["ended_at"],
        need=row["need"],
        asked_at=row["asked_at"],
        helped_at=row["helped_at"],
        helped_by=row["helped_by"],
        withdrawn=row["withdrawn"],
    )
