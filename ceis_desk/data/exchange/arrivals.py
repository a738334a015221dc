"""What came in, kept a while so that it can be told person by person: which rows, never what they say."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, insert

from ceis_desk.core.ids import Id
from ceis_desk.data.exchange.merge import Merged
from ceis_desk.data.schema import exchange
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.write import Tx

# A first export brings years: nobody reads them line by line.
MOST = 2000
KEPT_DAYS = 90
TOLD = (
    *("person", "person_phone", "household_member", "visit", "appointment", "attendance", "session"),
    *("visit_comment", "person_comment", "motif", "setting", "account", "desk"),
)


def keep_arrivals(tx: Tx, desk_id: Id, merged: Merged) -> None:
    """Keep which rows came with a file, and forget those of long ago."""
    table = exchange.arrival
    tx.connection.execute(delete(table).where(table.c.at < tx.now - dt.timedelta(days=KEPT_DAYS)))
    made = [(name, key, "") for name in TOLD for key in merged.fresh.get(name, ())]
    edited = [
        (name, key, ",".join(map(str, sorted(columns))))
        for name in TOLD
        for key, columns in merged.edited.get(name, {}).items()
    ]
    rows = made + edited
    if 0 < len(rows) <= MOST:
        tx.connection.execute(
            insert(table),
            [
                {"at": tx.now, "desk_id": desk_id, "tbl": TABLES[name], "pk": key, "cols": columns}
                for name, key, columns in rows
            ],
        )
