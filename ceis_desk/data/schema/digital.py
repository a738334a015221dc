"""Tables of the digital platform: help given, computers used, procedures followed to their end."""

from __future__ import annotations

from sqlalchemy import INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class DigitalHelpColumns(Synced):
    """One individual help, with the codes of La Coop; `themes` and `procedures` are lists of codes as JSON.

    Nobody is named when `person_id` is NULL; age, sex and district are those of that day.
    """

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    at = Column(Moment, nullable=False)
    day = Column(Day, nullable=False)
    minutes = Column(INTEGER, nullable=False, default=30)
    themes = Column(TEXT, nullable=False, default="")
    procedures = Column(TEXT, nullable=False, default="")
    material = Column(TEXT, nullable=False, default="")
    place = Column(TEXT, nullable=False, default="lieu_activite")
    autonomy = Column(TEXT, nullable=False, default="")
    referral = Column(TEXT, nullable=False, default="")
    status = Column(TEXT, nullable=False, default="")
    account_id = Column(UuidBytes, nullable=True)
    visit_id = Column(UuidBytes, nullable=True)
    age = Column(INTEGER, nullable=True)
    sex = Column(TEXT, nullable=False, default="unknown")
    qpv = Column(TEXT, nullable=False, default="unknown")
    withdrawn = Column(Flag, nullable=False, default=False)


class PostUseColumns(Synced):
    """A computer taken, by somebody or by nobody named; or out of order when `kind` says so, until `ended_at`."""

    post = Column(TEXT, nullable=False)
    kind = Column(TEXT, nullable=False, default="use")
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    started_at = Column(Moment, nullable=False)
    minutes = Column(INTEGER, nullable=False, default=60)
    ended_at = Column(Moment, nullable=True)
    need = Column(TEXT, nullable=False, default="")
    asked_at = Column(Moment, nullable=True)
    helped_at = Column(Moment, nullable=True)
    helped_by = Column(UuidBytes, nullable=True)
    age = Column(INTEGER, nullable=True)
    sex = Column(TEXT, nullable=False, default="unknown")
    qpv = Column(TEXT, nullable=False, default="unknown")
    withdrawn = Column(Flag, nullable=False, default=False)


class ProcedureColumns(Synced):
    """A procedure made online with a person, followed to its end; `theme` is a code of La Coop."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    label = Column(TEXT, nullable=False)
    theme = Column(TEXT, nullable=False, default="")
    opened_on = Column(Day, nullable=False)
    state = Column(TEXT, nullable=False, default="to_finish")
    state_on = Column(Day, nullable=True)
    due = Column(Day, nullable=True)
    account_id = Column(UuidBytes, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


digital_help = Table("digital_help", metadata, DigitalHelpColumns, **STRICT)
post_use = Table("post_use", metadata, PostUseColumns, **STRICT)
procedure = Table("procedure", metadata, ProcedureColumns, **STRICT)

Index(None, digital_help.c.day)
Index(None, digital_help.c.person_id, digital_help.c.day)
Index(None, post_use.c.started_at)
Index(None, post_use.c.person_id)
Index(None, procedure.c.person_id)
Index(None, procedure.c.state)
