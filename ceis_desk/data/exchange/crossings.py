"""What two desks wrote of one field without knowing of each other, as rows that travel: every desk holds the same ones.

A row is named by its content: whichever desks find a crossing, and however often, they write it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgpack
from sqlalchemy import Connection

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.exchange.limits import VALUE_BYTES
from ceis_desk.data.exchange.tables import SyncTable
from ceis_desk.data.schema import exchange
from ceis_desk.data.schema.merging import DEPENDENTS
from ceis_desk.data.schema.registry import COLUMNS, TABLES
from ceis_desk.data.write import Tx
from ceis_desk.exchange.rules import Clock

SIGNED = frozenset({"account", "account_role", "credential", "group_key", "group_wrap"})
"""Tables where what the administration signed decides; the keys that a password had set aside must not travel on."""
_CROSSED = TABLES["crossed"]


@dataclass(frozen=True)
class Loss:
    """Values of one unit that lost against others written at the same time, and those."""

    table: SyncTable
    key: bytes
    unit: int
    values: Mapping[int, Any]
    lost: Clock
    winners: Mapping[int, Any]
    won: Clock


def crossing_id(values: Iterable[Any]) -> Id:
    """The id of a row, from its columns in the order of their numbers: one content, one id."""
    return code_id("crossed", *(value.hex() if isinstance(value, bytes) else value for value in values))


def pack(values: Mapping[int, Any]) -> bytes:
    """The values of a unit, by column, as one value; two desks pack the same ones alike."""
    return bytes(msgpack.packb([[number, values[number]] for number in sorted(values)]))


def unpack(table: SyncTable, unit: int, packed: bytes) -> dict[int, Any] | None:
    """The values of a unit by column; None when they are no values that this version would write there."""
    try:
        values = dict(msgpack.unpackb(packed))
    except (ValueError, TypeError, msgpack.UnpackException):
        return None
    members = {column.number: column for column in table.members(unit)}
    for number, value in values.items():
        column = members.get(number) if isinstance(number, int) else None
        if column is None or not column.fits(value):
            return None
        if column.codes is not None and value is not None and value not in column.codes:
            return None
    return values or None


def keep(tx: Tx, losses: Iterable[Loss]) -> None:
    """Write what lost, for every desk to see, unless it is known: the same file read again makes no news."""
    for loss in losses:
        if loss.table.name in SIGNED or _is_known(tx.connection, name_of(loss)):
            continue
        row = _row(loss)
        if all(len(value) <= VALUE_BYTES for value in row if isinstance(value, bytes)):
            tx.put(exchange.crossed, name_of(loss), **dict(zip(COLUMNS["crossed"], row, strict=True)))


def name_of(loss: Loss) -> Id:
    """The id of its row."""
    return crossing_id(_row(loss))


def _row(loss: Loss) -> tuple[Any, ...]:
    lost, won = pack(loss.values), pack(loss.winners)
    return (loss.table.number, loss.key, loss.unit, lost, *loss.lost, won, *loss.won)


def _is_known(connection: Connection, key: Id) -> bool:
    known = connection.exec_driver_sql(
        f"SELECT 1 FROM crossed WHERE id = ? UNION ALL SELECT 1 FROM sync_tomb WHERE tbl = {_CROSSED} AND pk = ?",
        (key.bytes, key.bytes),
    )
    return known.first() is not None


def follow_number(connection: Connection, former: int, number: int, after: int) -> None:
    """Tell what this desk found crossed under the number that its writings since `after` now bear; nothing captures."""
    columns = list(COLUMNS["crossed"])
    found = connection.exec_driver_sql(
        f"SELECT id, {', '.join(columns)} FROM crossed WHERE origin = ?", (number,)
    ).all()
    for key, *values in found:
        told = dict(zip(columns, values, strict=True))
        for side in ("lost", "won"):
            if told[f"{side}_origin"] == former and told[f"{side}_hlc"] > after:
                told[f"{side}_origin"] = number
        connection.exec_driver_sql(
            "UPDATE crossed SET id = ?, lost_origin = ?, won_origin = ? WHERE id = ?",
            (crossing_id(told.values()).bytes, told["lost_origin"], told["won_origin"], key),
        )


def forget_erased(connection: Connection) -> None:
    """Take away the crossings of rows that are erased, however late they came; the capture is stopped."""
    connection.exec_driver_sql("DELETE FROM crossed WHERE (tbl, pk) IN (SELECT tbl, pk FROM sync_tomb)")
    for table in DEPENDENTS:
        number = TABLES[table]
        # It was a row of an erased person: a crossing never comes before the row that it is about.
        connection.exec_driver_sql(
            f"DELETE FROM crossed WHERE tbl = {number} AND pk NOT IN (SELECT id FROM {table})"
            f" AND pk NOT IN (SELECT pk FROM sync_parked WHERE tbl = {number})"
        )
