"""Identifiers: UUIDv7 for facts, ordered by time; UUIDv5 for codes and for facts that two desks may both state."""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid
from collections.abc import Callable

Id = uuid.UUID

_TIME_SHIFT = 80
_NAMESPACE = uuid.UUID("6f1d2c1e-5b0a-5f6e-9a53-0ce15de5c000")


def new_id(now_ms: int | None = None, entropy: Callable[[int], bytes] = os.urandom) -> Id:
    """A fresh UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    tail = int.from_bytes(entropy(10), "big")
    value = (ms & (2**48 - 1)) << 80 | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def id_at(moment: dt.datetime) -> Id:
    """A fresh UUIDv7 of the business moment, local time: what is ordered by its id follows the day at the desk."""
    return new_id(int(moment.timestamp() * 1000))


def moment_of(made: Id) -> dt.datetime:
    """When a UUIDv7 was made, in local time."""
    return dt.datetime.fromtimestamp((made.int >> _TIME_SHIFT) / 1000)


def code_id(kind: str, *parts: object) -> Id:
    """The UUIDv5 of a code: the same code is the same row on every desk."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join((kind, *(str(part) for part in parts))))
