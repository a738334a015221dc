"""What one account's password opens: its two private keys, and the keys that it believes; the same on every desk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace

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
    sign_bytes,
    verify,
)


@dataclass(frozen=True)
class Anchor:
    """The public keys that an account believes without anybody's word: nobody changes them without its password.

    `recovery` is whom the paper key opens for and `root` what it signs with. `founder` is what the first account of a
    desk that joins signs with, until the site has accepted it; empty elsewhere. `origin` is what the first paper key of
    the site signed with, once another has taken its place; empty before.
    """

    recovery: bytes
    root: bytes
    founder: bytes = b""
    origin: bytes = b""

    @property
    def site(self) -> bytes:
        """What the site is called in exchange files: 16 bytes, the same at every desk and nobody's to change."""
        return hashlib.sha256(b"ceis-desk site 1|" + (self.origin or self.root)).digest()[:16]


_LENGTHS = tuple(parts * KEY_BYTES for parts in (4, 5, 6))
_NO_FOUNDER = bytes(KEY_BYTES)
_AGAIN = 1 << 16  # more often than any password is wrapped anew
NOBODY = Anchor(b"", b"")
"""Believes nobody: for whoever reads without a session."""


@dataclass(frozen=True)
class Credential:
    """An account's public keys, and its private ones with its anchor, wrapped by its password.

    `rank` grows with each new password: of two desks' credentials of one account, the greater is the later. It grows by
    far less when the same password wraps other things.
    """

    account_id: Id
    cost: Argon
    salt: bytes
    wrapped: bytes
    box_public: bytes
    sign_public: bytes
    rank: int = 1
    proof: bytes = b""

    @property
    def is_proved(self) -> bool:
        """Whether the account itself wrapped its keys so: whoever has the store's key cannot shut it out."""
        return verify(self.sign_public, self.proof, _proved(self))


@dataclass(frozen=True)
class Secrets:
    """What a credential wraps."""

    box: Pair
    sign: Pair
    anchor: Anchor


def new_secrets(anchor: Anchor) -> Secrets:
    """Fresh box and signing keys."""
    return Secrets(new_box_pair(), new_sign_pair(), anchor)


def rank_after(rank: int, *, other: bool) -> int:
    """The rank of the next credential of an account, which has another password or the same one.

    The same one, wrapped anew at one desk, comes before another one chosen meanwhile at a second desk.
    """
    return (rank // _AGAIN + 1) * _AGAIN if other else rank + 1


def wrap(account_id: Id, secrets: Secrets, password: str, cost: Argon, rank: int = 1) -> Credential:
    """Keys under a password and a fresh salt; raises Refusal when it is empty."""
    if not password:
        raise Refusal("Le mot de passe est vide. Rien n’a changé\u00a0: choisissez-en un.")
    salt = os.urandom(SALT_BYTES)
    box, sign = secrets.box, secrets.sign
    place = _place(account_id, cost, rank, salt + box.public + sign.public)
    content = box.private + sign.private + _anchored(secrets.anchor)
    wrapped = encrypt(derive(password, salt, cost), content, place)
    made = Credential(account_id, cost, salt, wrapped, box.public, sign.public, rank)
    return replace(made, proof=sign_bytes(sign.private, _proved(made)))


def unwrap(credential: Credential, password: str) -> Secrets | None:
    """What is wrapped, or None when the password is not the right one (or the entry was changed)."""
    held = credential
    place = _place(held.account_id, held.cost, held.rank, held.salt + held.box_public + held.sign_public)
    try:
        content = decrypt(derive(password, held.salt, held.cost), held.wrapped, place)
    except Unreadable:
        return None
    parts = [content[start : start + KEY_BYTES] for start in range(0, len(content), KEY_BYTES)]
    if len(content) not in _LENGTHS:
        return None
    box, sign, *believed = parts
    return Secrets(Pair(box, held.box_public), Pair(sign, held.sign_public), _anchor(believed))


def _anchored(anchor: Anchor) -> bytes:
    founder = anchor.founder or (_NO_FOUNDER if anchor.origin else b"")
    return anchor.recovery + anchor.root + founder + anchor.origin


def _anchor(believed: list[bytes]) -> Anchor:
    recovery, root, *others = believed
    founder, origin = (*others, b"", b"")[:2]
    return Anchor(recovery, root, b"" if founder == _NO_FOUNDER else founder, origin)


def _proved(made: Credential) -> bytes:
    given = made.salt + made.box_public + made.sign_public
    return b"proof|" + _place(made.account_id, made.cost, made.rank, given) + made.wrapped


def _place(account_id: Id, cost: Argon, rank: int, given: bytes) -> bytes:
    # The rank too: a former password, written again as the latest one, opens nothing.
    return f"ceis-desk user 2|{account_id.hex}|{cost.memory_kib}|{cost.passes}|{cost.lanes}|{rank}|".encode() + given
