"""Two desks, what one may write to the other, and files signed by a desk that lies."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgpack
import pyrage
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from ceis_desk.core.ids import new_id
from ceis_desk.data.exchange.bundle import LAST, MAGIC, OpenedBundle, open_bundle, write_bundle
from ceis_desk.data.exchange.desk_keys import DeskKeys, new_desk_keys
from ceis_desk.data.exchange.frames import Cells, Frame, Parked, Rows, Tombs
from ceis_desk.data.exchange.head import Head
from ceis_desk.data.exchange.pipes import new_sum

WRITER, READER, STRANGER = new_desk_keys(), new_desk_keys(), new_desk_keys()
HEAD = Head(
    format=1,
    schema=7,
    site=bytes(range(16)),
    desk=new_id(),
    origin=41,
    number=3,
    since=2,
    made_at=dt.datetime(2026, 10, 1, 17, 30, 5),
    after={41: 900, 0: 1},
    have={41: 1000, 0: 1, 2**63 - 1: 2**62},
    readers=(new_id(), new_id()),
    counts={1: 120, 10: 4000},
    facts={"desk": "Accueil", "version": "0.1.0"},
)
ID = bytes(range(16, 32))
FRAMES: tuple[Frame, ...] = (
    Rows(
        1,
        (1, 2, 5),
        [[ID, 950, 41, None, "Élodie", None, 1984], [ID, 951, 41, [[-1, 9, 41], [5, 10, 7]], "", b"\0", -1]],
    ),
    Cells(10, [[ID, [[3, 960, 41, [[3, "jeudi"], [4, None]]], [8, 961, 41, [[8, 2]]]]]]),
    Tombs([[2, ID, 970, 41]]),
    Parked([[900, ID, -1, 980, 41, "plus tard"]]),
)
ROW = [ID, 950, 41, None, "texte"]
FRAME = [1, 7, [3], [ROW]]  # as a list, to be spoiled

ids = st.binary(min_size=16, max_size=16)
clocks = st.integers(0, 2**62)
origins = st.integers(0, 2**63 - 1)
numbers = st.integers(0, 2**16 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.none() | st.integers(-(2**63), 2**63 - 1) | texts | st.binary(max_size=40)


@st.composite
def rows(draw: st.DrawFn) -> Rows:
    columns = draw(st.lists(numbers, unique=True, max_size=6))
    edits = st.none() | st.lists(
        st.tuples(st.integers(-1, 99), clocks, origins).map(list), max_size=3, unique_by=lambda cell: cell[0]
    )
    row = st.tuples(ids, clocks, origins, edits, *[values] * len(columns)).map(list)
    return Rows(draw(numbers), tuple(columns), draw(st.lists(row, min_size=1, max_size=6)))


pairs = st.lists(st.tuples(numbers, values).map(list), max_size=3, unique_by=lambda pair: pair[0])
edits = st.lists(
    st.tuples(st.integers(-1, 99), clocks, origins, pairs).map(list), max_size=3, unique_by=lambda edit: edit[0]
)
cells = st.builds(Cells, numbers, st.lists(st.tuples(ids, edits).map(list), min_size=1, max_size=4))
tombs = st.builds(Tombs, st.lists(st.tuples(numbers, ids, clocks, origins).map(list), min_size=1, max_size=4))
parked = st.builds(
    Parked,
    st.lists(
        st.tuples(numbers, ids, st.integers(-1, 2**16 - 1), clocks, origins, values).map(list), min_size=1, max_size=4
    ),
)
frames = st.lists(rows() | cells | tombs | parked, max_size=6)
vectors = st.dictionaries(origins, clocks, max_size=5)
heads = st.builds(
    Head,
    format=st.just(1),
    schema=numbers,
    site=ids,
    desk=st.uuids(),
    origin=st.integers(1, 2**63 - 1),
    number=st.integers(1000, 2000),
    since=st.integers(0, 999),
    made_at=st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    after=vectors,
    have=vectors,
    readers=st.lists(st.uuids(), min_size=1, max_size=4, unique=True).map(tuple),
    counts=st.dictionaries(numbers, st.integers(0, 2**40), max_size=4),
    facts=st.dictionaries(texts, values, max_size=4),
)


def write(
    path: Path,
    head: Head = HEAD,
    content: Iterable[Frame] = FRAMES,
    by: DeskKeys = WRITER,
    to: Sequence[DeskKeys] = (READER,),
) -> bytes:
    """A bundle on disk, and its bytes."""
    write_bundle(path, head, content, by.sign.private, [keys.recipient for keys in to])
    return path.read_bytes()


def reopen(path: Path, by: DeskKeys = READER, known: Sequence[DeskKeys] = (WRITER, READER)) -> OpenedBundle:
    return open_bundle(path, {keys.sign.public for keys in known}, by.identity)


def packed(head: object, bodies: Sequence[object]) -> list[bytes]:
    """Each thing as msgpack, a thing already in bytes as it stands."""
    return [body if isinstance(body, bytes) else bytes(msgpack.packb(body)) for body in (head, *bodies)]


def stream(bodies: Iterable[bytes]) -> bytes:
    """Frames as a desk puts them in line, compressed."""
    return zstandard.compress(b"".join(struct.pack(">I", len(body)) + body for body in bodies))


def signed(squeezed: bytes, by: DeskKeys = WRITER, to: Sequence[DeskKeys] = (READER,)) -> bytes:
    """A file that holds any compressed bytes, properly sealed and signed."""
    recipients = [pyrage.x25519.Recipient.from_str(keys.recipient) for keys in to]
    return sign(MAGIC + by.sign.public + pyrage.encrypt(squeezed, recipients), by)


def sign(before: bytes, by: DeskKeys = WRITER) -> bytes:
    """Signature and end after anything."""
    key = Ed25519PrivateKey.from_private_bytes(by.sign.private)
    return before + key.sign(new_sum(before).digest()) + LAST


def head_items(**changed: object) -> list[Any]:
    """The head as a list, some things changed, by the name of their field."""
    items: dict[str, Any] = {
        "kind": 0,
        "format": HEAD.format,
        "schema": HEAD.schema,
        "site": HEAD.site,
        "desk": HEAD.desk.bytes,
        "origin": HEAD.origin,
        "number": HEAD.number,
        "since": HEAD.since,
        "made_at": HEAD.made_at.isoformat(),
        "after": list(HEAD.after.items()),
        "have": list(HEAD.have.items()),
        "readers": [reader.bytes for reader in HEAD.readers],
        "counts": list(HEAD.counts.items()),
        "facts": list(HEAD.facts.items()),
    }
    return list((items | changed).values())


def raw(*pieces: object) -> bytes:
    """Pieces of msgpack side by side, bytes as they stand: a frame of our making."""
    return b"".join(piece if isinstance(piece, bytes) else bytes(msgpack.packb(piece)) for piece in pieces)
