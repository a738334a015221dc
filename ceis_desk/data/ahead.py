"""Which files may be read before they have been read whole (decision 0034); nothing here writes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.backup.notes import read_notes
from ceis_desk.data.exchange.erasure import LEDGER, buried_in
from ceis_desk.data.open_mark import NAME
from ceis_desk.data.opening import CLOSED_FILE, STORE_FILE, check_readable, reading_mode
from ceis_desk.data.schema import SCHEMA_VERSION
from ceis_desk.data.schema.registry import TABLES


def may_be_read(folder: Path, key: bytes) -> bool:
    """Whether the file was closed in order under this schema, and nobody has put another one in its place.

    A log, a mark left by a stop, a backup just taken back: such a file is examined before anything is read of it.
    """
    path = folder / STORE_FILE
    if reading_mode(path) != CLOSED_FILE or (folder / NAME).exists() or read_notes(folder).restored:
        return False
    try:
        return check_readable(path, key) == SCHEMA_VERSION
    except Refusal:
        # The examination says what it is.
        return False


def knows_all_erased(connection: Connection, folder: Path) -> bool:
    """Whether the file has every erasure of the ledger beside it: an older copy would show someone erased since."""
    if not (folder / LEDGER).exists():
        return True
    buried = {(number, Id(bytes=key)) for number, key in connection.exec_driver_sql("SELECT tbl, pk FROM sync_tomb")}
    return all((number, one) in buried for table, number in TABLES.items() for one in buried_in(folder, table))
