"""What may be taken back when a store does not open: the best backup, and how much work it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ceis_desk.access.backups import DamagedStore, Offer
from ceis_desk.core.errors import Refusal
from ceis_desk.data.backup.shelf import best
from ceis_desk.data.keys.ring_file import RingTrouble, read_ring
from ceis_desk.data.threshold import STORE_FILE

_NONE = "Aucune sauvegarde entière n’a été trouvée sur ce poste, ni à la seconde place."


@contextmanager
def offering(folder: Path) -> Iterator[None]:
    """Give damage told inside the block the best backup to take back."""
    try:
        yield
    except (DamagedStore, RingTrouble) as refusal:
        raise with_offer(folder, refusal) from refusal


def with_offer(folder: Path, refusal: DamagedStore | RingTrouble) -> DamagedStore:
    """A refusal that tells damage, with the best backup or the words that there is none."""
    # Only in trouble: the tables come with SQLAlchemy.
    from ceis_desk.data.schema import SCHEMA_VERSION

    ring_only = isinstance(refusal, RingTrouble)
    try:
        desk_id = read_ring(folder).desk_id
    except Refusal:
        desk_id = None
    backup = best(folder, desk_id, SCHEMA_VERSION)
    if backup is None:
        return DamagedStore(f"{refusal.sentence} {_NONE}")
    return DamagedStore(refusal.sentence, Offer(backup, _lacks(folder, backup.written_at), ring_only))


def _lacks(folder: Path, written_at: float) -> dt.timedelta | None:
    """The time between a backup and the last writing of the data or of its log; None when both are gone."""
    times = []
    for name in (STORE_FILE, f"{STORE_FILE}-wal"):
        path = folder / name
        if path.is_file():
            times.append(path.stat().st_mtime)
    return dt.timedelta(seconds=max(0.0, max(times) - written_at)) if times else None
