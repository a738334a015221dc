"""Payloads of the sealed tables: a small mapping as JSON, sealed to a group, to the figures, or to its author alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import msgpack

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.data.keys.envelope import (
    Unreadable,
    box_public,
    decrypt,
    encrypt,
    new_key,
    open_sealed,
    seal,
)
from ceis_desk.data.keys.groups import GroupKey, Place, seal_cell
from ceis_desk.data.sealing import SELF, Keys, open_for, sealing_key
from ceis_desk.data.write import Tx

Payload = Mapping[str, Any]
OTHERS = "Cette note est pour son auteur seul."


def seal_payload(tx: Tx, group: Group, payload: Payload, place: Place) -> bytes:
    """A payload for a group, with the latest of its keys; whoever is no member may still write. Raises Refusal."""
    key = sealing_key(tx, group)
    return seal_cell(key, _written(payload), place, _held(tx.keys, key))


def open_payload(keys: Keys, group: Group, blob: bytes, place: Place) -> Payload:
    """What `seal_payload` was given; raises Denied without the key, Unreadable when it was changed or moved."""
    return _read(open_for(keys, group, blob, place).encode())


def seal_to_author(tx: Tx, payload: Payload, place: Place) -> bytes:
    """A payload that its author alone opens, and the printed recovery key."""
    content, aad = new_key(), _place(place)
    own = seal(box_public(tx.keys[SELF]), content, aad + b"|author")
    paper = seal(tx.anchor.recovery, content, aad + b"|paper")
    packed: bytes = msgpack.packb((own, paper, encrypt(content, _written(payload), aad)))
    return packed


def open_as_author(keys: Keys, blob: bytes, place: Place) -> Payload:
    """What `seal_to_author` was given; raises Denied for anybody else, Unreadable when it was changed or moved."""
    own, _, body = _parts(blob)
    try:
        content = open_sealed(keys[SELF], own, _place(place) + b"|author")
    except (KeyError, Unreadable) as failure:
        raise Denied(OTHERS) from failure
    return _read(decrypt(content, body, _place(place)))


def open_with_paper(privates: Iterable[bytes], blob: bytes, place: Place) -> Payload:
    """The same, by the keys that the printed recovery key opens; raises Unreadable."""
    own, paper, body = _parts(blob)
    aad = _place(place)
    for private in privates:
        for box, whose in ((paper, b"|paper"), (own, b"|author")):
            with suppress(Unreadable):
                return _read(decrypt(open_sealed(private, box, aad + whose), body, aad))
    raise Unreadable


def _held(keys: Keys, key: GroupKey) -> bytes | None:
    return keys.get((key.group.value, key.version))


def _parts(blob: bytes) -> tuple[bytes, bytes, bytes]:
    try:
        own, paper, body = msgpack.unpackb(blob)
    except (ValueError, TypeError, msgpack.UnpackException) as failure:
        raise Unreadable from failure
    if not all(isinstance(part, bytes) for part in (own, paper, body)):
        raise Unreadable
    return own, paper, body


def _place(place: Place) -> bytes:
    return f"{place.table}|{place.row_id.hex}|{place.column}".encode()


def _written(payload: Payload) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def _read(content: bytes) -> Payload:
    try:
        found = json.loads(content)
    except ValueError as failure:
        raise Unreadable from failure
    if not isinstance(found, dict):
        raise Unreadable
    return found
