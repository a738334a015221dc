"""The appointments and sessions of a day, joined to the visits that answer them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import RowMapping

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.data.agenda.rows import appointment_rows, session_rows, visit_state
from ceis_desk.data.read import Reader


def read_day_appointments(reader: Reader, question: DayAppointments) -> tuple[DayAppointment, ...]:
    """Individual appointments and collective sessions of one day, by hour; persons only for those who may read them."""
    connection, day = reader.connection, question.day
    individual = [_individual(row) for row in appointment_rows(connection, day, day)]
    if not may(reader.actor.roles, Thing.IDENTITY, Level.READ):
        individual = [_nameless(line) for line in individual]
    lines = (*individual, *(_session(row) for row in session_rows(connection, day, day)))
    return tuple(sorted(lines, key=lambda line: (line.at, line.used_name, line.title)))


def _nameless(line: DayAppointment) -> DayAppointment:
    """That an appointment exists, when, with whom and where it stands; nothing of the person."""
    return replace(line, person_id=None, civility="", used_name="", first_name="", at_desk="", no_call=False)


def _individual(row: RowMapping) -> DayAppointment:
    return DayAppointment(
        id=row["id"],
        at=row["starts_at"],
        minutes=row["minutes"],
        platform=row["platform"],
        person_id=row["person_id"],
        civility=row["civility"] or "",
        used_name=row["used_name"] or "",
        first_name=row["first_name"] or "",
        title="",
        enrolled=0,
        with_id=row["account_id"],
        with_name=row["with_name"] or "",
        room=row["room"],
        at_desk=row["at_desk"] or "",
        no_call=bool(row["no_call"]),
        outcome=Outcome(row["outcome"]),
        visit_at=row["visit_at"],
        visit_state=visit_state(row),
    )


def _session(row: RowMapping) -> DayAppointment:
    return DayAppointment(
        id=row["id"],
        at=row["starts_at"],
        minutes=row["minutes"],
        platform=row["platform"],
        person_id=None,
        civility="",
        used_name="",
        first_name="",
        title=row["title"],
        enrolled=row["enrolled"],
        with_id=row["account_id"],
        with_name=row["with_name"] or "",
        room=row["room"],
        at_desk="",
        no_call=False,
        outcome=Outcome.OPEN,
        visit_at=None,
        visit_state="",
    )
