"""Files spoiled at random, repeatably: what a bad key, a bad copy or a bad intention makes of a good one."""

from __future__ import annotations

import random
from collections.abc import Callable

NASTY = (
    b"\0",
    b"\xff",
    b"\x80",
    b"\xc1",
    b"\xdd\xff\xff\xff\xff",
    b"\xdf\xff\xff\xff\xff",
    b"\xc6\xff\xff\xff\xff",
    b"\xcb\x7f\xf8\0\0\0\0\0\0",
)


def flip(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << dice.randrange(8)]) + content[at + 1 :]


def overwrite(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    new = dice.randbytes(dice.randint(1, 8))
    return content[:at] + new + content[at + len(new) :]


def insert(dice: random.Random, content: bytes) -> bytes:
    at = dice.randint(0, len(content))
    return content[:at] + dice.choice((*NASTY, dice.randbytes(dice.randint(1, 8)))) + content[at:]


def remove(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + content[at + dice.randint(1, 16) :]


def cut(dice: random.Random, content: bytes) -> bytes:
    return content[: dice.randrange(len(content))]


def repeat(dice: random.Random, content: bytes) -> bytes:
    start = dice.randrange(len(content))
    end = dice.randint(start, len(content))
    return content[:end] + content[start:end] * dice.randint(1, 3) + content[end:]


def blank(dice: random.Random, content: bytes) -> bytes:
    """A copy that reserved its room and was interrupted."""
    start = dice.randrange(len(content))
    return content[:start] + bytes(len(content) - start)


def swap(dice: random.Random, content: bytes) -> bytes:
    one, two, three = sorted(dice.randint(0, len(content)) for _ in range(3))
    return content[:one] + content[two:three] + content[one:two] + content[three:]


WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip,
    flip,
    overwrite,
    insert,
    remove,
    cut,
    repeat,
    blank,
    swap,
)


def spoiled(dice: random.Random, content: bytes) -> bytes:
    """The content after one to three accidents; it may, rarely, come out unchanged or empty."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        content = dice.choice(WAYS)(dice, content) if content else content
    return content
