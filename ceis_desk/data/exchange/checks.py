"""What may stand in a frame, checked column by column: the same rules for the writer and for the reader."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import NoneType
from typing import Any

from ceis_desk.data.exchange.limits import ID_BYTES, INTEGERS, VALUE_BYTES, Beyond, Wrong

_LISTS = frozenset({list, tuple})
_VALUES = frozenset({NoneType, int, str, bytes})
_WIDEST_SIGN = 4  # bytes of UTF-8


def turned(rows: Sequence[Any], width: int) -> list[tuple[Any, ...]]:
    """The columns of rows that all have this width; raises Wrong."""
    if not _LISTS.issuperset(map(type, rows)) or not {width}.issuperset(map(len, rows)):
        raise Wrong("a row of another shape")
    return list(zip(*rows, strict=True)) or [()] * width


def listed(found: Any, most: int, least: int = 0) -> Sequence[Any]:
    """A list of that many things; raises Wrong."""
    if type(found) not in _LISTS:
        raise Wrong("no list where one is due")
    if len(found) > most:
        raise Beyond("a list too long")
    if len(found) < least:
        raise Wrong("a list too short")
    return found  # type: ignore[no-any-return]  # a list of whatever its caller checks next


def check_ids(found: Collection[Any]) -> None:
    """Each is exactly 16 bytes; raises Wrong."""
    if not {bytes}.issuperset(map(type, found)) or not {ID_BYTES}.issuperset(map(len, found)):
        raise Wrong("no identifier where one is due")


def check_whole(found: Collection[Any], bounds: tuple[int, int]) -> None:
    """Each is a whole number within the bounds, both included; a bool is none. Raises Wrong."""
    if not {int}.issuperset(map(type, found)):
        raise Wrong("no whole number where one is due")
    if found and (min(found) < bounds[0] or max(found) > bounds[1]):
        raise Wrong("a number out of bounds")


def check_distinct(found: Collection[Any]) -> None:
    """None comes twice; raises Wrong."""
    if len(set(found)) != len(found):
        raise Wrong("the same thing twice")


def check_values(found: Collection[Any]) -> None:
    """Each is None, a signed 64-bit whole number, a text or bytes, of 1 MiB at most; raises Wrong."""
    kinds = set(map(type, found))
    if not kinds <= _VALUES:
        raise Wrong("a value of an unknown kind")
    if int in kinds:
        check_whole(found if kinds == {int} else [value for value in found if type(value) is int], INTEGERS)
    if str in kinds or bytes in kinds:
        sized = [value for value in found if type(value) is not int] if int in kinds else found
        if max(map(len, filter(None, sized)), default=0) > VALUE_BYTES // _WIDEST_SIGN:
            _check_lengths(sized)


def _check_lengths(found: Collection[str | bytes | None]) -> None:
    if any(_bytes_of(value) > VALUE_BYTES for value in found if value is not None):
        raise Beyond("a value too long")


def _bytes_of(value: str | bytes) -> int:
    return len(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value)
