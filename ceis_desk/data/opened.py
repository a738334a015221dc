"""What a session has opened of sealed rows: kept in memory as long as it lasts, so that a list is not opened twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, LargeBinary, Row, Table, select, type_coerce

from ceis_desk.core.ids import Id

T = TypeVar("T")
_AT_ONCE = 500


@dataclass
class Opened:
    """Values made of rows, by what they are, row and clock: a row written since is opened again."""

    _kept: dict[str, dict[bytes, tuple[int, Any]]] = field(default_factory=dict, repr=False)

    def get(self, what: str, row_id: Id, clock: int, make: Callable[[], T]) -> T:
        """The value of a row at this clock, made once."""
        held = self._kept.setdefault(what, {}).get(row_id.bytes)
        if held is not None and held[0] == clock:
            kept: T = held[1]
            return kept
        value = make()
        self._kept.setdefault(what, {})[row_id.bytes] = (clock, value)
        return value

    def all_of(
        self,
        what: str,
        connection: Connection,
        table: Table[Any],
        make: Callable[[Row[Any]], T],
        *where: ColumnElement[bool],
    ) -> Iterator[T]:
        """What these rows of a table make, by id; only the rows not yet opened at their clock are read whole."""
        kept = self._kept.setdefault(what, {})
        # As bytes: making a UUID of each would cost more than all the rest of a list seen before.
        key = type_coerce(table.c.id, LargeBinary)
        found = connection.execute(select(key, table.c.hlc).where(*where).order_by(table.c.id)).all()
        lacking = [row_key for row_key, clock in found if kept.get(row_key, (None,))[0] != clock]
        for start in range(0, len(lacking), _AT_ONCE):
            some = select(table).where(key.in_(lacking[start : start + _AT_ONCE]))
            for row in connection.execute(some).all():
                kept[row.id.bytes] = (row.hlc, make(row))
        for row_key, _ in found:
            value: T = kept[row_key][1]
            yield value

    def forget(self) -> None:
        """Drop everything: the session is locked or over, or its keys have changed."""
        self._kept.clear()
