"""What this desk holds that others lack, as frames: whole rows made since, cells edited since, tombs, parked values."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import Connection

from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.frames import Cells, Frame, Parked, Rows, Tombs
from ceis_desk.data.exchange.tables import BY_NUMBER, SyncTable
from ceis_desk.exchange.rules import NOBODY, Clock, Vector, has

T = TypeVar("T")
_ROWS_A_FRAME = 2000
_UNAWAITED = frozenset({"journal", "crossed"})
_KEYS_A_QUERY = 500
HOUSE = (
    *("setting", "motif", "motif_platform", "place", "desk", "desk_origin"),
    *("account", "account_role", "credential", "endorsement", "group_key", "group_wrap"),
)
"""Tables whose rows also come by an invitation or an answer."""
Since = list[tuple[int, int]]
"""Pairs of a number and the clock after which the others lack what it wrote."""


def own_vector(connection: Connection) -> dict[int, int]:
    """What this desk has: all that it wrote itself, and what it took in."""
    rows = connection.exec_driver_sql(
        "SELECT origin, hlc FROM sync_vector UNION ALL SELECT origin, clock FROM desk_self"
    ).all()
    vector: dict[int, int] = {}
    for origin, hlc in rows:
        vector[origin] = max(hlc, vector.get(origin, 0))
    return {origin: hlc for origin, hlc in vector.items() if hlc}


def since(have: Vector, after: Vector) -> Since:
    """What of `have` is not in `after`."""
    return [(origin, after.get(origin, 0)) for origin, hlc in sorted(have.items()) if hlc > after.get(origin, 0)]


def collect(connection: Connection, have: Vector, after: Vector) -> Iterator[Frame]:
    """Every frame of what `after` lacks; read inside one transaction, so that all belongs to one moment."""
    lacking = _with_ahead(connection, have, after)
    edited = _edited(connection, lacking)
    for table in BY_NUMBER.values():
        yield from _made(connection, table, lacking)
        yield from _changed(connection, table, edited.get(table.number, []), after)
    for rows in _found(connection, lacking, "sync_tomb", "tbl, pk, hlc, origin"):
        yield Tombs(rows)
    for rows in _found(connection, lacking, "sync_parked", "tbl, pk, col, hlc, origin, val"):
        yield Parked(rows)


def _with_ahead(connection: Connection, have: Vector, after: Vector) -> Since:
    """What `after` lacks, and what is held here ahead of `have`.

    An invitation or an answer brings rows ahead of all else that their writer wrote: what was written here since may
    refer to them, and a third desk may read this file first.
    """
    lacking = dict(since(have, after))
    numbers = connection.exec_driver_sql("SELECT number FROM desk_origin").scalars()
    ahead = {int(number): have.get(number, 0) for number in numbers}
    return sorted({**ahead, **lacking}.items())


def count_lacking(connection: Connection, have: Vector, after: Vector) -> int:
    """How many rows made or edited `after` lacks, but for those that nobody waits for."""
    lacking = since(have, after)
    if not lacking:
        return 0
    tables = [table for table in BY_NUMBER.values() if table.name not in _UNAWAITED]
    made = " UNION ALL ".join(
        f"SELECT count(*) FROM {_written_since(table.name)} WHERE {_never_edited(table)}" for table in tables
    )
    counts = connection.exec_driver_sql(f"{_lacking(lacking)} {made}", _pairs(lacking)).scalars()
    return int(sum(counts)) + sum(len(keys) for keys in _edited(connection, lacking).values())


def count_rows(connection: Connection) -> dict[int, int]:
    """How many rows each synchronised table holds, by its number; those that wait for a later version are of them."""
    held = [f"SELECT {table.number} AS tbl, count(*) AS rows FROM {table.name}" for table in BY_NUMBER.values()]
    held.append(f"SELECT tbl, count(*) FROM sync_parked WHERE col = {BASE} GROUP BY tbl")
    found = connection.exec_driver_sql(f"SELECT tbl, sum(rows) FROM ({' UNION ALL '.join(held)}) GROUP BY tbl")
    return {int(number): int(count) for number, count in found}


def _lacking(lacking: Since) -> str:
    """The numbers whose writings are asked for, as a table that a statement joins: one statement for all of them."""
    return f"WITH lacking(lacked_of, lacked_after) AS (VALUES {', '.join(['(?, ?)'] * len(lacking))})"


def _written_since(table: str) -> str:
    # CROSS: SQLite keeps this order, so that the index by number and clock serves each number in turn.
    return f"lacking CROSS JOIN {table} AS row ON row.origin = lacked_of AND row.hlc > lacked_after"


def _pairs(lacking: Since) -> tuple[int, ...]:
    return tuple(chain.from_iterable(lacking))


def _found(
    connection: Connection, lacking: Since, table: str, columns: str, where: str = ""
) -> Iterator[list[list[Any]]]:
    """The rows of a table that were written since, some at a time."""
    if not lacking:
        return
    statement = f"{_lacking(lacking)} SELECT {columns} FROM {_written_since(table)}{where}"
    for rows in connection.exec_driver_sql(statement, _pairs(lacking)).partitions(_ROWS_A_FRAME):
        yield [list(row) for row in rows]


def _never_edited(table: SyncTable) -> str:
    return f"NOT EXISTS (SELECT 1 FROM sync_cell WHERE tbl = {table.number} AND pk = row.id)"


def _names(table: SyncTable) -> str:
    return ", ".join(column.name for column in table.columns)


def _numbers(table: SyncTable) -> tuple[int, ...]:
    return tuple(column.number for column in table.columns)


def whole_row(table: SyncTable, row: tuple[Any, ...], cells: Mapping[bytes, Mapping[int, Clock]]) -> list[Any]:
    """A row as a frame holds it, with the clocks of what was edited in it since it was made."""
    key, hlc, origin, *values = row
    own = dict(cells.get(key, {}))
    base = own.pop(BASE, (hlc, origin))
    # Column by column: an older reader does not know which of those that it does not know share a clock.
    clocks = [[column.number, *clock] for unit, clock in own.items() for column in table.members(unit)]
    return [key, *base, clocks or None, *values]


def _made(connection: Connection, table: SyncTable, lacking: Since) -> Iterator[Rows]:
    """Rows made since and never edited: their own clock is that of all their columns."""
    columns = f"id, hlc, origin, NULL, {_names(table)}"
    for rows in _found(connection, lacking, table.name, columns, f" WHERE {_never_edited(table)}"):
        yield Rows(table.number, _numbers(table), rows)


def _edited(connection: Connection, lacking: Since) -> dict[int, list[bytes]]:
    """The keys of rows with a cell written since, by table."""
    keys: dict[int, set[bytes]] = {}
    for rows in _found(connection, lacking, "sync_cell", "DISTINCT tbl, pk"):
        for number, key in rows:
            keys.setdefault(number, set()).add(key)
    return {number: sorted(found) for number, found in keys.items()}


def _changed(connection: Connection, table: SyncTable, keys: list[bytes], after: Vector) -> Iterator[Frame]:
    for some in batches(keys, _KEYS_A_QUERY):
        whole, parts = [], []
        cells = read_cells(connection, table, some)
        for row in read_rows(connection, table, some):
            own = cells[row[0]]
            base = own[BASE]
            # What every desk finds by itself is sent whole: a version of the program may not have found it.
            if base[1] == NOBODY or not has(after, base):
                whole.append(whole_row(table, row, cells))
            else:
                parts.append([row[0], _parts(table, row, own, after)])
        if whole:
            yield Rows(table.number, _numbers(table), whole)
        if parts:
            yield Cells(table.number, parts)


def _parts(table: SyncTable, row: tuple[Any, ...], cells: dict[int, Clock], after: Vector) -> list[list[Any]]:
    values = dict(zip(_numbers(table), row[3:], strict=True))
    return [
        [unit, *clock, [[column.number, values[column.number]] for column in table.members(unit)]]
        for unit, clock in cells.items()
        if unit != BASE and not has(after, clock)
    ]


def read_rows(connection: Connection, table: SyncTable, keys: list[bytes]) -> list[tuple[Any, ...]]:
    """The raw rows of these keys: id, hlc, origin, then the columns in the order of the table."""
    marks = ", ".join("?" * len(keys))
    statement = f"SELECT id, hlc, origin, {_names(table)} FROM {table.name} WHERE id IN ({marks})"
    return _raw(connection, statement, keys)


def read_cells(connection: Connection, table: SyncTable, keys: list[bytes]) -> dict[bytes, dict[int, Clock]]:
    """The clocks of the units edited, by row; rows never edited are not there."""
    marks = ", ".join("?" * len(keys))
    statement = f"SELECT pk, col, hlc, origin FROM sync_cell WHERE tbl = {table.number} AND pk IN ({marks})"
    cells: dict[bytes, dict[int, Clock]] = {}
    for key, unit, hlc, origin in _raw(connection, statement, keys):
        cells.setdefault(key, {})[unit] = (hlc, origin)
    return cells


def _raw(connection: Connection, statement: str, keys: list[bytes]) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them: each would cost a second object, and there may be a million."""
    result = connection.exec_driver_sql(statement, tuple(keys))
    with contextlib.closing(result):
        return [*result.cursor.fetchall()]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Some at a time."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
