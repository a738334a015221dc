"""What two desks wrote of one field without knowing of each other, as rows that travel: every desk holds the same ones.

A row is named by its content: whichever desks find a crossing, and however often, they write it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgpack
from sqlalchemy import Connection

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.exchange.limits import VALUE_BYTES
from ceis_desk.data.exchange.tables import SyncTable
from ceis_desk.data.schema import exchange
from ceis_desk.data.schema.merging import DEPENDENTS, OF_CASE
from ceis_desk.data.schema.registry import COLUMNS, TABLES
from ceis_desk.data.write import Tx
from ceis_desk.exchange.rules import Clock

SIGNED = frozenset({"account", "account_role", "credential", "group_key", "group_wrap"})
"""Tables where what the administration signed decides; the keys that a password had set aside must not travel on."""
KEPT = "kept"
"""What a decision says of a crossing that was settled by keeping the version that stands."""
_CROSSED = TABLES["crossed"]
_OF_CELL = (
    "SELECT lost, lost_hlc, lost_origin, won, won_hlc, won_origin,"
    f" id IN (SELECT id FROM decision WHERE verdict = '{KEPT}') FROM crossed WHERE tbl = ? AND pk = ? AND col = ?"
    " ORDER BY won_hlc DESC, won_origin DESC, id"
)


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


def keep(tx: Tx, losses: Iterable[Loss]) -> set[bytes]:
    """Write what lost, for every desk to see, unless it is known: the same file read again makes no news.

    Gives the ids of what was written.
    """
    return _write(tx, (_row(loss) for loss in losses if loss.table.name not in SIGNED))


def name_of(loss: Loss) -> Id:
    """The id of its row."""
    return crossing_id(_row(loss))


def carry_on(tx: Tx, fresh: Iterable[bytes]) -> None:
    """Say that what had lost against a version that has lost since has lost against the one that stands.

    `fresh` are the rows new here. A desk that saw only the last of three versions would list one of the two set aside.
    """
    read, cells = tx.connection.exec_driver_sql, set()
    for key in fresh:
        cells |= {tuple(cell) for cell in read("SELECT tbl, pk, col FROM crossed WHERE id = ?", (key,))}
    for cell in sorted(cells):
        rows = [tuple(row) for row in read(_OF_CELL, cell)]
        clock = read("SELECT hlc, origin FROM sync_cell WHERE tbl = ? AND pk = ? AND col = ?", cell).first()
        stands = next((row[3:6] for row in rows if clock is None or row[4:6] == tuple(clock)), None)
        if stands is not None:
            _write(tx, ((*cell, *row[:3], *stands) for row in _overcome(rows, stands)))


def _overcome(rows: list[tuple[Any, ...]], stands: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The rows that lost, one after the other, to what lost against the version that stands, and were not settled."""
    beaten = {stands[1:]}
    for row in rows:
        if row[4:6] in beaten:
            beaten.add(row[1:3])
            if row[0] != stands[0] and not row[6]:
                yield row


def _write(tx: Tx, rows: Iterable[tuple[Any, ...]]) -> set[bytes]:
    written = set()
    for row in rows:
        key = crossing_id(row)
        if not _is_known(tx.connection, key) and all(len(one) <= VALUE_BYTES for one in row if isinstance(one, bytes)):
            tx.put(exchange.crossed, key, **dict(zip(COLUMNS["crossed"], row, strict=True)))
            written.add(key.bytes)
    return written


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
    for table in (*DEPENDENTS, *OF_CASE):
        number = TABLES[table]
        # It was a row of an erased person, or of a buried case: a crossing never comes before the row that it is about.
        connection.exec_driver_sql(
            f"DELETE FROM crossed WHERE tbl = {number} AND pk NOT IN (SELECT id FROM {table})"
            f" AND pk NOT IN (SELECT pk FROM sync_parked WHERE tbl = {number})"
        )
