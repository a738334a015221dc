"""A store of an older schema is brought up to date after a copy; one of a newer schema is refused without a byte."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from ceis_desk.core.errors import Refusal
from ceis_desk.data.founding import create_tables
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.migrations import bring_up_to_date
from ceis_desk.data.opening import STORE_FILE, check_readable, open_engine
from ceis_desk.data.schema import SCHEMA_VERSION

KEY = secrets.token_bytes(32)
NEXT = SCHEMA_VERSION + 1


def add_a_column(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT ''"))


def fail_half_way(connection: Connection) -> None:
    add_a_column(connection)
    raise LookupError


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / STORE_FILE
    run(path, create_tables)
    return path


def run(path: Path, job: object) -> object:
    lane = SqlLane("trial", lambda: open_engine(path, KEY))
    try:
        return lane.run(job).result()  # type: ignore[arg-type]  # any job on a connection
    finally:
        lane.close()


def columns(path: Path) -> set[str]:
    rows = run(path, lambda connection: connection.execute(text("PRAGMA table_info(person)")).all())
    return {row[1] for row in rows}  # type: ignore[attr-defined]  # rows of a pragma


def test_a_store_of_this_schema_is_left_alone(store: Path) -> None:
    assert bring_up_to_date(store, KEY, SCHEMA_VERSION) is None


def test_the_next_schema_is_reached_after_a_copy_that_opens(store: Path) -> None:
    copy = bring_up_to_date(store, KEY, SCHEMA_VERSION, target=NEXT, steps={SCHEMA_VERSION: add_a_column})
    assert copy is not None
    assert "nickname" in columns(store)
    assert "nickname" not in columns(copy)
    assert check_readable(copy, KEY) == SCHEMA_VERSION


def test_a_step_that_fails_leaves_the_store_as_it_was(store: Path) -> None:
    with pytest.raises(LookupError):
        bring_up_to_date(store, KEY, SCHEMA_VERSION, target=NEXT, steps={SCHEMA_VERSION: fail_half_way})
    assert check_readable(store, KEY) == SCHEMA_VERSION
    assert "nickname" not in columns(store)


def test_a_newer_store_is_refused_without_writing_a_byte(store: Path) -> None:
    connection = dbapi2.connect(str(store))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute(f"PRAGMA user_version = {NEXT}")
    connection.close()
    before = {path.name: path.read_bytes() for path in store.parent.iterdir()}
    with pytest.raises(Refusal, match="plus récente"):
        check_readable(store, KEY)
    assert {path.name: path.read_bytes() for path in store.parent.iterdir()} == before
