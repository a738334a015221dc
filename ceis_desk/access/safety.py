"""What a window or a command may ask for the safety of one desk: backups, restore, integrity."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from ceis_desk.access.backups import Backup, BackupState, Health, Restoration, Restored


class Safety(Protocol):
    """Every call returns at once; futures may raise Refusal. Nothing here makes a gesture wait."""

    def keep(self) -> Future[BackupState]:
        """Make the automatic backup when something has changed, for whoever is signed in, or nobody; never raises."""
        ...

    def state(self) -> Future[BackupState]:
        """How safe the desk is, for every account."""
        ...

    def backup(self, place: Path | None = None) -> Future[Backup]:
        """Make a verified backup now, among the others or in a folder; for the administration."""
        ...

    def backups(self) -> Future[tuple[Backup, ...]]:
        """The backups of this desk, latest first; for those who may read the accounts."""
        ...

    def restore(self, asked: Restoration) -> Future[Restored]:
        """Take a backup back; what is in place is set aside, never erased. Raises NeedsWords before a good store."""
        ...

    def check(self, login: str, password: str) -> Future[Health]:
        """Read the whole store and prove it sound, writing nothing; raises DamagedStore."""
        ...

    def stop(self) -> None:
        """Give up the backup under way: the ones before it stay as they are."""
        ...
