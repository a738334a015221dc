"""Tables of persons: identity in clear rows, the work situation apart, aliases of merged records."""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class PersonColumns(Synced):
    """One person; every attribute may be empty, and erasing her empties them all but keeps the row."""

    used_name = Column(TEXT, nullable=False, default="")
    birth_name = Column(TEXT, nullable=False, default="")
    first_name = Column(TEXT, nullable=False, default="")
    civility = Column(TEXT, nullable=False, default="")
    birth_date = Column(Day, nullable=True)
    birth_year = Column(INTEGER, nullable=True)
    sex = Column(TEXT, nullable=False, default="unknown")
    email = Column(TEXT, nullable=False, default="")
    address = Column(TEXT, nullable=False, default="")
    postcode = Column(TEXT, nullable=False, default="")
    commune = Column(TEXT, nullable=False, default="")
    district = Column(TEXT, nullable=False, default="")
    qpv = Column(TEXT, nullable=False, default="unknown")
    languages = Column(TEXT, nullable=False, default="")
    family = Column(TEXT, nullable=False, default="")
    lives_alone = Column(Flag, nullable=True)
    company = Column(TEXT, nullable=False, default="")
    no_call = Column(Flag, nullable=False, default=False)
    no_message = Column(Flag, nullable=False, default=False)
    no_letter = Column(Flag, nullable=False, default=False)
    contact_hours = Column(TEXT, nullable=False, default="")
    pushchair = Column(Flag, nullable=False, default=False)
    step_free = Column(Flag, nullable=False, default=False)
    interpreter = Column(Flag, nullable=False, default=False)
    at_desk = Column(TEXT, nullable=False, default="")
    notice_on = Column(Day, nullable=True)
    known_since = Column(Day, nullable=False)
    created_at = Column(Moment, nullable=False)
    created_by = Column(UuidBytes, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


class PersonPhoneColumns(Synced):
    """A phone in E.164; id is UUIDv5 of person and number, so that the same addition at two desks is one row."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    number = Column(TEXT, nullable=False)
    position = Column(INTEGER, nullable=False, default=0)
    active = Column(Flag, nullable=False, default=True)


class PersonWorkColumns(Synced):
    """The work situation; id is the person's. Reception may not read it (domain/rights)."""

    work = Column(TEXT, nullable=False, default="")


class PersonCommentColumns(Synced):
    """What a row of an imported list said of her beside her identity, sealed to the professionals' group.

    Id is UUIDv5 of the person and of the row.
    """

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    sealed = Column(BLOB, nullable=False)


class ImportRowColumns(Synced):
    """A row of a list of people that was imported, never to be read again; id is UUIDv5 of its digest."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)


class HouseholdMemberColumns(Synced):
    """One member of the household whose id is `household_id`; id is UUIDv5 of household and person when known."""

    household_id = Column(UuidBytes, nullable=False)
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=True)
    name = Column(TEXT, nullable=False, default="")
    role = Column(TEXT, nullable=False, default="other")
    birth_year = Column(INTEGER, nullable=True)
    active = Column(Flag, nullable=False, default=True)


class PersonMergeColumns(Synced):
    """`loser` is an alias of `winner`; id is the loser's, so that the latest decision of any desk holds."""

    winner_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    active = Column(Flag, nullable=False, default=True)


class PersonPairColumns(Synced):
    """What was said of two records: told apart, or proposed for a merge; id is UUIDv5 of the ordered pair."""

    first_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    second_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    verdict = Column(TEXT, nullable=False)


person = Table("person", metadata, PersonColumns, **STRICT)
person_phone = Table("person_phone", metadata, PersonPhoneColumns, **STRICT)
person_work = Table("person_work", metadata, PersonWorkColumns, **STRICT)
person_comment = Table("person_comment", metadata, PersonCommentColumns, **STRICT)
import_row = Table("import_row", metadata, ImportRowColumns, **STRICT)
household_member = Table("household_member", metadata, HouseholdMemberColumns, **STRICT)
person_merge = Table("person_merge", metadata, PersonMergeColumns, **STRICT)
person_pair = Table("person_pair", metadata, PersonPairColumns, **STRICT)

Index(None, person_phone.c.person_id)
Index(None, person_phone.c.number)
Index(None, person_comment.c.person_id)
Index(None, import_row.c.person_id)
Index(None, household_member.c.household_id)
Index(None, household_member.c.person_id)
Index(None, person_merge.c.winner_id)
Index(None, person_pair.c.verdict)
