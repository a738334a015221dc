"""Writing a file so that a power cut leaves the old one or the new one, never half of either."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PRIVATE, ORDINARY = 0o600, 0o666
_SMALL = 1 << 24


class NotSmall(OSError):
    """A folder, a pipe, a device or a huge file, where a small file was to be read."""


_BINARY: int = getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Write beside the target, flush to the disk, then take its name; raises OSError, the target then as it was."""
    with writing_whole(path, mode) as file:
        file.write(content)


@contextlib.contextmanager
def writing_whole(path: Path, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """A file that takes its name when the block ends; whatever the block or the disk raises leaves the old one."""
    if path.exists() and not path.is_file():
        # Taking its name would replace a device, a pipe or a socket by a file.
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with open_private(part, mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_small(path: Path) -> bytes:
    """The bytes of an ordinary file of 16 MiB at most; raises NotSmall for what else bears its name, or OSError."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _SMALL:
        raise NotSmall(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return path.read_bytes()


def open_private(path: Path, mode: int = PRIVATE) -> BinaryIO:
    """A new file, its owner's alone unless told otherwise; raises OSError when the name is taken."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb")


def sync_folder(folder: Path) -> None:
    """The new name itself reaches the disk; Windows opens no folder, and needs no such call."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def shown_name(path: Path) -> str:
    """The name of a file on one line, in letters that a terminal and a database take, whoever chose it."""
    return "".join("\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in path.name)
