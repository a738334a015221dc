"""Group keys: a versioned X25519 pair whose private half is wrapped for each member and for the recovery key.

Whoever may not read can still write: the public half seals. A new version is drawn when a member leaves; what she
had already read, and old contents in an old copy with her old wrap, stay hers: no key can take that back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.envelope import (
    KEY_BYTES,
    Unreadable,
    box_public,
    decrypt,
    encrypt,
    new_box_pair,
    open_sealed,
    seal,
)

RECOVERY = "recovery"
"""The holder that the first paper key of a site is; those that took its place are named with their public key."""
_VERSION_BYTES = 4
_FROM_INSIDE = b"\x02"


@dataclass(frozen=True)
class GroupKey:
    """One version of a group's public key: sealing needs nothing else."""

    group: Group
    version: int
    public: bytes


@dataclass(frozen=True)
class Wrap:
    """The private half of a version, sealed to one holder: an account id in hexadecimal, or the paper key."""

    group: Group
    version: int
    holder: str
    sealed: bytes


@dataclass(frozen=True)
class NewVersion:
    """A version just drawn: its public row, its wraps, and the private half for whoever goes on working with it."""

    key: GroupKey
    wraps: tuple[Wrap, ...]
    private: bytes = field(repr=False)


@dataclass(frozen=True)
class Place:
    """Where a sealed cell lives: moved to another row or column, it no longer opens."""

    table: str
    row_id: Id
    column: str


def paper_holder(anchor: Anchor) -> str:
    """The holder that the paper key of an anchor is."""
    return f"{RECOVERY}|{anchor.recovery.hex()}" if anchor.origin else RECOVERY


def new_version(group: Group, version: int, members: Mapping[Id, bytes], paper: Anchor) -> NewVersion:
    """Draw version 1, or the next one when someone leaves, wrapped for those members' box keys and for recovery."""
    pair = new_box_pair()
    key = GroupKey(group, version, pair.public)
    wraps = [wrap_for(key, pair.private, holder.hex, public) for holder, public in members.items()]
    return NewVersion(key, (*wraps, wrap_for(key, pair.private, paper_holder(paper), paper.recovery)), pair.private)


def wrap_for(key: GroupKey, private: bytes, holder: str, holder_public: bytes) -> Wrap:
    """Let one more holder in, by someone who holds the private half."""
    return Wrap(key.group, key.version, holder, seal(holder_public, private, _wrap_place(key, holder)))


def open_wrap(key: GroupKey, wrap: Wrap, box_private: bytes) -> bytes:
    """The private half of a version; raises Unreadable when the wrap is not this holder's or not this key's."""
    private = open_sealed(box_private, wrap.sealed, _wrap_place(key, wrap.holder))
    if len(private) != KEY_BYTES or box_public(private) != key.public:
        raise Unreadable
    return private


def open_wraps(keys: Iterable[GroupKey], wraps: Iterable[Wrap], box_private: bytes) -> dict[tuple[Group, int], bytes]:
    """The private halves that one holder's wraps open; a damaged wrap closes its own version only."""
    known = {(key.group, key.version): key for key in keys}
    opened: dict[tuple[Group, int], bytes] = {}
    for wrap in wraps:
        try:
            opened[wrap.group, wrap.version] = open_wrap(known[wrap.group, wrap.version], wrap, box_private)
        except (KeyError, Unreadable):
            continue
    return opened


def seal_cell(key: GroupKey, plaintext: bytes, place: Place, private: bytes | None = None) -> bytes:
    """One cell for a group to read, the version of its key in front; 33 bytes over the content, or 53 from outside.

    A member gives the group's private half; without it (a deposit, an import) the cell is sealed from outside.
    """
    head, aad = key.version.to_bytes(_VERSION_BYTES, "big"), _cell_place(key.version, place)
    if private is None:
        return head + seal(key.public, plaintext, aad)
    return head + _FROM_INSIDE + encrypt(_inner_key(private), plaintext, aad)


def cell_version(blob: bytes) -> int:
    """The version of the group key that a cell needs; raises Unreadable on a cut blob."""
    if len(blob) < _VERSION_BYTES:
        raise Unreadable
    return int.from_bytes(blob[:_VERSION_BYTES], "big")


def open_cell(privates: Mapping[int, bytes], blob: bytes, place: Place) -> bytes:
    """The content of a cell, with the group's private halves by version.

    Raises Denied without the version's key, Unreadable when a byte or the place differs.
    """
    version = cell_version(blob)
    if version not in privates:
        raise Denied("Ce contenu est réservé à une équipe dont vous n’avez pas la clé. Demandez à l’un de ses membres.")
    private, aad, body = privates[version], _cell_place(version, place), blob[_VERSION_BYTES:]
    if body.startswith(_FROM_INSIDE):
        return decrypt(_inner_key(private), body[len(_FROM_INSIDE) :], aad)
    return open_sealed(private, body, aad)


def _inner_key(private: bytes) -> bytes:
    # Members share a secret already: a plain AES key costs a tenth of a sealed box, 20,000 notes open in a moment.
    return hmac.digest(private, b"ceis-desk cell 1", hashlib.sha256)


def _wrap_place(key: GroupKey, holder: str) -> bytes:
    return f"ceis-desk group key 1|{key.group}|{key.version}|{holder}".encode()


def _cell_place(version: int, place: Place) -> bytes:
    return f"{place.table}|{place.row_id.hex}|{place.column}|{version}".encode()
