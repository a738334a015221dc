"""Tables of the desk: motifs with their dated platform, visits with their stamps, the life of a day."""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class MotifColumns(Synced):
    """A reason for coming; id is UUIDv5 of its code, and a code that history uses is closed, never deleted."""

    code = Column(TEXT, nullable=False)
    label = Column(TEXT, nullable=False)
    icon = Column(TEXT, nullable=False, default="dots")
    position = Column(INTEGER, nullable=False, default=0)
    precisions = Column(TEXT, nullable=False, default="")
    closed_on = Column(Day, nullable=True)


class MotifPlatformColumns(Synced):
    """The platform of a motif from a day on: past figures keep the old link. Id is UUIDv5 of motif and day."""

    motif_id = Column(UuidBytes, ForeignKey("motif.id"), nullable=False)
    platform = Column(TEXT, nullable=False)
    from_day = Column(Day, nullable=False)


class VisitColumns(Synced):
    """One visit, its stamps, and what counts it for ever: age, sex, district and situations of that day."""

    at = Column(Moment, nullable=False)
    day = Column(Day, nullable=False)
    timed = Column(Flag, nullable=False, default=True)
    medium = Column(TEXT, nullable=False, default="counter")
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    given_name = Column(TEXT, nullable=False, default="")
    for_id = Column(UuidBytes, nullable=True)
    appointment_id = Column(UuidBytes, nullable=True)
    arrival_id = Column(UuidBytes, nullable=False)
    waiting_at = Column(Moment, nullable=True)
    called_at = Column(Moment, nullable=True)
    called_by = Column(UuidBytes, nullable=True)
    busy_at = Column(Moment, nullable=True)
    gone_at = Column(Moment, nullable=True)
    received_by = Column(UuidBytes, nullable=True)
    referred_to = Column(TEXT, nullable=False, default="")
    recorded_by = Column(UuidBytes, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)
    age = Column(INTEGER, nullable=True)
    sex = Column(TEXT, nullable=False, default="unknown")
    qpv = Column(TEXT, nullable=False, default="unknown")
    district = Column(TEXT, nullable=False, default="")
    job_seeker = Column(Flag, nullable=True)
    lone_parent = Column(Flag, nullable=True)
    isolated = Column(Flag, nullable=True)


class VisitMotifColumns(Synced):
    """A motif of a visit; id is UUIDv5 of visit and motif."""

    visit_id = Column(UuidBytes, ForeignKey("visit.id"), nullable=False)
    motif_id = Column(UuidBytes, ForeignKey("motif.id"), nullable=False)
    precision = Column(TEXT, nullable=False, default="")
    position = Column(INTEGER, nullable=False, default=0)
    active = Column(Flag, nullable=False, default=True)


class VisitCommentColumns(Synced):
    """A comment imported with a visit, sealed to the professionals' group; id is the visit's."""

    sealed = Column(BLOB, nullable=False)


class DayClosedColumns(Synced):
    """A closed day; id is UUIDv5 of the day; `active` False was opened again, at that moment and by that account."""

    day = Column(Day, nullable=False)
    at = Column(Moment, nullable=False)
    by_id = Column(UuidBytes, nullable=True)
    active = Column(Flag, nullable=False, default=True)


class InstructionColumns(Synced):
    """A line for everybody at the desk; an empty text is taken down."""

    text = Column(TEXT, nullable=False)
    first = Column(Day, nullable=False)
    last = Column(Day, nullable=False)


class MessageColumns(Synced):
    """A word between colleagues; `to_id` NULL is for everybody."""

    text = Column(TEXT, nullable=False)
    from_id = Column(UuidBytes, nullable=True)
    to_id = Column(UuidBytes, nullable=True)
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    written_at = Column(Moment, nullable=False)
    done_at = Column(Moment, nullable=True)
    done_by = Column(UuidBytes, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


class AbsenceColumns(Synced):
    """When a professional is away."""

    account_id = Column(UuidBytes, nullable=False)
    first = Column(Moment, nullable=False)
    last = Column(Moment, nullable=False)
    reason = Column(TEXT, nullable=False, default="")
    withdrawn = Column(Flag, nullable=False, default=False)


motif = Table("motif", metadata, MotifColumns, **STRICT)
motif_platform = Table("motif_platform", metadata, MotifPlatformColumns, **STRICT)
visit = Table("visit", metadata, VisitColumns, **STRICT)
visit_motif = Table("visit_motif", metadata, VisitMotifColumns, **STRICT)
visit_comment = Table("visit_comment", metadata, VisitCommentColumns, **STRICT)
day_closed = Table("day_closed", metadata, DayClosedColumns, **STRICT)
instruction = Table("instruction", metadata, InstructionColumns, **STRICT)
message = Table("message", metadata, MessageColumns, **STRICT)
absence = Table("absence", metadata, AbsenceColumns, **STRICT)

# Both cover what the figures read: ten years by month and platform then stay within their budget.
Index(None, visit.c.day, visit.c.at, visit.c.withdrawn, visit.c.person_id, visit.c.id)
Index(None, visit.c.person_id, visit.c.day)
Index(None, visit.c.appointment_id)
Index("ix_visit_open", visit.c.waiting_at, sqlite_where=visit.c.gone_at.is_(None) & visit.c.waiting_at.is_not(None))
# The names given to referrals out are few among the visits: no reading of them looks at the others.
Index("ix_visit_referred_to", visit.c.referred_to, visit.c.withdrawn, sqlite_where=visit.c.referred_to != "")
Index(None, visit_motif.c.visit_id, visit_motif.c.motif_id, visit_motif.c.active)
Index(None, motif_platform.c.motif_id)
Index(None, message.c.written_at)
