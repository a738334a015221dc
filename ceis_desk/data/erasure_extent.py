"""What erasing a person would take away and what would stay, counted before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, FromClause, Table, func, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.households import names_left_alone
from ceis_desk.data.identity import is_erased
from ceis_desk.data.people import GONE, same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, digital, employment, parcours, partners, people, reception
from ceis_desk.people.model import ErasureExtent
from ceis_desk.people.questions import WhatErasing

_OF_HER_WAY: Mapping[str, Table] = {
    "items": parcours.parcours_item,
    "shares": parcours.share,
    "procedures": digital.procedure,
    "referrals": partners.referral,
    "groups": employment.cohort_member,
    "contracts": employment.contract,
    "helps": digital.digital_help,
    "posts": digital.post_use,
    "projects": partners.project_part,
}
"""What bears her id in a clear row, by the name of its count."""


def read_extent(reader: Reader, question: WhatErasing) -> ErasureExtent:
    """The extent of an erasure; raises Refusal when there is nobody."""
    connection = reader.connection
    ids = same_person(connection, question.person_id)
    known = connection.exec_driver_sql("SELECT 1 FROM person WHERE id = ?", (ids[0].bytes,)).first()
    if known is None or is_erased(connection, ids[0]):
        raise Refusal(GONE)
    phone, member, link = people.person_phone, people.household_member, reception.visit_motif
    message, waits, visit = reception.message, agenda.waiting_person, reception.visit
    appointment, roll = agenda.appointment, agenda.attendance
    precise = link.join(visit, visit.c.id == link.c.visit_id)
    return ErasureExtent(
        records=len(ids),
        phones=_count(connection, phone, phone.c.person_id.in_(ids), phone.c.active),
        household=_count(connection, member, member.c.person_id.in_(ids), member.c.active),
        names=len(names_left_alone(connection, ids)),
        messages=_count(connection, message, message.c.person_id.in_(ids), ~message.c.withdrawn),
        waiting=_count(connection, waits, waits.c.person_id.in_(ids)),
        words=_count(connection, visit, visit.c.person_id.in_(ids), visit.c.given_name != "")
        + _count(connection, precise, visit.c.person_id.in_(ids), link.c.precision != ""),
        visits=_count(connection, visit, visit.c.person_id.in_(ids), ~visit.c.withdrawn),
        appointments=_count(connection, appointment, appointment.c.person_id.in_(ids), ~appointment.c.withdrawn),
        sessions=_count(connection, select(roll.c.session_id).where(roll.c.person_id.in_(ids)).distinct().subquery()),
        **{name: _kept(connection, table, ids) for name, table in _OF_HER_WAY.items()},
    )


def _kept(connection: Connection, table: Table, ids: tuple[Id, ...]) -> int:
    there = table.c.active if "active" in table.c else ~table.c.withdrawn
    return _count(connection, table, table.c.person_id.in_(ids), there)


def _count(connection: Connection, rows: FromClause, *which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(rows).where(*which)).scalar_one()
