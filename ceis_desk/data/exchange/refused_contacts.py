"""What a person refuses, written at one desk on a record that another desk had made the alias of another one.

Neither desk knew of both writings: whoever reads them together writes the refusal on the record that stands, as the
merge would have done. A desk that knew both has done so, and may have lifted the refusal since: it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from ceis_desk.core.ids import Id
from ceis_desk.data.exchange.came import Merged
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.collect import read_cells, read_rows
from ceis_desk.data.exchange.tables import BY_NAME, SyncTable
from ceis_desk.data.identity import is_erased
from ceis_desk.data.schema import people
from ceis_desk.data.write import Tx
from ceis_desk.exchange.rules import Clock, Vector, has
from ceis_desk.people.model import REFUSALS

_PERSON, _MERGE = BY_NAME["person"], BY_NAME["person_merge"]


def carry_refusals(tx: Tx, merged: Merged, theirs: Vector, ours: Vector) -> None:
    """Write on the records that stand what their aliases refuse and nobody who merged them knew of.

    `theirs` is what the writer of the file had, `ours` what this desk had before it.
    """
    touched = merged.keys("person") | merged.keys("person_merge")
    if not touched:
        return
    table = people.person_merge
    merges = {row.id: row.winner_id for row in tx.connection.execute(select(table).where(table.c.active))}
    for alias in sorted(one for one in merges if one.bytes in touched):
        missed = _missed(tx, alias, (theirs, ours))
        for other in _above(merges, alias) if missed else ():
            _refuse(tx, other, missed)


def _missed(tx: Tx, alias: Id, vectors: tuple[Vector, ...]) -> set[str]:
    """What the alias refuses, but for what a desk knew together with its merge."""
    row, clocks = _clocks(tx, _PERSON, alias)
    _merge_row, of_merge = _clocks(tx, _MERGE, alias)
    places, merge_clock = _PERSON.places, of_merge["winner_id"]
    return {
        name
        for name in REFUSALS
        if row[places[_PERSON.numbered[name]]]
        and not any(has(vector, merge_clock) and has(vector, clocks[name]) for vector in vectors)
    }


def _clocks(tx: Tx, table: SyncTable, row_id: Id) -> tuple[tuple[object, ...], dict[str, Clock]]:
    """A row as it stands, and the clock of each of its columns."""
    (row,) = read_rows(tx.connection, table, [row_id.bytes])
    cells = read_cells(tx.connection, table, [row_id.bytes]).get(row_id.bytes, {})
    base = cells.get(BASE, (row[1], row[2]))
    return row, {column.name: cells.get(table.units[column.number], base) for column in table.columns}


def _above(merges: Mapping[Id, Id], alias: Id) -> Iterator[Id]:
    """The records for which it stands as an alias, to the end of the chain."""
    seen, at = {alias}, alias
    while (at := merges.get(at, alias)) not in seen:
        seen.add(at)
        yield at


def _refuse(tx: Tx, person_id: Id, names: set[str]) -> None:
    table = people.person
    row = tx.connection.execute(select(table).where(table.c.id == person_id)).mappings().first()
    if row is None or is_erased(tx.connection, person_id):
        return
    lacking = {name: True for name in sorted(names) if not row[name]}
    if lacking:
        tx.change(table, person_id, **lacking)
