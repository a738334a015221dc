"""The safety of a desk without a disk: what it answers is set, what was asked of it is kept."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from ceis_desk.access.backups import Backup, BackupState, Health, Restoration, Restored
from ceis_desk.core.ids import new_id

T = TypeVar("T")


def done(value: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(value)
    return future


def refused(refusal: Exception) -> Future[T]:
    future: Future[T] = Future()
    future.set_exception(refusal)
    return future


def backup_of(moment: dt.datetime) -> Backup:
    """A backup of that moment."""
    path = Path(f"/sauvegardes/ceis-{moment:%Y-%m-%d-%H%M}.sauvegarde")
    return Backup(path, new_id(), moment, moment.timestamp(), 1, 1, "00", 71_574, 22_624_480)


class FakeSafety:
    """`held` keeps the automatic backups waiting; `answers` are what restore says, in order."""

    def __init__(self) -> None:
        self.now_state = BackupState()
        self.kept: tuple[Backup, ...] = ()
        self.asked: list[str] = []
        self.restorations: list[Restoration] = []
        self.answers: list[Restored | Exception] = []
        self.refusal: Exception | None = None
        self.held: list[Future[BackupState]] | None = None

    def keep(self) -> Future[BackupState]:
        self.asked.append("keep")
        if self.held is None:
            return done(self.now_state)
        waiting: Future[BackupState] = Future()
        self.held.append(waiting)
        return waiting

    def state(self) -> Future[BackupState]:
        return done(self.now_state)

    def backup(self, place: Path | None = None) -> Future[Backup]:
        self.asked.append("backup")
        return refused(self.refusal) if self.refusal is not None else done(self.kept[0])

    def backups(self) -> Future[tuple[Backup, ...]]:
        return done(self.kept)

    def restore(self, asked: Restoration) -> Future[Restored]:
        self.restorations.append(asked)
        answer = self.answers.pop(0)
        return refused(answer) if isinstance(answer, Exception) else done(answer)

    def check(self, login: str, password: str) -> Future[Health]:
        return done(Health(1, 71_574, "00", None))

    def stop(self) -> None:
        self.asked.append("stop")
