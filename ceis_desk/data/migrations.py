"""Schema steps, forward only: one verified backup before, one transaction, and no way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import open_engine
from ceis_desk.data.schema import SCHEMA_VERSION

Step = Callable[[Connection], None]
STEPS: Mapping[int, Step] = {}
"""What brings version n to n + 1. Empty until the first release: the schema may still be edited in place."""


def bring_up_to_date(
    path: Path,
    key: bytes,
    version: int,
    *,
    before: Callable[[], object],
    target: int = SCHEMA_VERSION,
    steps: Mapping[int, Step] = STEPS,
) -> None:
    """Bring the file to `target`; `before` makes the backup that every migration begins with, and may refuse."""
    if version == target:
        return
    before()
    lane = SqlLane("migration", lambda: open_engine(path, key))

    def work(connection: Connection) -> None:
        for number in range(version, target):
            steps[number](connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {target}")

    try:
        lane.run(work).result()
    finally:
        lane.close()
