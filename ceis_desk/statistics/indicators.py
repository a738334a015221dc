"""What is counted, declared once: facts, measures, breakdowns and publics; `data/figures` compiles them to SQL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.statistics import definitions
from ceis_desk.statistics.definitions import Definition
from ceis_desk.statistics.model import AgeBand


class Fact(StrEnum):
    """What makes a person a participant: a visit, an honoured appointment, an attendance at a session."""

    VISIT = "visit"
    APPOINTMENT = "appointment"
    ATTENDANCE = "attendance"


class Attribute(StrEnum):
    """What a fact keeps of the person as of its day; a fact that does not keep it says nothing of it."""

    AGE = "age"
    QPV = "qpv"
    SEX = "sex"
    JOB_SEEKER = "job_seeker"
    LONE_PARENT = "lone_parent"
    ISOLATED = "isolated"


class Unit(StrEnum):
    """What a measure adds up: visits, or distinct persons once merged."""

    VISIT = "visit"
    PERSON = "person"


class Only(StrEnum):
    """Which of the units a measure keeps."""

    EVERY = "every"
    ANONYMOUS = "anonymous"
    FIRST_EVER = "first_ever"


@dataclass(frozen=True)
class Measure:
    """One head figure; `code` is its name in `Figures`, in the JSON and in the CSV."""

    code: str
    unit: Unit
    only: Only
    definition: Definition


@dataclass(frozen=True)
class Breakdown:
    """Participants by what their first fact of the period kept; a value that is not of the list is `unknown`."""

    code: str
    attribute: Attribute
    values: tuple[str, ...]
    unknown: str
    definition: Definition


@dataclass(frozen=True)
class Public:
    """Participants of whom one fact at least of the period kept a situation, from an age on."""

    code: str
    attribute: Attribute
    from_age: int
    definition: Definition


VISITS = Measure("visits", Unit.VISIT, Only.EVERY, definitions.VISIT)
ANONYMOUS_VISITS = Measure("anonymous_visits", Unit.VISIT, Only.ANONYMOUS, definitions.ANONYMOUS_VISIT)
PARTICIPANTS = Measure("participants", Unit.PERSON, Only.EVERY, definitions.PARTICIPANT)
NEW_PEOPLE = Measure("new_people", Unit.PERSON, Only.FIRST_EVER, definitions.NEW_PERSON)
MEASURES = (VISITS, ANONYMOUS_VISITS, PARTICIPANTS, NEW_PEOPLE)

# First age of each band, oldest first; a band ends where the next older one begins.
AGE_BANDS = (
    (70, AgeBand.FROM_70),
    (60, AgeBand.FROM_60),
    (40, AgeBand.FROM_40),
    (25, AgeBand.FROM_25),
    (18, AgeBand.FROM_18),
    (12, AgeBand.FROM_12),
    (0, AgeBand.UNDER_12),
)

BY_AGE_BAND = Breakdown(
    "by_age_band",
    Attribute.AGE,
    tuple(band.value for band in AgeBand),
    AgeBand.UNKNOWN.value,
    definitions.AGE_AND_DISTRICT,
)
BY_QPV = Breakdown("by_qpv", Attribute.QPV, ("yes", "no", "unknown"), "unknown", definitions.AGE_AND_DISTRICT)
BY_SEX = Breakdown("by_sex", Attribute.SEX, ("female", "male", "unknown"), "unknown", definitions.SEX)
BREAKDOWNS = (BY_AGE_BAND, BY_QPV, BY_SEX)

PUBLICS = (
    Public("job_seekers", Attribute.JOB_SEEKER, 0, definitions.JOB_SEEKERS),
    Public("single_parents", Attribute.LONE_PARENT, 0, definitions.SINGLE_PARENTS),
    Public("isolated_seniors", Attribute.ISOLATED, 60, definitions.ISOLATED_SENIORS),
)
