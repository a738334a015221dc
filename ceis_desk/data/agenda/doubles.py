"""Appointments of one professional that overlap, as an exchange may bring them, and how a person settles them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.gestures import KeepBoth
from ceis_desk.agenda.model import BookedSlot, DoubleBooking, Outcome
from ceis_desk.agenda.questions import DoubleBookings
from ceis_desk.agenda.rules import first_free
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Gesture, Subject
from ceis_desk.data.agenda.calendar import booked_spans, read_calendar, read_taken
from ceis_desk.data.agenda.rows import with_person
from ceis_desk.data.clocks import moment_of
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.peers import desk_names
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, exchange, house, people
from ceis_desk.data.write import Tx
from ceis_desk.people.names import display_name

_BOTH, _UNDONE = "both", ""
_APPOINTMENTS = frozenset({Subject("appointment"), Subject("exchange")})
_Row = Row[*tuple[Any, ...]]
_Pair = tuple[_Row, _Row]


def read_double_bookings(reader: Reader, _: DoubleBookings) -> tuple[DoubleBooking, ...]:
    """The overlapping appointments that wait, soonest first."""
    connection = reader.connection
    names = desk_names(connection)
    shown = may(reader.actor.roles, Thing.IDENTITY, Level.READ)
    found = []
    for pair in _overlaps(connection, reader.today):
        first, second = _in_order(connection, pair)
        taken = _not_free(connection, second.account_id, second.day, second.id)
        found.append(
            DoubleBooking(
                first=_slot(connection, first, names, shown=shown),
                second=_slot(connection, second, names, shown=shown),
                with_name=_account_name(connection, second.account_id),
                free_at=first_free(taken, second.starts_at, second.minutes),
            )
        )
    return tuple(found)


def count_double_bookings(connection: Connection, today: dt.date) -> int:
    """How many wait."""
    return sum(1 for _ in _overlaps(connection, today))


def keep_both(tx: Tx, gesture: KeepBoth) -> Change:
    """Say that two overlapping appointments both stay."""
    tx.put(
        house.decision,
        case_id(gesture.first, gesture.second),
        kind="slot",
        verdict=_BOTH if gesture.keep else _UNDONE,
    )
    undo: Gesture = KeepBoth(gesture.first, gesture.second, keep=not gesture.keep)
    said = "Les deux rendez-vous restent." if gesture.keep else "Le créneau est de nouveau à vérifier."
    return Change(subjects=_APPOINTMENTS, said=said, undo=undo)


def case_id(one: Id, other: Id) -> Id:
    """What a decision about two appointments is kept under."""
    return code_id("slot", *sorted((one, other)))


def _overlaps(connection: Connection, today: dt.date) -> Iterable[_Pair]:
    """The pairs that wait, from today on."""
    table = agenda.appointment
    rows = connection.execute(
        select(table)
        .where(
            and_(
                table.c.day >= today,
                table.c.outcome == Outcome.OPEN.value,
                ~table.c.withdrawn,
                table.c.account_id.is_not(None),
            )
        )
        .order_by(table.c.starts_at, table.c.id)
    ).all()
    decided = read_kept_both(connection)
    ends: dict[Id, list[_Row]] = {}
    for row in rows:
        before = [one for one in ends.get(row.account_id, []) if _end(one) > row.starts_at]
        for one in before:
            if case_id(one.id, row.id) not in decided:
                yield one, row
        ends[row.account_id] = [*before, row]


def read_kept_both(connection: Connection) -> frozenset[Id]:
    """The pairs of which somebody said that both stay."""
    table = house.decision
    found = connection.execute(select(table.c.id).where(table.c.kind == "slot", table.c.verdict == _BOTH))
    return frozenset(found.scalars())


def _end(row: _Row) -> dt.datetime:
    end: dt.datetime = row.starts_at + dt.timedelta(minutes=row.minutes)
    return end


def _in_order(connection: Connection, pair: _Pair) -> _Pair:
    """The one booked first, then the other."""
    one, other = sorted(pair, key=lambda row: (_booked(connection, row), row.id))
    return one, other


def _booked(connection: Connection, row: _Row) -> tuple[int, int]:
    """The clock of the row's making."""
    cell = exchange.cell
    found = connection.execute(
        select(cell.c.hlc, cell.c.origin).where(
            cell.c.tbl == BY_NAME["appointment"].number, cell.c.pk == row.id.bytes, cell.c.col == BASE
        )
    ).first()
    return (row.hlc, row.origin) if found is None else (found.hlc, found.origin)


def _not_free(connection: Connection, account_id: Id, day: dt.date, but: Id) -> list[tuple[dt.datetime, int]]:
    """The moments and minutes of that day when she is booked or nobody is received, `but` one appointment."""
    booked = booked_spans(read_taken(connection, day, day, but), account_id, day)
    closed = (one.span for one in read_calendar(connection, day, day).closed(account_id, day))
    return [(span.start, span.minutes) for span in (*booked, *closed)]


def _slot(connection: Connection, row: _Row, names: dict[int, str], *, shown: bool) -> BookedSlot:
    hlc, origin = _booked(connection, row)
    person_id, name = _whose(connection, row.id) if shown else (None, "")
    return BookedSlot(
        id=row.id,
        clock=row.hlc,
        person_id=person_id,
        name=name,
        starts_at=row.starts_at,
        minutes=row.minutes,
        desk=names.get(origin, ""),
        booked_at=moment_of(hlc),
    )


def _whose(connection: Connection, appointment_id: Id) -> tuple[Id | None, str]:
    """The record that stands for the person of an appointment, and her name."""
    own = people.person.c
    shown = select(own.id, own.civility, own.used_name, own.first_name, own.birth_name)
    row = connection.execute(shown.select_from(with_person()).where(agenda.appointment.c.id == appointment_id)).one()
    return row.id, display_name(row.civility, row.used_name, row.first_name, row.birth_name) if row.id else ""


def _account_name(connection: Connection, account_id: Id) -> str:
    table = house.account
    return connection.execute(select(table.c.name).where(table.c.id == account_id)).scalar_one_or_none() or ""
