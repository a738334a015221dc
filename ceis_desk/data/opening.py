"""Opening the encrypted file: the raw key first, then the settings that every connection shares."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from ceis_desk.access.backups import DamagedStore
from ceis_desk.core.errors import Refusal
from ceis_desk.data.schema import APPLICATION_ID, SCHEMA_VERSION
from ceis_desk.data.threshold import STORE_FILE
from ceis_desk.data.troubles import DAMAGED, plain, sqlite_code

__all__ = ["CLOSED_FILE", "STORE_FILE", "check_readable", "connect_raw", "open_engine", "reading_mode"]

CLOSED_FILE = "mode=ro&immutable=1"
"""The mode of a file that nobody else has open; without `ro`, a missing one would be made."""
_WRITING = "mode=rwc"
# The library would write its own English lines on stderr beside our one sentence.
_SILENT = "PRAGMA cipher_log_level = NONE"
# Each lane has an engine, and would compile for itself the statements that another has compiled: they share one
# dialect, which is part of the name of a compiled statement, and one shelf of these.
_DIALECT = create_engine("sqlite://", module=dbapi2).dialect
_COMPILED: LRUCache[Any, Any] = LRUCache(2_000)  # the program has some hundreds
# Without an adapter of its own the driver asks each empty value, and each row of bytes, whether it has one, at length
# and in vain: thirty columns then take three times as long to bind as to write. These two give back what they get.
dbapi2.register_adapter(type(None), {None: None}.get)
dbapi2.register_adapter(bytes, bytes)


def open_engine(path: Path, key: bytes, *, read_only: bool = False, closed: bool = False) -> Engine:
    """An engine over ONE connection, opened with the raw 256-bit `key`; the lane that uses it must create it.

    `closed` is for reading a file that nobody else has open: nothing is made beside it.
    """
    mode = CLOSED_FILE if closed else "mode=ro" if read_only else _WRITING
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, key, mode),
        module=dbapi2,
        poolclass=StaticPool,
        # An error says which statement failed, never the names that it was given.
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )
    engine.dialect = _DIALECT
    # The driver must not start transactions by itself: the writer begins IMMEDIATE, or two windows could deadlock.
    begin = "BEGIN IMMEDIATE" if mode == _WRITING else "BEGIN"
    event.listen(engine, "begin", lambda connection: _begin(connection, begin))
    return engine


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def _connect(path: Path, key: bytes, mode: str) -> Any:
    connection = connect_raw(path, key, mode)
    cursor = connection.cursor()
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.execute("PRAGMA cache_size = -32000")
    if mode != _WRITING:
        cursor.execute("PRAGMA query_only = ON")
    else:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()
    return connection


def connect_raw(path: Path, key: bytes, mode: str) -> Any:
    """A bare connection of the driver under the raw key, in a mode of SQLite's file names; raises dbapi2.Error."""
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
    connection.execute(_SILENT)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def check_readable(path: Path, key: bytes) -> int:
    """The schema version of the file, no byte written; raises DamagedStore, or Refusal when it is too new."""
    connection = None
    try:
        connection = connect_raw(path, key, reading_mode(path))
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except dbapi2.DatabaseError as error:
        trouble = plain(error)
        if isinstance(trouble, Refusal) and sqlite_code(error) not in DAMAGED:
            raise trouble from error
        message = (
            f"Le fichier des données ({path.name}) est abîmé ou n’est pas celui de CEIS Desk. Il n’a pas été "
            "touché\u00a0: reprenez une sauvegarde."
        )
        raise DamagedStore(message) from error
    finally:
        if connection is not None:
            with contextlib.suppress(dbapi2.Error):
                connection.close()
    if application != APPLICATION_ID:
        message = (
            f"Le fichier des données ({path.name}) n’est pas un registre CEIS Desk. Il n’a pas été touché\u00a0: "
            "reprenez une sauvegarde."
        )
        raise DamagedStore(message)
    if version > SCHEMA_VERSION:
        message = (
            "Ces données ont été écrites par une version plus récente de CEIS Desk. Rien n’a été modifié. "
            "Installez la nouvelle version sur ce poste."
        )
        raise Refusal(message)
    return version


def reading_mode(path: Path) -> str:
    """How to open a file so that nothing is written: even reading a write-ahead log would make files beside it."""
    log = path.with_name(f"{path.name}-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else CLOSED_FILE
