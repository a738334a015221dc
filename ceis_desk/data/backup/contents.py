"""What a store holds, read in one pass: rows counted and hashed in a stable order, pages and keys checked."""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgpack
from sqlcipher3 import dbapi2

from ceis_desk.core.errors import Refusal
from ceis_desk.data.backup.container import Contents
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.opening import CLOSED_FILE, connect_raw
from ceis_desk.data.schema.registry import COLUMNS, TABLES
from ceis_desk.data.troubles import plain

_ROWS_AT_ONCE = 500
_OWN = ("id", "hlc", "origin")
_JOURNAL = "journal"
# What an account is typing is the one local table that nothing can rebuild.
_DRAFTS = ("draft", ("account_id", "kind", "at", "sealed"), ("account_id", "kind"))
UNSOUND = (
    "Une partie du fichier des données ne se lit plus. La sauvegarde n’a pas été gardée, celles d’avant sont "
    "intactes\u00a0: fermez CEIS Desk et rouvrez-le."
)


class Unsound(Refusal):
    """A page, an index or a link between rows is broken."""

    def __init__(self) -> None:
        super().__init__(UNSOUND)


@contextlib.contextmanager
def reading(path: Path, key: bytes, *, closed: bool = False) -> Iterator[Any]:
    """A connection that only reads, inside one transaction; `closed` for a file that nobody else has open."""
    connection = None
    try:
        connection = connect_raw(path, key, CLOSED_FILE if closed else "mode=ro")
        connection.execute("BEGIN")
        yield connection
    except dbapi2.Error as error:
        raise plain(error) from error
    finally:
        if connection is not None:
            with contextlib.suppress(dbapi2.Error):
                connection.close()


def read_contents(connection: Any, halt: Halt) -> Contents:
    """Count every row that travels, and the drafts; hash them, in the order of tables, columns and ids.

    The journal of who came in is counted and not hashed: the hash says whether the work changed, and looking at it
    writes a line there.
    Tables and columns that the file does not have yet are left out: an older backup keeps the hash that it was given.
    """
    digest = hashlib.blake2b(digest_size=32)
    packer = msgpack.Packer(use_bin_type=True)
    counts: dict[str, int] = {}
    for table, columns, order in _tables(connection):
        hashed = table != _JOURNAL
        if hashed:
            digest.update(packer.pack([table, columns]))
        counts[table] = 0
        wanted, by = ", ".join(columns), ", ".join(order)
        rows = connection.execute(f"SELECT {wanted} FROM {table} ORDER BY {by}")  # noqa: S608 names of the registry
        while some := rows.fetchmany(_ROWS_AT_ONCE):
            halt.check()
            counts[table] += len(some)
            if hashed:
                digest.update(packer.pack(some))
    schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    desk_id, clock = connection.execute("SELECT desk_id, clock FROM desk_self").fetchone()
    return Contents(schema, uuid.UUID(bytes=desk_id), int(clock), counts, digest.hexdigest())


def check_sound(connection: Any, halt: Halt, *, pages: bool) -> None:
    """Raise Unsound unless every table, index and foreign key holds; `pages` also reads those that hold nothing."""
    questions = ["PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"]
    if pages:
        questions.insert(0, "PRAGMA cipher_integrity_check")
    with halt.watch(connection):
        for question in questions:
            halt.check()
            try:
                found = connection.execute(question).fetchone()
            except dbapi2.DatabaseError as error:
                halt.check()
                raise Unsound from error
            if found is not None and found[0] != "ok":
                raise Unsound


def mark_of(connection: Any) -> tuple[int, int, str]:
    """What changes when anything worth keeping does: the last clock given, and the drafts."""
    (clock,) = connection.execute("SELECT clock FROM desk_self").fetchone()
    drafts, latest = connection.execute("SELECT count(*), max(at) FROM draft").fetchone()
    return int(clock), int(drafts), str(latest or "")


def _tables(connection: Any) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    wanted = [
        (table, (*_OWN, *sorted(COLUMNS[table], key=COLUMNS[table].__getitem__)), ("id",))
        for table in sorted(TABLES, key=TABLES.__getitem__)
    ]
    for table, columns, order in (*wanted, _DRAFTS):
        held = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if held:
            yield table, tuple(column for column in columns if column in held), order
