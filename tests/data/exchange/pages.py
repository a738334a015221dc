"""Every byte of a store and of its log, decrypted: what its key would still show, erased pages included."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ceis_desk.data.opening import STORE_FILE

# The layout of SQLCipher 4: a salt before the first page, an IV and a tag of 80 bytes at the end of each.
PAGE, RESERVE, IV, SALT = 4096, 80, 16, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def clear_bytes(folder: Path, key: bytes) -> bytes:
    """All that the file and its log hold, pages that nothing uses any more included."""
    path = folder / STORE_FILE
    log = path.with_name(f"{path.name}-wal")
    whole = path.read_bytes()
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    if log.exists():
        frames, step = log.read_bytes()[_LOG_HEAD:], _FRAME_HEAD + PAGE
        pages += [frames[start + _FRAME_HEAD : start + step] for start in range(0, len(frames), step)]
    return b"".join(_clear(page, key) for page in pages if len(page) == PAGE)


def _clear(page: bytes, key: bytes) -> bytes:
    iv = page[-RESERVE : -RESERVE + IV]
    shown = b""
    # The first page alone begins with a salt in clear: both readings of every page are searched.
    for start in (0, SALT):
        opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        shown += opened.update(page[start:-RESERVE]) + opened.finalize()
    return shown
