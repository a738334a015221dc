"""Making a backup: copied by SQLite on a connection of its own, packed, read back whole, and only then named."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import hmac
import os
import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ceis_desk.access.backups import Backup
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import sync_folder
from ceis_desk.data.backup.attached import keep_attached
from ceis_desk.data.backup.container import (
    MEMBERS,
    Contents,
    Manifest,
    NotWhole,
    backup_of,
    digests,
    pack,
    tagged,
    unpack,
)
from ceis_desk.data.backup.contents import Unsound, check_sound, read_contents, reading
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.backup.shelf import ASIDE, free_name
from ceis_desk.data.keys.envelope import expand
from ceis_desk.data.keys.lock import locked
from ceis_desk.data.keys.ring import check_ring
from ceis_desk.data.opening import STORE_FILE, connect_raw
from ceis_desk.data.troubles import DAMAGED, plain, sqlite_code

_PAGES_A_STEP = 2000
_PACK, _AGAIN = "paquet", "relu"
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def make_backup(folder: Path, key: bytes, moment: dt.datetime, shelf: Path, halt: Halt | None = None) -> Backup:
    """Make a verified backup of the store of `folder` in `shelf`; what was there before is never touched.

    Raises Refusal, or Cancelled when `halt` was asked. The writer is never held: it is another connection that reads.
    """
    halt = halt or Halt()
    aside = shelf / f"{ASIDE}{secrets.token_hex(4)}"
    try:
        aside.mkdir(mode=0o700)
        try:
            written_at = time.time()
            contents = _copy(folder / STORE_FILE, aside / STORE_FILE, key, halt)
            _copy_keys(folder, aside)
            manifest = Manifest(contents, moment, written_at, digests(aside))
            pack(aside / _PACK, aside, tagged(manifest, _tag(key, manifest)))
            for name in MEMBERS:
                (aside / name).unlink()
            verify(aside / _PACK, key, aside / _AGAIN, halt)
            keep_attached(folder, shelf, halt)
            target = free_name(shelf, moment)
            (aside / _PACK).replace(target)
            sync_folder(shelf)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return backup_of(target, manifest)
    except OSError as error:
        raise Refusal(unwritten(error)) from error


def verify(path: Path, key: bytes, room: Path, halt: Halt | None = None) -> Manifest:
    """Read a backup file back into the new folder `room` and prove it: bytes, key, pages, links, rows.

    Raises Refusal, or OSError when `room` cannot be written.
    """
    room.mkdir(mode=0o700)
    manifest = unpack(path, room)
    prove(path, manifest, key, room, halt or Halt())
    return manifest


def prove(path: Path, manifest: Manifest, key: bytes, room: Path, halt: Halt) -> None:
    """Raise Refusal unless what was unpacked in `room` is what the manifest says, under this key."""
    if not hmac.compare_digest(manifest.tag, _tag(key, manifest)):
        raise NotWhole(path)
    check_ring(room, key)
    with reading(room / STORE_FILE, key, closed=True) as connection:
        check_sound(connection, halt, pages=True)
        if read_contents(connection, halt) != manifest.contents:
            raise NotWhole(path)


def unwritten(error: OSError) -> str:
    """The sentence when a backup could not be written."""
    if error.errno in _FULL:
        return (
            "La sauvegarde n’a pas été faite\u00a0: le disque est plein. Vos données et les sauvegardes d’avant sont "
            "intactes\u00a0: libérez de la place."
        )
    return (
        "La sauvegarde n’a pas pu être écrite. Vos données et les sauvegardes d’avant sont intactes\u00a0: "
        "vérifiez le disque et les droits de son dossier."
    )


def _copy(source: Path, target: Path, key: bytes, halt: Halt) -> Contents:
    """Copy every page as of one instant, others writing meanwhile; what that instant held, read from the source."""
    with reading(source, key) as connection:
        contents = read_contents(connection, halt)
        copy = _empty(target, key)
        try:
            connection.backup(copy, pages=_PAGES_A_STEP, progress=lambda *_: halt.check(), sleep=0)
            # The copied header says that a write-ahead log goes with the file: this one is closed, and alone.
            copy.execute("PRAGMA journal_mode = DELETE")
        except dbapi2.Error as error:
            raise _told(error) from error
        finally:
            copy.close()
    with target.open("r+b") as file:
        os.fsync(file.fileno())
    return contents


def _told(error: dbapi2.Error) -> BaseException:
    """A disk in the way is a disk, a page that does not read is damage; the rest is as everywhere."""
    code = sqlite_code(error)
    if code == dbapi2.SQLITE_FULL:
        return OSError(errno.ENOSPC, "disk full")
    if code == dbapi2.SQLITE_IOERR:
        return OSError(errno.EIO, "disk error")
    return Unsound() if code in DAMAGED else plain(error)


def _empty(target: Path, key: bytes) -> Any:
    target.touch(mode=0o600, exist_ok=False)
    copy = connect_raw(target, key, "mode=rw")
    copy.execute("PRAGMA synchronous = OFF")
    copy.execute("PRAGMA journal_mode = OFF")
    return copy


def _copy_keys(folder: Path, aside: Path) -> None:
    # After the data: a ring that is ahead of them is brought in line at the next opening.
    with locked(folder):
        for name in MEMBERS:
            if name != STORE_FILE:
                shutil.copyfile(folder / name, aside / name)


def _tag(key: bytes, manifest: Manifest) -> str:
    return hmac.new(expand(key, "backup 1"), manifest.line(), hashlib.sha256).hexdigest()
