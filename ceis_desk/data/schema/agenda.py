"""Tables of the agenda: appointments, their sealed subject, availabilities, sessions, attendance, who waits."""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class AppointmentColumns(Synced):
    """An individual appointment: that it exists, when, where and with whom.

    `series_id` is shared by appointments booked together, `external` is the UID given by another program.
    """

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
    series_id = Column(UuidBytes, nullable=True)
    external = Column(TEXT, nullable=False, default="")


class AppointmentSubjectColumns(Synced):
    """What an appointment is about, sealed to a group, or to its author when `group_code` is empty.

    Id is the appointment's. Reception may not read it (domain/rights).
    """

    group_code = Column(TEXT, nullable=False)
    sealed = Column(BLOB, nullable=False, default=b"")


class AvailabilityColumns(Synced):
    """When a professional receives, on one weekday (0 is Monday), every so many weeks from `from_day` on.

    Minutes are counted from midnight, `to_day` is the last day, NULL while it lasts.
    """

    account_id = Column(UuidBytes, nullable=False)
    weekday = Column(INTEGER, nullable=False)
    first_minute = Column(INTEGER, nullable=False)
    last_minute = Column(INTEGER, nullable=False)
    every = Column(INTEGER, nullable=False, default=1)
    from_day = Column(Day, nullable=False)
    to_day = Column(Day, nullable=True)
    room = Column(TEXT, nullable=False, default="")
    withdrawn = Column(Flag, nullable=False, default=False)


class BusyTimeColumns(Synced):
    """A time when nobody is received: a meeting, a closing; of one professional, or of the place when NULL.

    It comes back every `every` weeks until `until`, 0 when it does not; an import keeps the UID of the other program.
    """

    account_id = Column(UuidBytes, nullable=True)
    starts_at = Column(Moment, nullable=False)
    ends_at = Column(Moment, nullable=False)
    title = Column(TEXT, nullable=False, default="")
    every = Column(INTEGER, nullable=False, default=0)
    until = Column(Day, nullable=True)
    external = Column(TEXT, nullable=False, default="")
    withdrawn = Column(Flag, nullable=False, default=False)


class WaitingPersonColumns(Synced):
    """Somebody who waits for an appointment with one professional, or with anyone of a platform when NULL."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    account_id = Column(UuidBytes, nullable=True)
    platform = Column(TEXT, nullable=False)
    minutes = Column(INTEGER, nullable=False, default=45)
    since = Column(Day, nullable=False)
    wish = Column(TEXT, nullable=False, default="")
    state = Column(TEXT, nullable=False, default="waiting")


class SessionColumns(Synced):
    """A collective session of any platform.

    `kind` says whether it is a workshop, an animation, a prevention, a meeting of the group `cohort_id`; `enrolling` is
    false when anybody may come; `extra` counts those who came without giving a name.
    """

    title = Column(TEXT, nullable=False)
    platform = Column(TEXT, nullable=False)
    account_id = Column(UuidBytes, nullable=True)
    starts_at = Column(Moment, nullable=False)
    day = Column(Day, nullable=False)
    minutes = Column(INTEGER, nullable=False, default=120)
    room = Column(TEXT, nullable=False, default="")
    places = Column(INTEGER, nullable=False, default=12)
    withdrawn = Column(Flag, nullable=False, default=False)
    series_id = Column(UuidBytes, nullable=True)
    external = Column(TEXT, nullable=False, default="")
    kind = Column(TEXT, nullable=False, default="workshop")
    theme = Column(TEXT, nullable=False, default="")
    level = Column(TEXT, nullable=False, default="")
    cohort_id = Column(UuidBytes, nullable=True)
    enrolling = Column(Flag, nullable=False, default=True)
    closed_at = Column(Moment, nullable=True)
    extra = Column(INTEGER, nullable=False, default=0)


class SessionCountColumns(Synced):
    """People without a name at a session: how many of one answer on one axis (sex, age, status).

    Id is UUIDv5 of the session, the axis and the answer; each axis adds up to the session's `extra` once it is closed.
    """

    session_id = Column(UuidBytes, ForeignKey("session.id"), nullable=False)
    axis = Column(TEXT, nullable=False)
    code = Column(TEXT, nullable=False)
    count = Column(INTEGER, nullable=False, default=0)


class AttendanceColumns(Synced):
    """A person at a session; id is UUIDv5 of both, so that two desks state one fact.

    `since` is the day on which she was enrolled or began to wait; `visit_id` is the arrival at the counter that ticked
    her. Present, she keeps age, district and situations of that day.
    """

    session_id = Column(UuidBytes, ForeignKey("session.id"), nullable=False)
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    state = Column(TEXT, nullable=False, default="enrolled")
    age = Column(INTEGER, nullable=True)
    qpv = Column(TEXT, nullable=False, default="unknown")
    lone_parent = Column(Flag, nullable=True)
    isolated = Column(Flag, nullable=True)
    since = Column(Day, nullable=True)
    visit_id = Column(UuidBytes, nullable=True)


appointment = Table("appointment", metadata, AppointmentColumns, **STRICT)
appointment_subject = Table("appointment_subject", metadata, AppointmentSubjectColumns, **STRICT)
availability = Table("availability", metadata, AvailabilityColumns, **STRICT)
busy_time = Table("busy_time", metadata, BusyTimeColumns, **STRICT)
waiting_person = Table("waiting_person", metadata, WaitingPersonColumns, **STRICT)
session = Table("session", metadata, SessionColumns, **STRICT)
attendance = Table("attendance", metadata, AttendanceColumns, **STRICT)
session_count = Table("session_count", metadata, SessionCountColumns, **STRICT)

Index(None, appointment.c.day)
Index(None, appointment.c.person_id, appointment.c.day)
Index(None, session.c.day)
Index(None, session.c.cohort_id)
Index(None, session_count.c.session_id)
Index(None, attendance.c.session_id)
Index(None, attendance.c.person_id)
Index(None, attendance.c.visit_id)
Index(None, appointment.c.account_id, appointment.c.day)
Index(None, availability.c.account_id)
Index(None, busy_time.c.starts_at)
Index(None, waiting_person.c.state)
