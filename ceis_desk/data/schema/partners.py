"""Tables of partners and of what is made with them: agreements, referrals, projects of citizens and of groups."""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Synced, UuidBytes, metadata


class PartnerColumns(Synced):
    """A structure of the directory. `themes`, `services` and `also_named` are lists of words as JSON.

    A `sensitive` one (violence, justice, addiction) is never named in a clear row of a person.
    """

    name = Column(TEXT, nullable=False)
    acronym = Column(TEXT, nullable=False, default="")
    also_named = Column(TEXT, nullable=False, default="")
    kind = Column(TEXT, nullable=False, default="other")
    siret = Column(TEXT, nullable=False, default="")
    phone = Column(TEXT, nullable=False, default="")
    email = Column(TEXT, nullable=False, default="")
    site = Column(TEXT, nullable=False, default="")
    address = Column(TEXT, nullable=False, default="")
    postcode = Column(TEXT, nullable=False, default="")
    commune = Column(TEXT, nullable=False, default="")
    contact = Column(TEXT, nullable=False, default="")
    hours = Column(TEXT, nullable=False, default="")
    about = Column(TEXT, nullable=False, default="")
    themes = Column(TEXT, nullable=False, default="")
    services = Column(TEXT, nullable=False, default="")
    sensitive = Column(Flag, nullable=False, default=False)
    external = Column(TEXT, nullable=False, default="")
    closed_on = Column(Day, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


class AgreementColumns(Synced):
    """What binds the CEIS and a partner (none for a label of the CEIS itself), from a day to another."""

    partner_id = Column(UuidBytes, ForeignKey("partner.id"), nullable=True)
    kind = Column(TEXT, nullable=False, default="agreement")
    title = Column(TEXT, nullable=False)
    from_day = Column(Day, nullable=True)
    to_day = Column(Day, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


class ReferralColumns(Synced):
    """A person sent to a partner, or sent by one; `partner_id` is empty when the partner is sensitive."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    partner_id = Column(UuidBytes, ForeignKey("partner.id"), nullable=True)
    direction = Column(TEXT, nullable=False, default="out")
    day = Column(Day, nullable=False)
    theme = Column(TEXT, nullable=False, default="")
    platform = Column(TEXT, nullable=False, default="")
    account_id = Column(UuidBytes, nullable=True)
    visit_id = Column(UuidBytes, nullable=True)
    state = Column(TEXT, nullable=False, default="sent")
    state_on = Column(Day, nullable=True)
    outcome = Column(TEXT, nullable=False, default="")
    outcome_on = Column(Day, nullable=True)
    remind_on = Column(Day, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


class ReferralNoteColumns(Synced):
    """Why she was sent, and the sensitive partner; id is the referral's, sealed to the professionals."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    sealed = Column(BLOB, nullable=False, default=b"")


class ProjectColumns(Synced):
    """A project: of citizens, of a group, or the tests of a partner that seeks an expertise of use."""

    title = Column(TEXT, nullable=False)
    kind = Column(TEXT, nullable=False, default="citizen")
    platform = Column(TEXT, nullable=False, default="")
    aim = Column(TEXT, nullable=False, default="")
    state = Column(TEXT, nullable=False, default="idea")
    state_on = Column(Day, nullable=True)
    opened_on = Column(Day, nullable=False)
    cohort_id = Column(UuidBytes, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)
    topic = Column(TEXT, nullable=False, default="")


class ProjectPartColumns(Synced):
    """A thing of a project: who carries it or takes part, a partner, a step, money (euro cents), a test, a decision."""

    project_id = Column(UuidBytes, ForeignKey("project.id"), nullable=False)
    kind = Column(TEXT, nullable=False)
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    partner_id = Column(UuidBytes, nullable=True)
    session_id = Column(UuidBytes, nullable=True)
    words = Column(TEXT, nullable=False, default="")
    day = Column(Day, nullable=True)
    cents = Column(INTEGER, nullable=True)
    state = Column(TEXT, nullable=False, default="")
    withdrawn = Column(Flag, nullable=False, default=False)


partner = Table("partner", metadata, PartnerColumns, **STRICT)
agreement = Table("agreement", metadata, AgreementColumns, **STRICT)
referral = Table("referral", metadata, ReferralColumns, **STRICT)
referral_note = Table("referral_note", metadata, ReferralNoteColumns, **STRICT)
project = Table("project", metadata, ProjectColumns, **STRICT)
project_part = Table("project_part", metadata, ProjectPartColumns, **STRICT)

Index(None, agreement.c.partner_id)
Index(None, referral.c.person_id)
Index(None, referral.c.partner_id)
Index(None, referral.c.remind_on)
Index(None, referral_note.c.person_id)
Index(None, project_part.c.project_id)
Index(None, project_part.c.person_id)
