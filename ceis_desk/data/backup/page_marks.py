"""Each page of an encrypted file bears a mark of its content (SQLCipher 4): all of them, checked by hashlib.

SQLCipher's own check says the same in twice the time, and has the last word on a page whose mark does not hold.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

_HASH = "sha512"
_PAGE, _SALT, _MARK = 4096, 16, 64
_MASK, _ROUNDS, _KEY = 0x3A, 2, 32  # the key of the marks: PBKDF2 over the raw key, its salt masked
_AT_ONCE = 256  # pages


def every_mark_holds(path: Path, key: bytes) -> bool:
    """Whether each page of the file at `path`, encrypted under the raw `key`, is as it was written; raises OSError."""
    with path.open("rb") as file:
        marking = _marking_key(key, file.read(_SALT))
        file.seek(0)
        number = 0
        while block := file.read(_PAGE * _AT_ONCE):
            for start in range(0, len(block), _PAGE):
                # The salt stands in clear at the head of the first page, and is not part of what is marked.
                content = start if number else _SALT
                number += 1
                mark = start + _PAGE - _MARK
                marked = block[content:mark] + number.to_bytes(4, "little")
                if hmac.digest(marking, marked, _HASH) != block[mark : start + _PAGE]:
                    return False
    return number > 0


def _marking_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac(_HASH, key, bytes(byte ^ _MASK for byte in salt), _ROUNDS, _KEY)
