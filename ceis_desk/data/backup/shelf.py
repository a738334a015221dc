"""Where backups are kept: their names, the list of those that are whole, thinning, and the second place."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ceis_desk.access.backups import SUFFIX, Backup, kept_moments
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import open_private, sync_folder
from ceis_desk.core.ids import Id
from ceis_desk.core.paths import settings_file
from ceis_desk.core.settings import load_settings
from ceis_desk.data.backup.attached import BESIDE, mirror
from ceis_desk.data.backup.container import describe, is_whole
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.exchange.erasure import buried_in
from ceis_desk.data.threshold import SHELF

ASIDE = ".en-cours-"
LOCK_NAME = "backups.lock"
_DESK_DIGITS = 12
_CHUNK = 1 << 20


def shelf_of(folder: Path) -> Path:
    """Where the backups of a store are kept beside it."""
    return folder / SHELF


def second_place(folder: Path) -> Path | None:
    """The second place chosen on this PC, None when there is none."""
    chosen = load_settings(settings_file(folder)).second_place
    return Path(chosen) if chosen else None


def shelf_at(place: Path, desk_id: Id) -> Path:
    """The folder of one desk in a place that several desks may share: the end of an id is drawn, its head is a time."""
    return place / f"ceis-{desk_id.hex[-_DESK_DIGITS:]}"


def free_name(shelf: Path, moment: dt.datetime) -> Path:
    """The name of a backup of this moment that no file bears yet."""
    stem = f"ceis-{moment:%Y-%m-%d-%H%M}"
    names = (f"{stem}{f'-{rank}' if rank > 1 else ''}{SUFFIX}" for rank in count(1))
    return next(shelf / name for name in names if not (shelf / name).exists())


def listed(shelf: Path) -> list[Backup]:
    """The backups of a shelf by their manifests, latest first; a file that is none is passed over."""
    found = []
    with contextlib.suppress(OSError):
        for path in sorted(shelf.glob(f"*{SUFFIX}")):
            with contextlib.suppress(Refusal, OSError):
                found.append(describe(path))
    return sorted(found, key=lambda backup: (backup.clock, backup.moment), reverse=True)


def best(folder: Path, desk_id: Id | None, latest_schema: int) -> Backup | None:
    """The latest backup that is whole, here or at the second place; of that desk rather than of another."""
    found = listed(shelf_of(folder))
    place = second_place(folder)
    if place is not None:
        for desk in {desk_id} if desk_id else {backup.desk_id for backup in found} or _desks_at(place):
            found += listed(shelf_at(place, desk))
    fit = [backup for backup in found if backup.schema <= latest_schema]
    ranked = sorted(fit, key=lambda backup: (backup.desk_id == desk_id, backup.clock, backup.moment), reverse=True)
    return next((backup for backup in ranked if is_whole(backup.path)), None)


def _desks_at(place: Path) -> set[Id]:
    shelves = [path for path in place.glob("ceis-*") if path.is_dir()] if place.is_dir() else []
    return {backup.desk_id for shelf in shelves for backup in listed(shelf)}


def thin(shelf: Path, desk_id: Id, now: dt.datetime) -> None:
    """Remove the backups of one desk that time has made useless; never the last one."""
    own = [backup for backup in listed(shelf) if backup.desk_id == desk_id]
    kept = kept_moments((backup.moment for backup in own), now)
    # The list comes latest first: of two in the same minute the later one stays.
    seen: set[dt.datetime] = set()
    for backup in own:
        if backup.moment not in kept or backup.moment in seen:
            with contextlib.suppress(OSError):
                backup.path.unlink()
        seen.add(backup.moment)


def remove_of(folder: Path, desk_id: Id) -> None:
    """Remove every backup of one desk beside its store: that of example data. Raises OSError."""
    shelf = shelf_of(folder)
    for backup in listed(shelf):
        if backup.desk_id == desk_id:
            backup.path.unlink(missing_ok=True)
    if shelf.is_dir() and not any(shelf.glob(f"*{SUFFIX}")):
        shutil.rmtree(shelf)


def copy_to(backup: Path, shelf: Path) -> Path:
    """Copy a backup of a store’s own shelf, with the documents beside it, into another one, and read it back.

    Raises OSError, or Refusal when they differ.
    """
    shelf.mkdir(mode=0o700, exist_ok=True)
    target = shelf / backup.name
    part = shelf / f"{ASIDE}{secrets.token_hex(4)}"
    try:
        with backup.open("rb") as source, open_private(part) as file:
            shutil.copyfileobj(source, file, _CHUNK)
            file.flush()
            os.fsync(file.fileno())
        if not _same(backup, part):
            raise Refusal(
                "La copie à la seconde place ne se relit pas. La sauvegarde de ce poste est intacte\u00a0: "
                "vérifiez ce disque ou choisissez-en un autre."
            )
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(shelf)
    mirror(backup.parent / BESIDE, shelf / BESIDE, buried_in(backup.parent.parent, "document"), Halt())
    return target


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while (chunk := first.read(_CHUNK)) == second.read(_CHUNK):
            if not chunk:
                return True
    return False


def sweep(shelf: Path) -> None:
    """Remove what a stop left of a backup being made; only under the lock of the shelf."""
    for aside in _asides(shelf):
        if aside.is_dir():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.unlink(missing_ok=True)


def _asides(shelf: Path) -> Iterator[Path]:
    yield from shelf.glob(f"{ASIDE}*")
