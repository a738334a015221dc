"""The lock of a folder's keys: one at a time, and never a lock on a file that has gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.data.keys import lock
from ceis_desk.data.keys.lock import LOCK_NAME, locked


@pytest.mark.skipif(sys.platform == "win32", reason="asks the lock of POSIX without waiting")
def test_a_lock_is_held_by_one_and_free_again_afterwards(tmp_path: Path) -> None:
    import fcntl

    with locked(tmp_path):
        other = os.open(tmp_path / LOCK_NAME, os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


def test_a_lock_whose_file_went_away_while_it_was_awaited_is_taken_on_the_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = lock._wait_for
    removed: list[int] = []

    def wait_for(handle: int) -> None:
        if not removed:
            removed.append(handle)
            (tmp_path / LOCK_NAME).unlink()
        honest(handle)

    monkeypatch.setattr(lock, "_wait_for", wait_for)
    with locked(tmp_path):
        assert (tmp_path / LOCK_NAME).exists()


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="n’a pas pu être écrit"), locked(tmp_path / "absent"):
        pass
