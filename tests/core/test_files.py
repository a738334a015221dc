"""A file is written whole or not at all, and leaves nothing beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ceis_desk.core.files import ORDINARY, write_csv, write_whole


def test_a_file_is_replaced_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"ancien")
    write_whole(path, b"nouveau")
    assert path.read_bytes() == b"nouveau"
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_document_may_be_read_as_the_system_says(tmp_path: Path) -> None:
    path = tmp_path / "f"
    write_whole(path, b"x", ORDINARY)
    assert path.stat().st_mode & 0o600 == 0o600


def test_a_disk_that_is_full_leaves_the_old_file_and_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"ancien")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"nouveau")
    assert path.read_bytes() == b"ancien"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_opens_in_a_french_spreadsheet_and_is_never_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f.csv"
    write_csv(path, [("é", 1), ("a;b", 2)])
    whole = '\ufeffé;1\r\n"a;b";2\r\n'.encode()
    assert path.read_bytes() == whole

    def broken(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input"):
        write_csv(path, [("x", 3)])
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]
