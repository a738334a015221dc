"""Collective life and first digital contacts, read for the rules that count them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.first_contact import (
    ContactCounts,
    CountFirstContacts,
    DigitalFact,
    FirstContact,
    NamedContact,
    NameFirstContacts,
    counts_of,
    first_contacts,
)
from ceis_desk.agenda.workshops import SessionKind
from ceis_desk.core.errors import Denied
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.figures.facts import PRESENT, facts_of, standing_for, with_canon
from ceis_desk.data.figures.platforms import link_of_visit, links, motif_of_visit, platform_of
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, digital, people, reception
from ceis_desk.data.schema.base import Day
from ceis_desk.statistics.collective import (
    CollectiveLife,
    Presence,
    ReadCollectiveLife,
    ReadMix,
    SessionMix,
    life_of,
    mix_of,
)
from ceis_desk.statistics.indicators import Fact
from ceis_desk.statistics.model import Qpv
from ceis_desk.statistics.rules import period_of

DIGITAL = "digital"
NOT_YOURS = "Cette liste est au numérique. Les nombres sont les mêmes pour tous."
_SESSION, _ROLL = agenda.session.c, agenda.attendance.c


def read_mix(reader: Reader, question: ReadMix) -> SessionMix:
    """Who was at a session together."""
    presences = _presences(reader.connection, _SESSION.id == question.session_id)
    return mix_of(presences, hides=not may(reader.actor.roles, Thing.IDENTITY, Level.READ))


def read_collective_life(reader: Reader, question: ReadCollectiveLife) -> CollectiveLife:
    """The sessions of a period up to today, and who was there; raises Refusal on a period that ends too early."""
    period = period_of(question.first, question.last)
    within = _SESSION.day.between(period.first, min(period.last, reader.today))
    held = reader.connection.execute(
        select(func.count(), func.total(_SESSION.extra).filter(_SESSION.closed_at.is_not(None))).where(
            within, ~_SESSION.withdrawn
        )
    ).one()
    return life_of(period, held[0], int(held[1]), _presences(reader.connection, within))


def _presences(connection: Connection, which: ColumnElement[bool]) -> list[Presence]:
    there = select(_SESSION.id).where(~_SESSION.withdrawn, which)
    seat = seats(_ROLL.session_id.in_(there), _ROLL.state == PRESENT)
    rows = connection.execute(
        select(seat.c.session_id, seat.c.owner, seat.c.age, seat.c.qpv, seat.c.lone_parent, seat.c.isolated)
    )
    return [Presence(row.session_id, row.owner, row.age, Qpv(row.qpv), row.lone_parent, row.isolated) for row in rows]


# -- first digital contacts


def count_first_contacts(reader: Reader, question: CountFirstContacts) -> ContactCounts:
    """How many people animations brought to the digital space; raises Refusal on a period that ends too early."""
    return counts_of(_contacts(reader, question.first, question.last))


def name_first_contacts(reader: Reader, question: NameFirstContacts) -> tuple[NamedContact, ...]:
    """Who they are, for the digital platform alone: each platform has the lists of its own domain."""
    if Role.DIGITAL not in reader.actor.roles:
        raise Denied(NOT_YOURS)
    contacts = {one.person: one for one in _contacts(reader, question.first, question.last)}
    table = people.person
    rows = reader.connection.execute(select(table).where(table.c.id.in_(contacts), ~table.c.withdrawn))
    named = {row.id: NamedContact(contacts[row.id], row.civility, row.used_name, row.first_name) for row in rows}
    return tuple(named[person] for person in contacts if person in named)


def _contacts(reader: Reader, first: dt.date, last: dt.date) -> tuple[FirstContact, ...]:
    period = period_of(first, last)
    return first_contacts(digital_facts(reader.connection, reader.today), period.first, period.last)


def digital_facts(connection: Connection, today: dt.date) -> list[DigitalFact]:
    """Everything that somebody did with the digital platform until today."""
    link = links()
    day = reception.visit.c.day
    visits = (
        facts_of(Fact.VISIT, day.label("day"))
        .join(reception.visit_motif, motif_of_visit())
        .outerjoin(link, link_of_visit(link))
        .where(platform_of(link) == DIGITAL, day <= today)
    )
    sessions = facts_of(Fact.ATTENDANCE, _SESSION.day, _SESSION.kind, _SESSION.title).where(
        _SESSION.platform == DIGITAL, _SESSION.day <= today
    )
    booked, own = agenda.appointment.c.platform == DIGITAL, agenda.appointment.c.day
    kept = facts_of(Fact.APPOINTMENT, own.label("day")).where(booked, own <= today)
    helped = _facts_in(digital.digital_help, digital.digital_help.c.day)
    followed = _facts_in(digital.procedure, digital.procedure.c.opened_on)
    used = _facts_in(digital.post_use, func.date(digital.post_use.c.started_at, type_=Day))
    found = [
        DigitalFact(row.person, row.day, row.title if row.kind == SessionKind.ANIMATION else "")
        for row in connection.execute(sessions)
    ]
    for query in (visits, kept, helped, used, followed):
        found += [DigitalFact(row.person, row.day) for row in connection.execute(query)]
    return found


def _facts_in(table: Table[Any], day: ColumnElement[Any]) -> Select[Any]:
    """The named facts of a table of the digital platform."""
    person = table.c.person_id
    return (
        select(standing_for(person).label("person"), day.label("day"))
        .select_from(with_canon(table, person))
        .where(~table.c.withdrawn, person.is_not(None))
    )
