"""Tables of the agenda: appointments without their subject, collective sessions, enrolment and attendance."""

from __future__ import annotations

from sqlalchemy import INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class AppointmentColumns(Synced):
    """An individual appointment: that it exists, when, where and with whom."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    account_id = Column(UuidBytes, nullable=True)
    platform = Column(TEXT, nullable=False)
    starts_at = Column(Moment, nullable=False)
    day = Column(Day, nullable=False)
    minutes = Column(INTEGER, nullable=False, default=45)
    room = Column(TEXT, nullable=False, default="")
    outcome = Column(TEXT, nullable=False, default="")
    withdrawn = Column(Flag, nullable=False, default=False)
    age = Column(INTEGER, nullable=True)
    qpv = Column(TEXT, nullable=False, default="unknown")


class SessionColumns(Synced):
    """A collective session of any platform."""

    title = Column(TEXT, nullable=False)
    platform = Column(TEXT, nullable=False)
    account_id = Column(UuidBytes, nullable=True)
    starts_at = Column(Moment, nullable=False)
    day = Column(Day, nullable=False)
    minutes = Column(INTEGER, nullable=False, default=120)
    room = Column(TEXT, nullable=False, default="")
    places = Column(INTEGER, nullable=False, default=12)
    withdrawn = Column(Flag, nullable=False, default=False)


class AttendanceColumns(Synced):
    """A person at a session; id is UUIDv5 of both, so that two desks state one fact."""

    session_id = Column(UuidBytes, ForeignKey("session.id"), nullable=False)
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    state = Column(TEXT, nullable=False, default="enrolled")
    age = Column(INTEGER, nullable=True)
    qpv = Column(TEXT, nullable=False, default="unknown")


appointment = Table("appointment", metadata, AppointmentColumns, **STRICT)
session = Table("session", metadata, SessionColumns, **STRICT)
attendance = Table("attendance", metadata, AttendanceColumns, **STRICT)

Index(None, appointment.c.day)
Index(None, appointment.c.person_id, appointment.c.day)
Index(None, session.c.day)
Index(None, attendance.c.session_id)
Index(None, attendance.c.person_id)
