"""A payload sealed to a few persons and to nobody else, with the printed recovery key beside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress

import msgpack

from ceis_desk.core.errors import Denied
from ceis_desk.data.keys.envelope import Unreadable, decrypt, encrypt, new_key, open_sealed, seal
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.keys.several import MOST_BOXES, open_among, seal_to_several
from ceis_desk.data.payloads import Payload
from ceis_desk.data.sealing import SELF, Keys
from ceis_desk.data.write import Tx

OTHERS = "Ce frein est réservé à son auteur et aux référents qu’il a nommés."


def seal_to_readers(tx: Tx, publics: Iterable[bytes], payload: Payload, place: Place) -> bytes:
    """A payload that the holders of these box keys open, and the printed recovery key."""
    content, aad = new_key(), _place(place)
    shown, boxes = seal_to_several(publics, content, aad + b"|reader")
    paper = seal(tx.anchor.recovery, content, aad + b"|paper")
    body = encrypt(content, json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(), aad)
    packed: bytes = msgpack.packb((shown, boxes, paper, body))
    return packed


def open_as_reader(keys: Keys, blob: bytes, place: Place) -> Payload:
    """What `seal_to_readers` was given; raises Denied for anybody else, Unreadable when it was changed or moved."""
    shown, boxes, _, body = _parts(blob)
    content = open_among(keys[SELF], shown, boxes, _place(place) + b"|reader") if SELF in keys else None
    if content is None:
        raise Denied(OTHERS)
    return _read(decrypt(content, body, _place(place)))


def open_with_paper(privates: Iterable[bytes], blob: bytes, place: Place) -> Payload:
    """The same, by the keys that the printed recovery key opens; raises Unreadable."""
    shown, boxes, paper, body = _parts(blob)
    aad = _place(place)
    for private in privates:
        content = open_among(private, shown, boxes, aad + b"|reader")
        with suppress(Unreadable):
            return _read(decrypt(content or open_sealed(private, paper, aad + b"|paper"), body, aad))
    raise Unreadable


def _parts(blob: bytes) -> tuple[bytes, list[bytes], bytes, bytes]:
    try:
        shown, boxes, paper, body = msgpack.unpackb(blob)
    except (ValueError, TypeError, msgpack.UnpackException) as failure:
        raise Unreadable from failure
    sound = isinstance(boxes, list) and len(boxes) <= MOST_BOXES
    if not sound or not all(isinstance(part, bytes) for part in (shown, *boxes, paper, body)):
        raise Unreadable
    return shown, boxes, paper, body


def _place(place: Place) -> bytes:
    return f"{place.table}|{place.row_id.hex}|{place.column}".encode()


def _read(content: bytes) -> Payload:
    try:
        found = json.loads(content)
    except ValueError as failure:
        raise Unreadable from failure
    if not isinstance(found, dict):
        raise Unreadable
    return found
