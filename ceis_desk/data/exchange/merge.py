"""Frames merged into this store: for each column, or coupled columns, the latest writing wins; what lost is kept.

Everything runs inside one transaction of the writer, the capture of clocks stopped: the clocks are those that came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from ceis_desk.core.errors import Refusal
from ceis_desk.data.clocks import HORIZON
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.collect import read_cells, read_rows
from ceis_desk.data.exchange.crossings import Loss, crossing_id
from ceis_desk.data.exchange.frames import Cells, Frame, Parked, Rows, Tombs
from ceis_desk.data.exchange.parking import Park, Waiting, is_packed
from ceis_desk.data.exchange.tables import BY_NUMBER, SyncTable
from ceis_desk.data.keys.endorsement import Endorsement
from ceis_desk.data.schema.merging import BURIED
from ceis_desk.data.trust import endorsement_id
from ceis_desk.exchange.rules import Clock, Vector, has

_KEYS_A_QUERY = 500
_BEFORE_VALUES = 4  # the key, its clock and number, and its cells


class Incoherent(Refusal):
    """A file whose signature is right and whose content cannot be: nothing of it is taken."""

    def __init__(self) -> None:
        super().__init__(
            "Le contenu de ce fichier d’échange ne tient pas debout. Rien n’en a été pris, vos données sont intactes"
            "\u00a0: demandez un nouvel export au poste qui l’a fait.",
        )


@dataclass
class Merged:
    """What a file changed: new rows and edited columns by table, what lost, and the greatest clock seen."""

    fresh: dict[str, set[bytes]] = field(default_factory=dict)
    edited: dict[str, dict[bytes, set[int]]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    tombs: list[tuple[int, bytes]] = field(default_factory=list)
    top: int = 0

    @property
    def changes(self) -> int:
        """How many rows were made or edited; what another desk found crossed is no change of anybody's."""
        made = sum(len(keys) for table, keys in self.fresh.items() if table != "crossed")
        return made + sum(map(len, self.edited.values()))

    def keys(self, table: str) -> set[bytes]:
        """The rows of a table that were made or edited."""
        return self.fresh.get(table, set()) | set(self.edited.get(table, {}))


@dataclass
class _Row:
    """One row that came: the clock of its making (None when only cells came), those of its units, its values."""

    key: bytes
    base: Clock | None
    cells: dict[int, Clock]
    values: dict[int, Any]

    def clock(self, unit: int) -> Clock | None:
        return self.cells.get(unit, self.base)

    def last(self) -> Clock:
        return max([*self.cells.values(), *([self.base] if self.base else [])])


class Merge:
    """One file being merged; `theirs` is what its writer had, `ours` what this desk had before it."""

    def __init__(self, connection: Connection, theirs: Vector, ours: Vector) -> None:
        self._connection = connection
        self._theirs, self._ours = theirs, ours
        self._park = Park(connection)
        self._tombs: dict[int, set[bytes]] = {}
        for number, key in connection.exec_driver_sql("SELECT tbl, pk FROM sync_tomb"):
            self._tombs.setdefault(number, set()).add(key)
        # Edits under way, by statement, and the clocks of their cells: written some at a time.
        self._edits: dict[str, list[tuple[Any, ...]]] = {}
        self._clocks: list[tuple[Any, ...]] = []
        self.merged = Merged()

    def apply(self, frame: Frame) -> None:
        """Merge one frame; raises Incoherent when it cannot be what this program writes."""
        self._apply(frame)
        if self.merged.top > HORIZON:
            raise Incoherent

    def _apply(self, frame: Frame) -> None:
        if isinstance(frame, Tombs):
            self._bury(frame)
        elif isinstance(frame, Parked):
            self._take_parked(frame)
        elif (table := BY_NUMBER.get(frame.table)) is None:
            self._park_unknown(frame)
        else:
            rows = _rows_of(table, frame) if isinstance(frame, Rows) else _cells_of(table, frame)
            self._merge(table, list(rows))

    # -- rows

    def _merge(self, table: SyncTable, rows: list[_Row]) -> None:
        buried = self._tombs.get(table.number, set())
        rows = [row for row in rows if row.key not in buried or table.name == "person"]
        if len({row.key for row in rows}) != len(rows):
            raise Incoherent
        for start in range(0, len(rows), _KEYS_A_QUERY):
            some = rows[start : start + _KEYS_A_QUERY]
            keys = [row.key for row in some]
            here = {row[0]: row for row in read_rows(self._connection, table, keys)}
            cells = read_cells(self._connection, table, list(here)) if here else {}
            new = []
            for row in some:
                self.merged.top = max(self.merged.top, row.last()[0])
                if row.key in here:
                    self._meet(table, row, here[row.key], cells.get(row.key, {}))
                elif row.base is None:
                    self._edit_of_nothing(table, row)
                elif self._park.understood(table, row.key, row.base, row.cells, row.values, made=True):
                    new.append(row)
            self._write_edits()
            self._insert(table, new)

    def _insert(self, table: SyncTable, rows: list[_Row]) -> None:
        if not rows:
            return
        if table.written_once and not all(_bears_its_name(table, row) for row in rows):
            raise Incoherent
        names = ", ".join(column.name for column in table.columns)
        marks = ", ".join("?" * (len(table.columns) + 3))
        self._connection.exec_driver_sql(
            f"INSERT INTO {table.name}(id, hlc, origin, {names}) VALUES ({marks})",
            [(row.key, *row.last(), *_values(table, row.values)) for row in rows],
        )
        clocks = [
            (table.number, row.key, unit, *clock)
            for row in rows
            if row.cells and row.base
            for unit, clock in {**row.cells, BASE: row.base}.items()
        ]
        self._put_cells(clocks)
        self.merged.fresh.setdefault(table.name, set()).update(row.key for row in rows)

    def _meet(self, table: SyncTable, came: _Row, here: tuple[Any, ...], cells: dict[int, Clock]) -> None:
        own = (here[1], here[2])
        if table.written_once:
            return
        if not cells and not came.cells and came.base == own:
            return
        base = cells.get(BASE, own)
        values = {column.number: value for column, value in zip(table.columns, here[3:], strict=True)}
        self._park.understood(table, came.key, came.base, came.cells, came.values, made=False)
        taken: dict[int, Clock] = {}
        units = {table.units[number] for number in came.values}
        if came.base == base:
            # What neither desk has edited since it was made is the same.
            units &= came.cells.keys() | cells.keys()
        for unit in units:
            clock, held = came.clock(unit), cells.get(unit, base)
            if clock is None or clock == held:
                continue
            if self._wins(table, came, unit, clock, values, held):
                taken[unit] = clock
        if taken:
            self._take(table, came, taken, base, {**cells, **taken}, changed=not cells)

    def _wins(
        self, table: SyncTable, came: _Row, unit: int, clock: Clock, here: Mapping[int, Any], held: Clock
    ) -> bool:
        """Whether what came is later; whichever of the two lost without its writer knowing of the other is kept."""
        numbers = [column.number for column in table.members(unit) if column.number in came.values]
        theirs = {number: came.values[number] for number in numbers}
        ours = {number: here[number] for number in numbers}
        wins = clock > held
        for number in table.sticky & set(numbers):
            if (theirs[number] is None) != (ours[number] is None):
                wins = ours[number] is None
        if theirs != ours:
            if wins and not has(self._theirs, held):
                self.merged.losses.append(Loss(table, came.key, unit, ours, held, theirs, clock))
            elif not wins and not has(self._ours, clock):
                self.merged.losses.append(Loss(table, came.key, unit, theirs, clock, ours, held))
        return wins

    def _take(
        self,
        table: SyncTable,
        came: _Row,
        taken: dict[int, Clock],
        base: Clock,
        cells: dict[int, Clock],
        *,
        changed: bool,
    ) -> None:
        """Write the units that came later, with their clocks."""
        numbers = [number for number in came.values if table.units[number] in taken]
        names = [table.by_number[number].name for number in numbers]
        sets = "".join(f", {name} = ?" for name in names)
        last = max([*cells.values(), base])
        statement = f"UPDATE {table.name} SET hlc = ?, origin = ?{sets} WHERE id = ?"
        written = (*last, *(came.values[number] for number in numbers), came.key)
        self._edits.setdefault(statement, []).append(written)
        kept = {**taken, BASE: base} if changed else taken
        self._clocks += [(table.number, came.key, unit, *clock) for unit, clock in kept.items()]
        edited = self.merged.edited.setdefault(table.name, {})
        edited.setdefault(came.key, set()).update(numbers)

    def _write_edits(self) -> None:
        """Write the edits of rows that are all different."""
        for statement, rows in self._edits.items():
            self._connection.exec_driver_sql(statement, rows)
        self._put_cells(self._clocks)
        self._edits, self._clocks = {}, []

    def _put_cells(self, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(
                "INSERT INTO sync_cell(tbl, pk, col, hlc, origin) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin",
                rows,
            )

    def _edit_of_nothing(self, table: SyncTable, row: _Row) -> None:
        """An edit of a row that is not here: it waits with the row, or went with an erased person; else it is wrong."""
        if self._park.holds(table.number, row.key):
            self._park.keep_cells(table.number, row.key, row.cells, row.values, table.units)
        elif not self._tombs:
            raise Incoherent

    # -- what is not understood here

    def _park_unknown(self, frame: Rows | Cells) -> None:
        for row in frame.rows:
            key = row[0]
            if key in self._tombs.get(frame.table, set()):
                continue
            if isinstance(frame, Rows):
                self.merged.top = max(self.merged.top, row[1])
                self._park.keep_whole(frame.table, frame.columns, row)
            else:
                self.merged.top = max([self.merged.top, *(cell[1] for cell in row[1])])
                self._park.keep_parts(frame.table, key, row[1])

    def _take_parked(self, frame: Parked) -> None:
        for number, key, column, hlc, origin, value in frame.rows:
            self.merged.top = max(self.merged.top, hlc)
            if not is_packed(value):
                raise Incoherent
            if key not in self._tombs.get(number, set()):
                self._park.keep(Waiting(number, key, column, (hlc, origin), value))

    def replay(self) -> None:
        """Take what waited and is understood now: after an upgrade, or when it came with an older desk's file."""
        for table, key, base, cells, values in self._park.ripe():
            row = _Row(key, base, cells, values)
            here = read_rows(self._connection, table, [key])
            for found in here:
                own = read_cells(self._connection, table, [key]).get(key, {})
                self._settle(table, row, found, own)
            self._write_edits()
            if not here and base is not None:
                if set(values) | {column.number for column in table.columns if column.has_default} != set(
                    table.by_number
                ):
                    continue
                self._insert(table, [row])
            if here or base is not None:
                self._park.drop(table.number, key, values)

    def _settle(self, table: SyncTable, row: _Row, found: tuple[Any, ...], cells: dict[int, Clock]) -> None:
        """Put parked values in the place of the defaults that stood for them: the same writing, now understood."""
        if table.written_once:
            return
        base = cells.get(BASE, (found[1], found[2]))
        taken = {
            unit: clock
            for unit in {table.units[number] for number in row.values}
            if (clock := row.clock(unit)) is not None and clock >= cells.get(unit, base)
        }
        if taken:
            self._take(table, row, taken, base, {**cells, **taken}, changed=not cells)

    # -- tombs

    def _bury(self, frame: Tombs) -> None:
        for number, key, hlc, origin in frame.rows:
            self.merged.top = max(self.merged.top, hlc)
            if number in BY_NUMBER and BY_NUMBER[number].name not in BURIED:
                # The program buries persons: a tomb for a key or an account would be somebody's hand.
                raise Incoherent
            if key not in self._tombs.setdefault(number, set()):
                self._tombs[number].add(key)
                self.merged.tombs.append((number, key))
            self._connection.exec_driver_sql(
                "INSERT INTO sync_tomb(tbl, pk, hlc, origin) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (number, key, hlc, origin),
            )


def _bears_its_name(table: SyncTable, row: _Row) -> bool:
    """Whether the id of a row is that of its content, so that no other content ever comes under it.

    A note is not named so: its author's signature says whether it is what she wrote.
    """
    values = [row.values.get(column.number, b"") for column in table.columns]
    names = {"crossed": lambda: crossing_id(values), "endorsement": lambda: endorsement_id(Endorsement(*values))}
    name = names.get(table.name)
    return not row.cells and (name is None or row.key == name().bytes)


def _values(table: SyncTable, values: Mapping[int, Any]) -> list[Any]:
    """A whole row, with defaults for what did not come; raises Incoherent when there is none."""
    if len(values) == len(table.columns):
        return [values[column.number] for column in table.columns]
    if any(column.number not in values and not column.has_default for column in table.columns):
        raise Incoherent
    return [values.get(column.number, column.default) for column in table.columns]


def _rows_of(table: SyncTable, frame: Rows) -> Iterator[_Row]:
    width = len(frame.columns)
    if any(len(row) != width + _BEFORE_VALUES for row in frame.rows):
        raise Incoherent
    # Column by column, each value once: a day or a flag comes back thousands of times.
    for number, column in zip(frame.columns, list(zip(*frame.rows, strict=True))[_BEFORE_VALUES:], strict=True):
        if not all(map(_check_of(table, number), set(column))):
            raise Incoherent
    for key, hlc, origin, cells, *values in frame.rows:
        clocks = {table.units.get(column, column): (clock, number) for column, clock, number in cells or ()}
        yield _Row(key, (hlc, origin), clocks, dict(zip(frame.columns, values, strict=True)))


def _cells_of(table: SyncTable, frame: Cells) -> Iterator[_Row]:
    for key, parts in frame.rows:
        clocks: dict[int, Clock] = {}
        values: dict[int, Any] = {}
        for _, hlc, origin, pairs in parts:
            for number, value in pairs:
                if not _check_of(table, number)(value):
                    raise Incoherent
                clocks[table.units.get(number, number)] = (hlc, origin)
                values[number] = value
        if not clocks:
            raise Incoherent
        yield _Row(key, None, clocks, values)


def _check_of(table: SyncTable, number: int) -> Callable[[Any], bool]:
    column = table.by_number.get(number)
    return column.fits if column else lambda _: True
