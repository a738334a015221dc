"""The failing disk of the tests: builds disk.c, starts Python over it, and tells it what must fail."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SOURCE = Path(__file__).with_name("disk.c")
WHY_NOT = "this fault needs Linux and a C compiler (cc): the failing disk is a small library loaded before libc"


@dataclass(frozen=True)
class Trouble:
    """A way to fail: once, or from then on until room is made."""

    code: int
    lasting: bool


FULL = Trouble(errno.ENOSPC, lasting=True)
BROKEN = Trouble(errno.EIO, lasting=False)
READ_ONLY = Trouble(errno.EROFS, lasting=True)
TROUBLES = {"full": FULL, "broken": BROKEN, "read only": READ_ONLY}


def can_fail() -> bool:
    """Whether a failing disk can be built here."""
    return sys.platform.startswith("linux") and shutil.which("cc") is not None


def build(folder: Path) -> Path:
    """The library, built in `folder`."""
    library = folder / "disk.so"
    line = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE), "-ldl", "-pthread"]
    subprocess.run(line, check=True, capture_output=True)
    return library


def start(library: Path, root: Path, *words: str, log: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one module of the tests over the disk, for the files under `root`; its answer is on its output."""
    asked = {"LD_PRELOAD": str(library), "CEIS_DISK_ROOT": str(root).rstrip(os.sep) + os.sep, "PYTHONPATH": str(ROOT)}
    if log is not None:
        asked["CEIS_DISK_LOG"] = str(log)
    return subprocess.run(
        [sys.executable, "-m", *words], env={**os.environ, **asked}, capture_output=True, text=True, check=False
    )


class Disk:
    """The disk under this process, when `start` has started it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.disk_calls.restype = ctypes.c_long

    def fail(self, nth: int, trouble: Trouble) -> None:
        """The n-th changing call from now on fails."""
        self._library.disk_fail(ctypes.c_long(nth), trouble.code, int(trouble.lasting))

    def mend(self) -> int:
        """Nothing fails any more; the number of changing calls since `fail`."""
        calls: int = self._library.disk_calls()
        self._library.disk_fail(ctypes.c_long(0), 0, 0)
        return calls

    def mark(self, word: str) -> None:
        """Write a word in the log among what was written."""
        self._library.disk_mark(word.encode())
