"""One content for several holders: whoever has one of the private keys opens it, with one exchange for all the boxes.

No box says whose it is, they lie in no order, and boxes that nobody opens hide how many there are.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ceis_desk.data.keys.envelope import KEY_BYTES, Unreadable, expand

MOST_BOXES = 64
_EACH = 4
_BOX_BYTES = KEY_BYTES + 16
# Each box has a key of its own, used once: its nonce need not be stored.
_ONCE = bytes(12)


def seal_to_several(publics: Iterable[bytes], content: bytes, aad: bytes) -> tuple[bytes, list[bytes]]:
    """What opens the boxes, and one box a holder with 32 bytes inside, filled up to a multiple of four."""
    ephemeral = X25519PrivateKey.generate()
    shown = ephemeral.public_key().public_bytes_raw()
    keys = [_key(ephemeral, public, shown + public) for public in dict.fromkeys(publics)]
    boxes = [AESGCM(key).encrypt(_ONCE, content, aad) for key in keys]
    # Random bytes look like a box that another key opens.
    boxes += [secrets.token_bytes(_BOX_BYTES) for _ in range(-len(boxes) % _EACH)]
    boxes.sort()
    return shown, boxes


def open_among(private: bytes, shown: bytes, boxes: Iterable[bytes], aad: bytes) -> bytes | None:
    """The content of the box that this key opens, None when it opens none; raises Unreadable on a spoiled head."""
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        key = _key(own, shown, shown + own.public_key().public_bytes_raw())
    except ValueError as failure:
        raise Unreadable from failure
    cipher = AESGCM(key)
    for box in boxes:
        try:
            return cipher.decrypt(_ONCE, box, aad)
        except InvalidTag:
            continue
    return None


def _key(private: X25519PrivateKey, public: bytes, both: bytes) -> bytes:
    # Both public keys are bound in: X25519 ignores one bit of a public key, the box must not.
    return expand(private.exchange(X25519PublicKey.from_public_bytes(public)), "several 1", both)
