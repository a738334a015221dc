"""Invented accounts and a ring on disk, at a price of Argon2id that a test can pay."""

from __future__ import annotations

from pathlib import Path

from ceis_desk.access.model import Account, Role
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.credential import Credential
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.ring import Created
from ceis_desk.data.keys.ring_file import read_ring

CHEAP = Argon(memory_kib=64, passes=1, lanes=1)
DESK = new_id()
HELENE = Account(new_id(), "Hélène", "Hélène Costa", frozenset({Role.ADMIN, Role.DIRECTOR}))
CLAIRE = Account(new_id(), "claire", "Claire Fabre", frozenset({Role.BUDGET}))


def found(folder: Path) -> Created:
    return ring.create_ring(folder, DESK, "CCAS de Montpellier", "Accueil · Poste 1", HELENE, "vélo rouge", CHEAP)


def add_claire(folder: Path, made: Created) -> Credential:
    return ring.add_account(folder, made.unlocked.dbk, CLAIRE, "thé à la menthe", made.unlocked.anchor, CHEAP)


def reset(folder: Path, made: Created, account_id: Id, password: str, dbk: bytes = b"") -> Credential:
    """What the administration does: fresh keys, then the ring that opens with them."""
    held = read_ring(folder).holders.get(account_id)
    rank = 1 if held is None else held.credential.rank + 1
    fresh = ring.new_keys(account_id, password, made.unlocked.anchor, rank, CHEAP)
    return ring.take(folder, dbk or made.unlocked.dbk, fresh)
