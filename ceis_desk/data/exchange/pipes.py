"""What age reads from and writes to: files that count, sum, and keep what was raised, which age would only name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from ceis_desk.data.exchange.limits import FILE_BYTES, Beyond

SUM_BYTES = 32


def new_sum(begun: bytes = b"") -> hashlib.blake2b:
    """A BLAKE2b-256 under way."""
    return hashlib.blake2b(begun, digest_size=SUM_BYTES)


class Feed:
    """Pieces made when they are asked for, read as a file; what makes them may raise."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.failure: BaseException | None = None
        self._pieces = pieces
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        try:
            while len(self._ready) < size:
                self._ready += next(self._pieces)
        except StopIteration:
            pass
        except BaseException as failure:
            self.failure = failure
            raise
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken


class Gauge:
    """A file being written: its size, its sum, and the most it may weigh."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.failure: BaseException | None = None
        self.size = 0
        self.most = most
        self.sum = new_sum()
        self._file = file

    def write(self, content: bytes) -> int:
        try:
            self.size += len(content)
            if self.size > self.most:
                raise Beyond("a file too long")
            self._file.write(content)
        except BaseException as failure:
            self.failure = failure
            raise
        self.sum.update(content)
        return len(content)

    def flush(self) -> None:
        """The file is flushed once, when it is whole."""


class Part:
    """So many bytes of a file from where it stands, summed as they are read."""

    def __init__(self, file: BinaryIO, left: int, total: hashlib.blake2b) -> None:
        self.failure: OSError | None = None
        self.left = left
        self.sum = total
        self._file = file

    def read(self, size: int) -> bytes:
        try:
            taken = self._file.read(min(size, self.left))
        except OSError as failure:
            self.failure = failure
            raise
        self.left -= len(taken)
        self.sum.update(taken)
        return taken


class Vessel:
    """Bytes gathered in memory, never on a disk."""

    def __init__(self, most: int = FILE_BYTES) -> None:
        self.content = bytearray()
        self._most = most

    def write(self, content: bytes) -> int:
        if len(self.content) + len(content) > self._most:
            raise OSError("more than the file itself")
        self.content += content
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""
