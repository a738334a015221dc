"""Tables of the employment platform: Unis'Vers groups and their members, contracts of the chantier and PEC."""

from __future__ import annotations

from sqlalchemy import INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Synced, UuidBytes, metadata


class CohortColumns(Synced):
    """A group of Unis'Vers; its meetings are sessions that bear its id."""

    name = Column(TEXT, nullable=False)
    first = Column(Day, nullable=False)
    last = Column(Day, nullable=True)
    account_id = Column(UuidBytes, nullable=True)
    places = Column(INTEGER, nullable=False, default=12)
    withdrawn = Column(Flag, nullable=False, default=False)


class CohortMemberColumns(Synced):
    """A person of a group; id is UUIDv5 of both. `in_touch` says that a former member stays in the community."""

    cohort_id = Column(UuidBytes, ForeignKey("cohort.id"), nullable=False)
    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    joined_on = Column(Day, nullable=False)
    left_on = Column(Day, nullable=True)
    reason = Column(TEXT, nullable=False, default="")
    in_touch = Column(Flag, nullable=False, default=False)
    active = Column(Flag, nullable=False, default=True)


class PlaceColumns(Synced):
    """A trade of the chantier or an EHPAD of the PEC, with its seats; renamed, it is the same one."""

    kind = Column(TEXT, nullable=False)
    name = Column(TEXT, nullable=False)
    tutor = Column(TEXT, nullable=False, default="")
    places = Column(INTEGER, nullable=False, default=1)
    position = Column(INTEGER, nullable=False, default=0)
    withdrawn = Column(Flag, nullable=False, default=False)


class PlaceSeatsColumns(Synced):
    """How many seats a place has from a day on; id is UUIDv5 of the place and the day, nought when it is taken away.

    A place without any row had its present number on every day.
    """

    place_id = Column(UuidBytes, ForeignKey("place.id"), nullable=False)
    from_day = Column(Day, nullable=False)
    places = Column(INTEGER, nullable=False)


class ContractColumns(Synced):
    """A person at a place, from a day to another (NULL lasts); who prescribed her PEC and what was promised.

    `position` is the seat among those of the place, from 0. `ending_months` is the length of the fixed term that she
    leaves for; `counted` is false when the exit is left out of the rates.
    """

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    place_id = Column(UuidBytes, ForeignKey("place.id"), nullable=False)
    position = Column(INTEGER, nullable=False, default=0)
    terms = Column(TEXT, nullable=False)
    first = Column(Day, nullable=False)
    last = Column(Day, nullable=True)
    weekly_minutes = Column(INTEGER, nullable=False, default=0)
    tutor = Column(TEXT, nullable=False, default="")
    prescriber = Column(TEXT, nullable=False, default="")
    prescribed_by = Column(TEXT, nullable=False, default="")
    referent = Column(TEXT, nullable=False, default="")
    commitments = Column(TEXT, nullable=False, default="")
    renews_id = Column(UuidBytes, nullable=True)
    school = Column(TEXT, nullable=False, default="")
    school_on = Column(Day, nullable=True)
    ended_on = Column(Day, nullable=True)
    ending = Column(TEXT, nullable=False, default="")
    ending_months = Column(INTEGER, nullable=False, default=0)
    counted = Column(Flag, nullable=False, default=True)
    reason = Column(TEXT, nullable=False, default="")
    age = Column(INTEGER, nullable=True)
    qpv = Column(TEXT, nullable=False, default="unknown")
    withdrawn = Column(Flag, nullable=False, default=False)


class ContractFactColumns(Synced):
    """What happened in a contract: a training, an interview, a step toward the school; what lasts has a `last` day."""

    contract_id = Column(UuidBytes, ForeignKey("contract.id"), nullable=False)
    kind = Column(TEXT, nullable=False)
    day = Column(Day, nullable=False)
    last = Column(Day, nullable=True)
    minutes = Column(INTEGER, nullable=False, default=0)
    words = Column(TEXT, nullable=False, default="")
    state = Column(TEXT, nullable=False, default="planned")
    withdrawn = Column(Flag, nullable=False, default=False)


cohort = Table("cohort", metadata, CohortColumns, **STRICT)
cohort_member = Table("cohort_member", metadata, CohortMemberColumns, **STRICT)
place = Table("place", metadata, PlaceColumns, **STRICT)
place_seats = Table("place_seats", metadata, PlaceSeatsColumns, **STRICT)
contract = Table("contract", metadata, ContractColumns, **STRICT)
contract_fact = Table("contract_fact", metadata, ContractFactColumns, **STRICT)

Index(None, cohort_member.c.cohort_id)
Index(None, cohort_member.c.person_id)
Index(None, contract.c.person_id)
Index(None, contract.c.place_id, contract.c.first)
Index(None, contract_fact.c.contract_id)
