"""Whom to call before an appointment: nobody who must not be called."""

from __future__ import annotations

from sqlalchemy import select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import Reminders
from ceis_desk.agenda.week import Reminder
from ceis_desk.data.agenda.rows import first_phone, with_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, house, people


def read_reminders(reader: Reader, question: Reminders) -> tuple[Reminder, ...]:
    """The open appointments of a day whose person has a number and takes calls, by hour."""
    if not may(reader.actor.roles, Thing.IDENTITY, Level.READ):
        return ()
    table, person, account, phone = agenda.appointment, people.person, house.account, first_phone()
    rows = reader.connection.execute(
        select(
            table.c.id.label("appointment_id"),
            table.c.starts_at,
            account.c.name.label("with_name"),
            person.c.id.label("person_id"),
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            phone.label("phone"),
            person.c.contact_hours,
        )
        .select_from(with_person().outerjoin(account, account.c.id == table.c.account_id))
        .where(
            table.c.day == question.day,
            ~table.c.withdrawn,
            table.c.outcome == Outcome.OPEN.value,
            ~person.c.no_call,
            phone.is_not(None),
        )
        .order_by(table.c.starts_at, table.c.id)
    ).mappings()
    return tuple(Reminder(**{**row, "with_name": row["with_name"] or ""}) for row in rows)
