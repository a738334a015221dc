"""One transaction of the writer: who acts, when, and the only way a synchronised row is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import INTEGER, ColumnElement, Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from ceis_desk.access.model import Actor
from ceis_desk.core.errors import Outdated
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.clocks import next_clock
from ceis_desk.data.keys.credential import NOBODY, Anchor
from ceis_desk.data.schema import house, local
from ceis_desk.data.standing import Row, Standing

OUTDATED = "Cela a été modifié entre-temps. Rien n’a été écrasé : relisez, puis recommencez."


_OWN = local.desk_self
_TICK = (
    update(_OWN)
    .values(clock=func.max(_OWN.c.clock + 1, _OWN.c.seen + 1, bindparam("now", type_=INTEGER)))
    .returning(_OWN.c.clock, _OWN.c.origin)
)


@cache
def _upsert(table: Table[Any], names: tuple[str, ...]) -> Insert:
    """The upsert of these columns, built once: building it again would cost a check-in more than running it."""
    statement = upsert(table)
    kept = ("hlc", "origin", *names)
    return statement.on_conflict_do_update(
        index_elements=["id"], set_={name: statement.excluded[name] for name in kept}
    )


@dataclass
class Tx:
    """What a gesture's handler receives: the connection inside its transaction, the actor and the business clock."""

    connection: Connection
    actor: Actor
    now: dt.datetime
    keys: Mapping[tuple[str, int], bytes] = field(repr=False)
    # From what a password wraps: a row, or the ring, could be replaced by whoever wants to be believed or sealed to.
    anchor: Anchor = NOBODY
    standing: Standing = field(default_factory=Standing, repr=False)
    found: dict[Row, int] = field(default_factory=dict, repr=False)
    _stamp: tuple[int, int] | None = None

    @property
    def today(self) -> dt.date:
        """The business day."""
        return self.now.date()

    def stamp(self) -> tuple[int, int]:
        """The clock and origin of this transaction's rows: one clock for all of them, given once."""
        if self._stamp is None:
            own = self.connection.execute(_TICK, {"now": next_clock(0)}).one()
            self._stamp = (own.clock, own.origin)
        return self._stamp

    @property
    def written(self) -> int | None:
        """The clock of this transaction's rows, None when it wrote none."""
        return self._stamp[0] if self._stamp else None

    def put(self, table: Table[Any], row_id: Id, **values: Any) -> None:
        """Insert the row, or update just these columns of it; the row's clock becomes this transaction's."""
        hlc, origin = self.stamp()
        statement = _upsert(table, tuple(values))
        self.connection.execute(statement, {"id": row_id, "hlc": hlc, "origin": origin, **values})

    def put_many(self, table: Table[Any], rows: list[dict[str, Any]]) -> None:
        """Insert new rows in bulk, for imports: each holds its `id`; rows already there are left as they are."""
        if not rows:
            return
        hlc, origin = self.stamp()
        statement = upsert(table).on_conflict_do_nothing(index_elements=["id"])
        self.connection.execute(statement, [{"hlc": hlc, "origin": origin, **row} for row in rows])

    def change(self, table: Table[Any], row_id: Id, **values: Any) -> None:
        """Update columns of a row that is there."""
        hlc, origin = self.stamp()
        self.connection.execute(update(table).where(table.c.id == row_id).values(hlc=hlc, origin=origin, **values))

    def require_clock(self, table: Table[Any], row_id: Id, clock: int | None) -> None:
        """Raise Outdated when the row is no longer as it was at `clock`; None asks for nothing.

        The clock found is remembered: taken back, this transaction leaves the row as it was then.
        """
        row = (table.name, row_id)
        current = self.connection.execute(select(table.c.hlc).where(table.c.id == row_id)).scalar_one_or_none()
        if clock is not None and (current is None or not self.standing.same(row, current, clock)):
            raise Outdated(OUTDATED)
        if current is not None:
            self.found[row] = current

    def note_clocks(self, table: Table[Any], *conditions: ColumnElement[bool]) -> None:
        """Remember the clocks of rows about to be written together, as `require_clock` does of one."""
        rows = self.connection.execute(select(table.c.id, table.c.hlc).where(*conditions))
        self.found |= {(table.name, row.id): row.hlc for row in rows}

    def note(self, action: str, subject: Id | None = None) -> None:
        """Write a line in the journal of access: what was done to which record, no content."""
        hlc, origin = self.stamp()
        self.connection.execute(
            insert(house.journal).values(
                id=new_id(),
                hlc=hlc,
                origin=origin,
                at=self.now,
                account_id=self.actor.account_id,
                action=action,
                subject_id=subject,
            )
        )
