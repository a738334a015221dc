"""Damage recognised at opening, before a byte is written: pages that do not read, a log that is missing or cut."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sqlcipher3 import dbapi2

from ceis_desk.access.backups import DamagedStore
from ceis_desk.data.backup.container import Contents
from ceis_desk.data.backup.contents import Unsound, check_sound, read_contents
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.backup.page_marks import every_mark_holds
from ceis_desk.data.open_mark import last_clock
from ceis_desk.data.opening import STORE_FILE, check_readable, connect_raw, reading_mode
from ceis_desk.data.threshold import check_looks
from ceis_desk.data.troubles import DAMAGED, plain, sqlite_code

_BROKEN = "Une partie du fichier des données est abîmée. Il n’a pas été touché\u00a0: reprenez une sauvegarde."
_NO_LOG = (
    f"Le journal des dernières écritures ({STORE_FILE}-wal) manque ou est abîmé\u00a0: le fichier des données est plus "
    "ancien que le travail fait. Rien n’a été touché\u00a0: remettez ce journal à sa place, ou reprenez une sauvegarde."
)


def examine(folder: Path, key: bytes) -> int:
    """The schema of a store whose every page reads; raises DamagedStore, or Refusal when it is too new or in use.

    Nothing is written. A file with a log beside it is read through it: a page that the log replaces may be torn.
    """
    check_looks(folder)
    path = folder / STORE_FILE
    version = check_readable(path, key)
    mode = reading_mode(path)
    connection = connect_raw(path, key, mode)
    try:
        # The file may also be shorter than its first page says: any table tells.
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables or not _reads_whole(connection, path, key, mode):
            raise DamagedStore(_BROKEN)
        clock = connection.execute("SELECT clock FROM desk_self").fetchone()[0]
    except dbapi2.DatabaseError as error:
        if sqlite_code(error) in DAMAGED or sqlite_code(error) == dbapi2.SQLITE_ERROR:
            raise DamagedStore(_BROKEN) from error
        raise plain(error) from error
    finally:
        connection.close()
    if clock < last_clock(folder):
        raise DamagedStore(_NO_LOG)
    return version


def _reads_whole(connection: dbapi2.Connection, path: Path, key: bytes, mode: str) -> bool:
    if mode == "mode=ro":
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    # A disk that refuses to be read is told as SQLite tells it.
    with contextlib.suppress(OSError):
        if every_mark_holds(path, key):
            return True
    return connection.execute("PRAGMA cipher_integrity_check").fetchone() is None


def examine_whole(folder: Path, key: bytes) -> Contents:
    """The same, down to every index and link, and what the store holds; for a check that is asked for."""
    examine(folder, key)
    path = folder / STORE_FILE
    connection = connect_raw(path, key, reading_mode(path))
    try:
        connection.execute("BEGIN")
        check_sound(connection, Halt(), pages=False)
        return read_contents(connection, Halt())
    except Unsound as error:
        raise DamagedStore(_BROKEN) from error
    except dbapi2.DatabaseError as error:
        if sqlite_code(error) in DAMAGED:
            raise DamagedStore(_BROKEN) from error
        raise plain(error) from error
    finally:
        connection.close()
