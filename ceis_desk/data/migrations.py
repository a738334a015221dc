"""Schema steps, forward only: one copy before, one transaction, and no way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import open_engine
from ceis_desk.data.schema import SCHEMA_VERSION

Step = Callable[[Connection], None]
STEPS: Mapping[int, Step] = {}
"""What brings version n to n + 1. Empty until the first release: the schema may still be edited in place."""


def bring_up_to_date(
    path: Path, key: bytes, version: int, *, target: int = SCHEMA_VERSION, steps: Mapping[int, Step] = STEPS
) -> Path | None:
    """Bring the file to `target`; returns the copy made before, or None when nothing was to be done."""
    if version == target:
        return None
    copy = path.with_name(f"{path.stem}.avant-v{target}{path.suffix}")
    _copy(path, copy, key)
    lane = SqlLane("migration", lambda: open_engine(path, key))

    def work(connection: Connection) -> None:
        for number in range(version, target):
            steps[number](connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {target}")

    try:
        lane.run(work).result()
    finally:
        lane.close()
    return copy


def _copy(path: Path, copy: Path, key: bytes) -> None:
    # SQLite's own backup reads the write-ahead log too; a plain file copy would miss it.
    copy.unlink(missing_ok=True)
    source = dbapi2.connect(str(path))
    aside = dbapi2.connect(str(copy))
    try:
        for connection in (source, aside):
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        source.backup(aside)
    finally:
        aside.close()
        source.close()
    copy.chmod(0o600)
