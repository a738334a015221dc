"""The names of the lock screen, hidden under a key of this desk so that no file of the folder holds one in clear."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ceis_desk.access.model import Account, Role
from ceis_desk.access.rules import normal_login
from ceis_desk.core.files import read_small
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.envelope import KEY_BYTES, Unreadable, decrypt, encrypt, new_key
from ceis_desk.data.keys.ring_file import DamagedRing, RingTrouble, read_ring, write_private

DESK_KEY_NAME = "desk.key"


@dataclass(frozen=True)
class Directory:
    """What the lock screen shows before anything is open; for rights, the store alone is believed."""

    structure: str
    desk: str
    accounts: tuple[Account, ...]

    def by_login(self, login: str) -> Account | None:
        """The account that signs in by this login, however it is typed."""
        wanted = normal_login(login)
        return next((account for account in self.accounts if account.login == wanted), None)


def hide(directory: Directory, desk_key: bytes, desk_id: Id) -> bytes:
    """The directory under the desk key."""
    rows = [
        {
            "id": account.id.hex,
            "login": account.login,
            "name": account.name,
            "roles": sorted(account.roles),
            "closed": account.closed_on.isoformat() if account.closed_on else None,
        }
        for account in directory.accounts
    ]
    content = {"structure": directory.structure, "desk": directory.desk, "accounts": rows}
    return encrypt(desk_key, json.dumps(content).encode(), _place(desk_id))


def show(hidden: bytes, desk_key: bytes, desk_id: Id) -> Directory:
    """The directory again; raises DamagedRing when it is not that desk's."""
    try:
        content = json.loads(decrypt(desk_key, hidden, _place(desk_id)))
        return Directory(content["structure"], content["desk"], tuple(_account(row) for row in content["accounts"]))
    except (Unreadable, KeyError, TypeError, ValueError) as failure:
        raise DamagedRing from failure


def read_directory(folder: Path) -> Directory:
    """The names for the lock screen, before anything is open; raises Refusal on a missing or damaged file."""
    ring = read_ring(folder)
    return show(ring.names, read_desk_key(folder), ring.desk_id)


def read_desk_key(folder: Path) -> bytes:
    """The key that hides the names; raises RingTrouble when its file is missing or damaged."""
    try:
        key = read_small(folder / DESK_KEY_NAME)
    except OSError:
        key = b""
    if len(key) != KEY_BYTES:
        raise RingTrouble(
            f"Le fichier {DESK_KEY_NAME} de ce poste manque ou est abîmé. Les données n’ont pas été touchées\u00a0: "
            "remettez celui de la dernière sauvegarde, ou servez-vous de la clé de secours.",
        )
    return key


def new_desk_key(folder: Path) -> bytes:
    """Draw and write a fresh desk key; raises Refusal when the folder refuses it."""
    key = new_key()
    write_private(folder / DESK_KEY_NAME, key)
    return key


def _account(row: dict[str, Any]) -> Account:
    closed = dt.date.fromisoformat(row["closed"]) if row["closed"] else None
    # A role of a later version is left out: these names are for display, the store says that it is too new.
    roles = frozenset(role for role in Role if role in row["roles"])
    return Account(uuid.UUID(hex=row["id"]), row["login"], row["name"], roles, closed)


def _place(desk_id: Id) -> bytes:
    return b"ceis-desk names 1|" + desk_id.bytes
