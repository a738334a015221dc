"""One process at a time changes the keys of a folder: a lock of the system, let go even by a process that is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import PRIVATE

LOCK_NAME = "keyring.lock"


@contextmanager
def locked(folder: Path, name: str = LOCK_NAME) -> Iterator[None]:
    """Hold the lock of the folder, waiting for it; raises Refusal when it cannot be had. One thread takes it once."""
    try:
        handle = _taken(folder / name)
    except OSError as failure:
        raise Refusal(
            f"Le fichier {name} n’a pas pu être écrit ou sert à un autre écran. Rien n’a changé\u00a0: "
            "vérifiez que ce dossier accepte l’écriture, puis réessayez.",
        ) from failure
    try:
        yield
    finally:
        _let_go(handle)
        os.close(handle)


def _taken(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            _wait_for(handle)
            if _is_still(path, handle):
                return handle
        except OSError:
            os.close(handle)
            raise
        # The file went away with an example just removed: its lock protects nothing any more.
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _wait_for(handle: int) -> None:
        # Ten tries, one a second, then OSError.
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _let_go(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _wait_for(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
