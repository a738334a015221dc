"""What a desk of an older version carries without understanding it, until its upgrade: never dropped, never shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgpack
from sqlalchemy import Connection

from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.tables import BY_NUMBER, SyncColumn, SyncTable
from ceis_desk.exchange.rules import Clock

_NOTHING = msgpack.packb(None)


@dataclass(frozen=True)
class Waiting:
    """One value that waits, as msgpack; column BASE keeps the clock of a whole row that waits."""

    table: int
    key: bytes
    column: int
    clock: Clock
    value: bytes = field(repr=False)


class Park:
    """The parked values of this store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        rows = connection.exec_driver_sql("SELECT tbl, pk FROM sync_parked WHERE col = ?", (BASE,))
        self._whole = {(number, key) for number, key in rows}

    def holds(self, table: int, key: bytes) -> bool:
        """Whether the whole row waits."""
        return (table, key) in self._whole

    def keep(self, one: Waiting) -> None:
        """Park a value, unless a later one already waits in its place."""
        self._connection.exec_driver_sql(
            "INSERT INTO sync_parked(tbl, pk, col, hlc, origin, val) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin, val = excluded.val"
            " WHERE (excluded.hlc, excluded.origin) > (hlc, origin)",
            (one.table, one.key, one.column, *one.clock, one.value),
        )
        if one.column == BASE:
            self._whole.add((one.table, one.key))

    def keep_whole(self, table: int, columns: Iterable[int], row: list[Any]) -> None:
        """Park a row of a table that is not known here."""
        key, hlc, origin, cells, *values = row
        base = (hlc, origin)
        clocks: dict[int, Clock] = {unit: (clock, number) for unit, clock, number in cells or ()}
        self.keep(Waiting(table, key, BASE, base, _NOTHING))
        for column, value in zip(columns, values, strict=True):
            # Which columns share a clock is not known either: a later version says so again with its own cells.
            self.keep(Waiting(table, key, column, clocks.get(column, base), msgpack.packb(value)))

    def keep_parts(self, table: int, key: bytes, parts: list[list[Any]]) -> None:
        """Park the columns edited in such a row."""
        for _, hlc, origin, pairs in parts:
            for column, value in pairs:
                self.keep(Waiting(table, key, column, (hlc, origin), msgpack.packb(value)))

    def keep_cells(
        self, table: int, key: bytes, cells: Mapping[int, Clock], values: Mapping[int, Any], units: Mapping[int, int]
    ) -> None:
        """Park edits of a known table's row that waits itself."""
        for column, value in values.items():
            self.keep(Waiting(table, key, column, cells[units.get(column, column)], msgpack.packb(value)))

    def understood(
        self,
        table: SyncTable,
        key: bytes,
        base: Clock | None,
        cells: dict[int, Clock],
        values: dict[int, Any],
        *,
        made: bool,
    ) -> bool:
        """Park what this version does not understand of a row and take it out of `values`.

        In a row that is `made` here a default stands for it; returns False when nothing can, and the row itself waits.
        """
        strange = list(values.keys() - table.by_number.keys())
        coded = [column for column in table.coded if values.get(column.number) is not None]
        strange += [column.number for column in coded if not _is_understood(column, values[column.number])]
        if not strange:
            return True
        known = [table.by_number[number] for number in strange if number in table.by_number]
        if made and base is not None and any(not column.has_default for column in known):
            columns = list(values)
            clocks = [[number, *cells[unit]] for number in columns if (unit := _unit(table, number)) in cells]
            self.keep_whole(table.number, columns, [key, *base, clocks, *values.values()])
            return False
        for number in strange:
            clock = cells.get(_unit(table, number), base)
            if clock is not None:
                self.keep(Waiting(table.number, key, number, clock, msgpack.packb(values[number])))
            column = table.by_number.get(number)
            if made and column is not None:
                values[number] = column.default
            else:
                del values[number]
            if column is None:
                cells.pop(number, None)
        return True

    def ripe(self) -> Iterator[tuple[SyncTable, bytes, Clock | None, dict[int, Clock], dict[int, Any]]]:
        """What is understood now: the table, the row, the clock of its making if it all waits, clocks, values."""
        rows = self._connection.exec_driver_sql(
            "SELECT tbl, pk, col, hlc, origin, val FROM sync_parked ORDER BY tbl, pk"
        ).all()
        groups: dict[tuple[int, bytes], list[tuple[Any, ...]]] = {}
        for number, key, *rest in rows:
            if number in BY_NUMBER:
                groups.setdefault((number, key), []).append(tuple(rest))
        for (number, key), parts in groups.items():
            table = BY_NUMBER[number]
            base: Clock | None = None
            cells: dict[int, Clock] = {}
            values: dict[int, Any] = {}
            for column, hlc, origin, packed in parts:
                value = msgpack.unpackb(packed)
                if column == BASE:
                    base = (hlc, origin)
                elif (known := table.by_number.get(column)) and known.fits(value) and _is_understood(known, value):
                    values[column] = value
                    unit = table.units[column]
                    cells[unit] = max((hlc, origin), cells.get(unit, (0, 0)))
            if values:
                yield table, key, base, {unit: clock for unit, clock in cells.items() if clock != base}, values

    def drop(self, table: int, key: bytes, columns: Iterable[int]) -> None:
        """Forget what has been taken."""
        for column in (BASE, *columns):
            self._connection.exec_driver_sql(
                "DELETE FROM sync_parked WHERE tbl = ? AND pk = ? AND col = ?", (table, key, column)
            )
        self._whole.discard((table, key))


def is_packed(value: object) -> bool:
    """Whether a value that came to be carried can be read once it is understood."""
    try:
        msgpack.unpackb(value)
    except (TypeError, ValueError, msgpack.UnpackException):
        return False
    return True


def _unit(table: SyncTable, column: int) -> int:
    return table.units.get(column, column)


def _is_understood(column: SyncColumn | None, value: Any) -> bool:
    if column is None:
        return False
    return column.codes is None or value is None or value in column.codes
