r"""A file sealed with a phrase that is dictated, to bring two desks together before they know each other’s keys.

`"CEISP1\0" | Argon2id salt, 16 | AES-256-GCM nonce, content and tag | "\0CEIS\n"`
"""

from __future__ import annotations

import os
from pathlib import Path

from ceis_desk.core.files import ORDINARY, write_whole
from ceis_desk.data.exchange.bundle import LAST, MAGIC, is_later, reading
from ceis_desk.data.exchange.limits import MIB, Beyond
from ceis_desk.data.exchange.refusals import Hostile, Incomplete, NewerFormat, NotAPhraseFile, Unwritten, WrongPhrase
from ceis_desk.data.exchange.words import read_phrase, slip_in
from ceis_desk.data.keys.envelope import SALT_BYTES, Argon, Unreadable, decrypt, derive, encrypt

PHRASE_MAGIC = b"CEISP1\0"
CONTENT_BYTES = 64 * MIB
# Of the format, not of the file: no file chooses how long its reader works.
_COST = Argon()
_SHORTEST = len(PHRASE_MAGIC) + SALT_BYTES + len(LAST)
_OVERHEAD = _SHORTEST + 64


def is_phrase_file(path: Path) -> bool:
    """Whether a file is one of these, which another may replace."""
    with reading(path) as file:
        return file.read(len(PHRASE_MAGIC)) == PHRASE_MAGIC


def seal_with_phrase(path: Path, content: bytes, phrase: str) -> None:
    """Write the whole file or nothing; raises ShortPhrase, Unwritten, and Beyond for more than 64 MiB."""
    secret = read_phrase(phrase)
    if len(content) > CONTENT_BYTES:
        raise Beyond("a content too long for a phrase")
    salt = os.urandom(SALT_BYTES)
    sealed = encrypt(derive(secret, salt, _COST), content, PHRASE_MAGIC + salt)
    try:
        write_whole(path, PHRASE_MAGIC + salt + sealed + LAST, ORDINARY)
    except OSError as failure:
        raise Unwritten(path.name) from failure


def open_with_phrase(path: Path, phrase: str) -> bytes:
    """What was sealed; raises Refusal, of the class of its reason: a wrong phrase and a damaged file look the same."""
    secret = read_phrase(phrase)
    with reading(path) as file:
        whole = file.read(CONTENT_BYTES + _OVERHEAD + 1)
    if is_later(whole[: len(PHRASE_MAGIC)], PHRASE_MAGIC):
        raise NewerFormat(path.name)
    if not PHRASE_MAGIC.startswith(whole[: len(PHRASE_MAGIC)]):
        raise NotAPhraseFile(path.name, is_bundle=whole.startswith(MAGIC))
    if len(whole) > CONTENT_BYTES + _OVERHEAD:
        raise Hostile(path.name)
    if len(whole) < _SHORTEST or not whole.endswith(LAST):
        raise Incomplete(path.name)
    salt_end = len(PHRASE_MAGIC) + SALT_BYTES
    salt = whole[len(PHRASE_MAGIC) : salt_end]
    try:
        return decrypt(derive(secret, salt, _COST), whole[salt_end : -len(LAST)], PHRASE_MAGIC + salt)
    except Unreadable as failure:
        raise WrongPhrase(path.name, slip_in(phrase)) from failure
