"""A known desk that lies: whatever it seals and signs properly ends in frames or in a sentence, in bounded memory."""

from __future__ import annotations

import random
import struct
import tracemalloc
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import msgpack
import pytest
import zstandard

from ceis_desk.core.errors import Refusal
from ceis_desk.data.exchange.frames import Frame
from ceis_desk.data.exchange.limits import CELLS, COLUMNS, MIB, ROWS_A_FRAME, VALUE_BYTES
from ceis_desk.data.exchange.refusals import Hostile, NewerFormat
from tests.data.exchange.bundles import FRAME, FRAMES, ID, ROW, head_items, packed, raw, reopen, signed, stream, write
from tests.data.exchange.mutations import spoiled

PACKED_ID = bytes(msgpack.packb(ID))
END = [5, 1, 1]
MEMORY = 100 * MIB
SAMPLE = 300


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.ceis"


def read(path: Path, squeezed: bytes) -> list[Frame]:
    path.write_bytes(signed(squeezed))
    return list(reopen(path).frames())


def check_refused(path: Path, squeezed: bytes, reason: type[Refusal] = Hostile) -> None:
    with pytest.raises(reason):
        read(path, squeezed)


def of(*bodies: object, head: object = None) -> bytes:
    """The stream of a head and of what follows it."""
    return stream(packed(head or head_items(), bodies))


def test_the_frames_from_which_these_tests_start_are_good(path: Path) -> None:
    assert [len(frame.rows) for frame in read(path, of(FRAME, END))] == [1]


WRONG_HEADS = {
    "no head": FRAME,
    "an empty list": [],
    "not a list": 7,
    "a text": "CEIS",
    "a map": {"format": 1},
    "format 0": head_items(format=0),
    "format −1": head_items(format=-1),
    "format true": head_items(format=True),
    "format 1.0": head_items(format=1.0),
    "kind true": head_items(kind=True),
    "schema as a text": head_items(schema="7"),
    "schema −1": head_items(schema=-1),
    "site of 15 bytes": head_items(site=bytes(15)),
    "site as a text": head_items(site="0123456789abcdef"),
    "desk of 17 bytes": head_items(desk=bytes(17)),
    "origin 0": head_items(origin=0),
    "origin 2⁶³": head_items(origin=2**63),
    "number 0": head_items(number=0, since=0),
    "since its own number": head_items(since=3),
    "since −1": head_items(since=-1),
    "a moment with a zone": head_items(made_at="2026-10-01T17:30:05+02:00"),
    "a moment with a fraction": head_items(made_at="2026-10-01T17:30:05.5"),
    "a day alone": head_items(made_at="2026-10-01"),
    "the thirteenth month": head_items(made_at="2026-13-01T17:30:05"),
    "a moment as a number": head_items(made_at=1790000000),
    "a moment in other digits": head_items(made_at="٢٠٢٦-10-01T17:30:05"),
    "the same origin twice": head_items(have=[[41, 1], [41, 2]]),
    "a clock over 2⁶²": head_items(have=[[41, 2**62 + 1]]),
    "a clock below zero": head_items(after=[[41, -1]]),
    "a vector of triples": head_items(have=[[41, 1, 1]]),
    "a vector as a map": head_items(have={41: 1}),
    "a vector without list": head_items(have=None),
    "5 001 origins": head_items(have=[[at, 1] for at in range(5001)]),
    "nobody to read": head_items(readers=[]),
    "a reader twice": head_items(readers=[ID, ID]),
    "300 readers": head_items(readers=[at.to_bytes(16, "big") for at in range(300)]),
    "a million readers": head_items(readers=[at.to_bytes(16, "big") for at in range(1_000_000)]),
    "a million nulls": head_items(readers=[None] * 1_000_000),
    "counts below zero": head_items(counts=[[1, -1]]),
    "a table below zero": head_items(counts=[[-1, 1]]),
    "a fact twice": head_items(facts=[["desk", 1], ["desk", 2]]),
    "a fact with a number for name": head_items(facts=[[1, 1]]),
    "a fact with a long name": head_items(facts=[["n" * 65, 1]]),
    "a fact that is a list": head_items(facts=[["desk", [1]]]),
    "a fact that is true": head_items(facts=[["desk", True]]),
    "one thing more": [*head_items(), 1],
    "one thing less": head_items()[:-1],
}


@pytest.mark.parametrize("head", WRONG_HEADS.values(), ids=WRONG_HEADS.keys())
def test_a_head_that_no_desk_writes_is_refused(path: Path, head: object) -> None:
    check_refused(path, stream(packed(head, [FRAME, END])))


def test_a_head_of_a_later_format_asks_for_a_later_program(path: Path) -> None:
    check_refused(path, of(FRAME, END, head=head_items(format=2)), NewerFormat)
    check_refused(path, of(END, head=[*head_items(format=2), "more"]), NewerFormat)


WRONG_FRAMES = {
    "an unknown kind": [6, [ROW]],
    "a kind below zero": [-1, [ROW]],
    "a kind that is true": [True, 7, [3], [ROW]],
    "a kind that is 1.0": [1.0, 7, [3], [ROW]],
    "a kind as a text": ["1", 7, [3], [ROW]],
    "a second head": head_items(),
    "a table below zero": [1, -7, [3], [ROW]],
    "a table over 65 535": [1, 2**16, [3], [ROW]],
    "a table as a name": [1, "person; DROP TABLE person", [3], [ROW]],
    "columns as names": [1, 7, ["used_name = 'x' --"], [ROW]],
    "columns below zero": [1, 7, [-3], [ROW]],
    "the same column twice": [1, 7, [3, 3], [[*ROW, "x"]]],
    "columns as a number": [1, 7, 3, [ROW]],
    "too many columns": [1, 7, list(range(COLUMNS + 1)), [[ID, 1, 1, None, *range(COLUMNS + 1)]]],
    "rows as a number": [1, 7, [3], 4],
    "no row": [1, 7, [3], []],
    "no rows": [1, 7, [3]],
    "too many rows": [1, 7, [3], [ROW] * (ROWS_A_FRAME + 1)],
    "a row too short": [1, 7, [3], [ROW[:-1]]],
    "a row too long": [1, 7, [3], [[*ROW, 1]]],
    "a row that is a text": [1, 7, [3], ["abcde"]],
    "a row that is nothing": [1, 7, [3], [None]],
    "rows of two lengths": [1, 7, [3], [ROW, ROW[:-1]]],
    "an identifier of 15 bytes": [1, 7, [3], [[bytes(15), *ROW[1:]]]],
    "an identifier as a text": [1, 7, [3], [["0123456789abcdef", *ROW[1:]]]],
    "a clock below zero": [1, 7, [3], [[ID, -1, 41, None, "x"]]],
    "a clock over 2⁶²": [1, 7, [3], [[ID, 2**62 + 1, 41, None, "x"]]],
    "a clock that is true": [1, 7, [3], [[ID, True, 41, None, "x"]]],
    "a clock with a fraction": [1, 7, [3], [[ID, 950.0, 41, None, "x"]]],
    "an origin below zero": [1, 7, [3], [[ID, 950, -1, None, "x"]]],
    "an origin of 64 bits": [1, 7, [3], [[ID, 950, 2**63, None, "x"]]],
    "cells that are a number": [1, 7, [3], [[ID, 950, 41, 5, "x"]]],
    "a cell of two things": [1, 7, [3], [[ID, 950, 41, [[1, 2]], "x"]]],
    "the same cell twice": [1, 7, [3], [[ID, 950, 41, [[1, 2, 3], [1, 2, 4]], "x"]]],
    "a cell below −1": [1, 7, [3], [[ID, 950, 41, [[-2, 2, 3]], "x"]]],
    "too many cells": [1, 7, [3], [[ID, 950, 41, [[at, 2, 3] for at in range(CELLS + 1)], "x"]]],
    "a value that is a list": [1, 7, [3], [[ID, 950, 41, None, [1]]]],
    "a value that is a map": [1, 7, [3], [[ID, 950, 41, None, {}]]],
    "a value that is true": [1, 7, [3], [[ID, 950, 41, None, True]]],
    "a value that is 1.5": [1, 7, [3], [[ID, 950, 41, None, 1.5]]],
    "a value that is no number": [1, 7, [3], [[ID, 950, 41, None, float("nan")]]],
    "a value without end": [1, 7, [3], [[ID, 950, 41, None, float("inf")]]],
    "a value of 64 bits": [1, 7, [3], [[ID, 950, 41, None, 2**63]]],
    "a value too long": [1, 7, [3], [[ID, 950, 41, None, "x" * (VALUE_BYTES + 1)]]],
    "cells of a table below zero": [2, -1, [[ID, [[3, 9, 9, [[3, 1]]]]]]],
    "cells with a column name": [2, 7, [[ID, [[3, 9, 9, [["used_name", 1]]]]]]],
    "cells with the same column twice": [2, 7, [[ID, [[3, 9, 9, [[3, 1], [3, 2]]]]]]],
    "cells with the same unit twice": [2, 7, [[ID, [[3, 9, 9, []], [3, 8, 9, []]]]]],
    "cells without pairs": [2, 7, [[ID, [[3, 9, 9, 4]]]]],
    "cells that are nothing": [2, 7, [[ID, None]]],
    "cells as a text": [2, 7, [[ID, "abc"]]],
    "cells of a float": [2, 7, [[ID, [[3, 9, 9, [[3, 0.5]]]]]]],
    "an erasure of a named table": [3, [["person", ID, 9, 9]]],
    "an erasure without clock": [3, [[1, ID]]],
    "an erasure of nothing": [3, [[1, None, 9, 9]]],
    "an erasure with a table too many": [3, 7, [[1, ID, 9, 9]]],
    "something parked without value": [4, [[900, ID, 1, 9, 9]]],
    "something parked under a name": [4, [[900, ID, "col", 9, 9, 1]]],
    "an end too early": [5, 0, 0],
    "an end that counts wrong": [5, 1, 2],
    "an end below zero": [5, -1, -1],
    "an end with text": [5, "1", "1"],
    "an end with more": [5, 0, 0, 0],
    "a naked number": 5,
    "nothing": None,
    "a map": {1: 2},
}


@pytest.mark.parametrize("frame", WRONG_FRAMES.values(), ids=WRONG_FRAMES.keys())
def test_a_frame_that_no_desk_writes_is_refused(path: Path, frame: object) -> None:
    check_refused(path, of(frame, END))
    check_refused(path, of(FRAME, frame, [5, 2, 2]))


WRONG_BYTES = {
    "a nest 500 deep": raw(b"\x91" * 500, None),
    "a nest a million deep": b"\x91" * 1_000_000,
    "a list of 4 billion": b"\xdd\xff\xff\xff\xff",
    "a map of 4 billion": b"\xdf\xff\xff\xff\xff",
    "a text of 4 GB": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xdb\xff\xff\xff\xff"),
    "bytes of 4 GB": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xc6\xff\xff\xff\xff"),
    "an extension": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xd4\x01\x00"),
    "an empty extension": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xc7\x00\x05"),
    "a date of msgpack": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xd6\xff\x00\x00\x00\x00"),
    "a text that is no text": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xa2\xff\xfe"),
    "half of a pair of signs": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\xa3\xed\xa0\x80"),
    "the byte that msgpack has not": b"\xc1",
    "an empty map for a value": raw(b"\x94", 1, 7, [3], b"\x91\x95", PACKED_ID, 1, 1, None, b"\x80"),
    "two things in one frame": raw(FRAME, FRAME),
    "nothing at all": b"",
    "half a frame": raw(FRAME)[:-3],
    "random bytes": random.Random(7).randbytes(5000),
    "1 MiB of empty lists": raw(b"\xdc\x05\x00", *[b"\xdc\x03\x00" + b"\x90" * 768] * 1280),
}


@pytest.mark.parametrize("body", WRONG_BYTES.values(), ids=WRONG_BYTES.keys())
def test_bytes_that_are_no_frame_are_refused_in_little_memory(path: Path, body: bytes) -> None:
    check_refused(path, stream([body, raw(END)]))
    path.write_bytes(signed(of(FRAME, body, END)))
    tracemalloc.start()
    with pytest.raises(Hostile):
        list(reopen(path).frames())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


def squeeze(pieces: Iterable[bytes], **parameters: int) -> bytes:
    press = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters.from_level(3, **parameters)
    ).compressobj()
    return b"".join(press.compress(piece) for piece in pieces) + press.flush()


def framed(body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + body


def test_a_stream_without_its_end_is_refused(path: Path) -> None:
    check_refused(path, of(FRAME))
    check_refused(path, of())
    check_refused(path, stream([]))


def test_anything_after_the_end_is_refused(path: Path) -> None:
    check_refused(path, of(FRAME, END, END))
    check_refused(path, of(FRAME, END, FRAME))
    check_refused(path, of(FRAME, END) + of(FRAME, END))
    check_refused(path, of(FRAME, END) + b"\0")


@pytest.mark.parametrize("length", [0xFFFFFFFF, 0x7FFFFFFF, 5 * MIB])
def test_a_frame_that_says_to_be_huge_is_not_waited_for(path: Path, length: int) -> None:
    pieces = [framed(body) for body in packed(head_items(), [FRAME])]
    check_refused(path, squeeze([*pieces, struct.pack(">I", length), b"x" * 100]))
    check_refused(path, squeeze([struct.pack(">I", length), b"x" * 100]))


def test_a_stream_cut_within_a_frame_is_refused(path: Path) -> None:
    whole = b"".join(framed(body) for body in packed(head_items(), [FRAME, END]))
    for length in range(len(whole)):
        check_refused(path, squeeze([whole[:length]]))


def test_a_compressed_stream_that_is_none_is_refused(path: Path) -> None:
    good = of(FRAME, END)
    check_refused(path, b"")
    check_refused(path, b"rien de tout cela")
    check_refused(path, good[:-2])
    check_refused(path, squeeze([b""]))


def test_a_window_too_wide_is_refused(path: Path) -> None:
    pieces = [framed(body) for body in packed(head_items(), [FRAME, END])]
    check_refused(path, squeeze(pieces, window_log=27))


def test_a_bomb_of_zeros_is_refused_at_once(path: Path) -> None:
    tracemalloc.start()
    check_refused(path, squeeze(bytes(MIB) for _ in range(512)))
    head = framed(packed(head_items(), [])[0])
    check_refused(path, squeeze(chain([head], (bytes(MIB) for _ in range(256)))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


def test_a_bomb_of_good_frames_is_refused_long_before_its_end(path: Path) -> None:
    body = raw([1, 7, [3], [[ID, 950, 41, None, "x" * 200]] * ROWS_A_FRAME])
    head = framed(packed(head_items(), [])[0])
    path.write_bytes(signed(squeeze([head, *[framed(body)] * 150])))
    read_before: list[int] = []
    with pytest.raises(Hostile):
        read_before.extend(len(frame.rows) for frame in reopen(path).frames())
    assert len(read_before) * len(body) < 100 * MIB


def test_a_sample_of_spoiled_contents_ends_in_frames_or_in_a_sentence(path: Path) -> None:
    dice = random.Random(1018)
    write(path)
    bodies = packed(head_items(), [FRAME, [2, 10, [[ID, [[3, 9, 9, [[3, "x"], [4, None]]]]]]], [3, [[1, ID, 9, 9]]]])
    ends = {"frames": 0, "refused": 0}
    for _ in range(SAMPLE):
        at = dice.randrange(len(bodies))
        spoilt = [*bodies[:at], spoiled(dice, bodies[at]), *bodies[at + 1 :], raw([5, 3, 3])]
        squeezed = stream(spoilt) if dice.random() < 0.7 else spoiled(dice, stream([*bodies, raw([5, 3, 3])]))
        path.write_bytes(signed(squeezed))
        try:
            list(reopen(path).frames())
            ends["frames"] += 1
        except (Hostile, NewerFormat):
            ends["refused"] += 1
    assert ends["refused"] > SAMPLE // 2, ends
    assert sum(ends.values()) == SAMPLE


def test_the_good_frames_of_a_desk_are_those_of_these_tests(path: Path) -> None:
    write(path)
    assert [type(frame) for frame in reopen(path).frames()] == [type(frame) for frame in FRAMES]
