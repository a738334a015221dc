"""An older version of the program, played by hiding from a desk a table, a column and a code of today's."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from ceis_desk.data.exchange.tables import BY_NAME, BY_NUMBER, SyncTable

Hidden = dict[str, object]
_BY_NUMBER = cast("MutableMapping[int, SyncTable]", BY_NUMBER)
_BY_NAME = cast("MutableMapping[str, SyncTable]", BY_NAME)


@contextmanager
def older(
    *, table: str = "", column: tuple[str, str] = ("", ""), code: tuple[str, str, str] = ("", "", "")
) -> Iterator[None]:
    """Within it, the exchange does not know this table, this column, nor this code of a column."""
    now = dict(BY_NUMBER)
    then = {number: _without(one, column, code) for number, one in now.items() if one.name != table}
    _set(then)
    try:
        yield
    finally:
        _set(now)


def _set(tables: dict[int, SyncTable]) -> None:
    _BY_NUMBER.clear()
    _BY_NUMBER.update(tables)
    _BY_NAME.clear()
    _BY_NAME.update({table.name: table for table in tables.values()})


def _without(table: SyncTable, column: tuple[str, str], code: tuple[str, str, str]) -> SyncTable:
    columns = tuple(
        replace(one, codes=one.codes - {code[2]}) if (table.name, one.name) == code[:2] and one.codes else one
        for one in table.columns
        if (table.name, one.name) != column
    )
    kept = {one.number for one in columns}
    return replace(
        table,
        columns=columns,
        by_number={one.number: one for one in columns},
        units={number: unit for number, unit in table.units.items() if number in kept},
    )
