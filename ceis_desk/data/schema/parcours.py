"""Tables of the parcours: its referents, what was decided, freins; the person's own words and what was shared of her.

Ordinary freins are clear rows of codes; what is said in words is sealed, or goes with the person (domain/rights.md).
"""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class ParcoursColumns(Synced):
    """The way of a person through the CEIS, from her entry to her exit; `state_on` is the day of its latest state."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    opened_on = Column(Day, nullable=False)
    opened_by = Column(UuidBytes, nullable=True)
    source = Column(TEXT, nullable=False, default="")
    state = Column(TEXT, nullable=False, default="active")
    state_on = Column(Day, nullable=True)
    reason = Column(TEXT, nullable=False, default="")
    outcome = Column(TEXT, nullable=False, default="")
    withdrawn = Column(Flag, nullable=False, default=False)


class ParcoursReferentColumns(Synced):
    """Who follows a parcours, from a day to another; `main` is the one whom reception names."""

    parcours_id = Column(UuidBytes, ForeignKey("parcours.id"), nullable=False)
    account_id = Column(UuidBytes, nullable=False)
    from_day = Column(Day, nullable=False)
    to_day = Column(Day, nullable=True)
    main = Column(Flag, nullable=False, default=False)
    withdrawn = Column(Flag, nullable=False, default=False)


class ParcoursItemColumns(Synced):
    """An objective, a step of it, an action of the step: `parent_id` is what it serves, `frein_id` what it lifts.

    `parts` counts what there is to do, `done` what is done of it: « 3 mois sur 5 »; both 0 when it is not counted.
    """

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    parcours_id = Column(UuidBytes, ForeignKey("parcours.id"), nullable=False)
    parent_id = Column(UuidBytes, nullable=True)
    frein_id = Column(UuidBytes, nullable=True)
    kind = Column(TEXT, nullable=False)
    title = Column(TEXT, nullable=False, default="")
    theme = Column(TEXT, nullable=False, default="")
    platform = Column(TEXT, nullable=False, default="")
    who = Column(TEXT, nullable=False, default="person")
    account_id = Column(UuidBytes, nullable=True)
    partner_id = Column(UuidBytes, nullable=True)
    due = Column(Day, nullable=True)
    state = Column(TEXT, nullable=False, default="planned")
    state_on = Column(Day, nullable=True)
    parts = Column(INTEGER, nullable=False, default=0)
    done = Column(INTEGER, nullable=False, default=0)
    position = Column(INTEGER, nullable=False, default=0)
    withdrawn = Column(Flag, nullable=False, default=False)


class FreinColumns(Synced):
    """An ordinary frein of a parcours; id is UUIDv5 of both, so that two desks state one fact."""

    parcours_id = Column(UuidBytes, ForeignKey("parcours.id"), nullable=False)
    code = Column(TEXT, nullable=False)
    withdrawn = Column(Flag, nullable=False, default=False)


class FreinLevelColumns(Synced):
    """The level of a frein as found on a day: 0 none, 1 to watch, 2 blocking, 3 lifted."""

    frein_id = Column(UuidBytes, ForeignKey("frein.id"), nullable=False)
    day = Column(Day, nullable=False)
    moment = Column(TEXT, nullable=False)
    level = Column(INTEGER, nullable=False)
    account_id = Column(UuidBytes, nullable=True)
    withdrawn = Column(Flag, nullable=False, default=False)


class RestrictedFreinColumns(Synced):
    """A frein *violences* or *justice*: whose it is and all that is said are sealed to its author and named referents.

    `fact` is sealed to the figures: the kind and the level, nobody's name.
    """

    sealed = Column(BLOB, nullable=False, default=b"")
    fact = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


class OwnWordsColumns(Synced):
    """What a person says of herself, sealed to a group, or to its author when `group_code` is empty."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    group_code = Column(TEXT, nullable=False)
    sealed = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


class SelfAssessmentColumns(Synced):
    """A person's own marks on the scale of the CEIS, sealed to the professionals; `fact` is sealed to the figures.

    Whose they are stands inside: beside a clear name, the fact would tell the direction what she answered.
    """

    sealed = Column(BLOB, nullable=False, default=b"")
    fact = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


class ShareColumns(Synced):
    """An act of sharing (CASF L.121-6-2): to whom, why and what are sealed to the professionals."""

    person_id = Column(UuidBytes, ForeignKey("person.id"), nullable=False)
    at = Column(Moment, nullable=False)
    account_id = Column(UuidBytes, nullable=True)
    informed = Column(Flag, nullable=False, default=False)
    sealed = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


parcours = Table("parcours", metadata, ParcoursColumns, **STRICT)
parcours_referent = Table("parcours_referent", metadata, ParcoursReferentColumns, **STRICT)
parcours_item = Table("parcours_item", metadata, ParcoursItemColumns, **STRICT)
frein = Table("frein", metadata, FreinColumns, **STRICT)
frein_level = Table("frein_level", metadata, FreinLevelColumns, **STRICT)
restricted_frein = Table("restricted_frein", metadata, RestrictedFreinColumns, **STRICT)
own_words = Table("own_words", metadata, OwnWordsColumns, **STRICT)
self_assessment = Table("self_assessment", metadata, SelfAssessmentColumns, **STRICT)
share = Table("share", metadata, ShareColumns, **STRICT)

Index(None, parcours.c.person_id)
Index(None, parcours_referent.c.parcours_id)
Index(None, parcours_item.c.parcours_id)
Index(None, parcours_item.c.person_id)
Index(None, frein.c.parcours_id)
Index(None, frein_level.c.frein_id)
Index(None, own_words.c.person_id)
Index(None, share.c.person_id)
