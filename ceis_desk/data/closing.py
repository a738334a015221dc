"""The end of a day: closed, opened again, and what a closed day refuses (docs/decisions/0012)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select, update

from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.schema import reception
from ceis_desk.data.schema.base import UuidBytes
from ceis_desk.data.write import Tx
from ceis_desk.reception.gestures import CloseDay, ReopenDay

_DAY = frozenset({Subject("day"), Subject("visit")})
_WAY_OUT = "Dans «\u00a0Aujourd’hui\u00a0», choisissez «\u00a0Rouvrir la journée\u00a0», puis recommencez."


@cache
def _closing() -> Select[*tuple[Any, ...]]:
    table = reception.day_closed
    return select(table).where(table.c.id == bindparam("wanted", type_=UuidBytes), table.c.active)


def closing_of(connection: Connection, day: dt.date) -> RowMapping | None:
    """The row of the closing of that day, None while it is open."""
    return connection.execute(_closing(), {"wanted": code_id("day_closed", day)}).mappings().first()


def refuse_closed(connection: Connection, day: dt.date) -> None:
    """Raise Refusal, with the way out, when that day is closed."""
    if closing_of(connection, day) is not None:
        raise Refusal(
            f"La journée du {write_day(day)} est close\u00a0: ses passages ne changent plus. "
            f"Rien n’a été enregistré. {_WAY_OUT}"
        )


def last_closed(connection: Connection, day: dt.date) -> RowMapping | None:
    """The latest closing of a day not after `day`."""
    table = reception.day_closed
    query = select(table).where(table.c.active, table.c.day <= day).order_by(table.c.day.desc()).limit(1)
    return connection.execute(query).mappings().first()


def close_day(tx: Tx, gesture: CloseDay) -> Change:
    """Close a day; whoever still waits then is gone."""
    if gesture.day > tx.today:
        message = "Ce jour n’est pas encore passé. Rien n’a été clos."
        raise Refusal(message)
    if closing_of(tx.connection, gesture.day) is not None:
        message = "Cette journée est déjà close. Rien n’a changé."
        raise Refusal(message)
    table, (hlc, origin) = reception.visit, tx.stamp()
    end = min(tx.now, dt.datetime.combine(gesture.day, dt.time(23, 59)))
    ended = (table.c.day == gesture.day, table.c.gone_at.is_(None), ~table.c.withdrawn)
    tx.note_clocks(table, *ended)
    tx.connection.execute(update(table).where(*ended).values(gone_at=end, hlc=hlc, origin=origin))
    tx.put(
        reception.day_closed,
        code_id("day_closed", gesture.day),
        day=gesture.day,
        at=tx.now,
        by_id=tx.actor.account_id,
        active=True,
    )
    return Change(subjects=_DAY, said="La journée est close.", undo=ReopenDay(gesture.day, hlc))


def reopen_day(tx: Tx, gesture: ReopenDay) -> Change:
    """Open a closed day again; a past day gives nobody back to the queue."""
    closing = closing_of(tx.connection, gesture.day)
    if closing is None:
        message = "Cette journée est déjà ouverte. Rien n’a changé."
        raise Refusal(message)
    tx.require_clock(reception.day_closed, closing["id"], gesture.clock)
    tx.change(reception.day_closed, closing["id"], active=False, at=tx.now, by_id=tx.actor.account_id)
    if gesture.day == tx.today:
        _give_back(tx, closing)
    said = f"La journée du {write_day(gesture.day)} est rouverte."
    return Change(subjects=_DAY, said=said, undo=CloseDay(gesture.day))


def _give_back(tx: Tx, closing: RowMapping) -> None:
    """Put back in the queue those whom the closing ended: they bear its clock, since a closed day changes no more."""
    table, (hlc, origin) = reception.visit, tx.stamp()
    ended = (table.c.day == closing["day"], table.c.hlc == closing["hlc"], table.c.origin == closing["origin"])
    tx.note_clocks(table, *ended)
    tx.connection.execute(update(table).where(*ended).values(gone_at=None, hlc=hlc, origin=origin))
