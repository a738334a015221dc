"""A payload sealed to a few persons and to nobody else: one box each, and one for the printed recovery key.

No box says whose it is, and boxes that nobody opens hide how many persons read: the row then says neither who follows
nor how many do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgpack

from ceis_desk.core.errors import Denied
from ceis_desk.data.keys.envelope import Unreadable, decrypt, encrypt, new_box_pair, new_key, open_sealed, seal
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import Payload
from ceis_desk.data.sealing import SELF, Keys
from ceis_desk.data.write import Tx

OTHERS = "Ce frein est réservé à son auteur et aux référents qu’il a nommés."
MOST_BOXES = 64
_EACH = 4


def seal_to_readers(tx: Tx, publics: Iterable[bytes], payload: Payload, place: Place) -> bytes:
    """A payload that the holders of these box keys open, and the printed recovery key."""
    content, aad = new_key(), _place(place)
    boxes = [seal(public, content, aad + b"|reader") for public in dict.fromkeys(publics)]
    while len(boxes) % _EACH:
        boxes.append(seal(new_box_pair().public, content, aad + b"|reader"))
    # In no order: the first of them is not the author’s.
    boxes.sort()
    paper = seal(tx.anchor.recovery, content, aad + b"|paper")
    body = encrypt(content, json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(), aad)
    packed: bytes = msgpack.packb((boxes, paper, body))
    return packed


def open_as_reader(keys: Keys, blob: bytes, place: Place) -> Payload:
    """What `seal_to_readers` was given; raises Denied for anybody else, Unreadable when it was changed or moved."""
    boxes, _, body = _parts(blob)
    if SELF not in keys:
        raise Denied(OTHERS)
    for box in boxes:
        try:
            content = open_sealed(keys[SELF], box, _place(place) + b"|reader")
        except Unreadable:
            continue
        return _read(decrypt(content, body, _place(place)))
    raise Denied(OTHERS)


def open_with_paper(private: bytes, blob: bytes, place: Place) -> Payload:
    """The same, by the printed recovery key; raises Unreadable."""
    _, paper, body = _parts(blob)
    return _read(decrypt(open_sealed(private, paper, _place(place) + b"|paper"), body, _place(place)))


def _parts(blob: bytes) -> tuple[list[bytes], bytes, bytes]:
    try:
        boxes, paper, body = msgpack.unpackb(blob)
    except (ValueError, TypeError, msgpack.UnpackException) as failure:
        raise Unreadable from failure
    sound = isinstance(boxes, list) and len(boxes) <= MOST_BOXES
    if not sound or not all(isinstance(part, bytes) for part in (*boxes, paper, body)):
        raise Unreadable
    return boxes, paper, body


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
