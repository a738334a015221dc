"""Erasing a person for good: her row stays, empty, so that no past figure moves; nothing brings the rest back.

A tomb without content travels to every desk, and a ledger of tombs lies beside the database: an older copy that is
restored erases again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgpack
from sqlalchemy import Connection, select

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import write_whole
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.exchange import crossings
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.households import names_left_alone
from ceis_desk.data.people import GONE, PERSON, same_person
from ceis_desk.data.schema import house
from ceis_desk.data.schema.merging import BURIED, DEPENDENTS, OF_CASE, OF_PARCOURS
from ceis_desk.data.schema.registry import COLUMNS, TABLES
from ceis_desk.data.search import index_people
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import ErasePerson

LEDGER = "erased.ceis"
UNDECIDED = (
    "La direction décide d’un effacement, l’administration l’exécute. Rien n’a été effacé\u00a0: "
    "dites qui de la direction l’a décidé."
)
ERASED = "erased"
_PERSON = TABLES["person"]
_BURIED = f"SELECT pk FROM sync_tomb WHERE tbl = {_PERSON}"
_HER_VISITS = f"SELECT id FROM visit WHERE person_id IN ({_BURIED})"
_HER_APPOINTMENTS = f"SELECT id FROM appointment WHERE person_id IN ({_BURIED})"
_HER_CONTRACTS = f"SELECT id FROM contract WHERE person_id IN ({_BURIED})"
_KEPT = {"id", "hlc", "origin", "known_since", "created_at"}
_WORDS = (
    ("visit", "given_name", f"person_id IN ({_BURIED})"),
    ("visit_motif", "precision", f"visit_id IN ({_HER_VISITS})"),
    ("contract", "reason", f"person_id IN ({_BURIED})"),
    ("contract", "commitments", f"person_id IN ({_BURIED})"),
    ("contract_fact", "words", f"contract_id IN ({_HER_CONTRACTS})"),
    ("cohort_member", "reason", f"person_id IN ({_BURIED})"),
    ("parcours", "source", f"person_id IN ({_BURIED})"),
    ("parcours", "reason", f"person_id IN ({_BURIED})"),
    ("post_use", "need", f"person_id IN ({_BURIED})"),
    ("project_part", "words", f"person_id IN ({_BURIED})"),
)
"""What an agent may have written of her in rows that stay."""

_BESIDE = (("visit_comment", _HER_VISITS), ("appointment_subject", _HER_APPOINTMENTS))
"""Sealed rows that bear the id of a fact of hers, and say something of it."""


def erase_person(tx: Tx, gesture: ErasePerson) -> Change:
    """Erase a person and the records merged into hers; cannot be undone. Raises Refusal without a decision."""
    connection = tx.connection
    decided_by = _decision(tx, gesture)
    ids = same_person(connection, gesture.person_id)
    known = connection.exec_driver_sql("SELECT 1 FROM person WHERE id = ?", (gesture.person_id.bytes,)).first()
    if known is None:
        raise Refusal(GONE)
    bury(tx, [(_PERSON, one.bytes) for one in ids])
    index_people(connection, ids)
    tx.note("erase", gesture.person_id)
    tx.note("erase_decided", decided_by)
    subjects = {Subject(PERSON, one) for one in ids} | {Subject(ERASED)}
    return Change(subjects=frozenset(subjects), said="Tout ce qui disait qui elle était est effacé.")


def _decision(tx: Tx, gesture: ErasePerson) -> Id:
    """The account of the direction that decided: whoever carries it out, when she is of the direction herself."""
    if gesture.decided_by is None and Role.DIRECTOR in tx.actor.roles:
        return tx.actor.account_id
    account, role = house.account, house.account_role
    directs = (
        select(account.c.id)
        .join_from(account, role, role.c.account_id == account.c.id)
        .where(account.c.id == gesture.decided_by, account.c.closed_on.is_(None))
        .where(role.c.role == Role.DIRECTOR.value, role.c.active)
    )
    found: Id | None = tx.connection.execute(directs).scalar_one_or_none()
    if found is None:
        raise Refusal(UNDECIDED)
    return found


def bury(tx: Tx, rows: list[tuple[int, bytes]]) -> None:
    """Put tombs on rows in this desk's name, and take away what they forbid."""
    _put_tombs(tx, rows)
    enforce(tx, rows)


def forget_losses(tx: Tx, table: str, row_id: Id) -> None:
    """Bury what is kept of the edits of a row that lost to another one, at every desk."""
    key = (TABLES[table], row_id.bytes)
    lost = tx.connection.exec_driver_sql("SELECT id FROM crossed WHERE tbl = ? AND pk = ?", key)
    _bury_here(tx, "crossed", list(lost.scalars()))


def _put_tombs(tx: Tx, rows: list[tuple[int, bytes]]) -> None:
    tx.connection.exec_driver_sql(
        "INSERT INTO sync_tomb(tbl, pk, hlc, origin) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(*row, *tx.stamp()) for row in rows],
    )


def enforce(tx: Tx, fresh: list[tuple[int, bytes]]) -> None:
    """Empty again what a merge may have brought back of the erased, and of rows that their own tombs take away.

    `fresh` are the tombs new here: without one, nothing is done on a store that never erased anybody.
    """
    connection = tx.connection
    if not fresh and connection.exec_driver_sql(f"{_BURIED} LIMIT 1").first() is None:
        return
    connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
    _empty_records(connection)
    gone = [Id(bytes=key) for key in connection.exec_driver_sql(_BURIED).scalars()]
    alone = [one.bytes for one in names_left_alone(connection, gone)]
    for holder, dependents in (("person", DEPENDENTS), ("budget_case", OF_CASE)):
        buried = _tombs_of(holder)
        for table, column in dependents.items():
            named = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE {column} IN ({buried})").scalars()
            _take_away(connection, table, [*named, *_parked_of(connection, holder, table, column)])
    hers = f"SELECT id FROM parcours WHERE person_id IN ({_tombs_of('person')})"
    for table, column in OF_PARCOURS.items():
        kept = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE {column} IN ({hers})").scalars()
        _take_away(connection, table, list(kept))
    numbers = {TABLES[table]: table for table in BURIED - {"person"}}
    for number, key in fresh:
        if number in numbers:
            _take_away(connection, numbers[number], [key])
    crossings.forget_erased(connection)
    connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
    _bury_here(tx, "household_member", alone)
    _take_back_words(tx)


def _take_away(connection: Connection, table: str, keys: list[bytes]) -> None:
    """Delete rows with all that is kept of them beside."""
    for key in keys:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (key,))
        for beside in ("sync_cell", "crossed", "sync_parked"):
            connection.exec_driver_sql(f"DELETE FROM {beside} WHERE tbl = ? AND pk = ?", (TABLES[table], key))


def _tombs_of(table: str) -> str:
    return f"SELECT pk FROM sync_tomb WHERE tbl = {TABLES[table]}"


def _parked_of(connection: Connection, holder: str, table: str, column: str) -> list[bytes]:
    """Rows that wait, or wait in part, for a later version, and are of what is erased, or of nobody any more."""
    number = TABLES[table]
    if column == "id":
        waiting = connection.exec_driver_sql(
            f"SELECT pk FROM sync_parked WHERE tbl = ? AND pk IN ({_tombs_of(holder)})", (number,)
        )
        return list(waiting.scalars())
    buried = set(connection.exec_driver_sql(_tombs_of(holder)).scalars())
    named = connection.exec_driver_sql(
        "SELECT pk, val FROM sync_parked WHERE tbl = ? AND col = ?", (number, COLUMNS[table][column])
    )
    hers = [key for key, value in named if msgpack.unpackb(value) in buried]
    lost = connection.exec_driver_sql(
        "SELECT pk FROM sync_parked WHERE tbl = ? GROUP BY pk HAVING min(col) > ?"
        f" AND pk NOT IN (SELECT id FROM {table})",
        (number, BASE),
    )
    return [*hers, *lost.scalars()]


def _take_back_words(tx: Tx) -> None:
    """Empty, as an edit of this desk, what was written of her in rows that stay.

    An edit: a visit given meanwhile to somebody else at another desk must end the same everywhere.
    """
    from ceis_desk.data.exchange.tables import BY_NAME

    connection = tx.connection
    for table, column, hers in _WORDS:
        # A word may share its clock with codes: what lost is kept under the first of them.
        unit = BY_NAME[table].units[COLUMNS[table][column]]
        crossed = connection.exec_driver_sql(
            f"SELECT id FROM crossed WHERE tbl = ? AND col = ? AND pk IN (SELECT id FROM {table} WHERE {hers})",
            (TABLES[table], unit),
        )
        _bury_here(tx, "crossed", list(crossed.scalars()))
        found = list(connection.exec_driver_sql(f"SELECT id FROM {table} WHERE {column} <> '' AND {hers}").scalars())
        for key in found:
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = '', hlc = ?, origin = ? WHERE id = ?", (*tx.stamp(), key)
            )
    for table, hers in _BESIDE:
        said = list(connection.exec_driver_sql(f"SELECT id FROM {table} WHERE id IN ({hers})").scalars())
        _bury_here(tx, table, said)


def _bury_here(tx: Tx, table: str, keys: list[bytes]) -> None:
    """Put tombs on rows and take them away: what is hers no more elsewhere must go there too."""
    if keys:
        _put_tombs(tx, [(TABLES[table], key) for key in keys])
        tx.connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
        _take_away(tx.connection, table, keys)
        tx.connection.exec_driver_sql("UPDATE desk_self SET capture = 1")


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
    connection.exec_driver_sql(f"DELETE FROM sync_parked WHERE tbl = {_PERSON} AND pk IN ({_BURIED})")


def follow_ledger(tx: Tx, folder: Path) -> None:
    """Bury in the store those whom the ledger knows and an older copy has forgotten."""
    connection = tx.connection
    buried = {(number, key) for number, key in connection.exec_driver_sql("SELECT tbl, pk FROM sync_tomb")}
    forgotten = [row for row in _read(folder) if (row[0], row[1]) not in buried]
    if not forgotten:
        return
    connection.exec_driver_sql(
        "INSERT INTO sync_tomb(tbl, pk, hlc, origin) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", forgotten
    )
    enforce(tx, [(number, key) for number, key, _, _ in forgotten])
    index_people(connection, [Id(bytes=key) for number, key, _, _ in forgotten if number == _PERSON])


def empty_log(connection: Connection) -> None:
    """Fold the write-ahead log in and cut it to nothing, outside of any transaction: it still held what was erased.

    While another lane reads the log stays: the next erasure, or the closing of the file, empties it.
    """
    raw: Any = connection.connection.dbapi_connection
    (patience,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 0")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {patience}")


def write_ledger(connection: Connection, folder: Path) -> None:
    """Write beside the database every tomb that it holds or held; raises OSError."""
    rows = {tuple(row) for row in connection.exec_driver_sql("SELECT tbl, pk, hlc, origin FROM sync_tomb")}
    kept = _read(folder)
    if rows - set(kept):
        lines = sorted({*rows, *kept})
        content = "\n".join(json.dumps([number, key.hex(), hlc, origin]) for number, key, hlc, origin in lines)
        write_whole(folder / LEDGER, content.encode())


def buried_in(folder: Path, table: str) -> set[Id]:
    """The rows of a table that the ledger beside a store says are erased."""
    return {Id(bytes=key) for number, key, _, _ in _read(folder) if number == TABLES[table]}


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
