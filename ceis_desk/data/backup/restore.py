"""Taking a backup back: proved aside with its own keys, then put in place; what was there is kept aside."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from sqlalchemy import Connection

from ceis_desk.access.backups import DamagedStore, NeedsWords, Restoration, Restored, moment_words
from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.files import sync_folder
from ceis_desk.core.ids import Id
from ceis_desk.data.backup.attached import bring_back
from ceis_desk.data.backup.container import Manifest, backup_of, unpack
from ceis_desk.data.backup.damage import examine
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.backup.make import prove
from ceis_desk.data.backup.notes import read_notes, write_notes
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.directory import DESK_KEY_NAME
from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.keys.lock import locked
from ceis_desk.data.keys.ring_file import RING_NAME, RingTrouble, read_ring
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.open_mark import NAME as OPEN_MARK
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.schema import SCHEMA_VERSION
from ceis_desk.data.staff import granted, read_accounts
from ceis_desk.data.trust import followed, read_trust

_STAGE = ".reprise-"
_DATA = (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", OPEN_MARK)
_KEYS = (DESK_KEY_NAME, RING_NAME)
Opened = ring.Unlocked | ring.Recovered
Attempt = Callable[[Callable[[], Opened]], Opened]
"""Runs the try of a password, counting those that are wrong; gives what it opened."""

NOT_ADMIN = (
    "Seule l’administration reprend une sauvegarde. Rien n’a changé\u00a0: demandez à une personne qui y était ce "
    "jour-là, ou servez-vous de la clé de secours."
)
OUTRUN = (
    "Une autre fenêtre vient de reprendre une sauvegarde dans ce dossier. La vôtre est intacte et n’a pas été mise en "
    "place\u00a0: regardez ce qui est là maintenant, puis recommencez si ce n’est pas ce qu’il faut."
)


def restore(
    folder: Path, asked: Restoration, moment: dt.datetime, attempt: Attempt, leave: Callable[[], None]
) -> Restored:
    """Take a backup back into a store folder, which may be empty or not exist yet; `leave` closes it.

    Raises Refusal, everything as it was: WrongPassword, Denied, NeedsWords before a good store, a disk in the way.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stage = folder / f"{_STAGE}{secrets.token_hex(4)}"
        stage.mkdir(mode=0o700)
        try:
            manifest = unpack(asked.file, stage)
            _check_schema(manifest)
            opened = attempt(lambda: _open(stage, asked))
            key = opened.dbk
            prove(asked.file, manifest, key, stage, Halt())
            _check_admin(stage, opened)
            ring_only = asked.ring_only or not (asked.replacing or _keys_are_good(folder, key))
            ring_only = ring_only and _data_open(folder, key, asked)
            if not (ring_only or asked.replacing):
                _check_no_good_store(folder, key, manifest)
            leave()
            with locked(folder):
                # Before anything is moved: another window may have ended its own meanwhile, and swept this one away.
                (stage / STORE_FILE).stat()
                aside = _swap_keys(stage, folder, moment) if ring_only else _swap(stage, folder, moment)
                # What a kill left of another try goes too.
                for left in folder.glob(f"{_STAGE}*"):
                    shutil.rmtree(left, ignore_errors=True)
        except (OSError, Refusal) as error:
            if not stage.exists():
                raise Refusal(OUTRUN) from error
            raise
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise Refusal(
            "La sauvegarde n’a pas pu être mise en place. Elle est intacte, ce qui était là est gardé\u00a0: fermez "
            "les autres fenêtres de CEIS Desk, vérifiez la place libre, puis recommencez."
        ) from error
    _settle(folder)
    # A disk in the way of a document spoils no restore: the window says of each whether its file is here.
    with contextlib.suppress(OSError):
        bring_back(asked.file.parent, folder)
    return Restored(backup_of(asked.file, manifest), aside, ring_only)


def _settle(folder: Path) -> None:
    """The file is in place and closed: what must be known of it at its first opening is noted here."""
    write_notes(folder, replace(read_notes(folder), restored=True, trouble=""))


def _check_schema(manifest: Manifest) -> None:
    if manifest.contents.schema > SCHEMA_VERSION:
        raise Refusal(
            "Cette sauvegarde a été faite par une version plus récente de CEIS Desk. Rien n’a changé\u00a0: "
            "installez la nouvelle version sur ce poste."
        )


def _open(stage: Path, asked: Restoration) -> Opened:
    if asked.recovery:
        return ring.open_with_recovery(stage, asked.recovery)
    return ring.unlock(stage, asked.login, asked.password)


def _check_admin(stage: Path, opened: Opened) -> None:
    """The paper key may do it; an account must have been at the administration, as it endorsed itself."""
    if isinstance(opened, ring.Recovered):
        return

    def roles(connection: Connection) -> frozenset[Role]:
        standing = read_trust(connection, followed(connection, opened.anchor)).of(Bearer.ACCOUNT, opened.account_id)
        accounts = read_accounts(connection)
        return next((granted(one, standing) for one in accounts if one.id == opened.account_id), frozenset())

    lane = SqlLane("restore", lambda: open_engine(stage / STORE_FILE, opened.dbk, read_only=True))
    try:
        held = lane.run(roles).result()
    finally:
        lane.close()
    if not may(held, Thing.ACCOUNTS, Level.WRITE):
        raise Denied(NOT_ADMIN)


def _keys_are_good(folder: Path, key: bytes) -> bool:
    try:
        ring.check_ring(folder, key)
    except RingTrouble:
        return False
    except Refusal:
        return True
    return True


def _data_open(folder: Path, key: bytes, asked: Restoration) -> bool:
    """Whether the data in place open with the keys of the backup; raises Refusal when they alone were asked for."""
    try:
        examine(folder, key)
    except DamagedStore as damaged:
        if not asked.ring_only:
            return False
        raise Refusal(
            "Le trousseau de cette sauvegarde n’ouvre pas les données de ce poste. Rien n’a changé\u00a0: "
            "reprenez la sauvegarde entière, ou choisissez-en une autre."
        ) from damaged
    return True


def _check_no_good_store(folder: Path, key: bytes, manifest: Manifest) -> None:
    """Raise NeedsWords when what is in place is good, or is another desk's and may be."""
    if not (folder / STORE_FILE).exists():
        return
    words = NeedsWords(
        "Des données en bon état sont en place. Rien n’a changé\u00a0: les remplacer par la sauvegarde du "
        f"{moment_words(manifest.moment, year=True)} demande une confirmation."
    )
    other = _desk_of(folder) not in (None, manifest.contents.desk_id)
    try:
        examine(folder, key)
    except DamagedStore:
        if other:
            raise words from None
        return
    except Refusal:
        # Too new, or in use: good all the same.
        raise words from None
    raise words


def _desk_of(folder: Path) -> Id | None:
    try:
        return read_ring(folder).desk_id
    except Refusal:
        return None


def _swap(stage: Path, folder: Path, moment: dt.datetime) -> Path | None:
    """Put the files in place; stopped anywhere, what is left is told as damage, never as a first start."""
    aside = _aside(folder, moment, (*_DATA, *_KEYS))
    if not (folder / RING_NAME).exists():
        _place_keys(stage, folder)
    if aside is not None:
        for name in _DATA:
            if (folder / name).exists():
                (folder / name).replace(aside / name)
    (stage / STORE_FILE).replace(folder / STORE_FILE)
    if (stage / RING_NAME).exists():
        _keep_keys(folder, aside)
        _place_keys(stage, folder)
    sync_folder(folder)
    return aside


def _swap_keys(stage: Path, folder: Path, moment: dt.datetime) -> Path | None:
    aside = _aside(folder, moment, _KEYS)
    _keep_keys(folder, aside)
    _place_keys(stage, folder)
    sync_folder(folder)
    return aside


def _aside(folder: Path, moment: dt.datetime, names: tuple[str, ...]) -> Path | None:
    """A new folder for what is in place, bearing the date; None when nothing is."""
    if not any((folder / name).exists() for name in names):
        return None
    stem = f"mis-de-cote-{moment:%Y-%m-%d-%H%M}"
    free = (folder / f"{stem}{f'-{rank}' if rank > 1 else ''}" for rank in count(1))
    aside = next(path for path in free if not path.exists())
    aside.mkdir(mode=0o700)
    return aside


def _keep_keys(folder: Path, aside: Path | None) -> None:
    for name in _KEYS:
        # Copied, for the name in place is never without a ring.
        if aside is None:
            continue
        if (folder / name).is_file():
            shutil.copyfile(folder / name, aside / name)
            (aside / name).chmod(0o600)
        elif os.path.lexists(folder / name):
            # A folder, a pipe or a broken link: it was no ring, and no file could take its name.
            (folder / name).replace(aside / name)


def _place_keys(stage: Path, folder: Path) -> None:
    for name in _KEYS:
        (stage / name).replace(folder / name)
