"""Frames merged into this store: for each column, or coupled columns, the latest writing wins; what lost is kept.

Everything runs inside one transaction of the writer, the capture of clocks stopped: the clocks are those that came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection

from ceis_desk.data.clocks import HORIZON
from ceis_desk.data.exchange.came import BEFORE_VALUES, Came, Incoherent, Merged, check_rows, parts, values_of, whole
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.collect import batches, read_cells, read_rows
from ceis_desk.data.exchange.crossings import Loss, crossing_id
from ceis_desk.data.exchange.frames import Cells, Frame, Parked, Rows, Tombs
from ceis_desk.data.exchange.parking import Park, Waiting, is_packed
from ceis_desk.data.exchange.tables import BY_NAME, BY_NUMBER, SyncTable
from ceis_desk.data.keys.endorsement import Endorsement
from ceis_desk.data.schema.merging import BURIED
from ceis_desk.data.trust import endorsement_id
from ceis_desk.exchange.rules import Clock, Vector, has

T = TypeVar("T")
_KEYS_A_QUERY = 500
_ABOUT_PEOPLE = frozenset({"visit", "appointment", "attendance", "person_phone", "household_member"})
_first: Callable[[Any], bytes] = itemgetter(0)
_key_of: Callable[[Any], bytes] = attrgetter("key")


class Merge:
    """One file being merged; `theirs` is what its writer had, `ours` what this desk had before it."""

    def __init__(self, connection: Connection, theirs: Vector, ours: Vector) -> None:
        self._connection = connection
        self._theirs, self._ours = theirs, ours
        self._park = Park(connection)
        self._tombs: dict[int, set[bytes]] = {}
        for number, key in connection.exec_driver_sql("SELECT tbl, pk FROM sync_tomb"):
            self._tombs.setdefault(number, set()).add(key)
        # Edits under way, by table and columns, and the clocks of their cells: written some at a time.
        self._edits: dict[tuple[str, tuple[int, ...]], list[tuple[Any, ...]]] = {}
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
            self._merge_whole(table, frame) if isinstance(frame, Rows) else self._merge_parts(table, frame)

    # -- rows

    def _merge_whole(self, table: SyncTable, frame: Rows) -> None:
        """Merge whole rows; one that is new and plain goes from the frame to the table as it is."""
        plain = check_rows(table, frame) and not table.written_once
        straight = plain and frame.columns == table.numbers
        for some in batches(self._spared(table, frame.rows), _KEYS_A_QUERY):
            here, held = self._read(table, [row[0] for row in some])
            new, straight_on = [], []
            for row in some:
                key, hlc, origin, cells, *_ = row
                found = here.get(key)
                if straight and found is None and cells is None:
                    straight_on.append(row)
                elif plain and found is not None and cells is None and key not in held and found[1:3] == (hlc, origin):
                    continue
                else:
                    new += self._take_one(table, whole(table, frame.columns, row), found, held)
            self.merged.top = max([self.merged.top, *(row[1] for row in some)])
            self._write_edits()
            self._insert(table, new)
            self._put_rows(table, [(*row[:3], *row[BEFORE_VALUES:]) for row in straight_on])

    def _merge_parts(self, table: SyncTable, frame: Cells) -> None:
        for some in batches(self._spared(table, list(parts(table, frame)), key=_key_of), _KEYS_A_QUERY):
            here, held = self._read(table, [row.key for row in some])
            for row in some:
                self._take_one(table, row, here.get(row.key), held)
            self._write_edits()

    def _spared(self, table: SyncTable, rows: list[T], key: Callable[[T], bytes] = _first) -> list[T]:
        """The rows that are not buried; an erased person comes, and is emptied again. Raises Incoherent on a double."""
        buried = self._tombs.get(table.number)
        if buried and table.name != "person":
            rows = [row for row in rows if key(row) not in buried]
        if len(set(map(key, rows))) != len(rows):
            raise Incoherent
        return rows

    def _read(
        self, table: SyncTable, keys: list[bytes]
    ) -> tuple[dict[bytes, tuple[Any, ...]], dict[bytes, dict[int, Clock]]]:
        """The rows that are here and the clocks of their cells."""
        here = {row[0]: row for row in read_rows(self._connection, table, keys)}
        return here, read_cells(self._connection, table, list(here)) if here else {}

    def _take_one(
        self,
        table: SyncTable,
        row: Came,
        found: tuple[Any, ...] | None,
        held: Mapping[bytes, dict[int, Clock]],
    ) -> list[Came]:
        """Merge one row into the one that is here; gives it back when it is to be made."""
        self.merged.top = max(self.merged.top, row.last()[0])
        if found is not None:
            self._meet(table, row, found, held.get(row.key, {}))
        elif row.base is None:
            self._edit_of_nothing(table, row)
        elif self._park.understood(table, row.key, row.base, row.cells, row.values, made=True):
            return [row]
        return []

    def _insert(self, table: SyncTable, rows: list[Came]) -> None:
        if table.written_once and not all(_bears_its_name(table, row) for row in rows):
            raise Incoherent
        self._put_rows(
            table,
            [(row.key, *row.last(), *values_of(table, tuple(row.values))(list(row.values.values()))) for row in rows],
        )
        self._put_cells(
            [
                (table.number, row.key, unit, *clock)
                for row in rows
                if row.cells and row.base
                for unit, clock in {**row.cells, BASE: row.base}.items()
            ]
        )

    def _put_rows(self, table: SyncTable, rows: list[tuple[Any, ...]]) -> None:
        """Write new rows: id, clock, number, then every column in the order of the table."""
        if not rows:
            return
        names = ", ".join(column.name for column in table.columns)
        marks = ", ".join("?" * len(rows[0]))
        self._connection.exec_driver_sql(f"INSERT INTO {table.name}(id, hlc, origin, {names}) VALUES ({marks})", rows)
        self.merged.made(table.name, [row[0] for row in rows])
        if table.name in _ABOUT_PEOPLE:
            place = table.places[table.numbered["person_id"]]
            self.merged.people.update(row[place] for row in rows if row[place] is not None)

    def _meet(self, table: SyncTable, came: Came, here: tuple[Any, ...], cells: dict[int, Clock]) -> None:
        own = (here[1], here[2])
        if table.written_once:
            return
        if not cells and not came.cells and came.base == own:
            return
        base = cells.get(BASE, own)
        self._park.understood(table, came.key, came.base, came.cells, came.values, made=False)
        taken: dict[int, Clock] = {}
        units: Iterable[int] = table.together
        if came.base is None:
            units = came.cells
        elif came.base == base:
            # What neither desk has edited since it was made is the same.
            units = came.cells.keys() | cells.keys()
        for unit in units:
            if unit not in table.together or came.values.keys().isdisjoint(table.together[unit]):
                continue
            clock, held = came.clock(unit), cells.get(unit, base)
            if clock is None or clock == held:
                continue
            if self._wins(table, came, unit, clock, here, held):
                taken[unit] = clock
        if taken:
            self._take(table, came, taken, base, {**cells, **taken}, changed=not cells)
            self._tell_whom(table, came, here)

    def _tell_whom(self, table: SyncTable, came: Came, here: tuple[Any, ...]) -> None:
        if table.name in _ABOUT_PEOPLE:
            number = table.numbered["person_id"]
            person = came.values.get(number) or here[table.places[number]]
            self.merged.people.update(filter(None, (person,)))

    def _wins(self, table: SyncTable, came: Came, unit: int, clock: Clock, here: tuple[Any, ...], held: Clock) -> bool:
        """Whether what came is later; whichever of the two lost without its writer knowing of the other is kept."""
        numbers = [number for number in table.together[unit] if number in came.values]
        wins = clock > held
        for number in table.sticky.intersection(numbers) if table.sticky else ():
            if (came.values[number] is None) != (here[table.places[number]] is None):
                wins = here[table.places[number]] is None
        known = has(self._theirs, held) if wins else has(self._ours, clock)
        if not known:
            theirs = {number: came.values[number] for number in numbers}
            ours = {number: here[table.places[number]] for number in numbers}
            if theirs != ours:
                sides = (ours, held, theirs, clock) if wins else (theirs, clock, ours, held)
                self.merged.losses.append(Loss(table, came.key, unit, *sides))
        return wins

    def _take(
        self,
        table: SyncTable,
        came: Came,
        taken: dict[int, Clock],
        base: Clock,
        cells: dict[int, Clock],
        *,
        changed: bool,
    ) -> None:
        """Write the units that came later, with their clocks."""
        values = came.values
        numbers = tuple(number for unit in sorted(taken) for number in table.together[unit] if number in values)
        last = max([*cells.values(), base])
        written = (*last, *(values[number] for number in numbers), came.key)
        self._edits.setdefault((table.name, numbers), []).append(written)
        kept = {**taken, BASE: base} if changed else taken
        self._clocks += [(table.number, came.key, unit, *clock) for unit, clock in kept.items()]
        self.merged.changed(table.name, came.key, numbers)

    def _write_edits(self) -> None:
        """Write the edits of rows that are all different."""
        for (name, numbers), rows in self._edits.items():
            columns = BY_NAME[name].by_number
            sets = "".join(f", {columns[number].name} = ?" for number in numbers)
            self._connection.exec_driver_sql(f"UPDATE {name} SET hlc = ?, origin = ?{sets} WHERE id = ?", rows)
        self._put_cells(self._clocks)
        self._edits, self._clocks = {}, []

    def _put_cells(self, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(
                "INSERT INTO sync_cell(tbl, pk, col, hlc, origin) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin",
                rows,
            )

    def _edit_of_nothing(self, table: SyncTable, row: Came) -> None:
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
            row = Came(key, base, cells, values)
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

    def _settle(self, table: SyncTable, row: Came, found: tuple[Any, ...], cells: dict[int, Clock]) -> None:
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


def _bears_its_name(table: SyncTable, row: Came) -> bool:
    """Whether the id of a row is that of its content, so that no other content ever comes under it.

    A note is not named so: its author's signature says whether it is what she wrote.
    """
    values = [row.values.get(column.number, b"") for column in table.columns]
    names = {"crossed": lambda: crossing_id(values), "endorsement": lambda: endorsement_id(Endorsement(*values))}
    name = names.get(table.name)
    return not row.cells and (name is None or row.key == name().bytes)
