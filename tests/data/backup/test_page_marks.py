"""The marks of the pages, read without SQLCipher: they hold and fail exactly when it says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ceis_desk.data.backup.page_marks import every_mark_holds
from ceis_desk.data.opening import CLOSED_FILE, STORE_FILE, connect_raw
from tests.data.backup.safe_desks import key_of, safe_desk, welcome

PAGE = 4096


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marks") / "registre"
    with safe_desk(folder) as (desk, _):
        welcome(desk.enter("sofiane"), 2)
    return folder


def agreed(folder: Path, key: bytes) -> bool:
    """What the marks say, SQLCipher saying the same."""
    connection = connect_raw(folder / STORE_FILE, key, CLOSED_FILE)
    try:
        sound = connection.execute("PRAGMA cipher_integrity_check").fetchone() is None
    finally:
        connection.close()
    holds = every_mark_holds(folder / STORE_FILE, key)
    assert holds is sound
    return holds


def test_the_marks_of_a_store_closed_in_order_all_hold(closed: Path) -> None:
    assert agreed(closed, key_of(closed))


@pytest.mark.parametrize("page", [1, 2, -1])
@pytest.mark.parametrize(("where", "what"), [(100, "content"), (PAGE - 70, "vector"), (PAGE - 1, "mark")])
def test_one_byte_changed_anywhere_in_a_page_breaks_its_mark(
    closed: Path, tmp_path: Path, page: int, where: int, what: str
) -> None:
    folder = tmp_path / what
    shutil.copytree(closed, folder)
    path = folder / STORE_FILE
    content = bytearray(path.read_bytes())
    start = (page - 1) * PAGE if page > 0 else len(content) - PAGE
    content[start + where] ^= 1
    path.write_bytes(bytes(content))
    assert not every_mark_holds(path, key_of(closed))
    if page != 1:
        # SQLCipher opens nothing at all behind a first page whose mark is broken.
        assert not agreed(folder, key_of(closed))


def test_no_mark_holds_under_another_key(closed: Path) -> None:
    assert not every_mark_holds(closed / STORE_FILE, bytes(32))
