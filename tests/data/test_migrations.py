"""A store of an older schema is brought up to date after a copy; one of a newer schema is refused without a byte."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from ceis_desk.access.backups import Backup
from ceis_desk.core.errors import Refusal
from ceis_desk.data.backup.make import verify
from ceis_desk.data.founding import create_tables
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.migrations import bring_up_to_date
from ceis_desk.data.opening import STORE_FILE, check_readable, open_engine
from ceis_desk.data.schema import SCHEMA_VERSION
from tests.data.backup.safe_desks import key_of, safe_desk

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


def run(path: Path, job: object, key: bytes = KEY) -> object:
    lane = SqlLane("trial", lambda: open_engine(path, key))
    try:
        return lane.run(job).result()  # type: ignore[arg-type]  # any job on a connection
    finally:
        lane.close()


def columns(path: Path, key: bytes = KEY) -> set[str]:
    rows = run(path, lambda connection: connection.execute(text("PRAGMA table_info(person)")).all(), key)
    return {row[1] for row in rows}  # type: ignore[attr-defined]  # rows of a pragma


def test_a_store_of_this_schema_is_left_alone_and_nothing_is_copied(store: Path) -> None:
    asked: list[str] = []
    bring_up_to_date(store, KEY, SCHEMA_VERSION, before=lambda: asked.append("backup"))
    assert asked == []


def test_the_next_schema_is_reached_after_a_verified_backup_that_still_opens(tmp_path: Path) -> None:
    with safe_desk(tmp_path / "registre") as (desk, _):
        key = key_of(desk.folder)
        path = desk.folder / STORE_FILE
        made: list[Backup] = []
        desk.door.safety.end()
        bring_up_to_date(
            path,
            key,
            SCHEMA_VERSION,
            before=lambda: made.append(desk.door.safety.before_migration(key)),
            target=NEXT,
            steps={SCHEMA_VERSION: add_a_column},
        )
    assert "nickname" in columns(path, key)
    manifest = verify(made[0].path, key, tmp_path / "relu")
    assert manifest.contents.schema == SCHEMA_VERSION
    assert "nickname" not in columns(tmp_path / "relu" / STORE_FILE, key)


def test_an_older_backup_keeps_the_hash_that_it_was_given(tmp_path: Path) -> None:
    with safe_desk(tmp_path / "registre") as (desk, backup):
        key = key_of(desk.folder)
    bring_up_to_date(
        desk.folder / STORE_FILE, key, SCHEMA_VERSION, before=str, target=NEXT, steps={SCHEMA_VERSION: add_a_column}
    )
    assert verify(backup.path, key, tmp_path / "relu").contents.digest == backup.content


def test_without_its_backup_no_migration_begins(store: Path) -> None:
    def refuse() -> None:
        raise Refusal("Le disque est plein.")

    with pytest.raises(Refusal, match="plein"):
        bring_up_to_date(store, KEY, SCHEMA_VERSION, before=refuse, target=NEXT, steps={SCHEMA_VERSION: add_a_column})
    assert "nickname" not in columns(store)


def test_a_step_that_fails_leaves_the_store_as_it_was(store: Path) -> None:
    with pytest.raises(LookupError):
        bring_up_to_date(store, KEY, SCHEMA_VERSION, before=str, target=NEXT, steps={SCHEMA_VERSION: fail_half_way})
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
