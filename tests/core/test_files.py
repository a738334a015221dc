"""A file is written whole or not at all, and leaves nothing beside it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ceis_desk.core.files import ORDINARY, read_small, shown_name, write_whole


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_or_a_device_is_neither_replaced_nor_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "tube"
    os.mkfifo(path)
    with pytest.raises(FileExistsError):
        write_whole(path, b"x")
    assert path.is_fifo()
    assert list(tmp_path.iterdir()) == [path]
    for endless in (path, Path("/dev/zero")):
        with pytest.raises(OSError, match="Invalid argument"):
            read_small(endless)


def test_a_small_file_is_read_and_a_huge_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"petit")
    assert read_small(path) == b"petit"
    with path.open("r+b") as file:
        file.truncate(1 << 25)
    with pytest.raises(OSError, match="Invalid argument"):
        read_small(path)


def test_a_name_is_shown_on_one_line_of_letters() -> None:
    assert shown_name(Path("poste-é 1.ceis")) == "poste-é 1.ceis"
    assert shown_name(Path("a\nb\x1b[0m\udcff\u202e.ceis")) == "a\ufffdb\ufffd[0m\ufffd\ufffd.ceis"
