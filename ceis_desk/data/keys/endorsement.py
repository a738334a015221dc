"""What the administration says of a key, signed: whose it is, what it may do, since when it may no more.

Whoever holds the store's key writes any row of it, not a signature. An endorsement counts when the keys that signed it
lead back to the anchor that a password wraps (docs/decisions/0025-signed-keys.md).
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgpack

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.envelope import sign_bytes, sign_public, verify

_PURPOSE = b"ceis-desk endorsement 1|"
_DIGEST_BYTES = 32
_HIGHEST_RANK = 1 << 53


class Bearer(StrEnum):
    """What bears the keys that are endorsed."""

    ACCOUNT = "account"
    DESK = "desk"
    GROUP = "group"
    PAPER = "paper"
    FORMER = "former"


@dataclass(frozen=True)
class Standing:
    """What an endorsement says of its subject; `signs` is empty for a group, `roles` for all but accounts.

    A paper key says it of itself with what the first one of the site signed with as `name`, in hexadecimal, and the
    two public keys of each former one as `roles`. Of FORMER keys of an account, `signs` alone is said.
    """

    seals: bytes
    signs: bytes = b""
    name: str = ""
    roles: frozenset[str] = frozenset()
    open: bool = True

    def administers(self, key: bytes) -> bool:
        """Whether what this key signs is the administration's word."""
        return self.open and Role.ADMIN in self.roles and self.signs == key


@dataclass(frozen=True)
class Statement:
    """One word of the administration about one subject.

    `rank` is greater than that of every endorsement its signer knew; `replaces` are those it comes after. One that
    takes the administration from a key names in `keeps` what that key had signed and still counts.
    """

    bearer: Bearer
    subject: Id
    standing: Standing
    rank: int
    replaces: frozenset[bytes] = frozenset()
    keeps: frozenset[bytes] = frozenset()


@dataclass(frozen=True)
class Endorsement:
    """A statement as it is kept and carried: who signed, what was said (msgpack), the signature."""

    signer: bytes
    said: bytes
    signature: bytes

    @property
    def digest(self) -> bytes:
        """What names it: the same words of the same signer are one endorsement."""
        return hashlib.sha256(_PURPOSE + self.signer + self.said).digest()


def sign(statement: Statement, private: bytes) -> Endorsement:
    """The statement signed."""
    standing = statement.standing
    said: bytes = msgpack.packb(
        [
            statement.bearer.value,
            statement.subject.bytes,
            [standing.seals, standing.signs, standing.name, sorted(standing.roles), standing.open],
            statement.rank,
            sorted(statement.replaces),
            sorted(statement.keeps),
        ]
    )
    signer = sign_public(private)
    return Endorsement(signer, said, sign_bytes(private, _PURPOSE + signer + said))


@lru_cache(maxsize=4096)
def read(endorsement: Endorsement) -> Statement | None:
    """What was said, None unless its signer signed it."""
    if not verify(endorsement.signer, endorsement.signature, _PURPOSE + endorsement.signer + endorsement.said):
        return None
    try:
        return _statement(msgpack.unpackb(endorsement.said))
    except (ValueError, TypeError, msgpack.UnpackException):
        return None


def _statement(parts: Any) -> Statement:
    """Raises TypeError or ValueError when the words are not those of this version, whoever signed them."""
    bearer, subject, (seals, signs, name, roles, is_open), rank, replaces, keeps = parts
    typed = (
        isinstance(rank, int) and 0 < rank < _HIGHEST_RANK and isinstance(is_open, bool) and isinstance(name, str),
        all(isinstance(role, str) for role in roles),
        all(isinstance(one, bytes) for one in (subject, seals, signs, *replaces, *keeps)),
    )
    if not all(typed):
        raise ValueError("not a statement")
    standing = Standing(seals, signs, name, frozenset(roles), is_open)
    return Statement(Bearer(bearer), uuid.UUID(bytes=subject), standing, rank, frozenset(replaces), frozenset(keeps))


@dataclass(frozen=True)
class Said:
    """A statement with its signer."""

    signer: bytes
    statement: Statement

    def gives(self, key: bytes) -> bool:
        """Whether it puts a key at the administration."""
        return self.statement.bearer is Bearer.ACCOUNT and self.statement.standing.administers(key)
