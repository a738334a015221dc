"""A desk where some work was done, its backup, and its files as a closing or a stop leave them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from ceis_desk.access.backups import Backup, Restoration
from ceis_desk.access.door import Opened
from ceis_desk.core.clock import Clock
from ceis_desk.data.backup.container import Contents
from ceis_desk.data.backup.contents import read_contents, reading
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys import ring
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from tests.scenarios.desks import PASSWORD, QUICK, Desk, new_desk

MORNING = dt.datetime(2019, 6, 18, 10, 0)


def welcome(opened: Opened, count: int = 3) -> None:
    """Open some records and record an arrival of each."""
    for rank in range(count):
        done = opened.store.do(CreatePerson(Identity(used_name="Canari", first_name=f"Odile {rank}"))).result()
        opened.store.do(RecordVisit((done.made[0],))).result()


@contextmanager
def safe_desk(folder: Path, clock: Clock = lambda: MORNING) -> Iterator[tuple[Desk, Backup]]:
    """A desk where people were welcomed, and its backup; the administration is signed in."""
    with new_desk(folder, clock) as desk:
        welcome(desk.enter("sofiane"))
        desk.enter("helene")
        yield desk, desk.door.safety.backup().result()


def key_of(folder: Path) -> bytes:
    """The raw key of a store."""
    return ring.unlock(folder, "helene", PASSWORD).dbk


def contents_of(folder: Path, key: bytes | None = None) -> Contents:
    """What the store of a folder holds."""
    with reading(folder / STORE_FILE, key or key_of(folder)) as connection:
        return read_contents(connection, Halt())


def door_of(folder: Path) -> LocalDoor:
    """Another opening of the folder, as after a start."""
    return LocalDoor(folder, lambda: MORNING, QUICK)


def vouched(backup: Path, *, replacing: bool = False, ring_only: bool = False) -> Restoration:
    """The administration vouches for a backup."""
    return Restoration(backup, "helene", PASSWORD, replacing=replacing, ring_only=ring_only)


def run_sql(folder: Path, key: bytes, statement: str) -> None:
    """One statement on a closed store, outside of the program."""
    lane = SqlLane("trial", lambda: open_engine(folder / STORE_FILE, key))

    def work(connection: Connection) -> None:
        connection.execute(text(statement))

    try:
        lane.run(work).result()
    finally:
        lane.close()


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name, but for the index that reading a log makes beside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }
