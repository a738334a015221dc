"""The safety of one desk at work: backups on a thread of their own, restore and check on the door's."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ceis_desk.access.backups import Backup, BackupState, Health, Restoration, Restored, place_words
from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.data.backup.attached import count_attached
from ceis_desk.data.backup.contents import mark_of, reading
from ceis_desk.data.backup.damage import examine_whole
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.backup.make import make_backup, unwritten
from ceis_desk.data.backup.notes import read_notes, write_notes
from ceis_desk.data.backup.offer import offering
from ceis_desk.data.backup.restore import restore
from ceis_desk.data.backup.shelf import (
    LOCK_NAME,
    copy_to,
    listed,
    second_place,
    shelf_at,
    shelf_of,
    sweep,
    thin,
)
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.lock import locked
from ceis_desk.data.keys.ring_file import read_ring
from ceis_desk.data.store import DENIED, OpenFile
from ceis_desk.data.threshold import check_looks

_log = logging.getLogger(__name__)
_CLOSED = "Le fichier des données est fermé. Rien n’a été sauvegardé\u00a0: ouvrez une session, puis recommencez."


@dataclass(frozen=True)
class Host:
    """What the door lends: its clock, its open file, the roles of whoever is in, its thread, its way to close."""

    now: Callable[[], dt.datetime]
    file: Callable[[], OpenFile | None]
    roles: Callable[[], frozenset[Role]]
    submit: Callable[[Callable[[], Any]], Future[Any]]
    attempt: Callable[[Callable[[], Any]], Any]
    leave: Callable[[], None]


class LocalSafety:
    """The safety of one store folder (access.safety.Safety)."""

    def __init__(self, folder: Path, host: Host) -> None:
        self._folder, self._host = folder, host
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ceis-backup")
        self._halt = Halt()
        self._mark: tuple[int, int, str] | None = None

    # -- backups

    def keep(self) -> Future[BackupState]:
        """Make the automatic backup when something has changed since the last one."""
        return self._worker.submit(self._keep)

    def state(self) -> Future[BackupState]:
        """How safe the desk is."""
        return self._worker.submit(self._state)

    def backup(self, place: Path | None = None) -> Future[Backup]:
        """Make a backup now."""

        def work() -> Backup:
            self._require(Level.WRITE)
            if place is not None:
                return self._make(self._open_file(), _existing(place))
            return self._make_on_shelf(self._open_file())

        return self._worker.submit(work)

    def backups(self) -> Future[tuple[Backup, ...]]:
        """The backups beside the store, latest first."""

        def work() -> tuple[Backup, ...]:
            self._require(Level.READ)
            return tuple(listed(shelf_of(self._folder)))

        return self._worker.submit(work)

    def stop(self) -> None:
        """Give up the backup under way."""
        self._halt.ask()

    def rest(self) -> None:
        """Wait for the backup under way; with the file closed, none begins after it."""
        self._worker.submit(_nothing).result()

    def end(self) -> None:
        """End the thread; the backup under way is finished first, unless it was given up."""
        self._worker.shutdown()

    def before_migration(self, key: bytes) -> Backup:
        """The copy that a migration asks for: the same verified backup. Raises Refusal: nothing is migrated then."""
        with self._shelf() as shelf:
            return make_backup(self._folder, key, self._host.now(), shelf, self._halt)

    def _keep(self) -> BackupState:
        file = self._host.file()
        if file is None:
            return self._state()
        try:
            self._make_on_shelf(file, only_if_changed=True)
        except Refusal as refusal:
            _log.info("the automatic backup was refused: %s", type(refusal).__name__)
            self._note(trouble=refusal.sentence)
        return self._state()

    def _make_on_shelf(self, file: OpenFile, *, only_if_changed: bool = False) -> Backup:
        with self._shelf() as shelf:
            with reading(file.path, file.key) as connection:
                mark = mark_of(connection)
            desk_id = read_ring(self._folder).desk_id
            held = [backup for backup in listed(shelf) if backup.desk_id == desk_id]
            if only_if_changed and held and mark == self._mark:
                made = held[0]
            else:
                made = self._make(file, shelf)
                self._mark = mark
            thin(shelf, made.desk_id, self._host.now())
        self._copy(made)
        return made

    def _make(self, file: OpenFile, shelf: Path) -> Backup:
        return make_backup(self._folder, file.key, self._host.now(), shelf, self._halt)

    @contextlib.contextmanager
    def _shelf(self) -> Any:
        shelf = shelf_of(self._folder)
        try:
            shelf.mkdir(mode=0o700, exist_ok=True)
            with locked(shelf, LOCK_NAME):
                sweep(shelf)
                yield shelf
        except OSError as error:
            raise Refusal(unwritten(error)) from error

    def _copy(self, made: Backup) -> None:
        place = second_place(self._folder)
        if place is None:
            self._note(trouble="", copied="")
            return
        try:
            if not place.is_dir():
                raise Refusal(
                    f"La seconde place {place_words(str(place))} n’est pas là. La sauvegarde est gardée sur ce poste "
                    "seulement\u00a0: rebranchez ce disque, ou changez-le dans les réglages."
                )
            shelf = shelf_at(place, made.desk_id)
            if read_notes(self._folder).copied != made.path.name or not (shelf / made.path.name).exists():
                copy_to(made.path, shelf)
            thin(shelf, made.desk_id, self._host.now())
        except Refusal as refusal:
            self._note(trouble=refusal.sentence, copied="")
        except OSError:
            self._note(
                trouble=f"La copie dans {place_words(str(place))} n’a pas pu être écrite. La sauvegarde est gardée sur "
                "ce poste seulement\u00a0: vérifiez la place libre et les droits de ce dossier.",
                copied="",
            )
        else:
            self._note(trouble="", copied=made.path.name)

    def _note(self, trouble: str, copied: str | None = None) -> None:
        before = read_notes(self._folder)
        write_notes(self._folder, replace(before, trouble=trouble, copied=before.copied if copied is None else copied))

    def _state(self) -> BackupState:
        notes = read_notes(self._folder)
        last = next(iter(listed(shelf_of(self._folder))), None)
        place = second_place(self._folder)
        return BackupState(
            last,
            str(place) if place else "",
            last is not None and notes.copied == last.path.name,
            notes.trouble,
        )

    # -- taking back, checking

    def restore(self, asked: Restoration) -> Future[Restored]:
        """Take a backup back; the one being made meanwhile is finished before anything is moved."""

        def leave() -> None:
            self._host.leave()
            self.rest()

        def work() -> Restored:
            done = restore(self._folder, asked, self._host.now(), self._host.attempt, leave)
            self._mark = None
            return done

        return self._host.submit(work)

    def check(self, login: str, password: str) -> Future[Health]:
        """Read the whole store."""

        def work() -> Health:
            with offering(self._folder):
                check_looks(self._folder)
                key = self._host.attempt(lambda: ring.unlock(self._folder, login, password).dbk)
                contents = examine_whole(self._folder, key)
            last = next(iter(listed(shelf_of(self._folder))), None)
            attached, spoiled = count_attached(self._folder)
            rows = sum(contents.counts.values())
            return Health(contents.schema, rows, contents.digest, last, attached, spoiled)

        return self._host.submit(work)

    def _open_file(self) -> OpenFile:
        file = self._host.file()
        if file is None:
            raise Refusal(_CLOSED)
        return file

    def _require(self, level: Level) -> None:
        if not may(self._host.roles(), Thing.ACCOUNTS, level):
            raise Denied(DENIED)


def _existing(place: Path) -> Path:
    if not place.is_dir():
        raise Refusal(f"Le dossier {place} n’existe pas. Rien n’a été écrit\u00a0: choisissez-en un autre.")
    return place


def _nothing() -> None:
    """Waiting for it is waiting for what came before."""
