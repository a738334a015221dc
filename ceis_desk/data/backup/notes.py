"""What is remembered between two backups, without personal data: the last copy elsewhere, the last failure."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ceis_desk.core.errors import Refusal
from ceis_desk.data.backup.shelf import shelf_of
from ceis_desk.data.keys.ring_file import write_private

_NAME = "state.json"


@dataclass(frozen=True)
class Notes:
    """`copied` is the name of the last backup verified at the second place, `trouble` what failed at the last try.

    `restored` stays until the first session after a backup was taken back says so in the journal.
    """

    copied: str = ""
    trouble: str = ""
    restored: bool = False


def read_notes(folder: Path) -> Notes:
    """What is remembered; nothing when the file is missing or does not read."""
    try:
        found = json.loads((shelf_of(folder) / _NAME).read_bytes())
        return Notes(str(found["copied"]), str(found["trouble"]), bool(found["restored"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Notes()


def write_notes(folder: Path, notes: Notes) -> None:
    """Remember; a disk that refuses is told by the backup itself."""
    if notes == read_notes(folder):
        return
    try:
        shelf_of(folder).mkdir(mode=0o700, exist_ok=True)
        write_private(shelf_of(folder) / _NAME, json.dumps(asdict(notes), ensure_ascii=False).encode())
    except (OSError, Refusal):
        return
