"""The things of a case, one sealed row each: written, read back and withdrawn; what they mean is said elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.store import Subject
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload, seal_payload
from ceis_desk.data.schema.sealed import budget_case, budget_item
from ceis_desk.data.sealing import Keys, refuse_outside
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.rules import SEPARATED

CASE = "case"
GONE = "Cet élément du dossier n’est plus là. Rien d’autre n’a changé\u00a0: relisez le dossier."
NO_CASE = "Ce dossier n’est plus là. Rien n’a changé\u00a0: relisez la liste des dossiers."


@dataclass(frozen=True)
class Item:
    """One thing of a case as it was sealed: its kind and the fields of that kind."""

    id: Id
    case_id: Id
    clock: int
    kind: str
    payload: Mapping[str, Any]


def put_item(
    tx: Tx,
    case_id: Id,
    item_id: Id,
    kind: str,
    payload: Mapping[str, Any],
    fact: Mapping[str, Any] | None = None,
    clock: int | None = None,
) -> frozenset[Subject]:
    """Write a thing of a case, new or again (then `clock` is the one that was read); raises Outdated or Refusal.

    `fact` is what the figures may know: codes and euro cents, no text, no name.
    """
    require_open(tx, case_id)
    tx.require_clock(budget_item, item_id, clock)
    tx.put(
        budget_item,
        item_id,
        case_id=case_id,
        sealed=seal_payload(tx, Group.BUDGET, {"kind": kind, "fields": dict(payload)}, _place(item_id, "sealed")),
        fact=b"" if fact is None else seal_payload(tx, Group.FIGURES, {"kind": kind, **fact}, _place(item_id, "fact")),
        withdrawn=False,
    )
    return frozenset({Subject(CASE, case_id)})


def withdraw_item(tx: Tx, item_id: Id, *, withdrawn: bool = True, clock: int | None = None) -> frozenset[Subject]:
    """Take a thing away from its case, or put it back; raises Refusal when it never was."""
    tx.require_clock(budget_item, item_id, clock)
    case_id = tx.connection.execute(select(budget_item.c.case_id).where(budget_item.c.id == item_id)).scalar()
    if case_id is None:
        raise Refusal(GONE)
    require_open(tx, case_id)
    tx.change(budget_item, item_id, withdrawn=withdrawn)
    return frozenset({Subject(CASE, case_id)})


def read_items(connection: Connection, keys: Keys, case_id: Id, kinds: Iterable[str] = ()) -> tuple[Item, ...]:
    """The things of a case by order of their making, of these kinds if any is named; raises Denied without any key.

    One that is spoiled, or sealed with a key not shared yet, hides no other: the case says how many do not open.
    """
    refuse_outside(keys, Group.BUDGET)
    wanted = frozenset(kinds)
    rows = connection.execute(
        select(budget_item).where(budget_item.c.case_id == case_id, ~budget_item.c.withdrawn).order_by(budget_item.c.id)
    )
    found = []
    for row in rows:
        with suppress(Denied, Unreadable):
            found.append(open_item(keys, row))
    return tuple(item for item in found if not wanted or item.kind in wanted)


def read_item(connection: Connection, keys: Keys, item_id: Id) -> Item:
    """One thing, withdrawn or not; raises Refusal when it never was, Denied without the key."""
    row = connection.execute(select(budget_item).where(budget_item.c.id == item_id)).first()
    if row is None:
        raise Refusal(GONE)
    return open_item(keys, row)


def require_case(connection: Connection, case_id: Id) -> None:
    """Raise Refusal when there is no such case any more."""
    found = connection.execute(
        select(budget_case.c.id).where(budget_case.c.id == case_id, ~budget_case.c.withdrawn)
    ).first()
    if found is None:
        raise Refusal(NO_CASE)


def copy_items(tx: Tx, from_id: Id, to_id: Id, item_ids: Iterable[Id]) -> None:
    """Copy things of a case into another one, with what the figures know of them; raises Refusal for a stranger."""
    for rank, item_id in enumerate(item_ids):
        row = tx.connection.execute(select(budget_item).where(budget_item.c.id == item_id)).first()
        if row is None or row.case_id != from_id or row.withdrawn:
            raise Refusal(GONE)
        item = open_item(tx.keys, row)
        fact = open_payload(tx.keys, Group.FIGURES, row.fact, _place(item_id, "fact")) if row.fact else None
        put_item(tx, to_id, id_at(tx.now + dt.timedelta(milliseconds=rank)), item.kind, item.payload, fact)


def require_open(tx: Tx, case_id: Id) -> None:
    """Raise Refusal when there is no such case any more, or a separation has closed it to writing."""
    require_case(tx.connection, case_id)
    sealed = tx.connection.execute(select(budget_case.c.sealed).where(budget_case.c.id == case_id)).scalar_one()
    if open_payload(tx.keys, Group.BUDGET, sealed, Place(budget_case.name, case_id, "sealed")).get("separated_on"):
        raise Refusal(SEPARATED)


def open_item(keys: Keys, row: Row[Any]) -> Item:
    """The thing that a row of `budget_item` holds; raises Denied without the key, Unreadable."""
    held = open_payload(keys, Group.BUDGET, row.sealed, _place(row.id, "sealed"))
    if not (isinstance(held.get("kind"), str) and isinstance(held.get("fields"), dict)):
        raise Unreadable
    return Item(row.id, row.case_id, row.hlc, held["kind"], held["fields"])


def _place(item_id: Id, column: str) -> Place:
    return Place(budget_item.name, item_id, column)
