"""The first frame of an exchange file: what must be checked before anything of it is applied."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import msgpack

from ceis_desk.core.ids import Id
from ceis_desk.data.exchange.checks import check_distinct, check_ids, check_values, check_whole, listed, turned
from ceis_desk.data.exchange.frames import Kind
from ceis_desk.data.exchange.limits import (
    CLOCKS,
    FACT_NAME,
    FACTS,
    HEAD_BYTES,
    NUMBERS,
    ORIGIN,
    ORIGINS,
    OWN_ORIGIN,
    RANKS,
    READERS,
    Beyond,
    Wrong,
)

FORMAT = 1


@dataclass(frozen=True)
class Head:
    """Who wrote, to whom, and what the content follows and brings; clocks by origin, rows by table number.

    `number` is the rank of this export of that desk, from 1; `since` that of the one it follows, 0 from the beginning.
    `facts` are small extras: those that a reader does not know are kept and ignored.
    """

    format: int
    schema: int
    site: bytes
    desk: Id
    origin: int
    number: int
    since: int
    made_at: dt.datetime
    after: Mapping[int, int]
    have: Mapping[int, int]
    readers: tuple[Id, ...]
    counts: Mapping[int, int] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


class Later(Wrong):
    """A format of a later program."""


def encode_head(head: Head) -> bytes:
    """The head as bytes; raises Wrong."""
    items = [
        int(Kind.HEAD),
        head.format,
        head.schema,
        head.site,
        head.desk.bytes,
        head.origin,
        head.number,
        head.since,
        head.made_at.isoformat(timespec="seconds"),
        sorted(head.after.items()),
        sorted(head.have.items()),
        [reader.bytes for reader in head.readers],
        sorted(head.counts.items()),
        list(head.facts.items()),
    ]
    if decode_head(items) != head:
        raise Wrong("a head that would not be read as it was written")
    packed = bytes(msgpack.packb(items))
    if len(packed) > HEAD_BYTES:
        raise Beyond("a head too long")
    return packed


def decode_head(items: Sequence[Any]) -> Head:
    """The head of an unpacked list; raises Wrong."""
    check_whole(items[:2], NUMBERS)
    if len(items) < len(("kind", "format")) or items[0] != Kind.HEAD:
        raise Wrong("no head")
    if items[1] > FORMAT:
        raise Later
    schema, site, desk, origin, number, since, made_at, after, have, readers, counts, facts = _content(items)
    check_whole([schema], NUMBERS)
    check_ids([site, desk, *listed(readers, READERS, least=1)])
    check_distinct(readers)
    check_whole([origin], OWN_ORIGIN)
    check_whole([number, since], RANKS)
    if since >= number:
        raise Wrong("an export that follows itself")
    return Head(
        FORMAT,
        schema,
        site,
        uuid.UUID(bytes=desk),
        origin,
        number,
        since,
        _moment(made_at),
        _numbers(after, ORIGIN, CLOCKS),
        _numbers(have, ORIGIN, CLOCKS),
        tuple(uuid.UUID(bytes=reader) for reader in readers),
        _numbers(counts, NUMBERS, RANKS),
        _facts(facts),
    )


def _content(items: Sequence[Any]) -> Sequence[Any]:
    """What follows the kind and the format."""
    if items[1] != FORMAT or len(items) != len(fields(Head)) + 1:
        raise Wrong("a head of another shape")
    return items[2:]


def _moment(text: Any) -> dt.datetime:
    if type(text) is not str:
        raise Wrong("no moment where one is due")
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as failure:
        raise Wrong("no moment where one is due") from failure
    if moment.tzinfo is not None or moment.isoformat(timespec="seconds") != text:
        raise Wrong("a moment in another spelling")
    return moment


def _numbers(pairs: Any, keys: tuple[int, int], values: tuple[int, int]) -> dict[int, int]:
    names, numbers = turned(listed(pairs, ORIGINS), 2)
    check_whole(names, keys)
    check_whole(numbers, values)
    check_distinct(names)
    return dict(zip(names, numbers, strict=True))


def _facts(pairs: Any) -> dict[str, Any]:
    names, values = turned(listed(pairs, FACTS), 2)
    if not {str}.issuperset(map(type, names)) or any(len(name) > FACT_NAME for name in names):
        raise Wrong("a fact without a name")
    check_distinct(names)
    check_values(values)
    return dict(zip(names, values, strict=True))
