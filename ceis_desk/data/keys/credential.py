"""What one account's password opens: its two private keys, the same on every desk of the site."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.envelope import (
    KEY_BYTES,
    SALT_BYTES,
    Argon,
    Pair,
    Unreadable,
    decrypt,
    derive,
    encrypt,
    new_box_pair,
    new_sign_pair,
)


@dataclass(frozen=True)
class Credential:
    """An account's public keys, and its private ones wrapped by its password.

    `rank` grows with each new password: of two desks' credentials of one account, the greater is the later.
    """

    account_id: Id
    cost: Argon
    salt: bytes
    wrapped: bytes
    box_public: bytes
    sign_public: bytes
    rank: int = 1


def new_credential(account_id: Id, password: str, cost: Argon, rank: int = 1) -> tuple[Credential, Pair, Pair]:
    """Fresh box and signing keys under a password; raises Refusal when it is empty."""
    box, sign = new_box_pair(), new_sign_pair()
    return wrap(account_id, box, sign, password, cost, rank), box, sign


def wrap(account_id: Id, box: Pair, sign: Pair, password: str, cost: Argon, rank: int = 1) -> Credential:
    """The same keys under another password and a fresh salt; raises Refusal when it is empty."""
    if not password:
        raise Refusal("Le mot de passe est vide. Rien n’a changé\u00a0: choisissez-en un.")
    salt = os.urandom(SALT_BYTES)
    place = _place(account_id, cost, salt, box.public, sign.public)
    wrapped = encrypt(derive(password, salt, cost), box.private + sign.private, place)
    return Credential(account_id, cost, salt, wrapped, box.public, sign.public, rank)


def unwrap(credential: Credential, password: str) -> tuple[Pair, Pair] | None:
    """The box and signing keys, or None when the password is not the right one (or the entry was changed)."""
    held = credential
    place = _place(held.account_id, held.cost, held.salt, held.box_public, held.sign_public)
    try:
        secrets = decrypt(derive(password, held.salt, held.cost), held.wrapped, place)
    except Unreadable:
        return None
    return Pair(secrets[:KEY_BYTES], held.box_public), Pair(secrets[KEY_BYTES:], held.sign_public)


def _place(account_id: Id, cost: Argon, salt: bytes, box_public: bytes, sign_public: bytes) -> bytes:
    numbers = f"ceis-desk user 1|{account_id.hex}|{cost.memory_kib}|{cost.passes}|{cost.lanes}|".encode()
    return numbers + salt + box_public + sign_public
