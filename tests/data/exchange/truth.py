"""What each desk of a history must hold, told from the writings alone: it knows nothing of vectors, files or merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import msgpack

from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.tables import BY_NAME, BY_NUMBER
from ceis_desk.data.schema.merging import DEPENDENTS
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.exchange.rules import NOBODY, Clock
from tests.data.exchange.pcs import Pc

Cell = tuple[str, bytes, int]
"""A table, a row, a unit: what has one clock."""
Seen = dict[Cell, tuple[Clock, tuple[Any, ...]]]
_PERSON = TABLES["person"]
CROSSED = "crossed"
"""What desks find, each by itself: it is compared from desk to desk, not with what was written."""


@dataclass(frozen=True)
class Writing:
    """One value written at one desk, and which writings of the same cell that desk knew then."""

    number: int
    cell: Cell
    clock: Clock
    values: tuple[Any, ...]
    knew: frozenset[int]


@dataclass
class Truth:
    """Every writing of a history, and what each desk knows of them."""

    first: Seen
    writings: list[Writing] = field(default_factory=list)
    by_cell: dict[Cell, list[Writing]] = field(default_factory=dict)
    burials: dict[int, bytes] = field(default_factory=dict)
    """The erasures among the writings: their number, and the person."""

    def note(self, pc: Pc, view: Seen, before: Seen, knows: set[int], *, old: bool = False) -> None:
        """Take down what a desk has just written by itself: every clock that nobody had given before.

        At an `old` desk, values that it does not understand stand under clocks of others: they are no writings.
        """
        own = pc.origin
        for cell, (clock, values) in view.items():
            if before.get(cell) == (clock, values) or clock[1] == NOBODY or (old and clock[1] != own):
                continue
            known = self.first.get(cell)
            if known is not None and known[0] == clock:
                assert self._is_emptied(cell) or known[1] == values, f"{pc.name}: {cell} changed under its first clock"
                continue
            there = next((one for one in self.by_cell.get(cell, ()) if one.clock == clock), None)
            if there is not None:
                assert there.values == values or self._is_emptied(cell), f"{pc.name}: one clock, two values in {cell}"
                continue
            assert clock[1] == own, f"{pc.name} wrote {cell} under another number than its own"
            if cell in before:
                assert clock > before[cell][0], f"{pc.name}: {cell} went back in time"
            self._add(cell, clock, values, knows)

    def note_burials(self, pc: Pc, knows: set[int]) -> None:
        """Take down the persons that a desk has just erased."""
        known = {key: number for number, key in self.burials.items()}
        for (key,) in pc.rows(f"SELECT pk FROM sync_tomb WHERE tbl = {_PERSON}"):
            if key not in known:
                number = len(self.writings)
                self.writings.append(Writing(number, ("person", key, BASE), (0, 0), (), frozenset()))
                self.burials[number] = key
                known[key] = number
            # Two desks may erase her at once: each knows then that she is to go.
            knows.add(known[key])

    def _add(self, cell: Cell, clock: Clock, values: tuple[Any, ...], knows: set[int]) -> None:
        others = self.by_cell.setdefault(cell, [])
        knew = frozenset(one.number for one in others if one.number in knows)
        writing = Writing(len(self.writings), cell, clock, values, knew)
        self.writings.append(writing)
        others.append(writing)
        knows.add(writing.number)

    def _is_emptied(self, cell: Cell) -> bool:
        return cell[0] == "person" and cell[1] in self.burials.values()

    # -- what must be

    def check(self, pc: Pc, view: Seen, knows: set[int]) -> None:
        """Each cell holds the latest of the writings that the desk knows, and nothing else is there."""
        buried = {self.burials[number] for number in knows if number in self.burials}
        wanted: Seen = dict(self.first)
        for number in knows:
            one = self.writings[number]
            if number not in self.burials and (one.cell not in wanted or one.clock > wanted[one.cell][0]):
                wanted[one.cell] = (one.clock, one.values)
        rows = _rows(wanted)
        for cell, found in wanted.items():
            if self._goes(cell, rows, buried):
                assert cell not in view, f"{pc.name}: {cell} of an erased person came back"
            elif cell[0] == "person" and cell[1] in buried:
                self._check_empty(pc, cell, view)
            else:
                assert view.get(cell) == found, f"{pc.name}: {cell} should be {found}, is {view.get(cell)}"
        for cell, (clock, _) in view.items():
            assert cell in wanted or clock[1] == NOBODY, f"{pc.name}: {cell} comes from nowhere"

    def _goes(self, cell: Cell, rows: dict[tuple[str, bytes], dict[str, Any]], buried: set[bytes]) -> bool:
        column = DEPENDENTS.get(cell[0])
        if column is None:
            return False
        return (cell[1] if column == "id" else rows[cell[:2]][column]) in buried

    def _check_empty(self, pc: Pc, cell: Cell, view: Seen) -> None:
        members = BY_NAME["person"].members(cell[2])
        if {column.name for column in members} & {"known_since", "created_at"}:
            return
        empty = tuple(column.default for column in members)
        assert view[cell][1] == empty, f"{pc.name}: {cell} of an erased person says {view[cell][1]}"

    def lost(self, everybody: set[int]) -> Iterator[Writing]:
        """The writings that a later one covered without knowing of them, and that nobody replaced knowingly."""
        buried = {self.burials[number] for number in everybody if number in self.burials}
        rows = _rows({one.cell: (one.clock, one.values) for one in map(self.writings.__getitem__, sorted(everybody))})
        for cell, all_of_it in self.by_cell.items():
            alive = [one for one in all_of_it if one.number in everybody]
            if len(alive) < 2 or (cell[0] == "person" and cell[1] in buried):
                continue
            if self._goes(cell, rows, buried):
                continue
            replaced = {number for one in alive for number in one.knew}
            last = max(alive, key=lambda one: one.clock)
            yield from (
                one for one in alive if one.number not in replaced and one is not last and one.values != last.values
            )


def _rows(cells: Seen) -> dict[tuple[str, bytes], dict[str, Any]]:
    rows: dict[tuple[str, bytes], dict[str, Any]] = {}
    for (name, key, unit), (_, values) in cells.items():
        names = [column.name for column in BY_NAME[name].members(unit)]
        rows.setdefault((name, key), {}).update(zip(names, values, strict=True))
    return rows


def see(pc: Pc) -> Seen:
    """Every cell of a store with the clock that counts and its values."""
    # SQLite counts each row ever written by a connection, taken back or not: the same count, the same content.
    written = pc.file.raw.total_changes
    if pc.file.seen is None or pc.file.seen[0] != written:
        pc.file.seen = (written, _read(pc))
    return cast("Seen", pc.file.seen[1])


def _read(pc: Pc) -> Seen:
    cells: dict[tuple[int, bytes], dict[int, Clock]] = {}
    for number, key, unit, hlc, origin in pc.rows("SELECT tbl, pk, col, hlc, origin FROM sync_cell"):
        cells.setdefault((number, key), {})[unit] = (hlc, origin)
    seen: Seen = {}
    for table in BY_NAME.values():
        if table.name == CROSSED:
            continue
        statement, places = _reading(table.name)
        for row in pc.rows(statement):
            own = cells.get((table.number, row[0]), {})
            base = own.get(BASE, (row[1], row[2]))
            for unit, members in places:
                seen[table.name, row[0], unit] = (own.get(unit, base), tuple(row[place] for place in members))
    return seen


@cache
def _reading(name: str) -> tuple[str, list[tuple[int, tuple[int, ...]]]]:
    """The statement that reads a whole table, and where the columns of each unit stand in its rows."""
    table = BY_NAME[name]
    names = ", ".join(column.name for column in table.columns)
    where = {column.number: rank + 3 for rank, column in enumerate(table.columns)}
    units = sorted(set(table.units.values()))
    places = [(unit, tuple(where[column.number] for column in table.members(unit))) for unit in units]
    return f"SELECT id, hlc, origin, {names} FROM {name}", places


def content(view: Seen) -> dict[Cell, tuple[Any, ...]]:
    """What a store says, whoever wrote it and when; pairs that nobody has decided are each desk's own."""
    decided = {cell[1] for cell, (clock, _) in view.items() if cell[0] == "person_pair" and clock[1] != NOBODY}
    return {cell: values for cell, (_, values) in view.items() if cell[0] != "person_pair" or cell[1] in decided}


def crossings(pc: Pc) -> set[tuple[Any, ...]]:
    """What the desk holds of crossed edits, whoever found them."""
    return set(pc.rows("SELECT id, tbl, pk, col, lost, lost_hlc, lost_origin, won, won_hlc, won_origin FROM crossed"))


def losses(pc: Pc) -> set[tuple[Cell, tuple[Any, ...]]]:
    """The values set aside that the desk holds."""
    kept = set()
    for _, number, key, unit, packed, *_ in crossings(pc):
        table = BY_NUMBER[number]
        values = dict(msgpack.unpackb(packed))
        kept.add(((table.name, key, unit), tuple(values.get(column.number) for column in table.members(unit))))
    return kept
