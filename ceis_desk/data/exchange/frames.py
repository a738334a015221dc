"""The frames of an exchange file: rows, later edits of cells, erasures, and what is carried without being known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import Any

import msgpack

from ceis_desk.data.exchange.checks import check_distinct, check_ids, check_values, check_whole, listed, turned
from ceis_desk.data.exchange.limits import (
    CELLS,
    CLOCKS,
    COLUMNS,
    FRAME_BYTES,
    FULL_FRAME_BYTES,
    NUMBERS,
    ORIGIN,
    ROWS,
    ROWS_A_FRAME,
    UNITS,
    Beyond,
    Wrong,
)


class Kind(IntEnum):
    """The first number of a frame."""

    HEAD = 0
    ROWS = 1
    CELLS = 2
    TOMBS = 3
    PARKED = 4
    END = 5


@dataclass(frozen=True)
class Rows:
    """Whole rows of one table: `[pk, hlc, origin, cells, *values]`, cells None or `[[column, hlc, origin], …]`."""

    table: int
    columns: tuple[int, ...]
    rows: list[list[Any]]


@dataclass(frozen=True)
class Cells:
    """Later edits in rows of one table: `[pk, [[unit, hlc, origin, [[column, value], …]], …]]`."""

    table: int
    rows: list[list[Any]]


@dataclass(frozen=True)
class Tombs:
    """Rows erased for ever: `[table, pk, hlc, origin]`."""

    rows: list[list[Any]]


@dataclass(frozen=True)
class Parked:
    """What an older desk carries for the next ones: `[table, pk, column, hlc, origin, value]`."""

    rows: list[list[Any]]


@dataclass(frozen=True)
class End:
    """How many frames and rows came before: a stream that stops sooner is refused."""

    frames: int
    rows: int


Frame = Rows | Cells | Tombs | Parked


def encode(frame: Frame) -> Iterator[tuple[bytes, int]]:
    """The frame as bytes, cut so that each piece keeps to the limits, with the number of its rows; raises Wrong."""
    packer = msgpack.Packer()
    for start in range(0, len(frame.rows), ROWS_A_FRAME):
        rows = frame.rows[start : start + ROWS_A_FRAME]
        top = _top(frame)
        _check(top, rows)
        opening = packer.pack_array_header(len(top) + 1) + b"".join(map(packer.pack, top))
        for group in _groups(list(map(packer.pack, rows))):
            body = opening + packer.pack_array_header(len(group)) + b"".join(group)
            if len(body) > FRAME_BYTES:
                raise Beyond("a row too long")
            yield body, len(group)


def encode_end(end: End) -> bytes:
    """The last frame as bytes."""
    return bytes(msgpack.packb([Kind.END, end.frames, end.rows]))


def decode(items: Sequence[Any]) -> Frame | End:
    """The frame of an unpacked list; raises Wrong."""
    kind, *top = items
    check_whole([kind], (Kind.ROWS, Kind.END))
    if kind == Kind.END:
        if len(top) != len(("frames", "rows")):
            raise Wrong("an end of another shape")
        check_whole(top, (0, ROWS))
        return End(*top)
    rows = list(listed(top[-1] if top else None, ROWS_A_FRAME, least=1))
    _check([kind, *top[:-1]], rows)
    match Kind(kind):
        case Kind.ROWS:
            return Rows(top[0], tuple(top[1]), rows)
        case Kind.CELLS:
            return Cells(top[0], rows)
        case Kind.TOMBS:
            return Tombs(rows)
        case _:
            return Parked(rows)


def _top(frame: Frame) -> list[Any]:
    """What stands before the rows."""
    match frame:
        case Rows():
            return [Kind.ROWS, frame.table, frame.columns]
        case Cells():
            return [Kind.CELLS, frame.table]
        case Tombs():
            return [Kind.TOMBS]
        case Parked():
            return [Kind.PARKED]


def _groups(packed: list[bytes]) -> Iterator[list[bytes]]:
    group: list[bytes] = []
    size = 0
    for row in packed:
        if group and size + len(row) > FULL_FRAME_BYTES:
            yield group
            group, size = [], 0
        group.append(row)
        size += len(row)
    if group:
        yield group


def _check(top: Sequence[Any], rows: Sequence[Any]) -> None:
    match top:
        case [Kind.ROWS, table, columns]:
            check_whole([table], NUMBERS)
            _check_rows(listed(columns, COLUMNS), rows)
        case [Kind.CELLS, table]:
            check_whole([table], NUMBERS)
            _check_cells(rows)
        case [Kind.TOMBS]:
            tables, ids, *clock = turned(rows, 4)
            check_whole(tables, NUMBERS)
            check_ids(ids)
            _check_clock(*clock)
        case [Kind.PARKED]:
            tables, ids, columns, hlcs, origins, values = turned(rows, 6)
            check_whole(tables, NUMBERS)
            check_ids(ids)
            check_whole(columns, UNITS)
            _check_clock(hlcs, origins)
            check_values(values)
        case _:
            raise Wrong("an unknown frame")


def _check_rows(columns: Sequence[Any], rows: Sequence[Any]) -> None:
    check_whole(columns, NUMBERS)
    check_distinct(columns)
    ids, hlcs, origins, cells, *values = turned(rows, 4 + len(columns))
    check_ids(ids)
    _check_clock(hlcs, origins)
    edited = [listed(some, CELLS) for some in cells if some is not None]
    units, *clock = turned(list(chain.from_iterable(edited)), 3)
    check_whole(units, UNITS)
    _check_clock(*clock)
    for some in edited:
        check_distinct([unit for unit, _, _ in some])
    for column in values:
        check_values(column)


def _check_cells(rows: Sequence[Any]) -> None:
    ids, edits = turned(rows, 2)
    check_ids(ids)
    edited = [listed(some, CELLS) for some in edits]
    units, hlcs, origins, contents = turned(list(chain.from_iterable(edited)), 4)
    check_whole(units, UNITS)
    _check_clock(hlcs, origins)
    for some in edited:
        check_distinct([unit for unit, *_ in some])
    written = [listed(pairs, COLUMNS) for pairs in contents]
    columns, values = turned(list(chain.from_iterable(written)), 2)
    check_whole(columns, NUMBERS)
    check_values(values)
    for pairs in written:
        check_distinct([column for column, _ in pairs])


def _check_clock(hlcs: Sequence[Any], origins: Sequence[Any]) -> None:
    check_whole(hlcs, CLOCKS)
    check_whole(origins, ORIGIN)
