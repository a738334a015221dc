"""A small file that lives while the store is open: the last clock given, so that a log lost after a stop is noticed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import IO

from ceis_desk.core.files import PRIVATE

NAME = "ceis.ouvert"
_DIGITS = 20


class OpenMark:
    """Noted after each commit, never before: what the file says is never ahead of what is on the disk.

    Losing it costs a detection, no data: no write waits for the disk here, and a failure is not told.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file: IO[bytes] | None = None

    def note(self, clock: int) -> None:
        """Say that rows of this clock are in the store."""
        with contextlib.suppress(OSError):
            if self._file is None:
                handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
                self._file = os.fdopen(handle, "wb", buffering=0)
            self._file.seek(0)
            self._file.write(f"{clock:0{_DIGITS}d}\n".encode())

    def end(self) -> None:
        """The store is closed in order: its log goes into it, nothing can be missing."""
        with contextlib.suppress(OSError):
            if self._file is not None:
                self._file.close()
                self._file = None
                self._path.unlink(missing_ok=True)


def last_clock(folder: Path) -> int:
    """The last clock noted by an opening that did not end in order, 0 when there is none."""
    try:
        return int((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return 0
