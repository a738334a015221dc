"""Attached documents beside the backups: each encrypted file is copied once, whatever the number of backups.

They never change and bear an id drawn at random: a copy serves every backup of its shelf, and a backup put back finds
them there. Those of erased persons are taken away from every shelf that is written to.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from ceis_desk.core.files import open_private, sync_folder
from ceis_desk.core.ids import Id
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.exchange.erasure import buried_in
from ceis_desk.data.notes.files import FOLDER, files_in, is_sound, path_of

BESIDE = "documents-joints"
_CHUNK = 1 << 20


def keep_attached(folder: Path, shelf: Path, halt: Halt) -> None:
    """Copy what a shelf has not of the documents of a store, and read each copy back; raises OSError."""
    mirror(folder / FOLDER, shelf / BESIDE, buried_in(folder, "document"), halt)


def bring_back(shelf: Path, folder: Path) -> None:
    """Put in a store, beside a backup of this shelf, the documents that it has not; raises OSError."""
    mirror(shelf / BESIDE, folder / FOLDER, buried_in(folder, "document"), Halt(), thorough=True)


def mirror(source: Path, target: Path, erased: set[Id], halt: Halt, *, thorough: bool = False) -> None:
    """Bring into `target` the sound files that it lacks, and take away those that are erased; raises OSError.

    A file of the right length is there; `thorough` reads it too, as a restore does and no hourly backup could.
    """
    for document_id, path in files_in(target):
        if document_id in erased:
            path.unlink(missing_ok=True)
    for document_id, path in files_in(source):
        halt.check()
        held = path_of(target, document_id)
        there = held.exists() and held.stat().st_size == path.stat().st_size
        if document_id in erased or (there and (not thorough or is_sound(held))):
            continue
        # A spoiled file takes no sound one’s place, and is no use to a backup.
        if is_sound(path):
            target.mkdir(mode=0o700, exist_ok=True)
            _copy(path, held)
    if target.is_dir():
        sync_folder(target)


def count_attached(folder: Path) -> tuple[int, int]:
    """How many files of documents a store has, and how many are not as they were written; needs no key."""
    found = [is_sound(path) for _, path in files_in(folder / FOLDER)]
    return len(found), found.count(False)


def _copy(path: Path, target: Path) -> None:
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with path.open("rb") as source, open_private(part) as file:
            shutil.copyfileobj(source, file, _CHUNK)
            file.flush()
            os.fsync(file.fileno())
        if not is_sound(part):
            raise OSError(f"{target.name} does not read back")
        part.replace(target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
