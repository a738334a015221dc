"""The clear content of an exchange file: one zstd stream of msgpack frames, each after its length on four bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgpack
import zstandard

from ceis_desk.data.exchange.checks import listed
from ceis_desk.data.exchange.frames import End, Frame, decode, encode, encode_end
from ceis_desk.data.exchange.head import Head, decode_head, encode_head
from ceis_desk.data.exchange.limits import (
    CLEAR_BYTES,
    CLEAR_RATIO,
    CLEAR_SLACK,
    FRAME_BYTES,
    HEAD_BYTES,
    ROWS,
    ROWS_A_FRAME,
    VALUE_BYTES,
    WINDOW_BYTES,
    Beyond,
    Wrong,
)

LEVEL = 3
_LENGTH = struct.Struct(">I")


def squeezed(head: Head, frames: Iterable[Frame]) -> Iterator[bytes]:
    """The compressed stream, piece by piece; raises Wrong."""
    press = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    size = 0
    for body in _bodies(head, frames):
        size += _LENGTH.size + len(body)
        if size > CLEAR_BYTES:
            raise Beyond("a content too long")
        yield press.compress(_LENGTH.pack(len(body)) + body)
    yield press.flush()


def read_head(content: memoryview) -> Head:
    """The head of a compressed stream; raises Wrong."""
    return decode_head(_unpacked(next(_cut(content), b"")))


def read_frames(content: memoryview) -> Iterator[Frame]:
    """The frames after the head, one at a time; raises Wrong where the stream stops being what a desk writes."""
    bodies = _cut(content)
    next(bodies, b"")
    seen = End(0, 0)
    for body in bodies:
        frame = decode(_unpacked(body))
        if isinstance(frame, End):
            if frame != seen or next(bodies, None) is not None:
                raise Wrong("an end that does not count what came before, or is not the last")
            return
        seen = End(seen.frames + 1, seen.rows + len(frame.rows))
        if seen.rows > ROWS:
            raise Beyond("too many rows")
        yield frame
    raise Wrong("a stream without its end")


def _bodies(head: Head, frames: Iterable[Frame]) -> Iterator[bytes]:
    try:
        yield encode_head(head)
        seen = End(0, 0)
        for frame in frames:
            for body, rows in encode(frame):
                seen = End(seen.frames + 1, seen.rows + rows)
                if seen.rows > ROWS:
                    raise Beyond("too many rows")
                yield body
        yield encode_end(seen)
    except UnicodeEncodeError as failure:
        raise Wrong("a text that is none") from failure


def _cut(content: memoryview) -> Iterator[bytes]:
    """The bodies of the frames, each read only once its length is known to be bearable."""
    most = min(CLEAR_BYTES, CLEAR_SLACK + CLEAR_RATIO * len(content))
    longest = HEAD_BYTES
    read = 0
    try:
        with zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).stream_reader(
            content, read_across_frames=True
        ) as source:
            while opening := source.read(_LENGTH.size):
                length = _LENGTH.unpack(opening)[0] if len(opening) == _LENGTH.size else longest + 1
                read += length
                if length > longest or read > most:
                    raise Beyond("a frame or a content too long")
                body = source.read(length)
                if len(body) != length:
                    raise Wrong("a frame cut short")
                yield body
                longest = FRAME_BYTES
    except zstandard.ZstdError as failure:
        raise Wrong("no zstd stream") from failure


def _unpacked(body: bytes) -> Sequence[Any]:
    """The list that a frame is; maps and extensions do not exist here. Raises Wrong."""
    try:
        found = msgpack.unpackb(
            body,
            max_map_len=0,
            max_ext_len=0,
            max_array_len=ROWS_A_FRAME,
            max_str_len=VALUE_BYTES,
            max_bin_len=VALUE_BYTES,
        )
    except (ValueError, msgpack.exceptions.UnpackException) as failure:
        raise Wrong("no msgpack frame") from failure
    return listed(found, ROWS_A_FRAME, least=1)
