"""Erasing a person for good: her row stays, empty, so that no past figure moves; nothing brings the rest back.

A tomb without content travels to every desk, and a ledger of tombs lies beside the database: an older copy that is
restored erases again.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection

from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import write_whole
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.people import GONE, PERSON, same_person
from ceis_desk.data.schema.registry import DEPENDENTS, TABLES
from ceis_desk.data.search import index_people
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import ErasePerson

LEDGER = "erased.ceis"
ERASED = "erased"
_PERSON = TABLES["person"]
_BURIED = f"SELECT pk FROM sync_tomb WHERE tbl = {_PERSON}"
_HER_VISITS = f"SELECT id FROM visit WHERE person_id IN ({_BURIED})"
_KEPT = {"id", "hlc", "origin", "known_since", "created_at"}


def erase_person(tx: Tx, gesture: ErasePerson) -> Change:
    """Erase a person and the records merged into hers; cannot be undone."""
    connection = tx.connection
    ids = same_person(connection, gesture.person_id)
    known = connection.exec_driver_sql("SELECT 1 FROM person WHERE id = ?", (gesture.person_id.bytes,)).first()
    if known is None:
        raise Refusal(GONE)
    hlc, origin = tx.stamp()
    connection.exec_driver_sql(
        "INSERT INTO sync_tomb(tbl, pk, hlc, origin) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(_PERSON, one.bytes, hlc, origin) for one in ids],
    )
    connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
    enforce(connection, [(_PERSON, one.bytes) for one in ids])
    connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
    index_people(connection, ids)
    tx.note("erase", gesture.person_id)
    subjects = {Subject(PERSON, one) for one in ids} | {Subject(ERASED)}
    return Change(subjects=frozenset(subjects), said="Tout ce qui disait qui elle était est effacé.")


def enforce(connection: Connection, fresh: list[tuple[int, bytes]]) -> None:
    """Empty again what a merge may have brought back of the erased; the capture of clocks must be stopped.

    `fresh` are the tombs new here: without one, nothing is done on a store that never erased anybody.
    """
    if not fresh and connection.exec_driver_sql(f"{_BURIED} LIMIT 1").first() is None:
        return
    _empty_records(connection)
    for table, column in DEPENDENTS.items():
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} IN ({_BURIED})")
    connection.exec_driver_sql(f"DELETE FROM visit_comment WHERE id IN ({_HER_VISITS})")
    connection.exec_driver_sql(
        f"UPDATE visit_motif SET precision = '' WHERE precision <> '' AND visit_id IN ({_HER_VISITS})"
    )
    connection.exec_driver_sql(f"UPDATE visit SET given_name = '' WHERE given_name <> '' AND person_id IN ({_BURIED})")
    for table, number in TABLES.items():
        orphan = f"tbl = {number} AND pk NOT IN (SELECT id FROM {table})"
        connection.exec_driver_sql(f"DELETE FROM sync_loss WHERE {orphan}")
        connection.exec_driver_sql(f"DELETE FROM sync_cell WHERE {orphan}")
    for table in ("sync_loss", "sync_parked"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE tbl = {_PERSON} AND pk IN ({_BURIED})")


def _empty_records(connection: Connection) -> None:
    from ceis_desk.data.exchange.tables import BY_NAME

    columns = [column for column in BY_NAME["person"].columns if column.name not in _KEPT]
    sets = ", ".join(f"{column.name} = ?" for column in columns)
    # A day would still say something of somebody: the year alone is kept, the columns may not be empty.
    connection.exec_driver_sql(
        f"UPDATE person SET {sets}, known_since = substr(known_since, 1, 4) || '-01-01',"
        f" created_at = substr(created_at, 1, 4) || '-01-01T00:00:00' WHERE id IN ({_BURIED})",
        tuple(column.default for column in columns),
    )


def follow_ledger(connection: Connection, folder: Path) -> None:
    """Bury in the store those whom the ledger knows and an older copy has forgotten."""
    buried = {(number, key) for number, key in connection.exec_driver_sql("SELECT tbl, pk FROM sync_tomb")}
    forgotten = [row for row in _read(folder) if (row[0], row[1]) not in buried]
    if not forgotten:
        return
    connection.exec_driver_sql(
        "INSERT INTO sync_tomb(tbl, pk, hlc, origin) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", forgotten
    )
    connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
    enforce(connection, [(number, key) for number, key, _, _ in forgotten])
    connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
    index_people(connection, [Id(bytes=key) for number, key, _, _ in forgotten if number == _PERSON])


def write_ledger(connection: Connection, folder: Path) -> None:
    """Write beside the database every tomb that it holds or held; raises OSError."""
    rows = {tuple(row) for row in connection.exec_driver_sql("SELECT tbl, pk, hlc, origin FROM sync_tomb")}
    kept = _read(folder)
    if rows - set(kept):
        lines = sorted({*rows, *kept})
        content = "\n".join(json.dumps([number, key.hex(), hlc, origin]) for number, key, hlc, origin in lines)
        write_whole(folder / LEDGER, content.encode())


def _read(folder: Path) -> list[tuple[int, bytes, int, int]]:
    try:
        lines = (folder / LEDGER).read_text(encoding="ascii").split("\n")
    except (OSError, ValueError):
        return []
    rows = []
    for line in lines:
        # A line that a failing disk has spoiled spares the others.
        try:
            number, key, hlc, origin = json.loads(line)
            rows.append((int(number), bytes.fromhex(key), int(hlc), int(origin)))
        except (ValueError, TypeError):
            continue
    return rows
