"""Persons made at two desks at once: each desk finds them among those that came, and leaves them to a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection

from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Lane, Subject
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.identity import read_identity
from ceis_desk.data.lookalikes import find_lookalikes
from ceis_desk.data.store import OpenFile
from ceis_desk.exchange.rules import NOBODY
from ceis_desk.people.questions import FindLookalikes

_AT_ONCE = 100
# The smallest clock of nobody: the same row at every desk, and whatever anybody decides comes after it.
_FIRST = 1
_MADE_BY = (
    "SELECT COALESCE((SELECT origin FROM sync_cell WHERE tbl = 1 AND pk = id AND col = ?), origin)"
    " FROM person WHERE id = ?"
)


def look_for_doubles(file: OpenFile, fresh: Sequence[Id], today: dt.date) -> None:
    """Compare records that have just come with those here, off the writer, and put probable pairs to check."""
    for start in range(0, len(fresh), _AT_ONCE):
        some = fresh[start : start + _AT_ONCE]
        pairs = file.lanes[Lane.FIGURES].run(partial(_pairs, fresh=some, today=today)).result()
        if pairs:
            file.writer.run(partial(_put, pairs=pairs), file.tell).result()


def _pairs(connection: Connection, fresh: Sequence[Id], today: dt.date) -> list[tuple[Id, Id]]:
    found = []
    for one in fresh:
        identity = read_identity(connection, one)
        if identity is None:
            continue
        for near in find_lookalikes(connection, FindLookalikes(identity, one), today):
            if near.probable and _made_by(connection, near.id) != _made_by(connection, one):
                first, second = sorted((one, near.id))
                found.append((first, second))
    return found


def _made_by(connection: Connection, person_id: Id) -> int | None:
    row = connection.exec_driver_sql(_MADE_BY, (BASE, person_id.bytes)).first()
    return None if row is None else int(row[0])


def _put(connection: Connection, pairs: list[tuple[Id, Id]]) -> Change:
    connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
    connection.exec_driver_sql(
        "INSERT INTO person_pair(id, hlc, origin, first_id, second_id, verdict) VALUES (?, ?, ?, ?, ?, 'check')"
        " ON CONFLICT DO NOTHING",
        [(code_id("pair", *pair).bytes, _FIRST, NOBODY, pair[0].bytes, pair[1].bytes) for pair in pairs],
    )
    connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
    return Change(subjects=frozenset({Subject("pair")}))
