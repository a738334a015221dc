"""Frozen rows as payloads and back: what the type says of each field decides how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from ceis_desk.core.ids import Id
from ceis_desk.data.keys.envelope import Unreadable

RowT = TypeVar("RowT")
_OUTSIDE = frozenset({"id", "clock"})
_Reader = Callable[[Any], Any]


def payload_of(row: Any) -> dict[str, Any]:
    """The fields of a row as JSON values; its id and its clock stand in the table."""
    return {name: _written(getattr(row, name)) for name, _ in _readers(type(row)) if name not in _OUTSIDE}


def row_of(kind: type[RowT], payload: Mapping[str, Any], **outside: Any) -> RowT:
    """The row that `payload_of` was given; a field that the payload does not know keeps its default.

    Raises Unreadable when a value is not of its type.
    """
    try:
        read = {name: read(payload[name]) for name, read in _readers(kind) if name in payload and name not in _OUTSIDE}
        return kind(**outside, **read)
    except (KeyError, TypeError, ValueError) as failure:
        raise Unreadable from failure


def _written(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Id):
        return value.hex
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    return payload_of(value)


def _readers(kind: type[Any]) -> tuple[tuple[str, _Reader], ...]:
    return _read_by(cast("Hashable", kind))


@cache
def _read_by(kind: Any) -> tuple[tuple[str, _Reader], ...]:
    hints = get_type_hints(kind)
    return tuple((one.name, _reader(hints[one.name])) for one in fields(kind))


def _reader(hint: Any) -> _Reader:
    arguments = get_args(hint)
    if isinstance(hint, UnionType):
        read = _reader(next(one for one in arguments if one is not NoneType))
        return lambda value: None if value is None else read(value)
    if get_origin(hint) is tuple:
        read_one = _reader(arguments[0])
        return lambda value: tuple(map(read_one, value))
    if hint in (dt.date, dt.datetime):
        moment: _Reader = hint.fromisoformat
        return moment
    if hint is Id or issubclass(hint, StrEnum):
        made: _Reader = hint
        return made
    if hint in (bool, int, str):
        return lambda value: _plain(hint, value)
    return lambda value: row_of(hint, value)


def _plain(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(kind)
    return value
