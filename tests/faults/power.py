"""A power cut: the disk of any instant is built again from the log of disk.c, what was not synced dropped or torn."""

from __future__ import annotations

import contextlib
import itertools
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.children import CAMPAIGNS
from tests.faults.disk import Disk

_HEAD = struct.Struct("<cIQQ")
_SECTOR = 512
_KEPT, _TORN = 1 / 2, 1 / 3
_MAPPED = "-shm"  # written through memory, and built again by SQLite after a stop


@dataclass(frozen=True)
class Event:
    """One changing call, one sync, or a word of the program, in the order in which they ended."""

    kind: str
    path: str
    offset: int
    data: bytes


def read_log(log: Path) -> Iterator[Event]:
    """What was written down, in order."""
    content, at = log.read_bytes(), 0
    while at < len(content):
        kind, length, offset, size = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        path, at = content[at : at + length].decode(), at + length
        yield Event(kind.decode(), path, offset, content[at : at + size])
        at += size


@dataclass
class File:
    """What the disk holds of a file for sure, and what it may or may not have of it."""

    kept: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is on the disk."""
        for event in self.waiting:
            _put(self.kept, event, len(event.data))
        self.waiting.clear()

    def after_cut(self, random: Random) -> bytes:
        """What a power cut leaves: each write kept or not whatever its order, one kept in three being torn."""
        left = bytearray(self.kept)
        for event in self.waiting:
            if random.random() < _KEPT:
                sectors = -(-len(event.data) // _SECTOR)
                torn = random.random() < _TORN
                _put(left, event, random.randint(0, sectors) * _SECTOR if torn else len(event.data))
        return bytes(left)


def _put(content: bytearray, event: Event, size: int) -> None:
    if event.kind == "t":
        del content[event.offset :]
    content.extend(bytes(max(0, event.offset - len(content))))
    data = event.data[:size]
    content[event.offset : event.offset + len(data)] = data


Names = dict[str, File]


@dataclass
class Platter:
    """The disk under a folder: the names that the program sees, those on the disk for sure, and the changes between."""

    root: Path
    seen: Names
    sure: Names
    changes: list[tuple[Event, File]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path) -> Platter:
        """Everything under `root`, on the disk for sure."""
        files = {str(path): File(bytearray(path.read_bytes())) for path in root.rglob("*") if path.is_file()}
        return cls(root, dict(files), dict(files))

    def take(self, event: Event) -> None:
        """One more event."""
        if event.kind == "m":
            self.words.append(event.path)
        elif event.kind in "cru":
            file = File()
            self.changes.append((event, file))
            _change(self.seen, event, file)
        elif event.kind in "wt":
            self.seen[event.path].waiting.append(event)
        elif event.kind == "s" and event.path in self.seen:
            self.seen[event.path].sync()
        elif event.kind == "s":
            # A folder. The journal of names is kept in order: all that was changed before is on the disk as well.
            self._sync_names()

    def _sync_names(self) -> None:
        for event, file in self.changes:
            _change(self.sure, event, file)
        self.changes.clear()

    def cut(self, folder: Path, random: Random) -> None:
        """Build in `folder` what is left of the disk after a power cut now."""
        names = dict(self.sure)
        for event, file in self.changes[: random.randint(0, len(self.changes))]:
            _change(names, event, file)
        for path, file in names.items():
            if not path.endswith(_MAPPED):
                target = folder / Path(path).relative_to(self.root)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.after_cut(random))


def _change(names: Names, event: Event, file: File) -> None:
    if event.kind == "c":
        names[event.path] = file
    elif event.kind == "r" and event.path in names:
        names[event.data.decode()] = names.pop(event.path)
    elif event.kind == "u":
        names.pop(event.path, None)


class _Enough(Exception):
    """The recording is long enough."""


def record(recipe: str, folder: Path, words: int) -> None:
    """Do the work of a campaign over the disk that remembers, until it has confirmed so many words."""
    disk, count = Disk(), itertools.count(1)

    def confirm(word: str) -> None:
        disk.mark(word)
        if next(count) >= words:
            raise _Enough

    with contextlib.suppress(_Enough):
        CAMPAIGNS[recipe].work(folder, confirm)


if __name__ == "__main__":
    record(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
