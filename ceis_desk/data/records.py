"""The record of a person as the desk may read it, in a constant number of statements."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, func, literal_column, select

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.house import site_value
from ceis_desk.data.households import read_household
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import GONE, aliases, canonical, known_since
from ceis_desk.data.schema import agenda, house, people, reception
from ceis_desk.people.model import AppointmentLine, PersonRecord, VisitLine

_LAST = 6


def read_record(connection: Connection, person_id: Id, today: dt.date) -> PersonRecord:
    """The record of the person, or of the one she was merged into; raises Refusal when there is none."""
    own = canonical(connection, person_id)
    identity = read_identity(connection, own)
    row = connection.execute(
        select(people.person.c.hlc, people.person.c.known_since, people.person.c.withdrawn).where(
            people.person.c.id == own
        )
    ).first()
    if identity is None or row is None or row.withdrawn:
        raise Refusal(GONE)
    merged = aliases(connection, own)
    ids = (own, *merged)
    counted = select(func.count()).select_from(reception.visit).where(_visits_of(ids, today))
    return PersonRecord(
        id=own,
        clock=row.hlc,
        identity=identity,
        known_since=known_since(connection, ids, row.known_since),
        visits=connection.execute(counted).scalar_one(),
        last_visits=read_visits(connection, ids, today, _LAST),
        appointments=_appointments(connection, ids),
        household=read_household(connection, ids),
        merged=merged,
    )


def visits_of(connection: Connection, person_id: Id, today: dt.date) -> tuple[VisitLine, ...]:
    """All the visits of a person, of her merged records too, latest first."""
    own = canonical(connection, person_id)
    return read_visits(connection, (own, *aliases(connection, own)), today, None)


def _visits_of(ids: tuple[Id, ...], today: dt.date) -> Any:
    # The demonstration lives in the middle of its own months: what is to come has not been seen yet. By day and not
    # by minute, or a PC whose clock is set back would hide the visits of this morning.
    return reception.visit.c.person_id.in_(ids) & ~reception.visit.c.withdrawn & (reception.visit.c.day <= today)


def read_visits(
    connection: Connection, ids: tuple[Id, ...], today: dt.date, limit: int | None
) -> tuple[VisitLine, ...]:
    """Visits of these records with their motif labels, latest first."""
    visit = reception.visit
    rows = connection.execute(
        select(visit.c.id, visit.c.at, house.account.c.name)
        .select_from(
            visit.outerjoin(house.account, house.account.c.id == func.coalesce(visit.c.received_by, visit.c.for_id))
        )
        .where(_visits_of(ids, today))
        .order_by(visit.c.at.desc(), visit.c.id.desc())
        .limit(limit)
    ).all()
    labels: dict[Id, list[str]] = {}
    if rows:
        link = reception.visit_motif
        found = connection.execute(
            select(link.c.visit_id, reception.motif.c.label)
            .join_from(link, reception.motif, reception.motif.c.id == link.c.motif_id)
            .where(link.c.visit_id.in_([row.id for row in rows]), link.c.active)
            .order_by(link.c.position)
        )
        for visit_id, label in found:
            labels.setdefault(visit_id, []).append(label)
    return tuple(VisitLine(row.id, row.at, tuple(labels.get(row.id, ())), row.name or "") for row in rows)


def _appointments(connection: Connection, ids: tuple[Id, ...]) -> tuple[AppointmentLine, ...]:
    table = agenda.appointment
    rows = connection.execute(
        select(table.c.id, table.c.starts_at, house.account.c.name, table.c.room, table.c.outcome)
        .select_from(table.outerjoin(house.account, house.account.c.id == table.c.account_id))
        .where(table.c.person_id.in_(ids), ~table.c.withdrawn)
        .order_by(table.c.starts_at)
    )
    return tuple(
        AppointmentLine(row.id, row.starts_at, row.name or "", row.room, row.outcome == Outcome.OPEN.value)
        for row in rows
    )


def partners_named(connection: Connection) -> tuple[str, ...]:
    """Names given to referrals out, most used first."""
    name = reception.visit.c.referred_to
    rows = connection.execute(
        select(name)
        # The empty text is written out: with a parameter the partial index could not serve.
        .where(name != literal_column("''"), ~reception.visit.c.withdrawn)
        .group_by(name)
        .order_by(func.count().desc())
        .limit(50)
    )
    return tuple(rows.scalars())


def known_districts(connection: Connection, day: dt.date) -> tuple[tuple[str, bool], ...]:
    """The site's dated list of priority districts in force on `day`, then other districts already typed."""
    listed = [
        (line["name"], True)
        for line in site_value(connection, "qpv_list", [])
        if line["from"] <= day.isoformat() and (not line.get("to") or day.isoformat() <= line["to"])
    ]
    names = {name for name, _ in listed}
    district = people.person.c.district
    typed = connection.execute(select(district).where(district != "").group_by(district).order_by(district)).scalars()
    return (*listed, *((name, False) for name in typed if name not in names))
