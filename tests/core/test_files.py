"""A file is written whole or not at all, and leaves nothing beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ceis_desk.core.files import ORDINARY, write_whole


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
