"""The person as the welcome desk knows her: one identity that grows, from a first name to a full record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ceis_desk.core.ids import Id

LONGEST_TEXT = 120
"""Signs of a name, an address or any other text of a record."""


class Civility(StrEnum):
    """How she is addressed; may be left empty."""

    NONE = ""
    MME = "Mme"
    M = "M."


class Sex(StrEnum):
    """Sex as given by the person, or not said."""

    FEMALE = "female"
    MALE = "male"
    NOT_SAID = "unknown"

    @property
    def label(self) -> str:
        """The word shown to the agent."""
        return {"female": "Femme", "male": "Homme", "unknown": "Ne pas dire"}[self.value]


class District(StrEnum):
    """Whether the address is in a priority district (QPV)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word shown to the agent."""
        return {"yes": "QPV", "no": "hors QPV", "unknown": "non renseigné"}[self.value]


class Family(StrEnum):
    """Family situation (labels of Mon Suivi Social, nomenclatures 2.1)."""

    UNKNOWN = ""
    SINGLE = "single"
    COUPLE = "couple"
    COUPLE_CHILDREN = "couple_children"
    LONE_PARENT = "lone_parent"
    SEPARATED = "separated"
    WIDOWED = "widowed"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return _FAMILY[self.value]


_FAMILY = {
    "": "Non renseignée",
    "single": "Célibataire",
    "couple": "En couple sans enfant",
    "couple_children": "En couple avec enfants",
    "lone_parent": "Parent seul avec enfants",
    "separated": "Séparée ou divorcée",
    "widowed": "Veuve ou veuf",
    "other": "Autre",
}


class Work(StrEnum):
    """Work situation (statuses of La Coop and Mon Suivi Social); not shown to the reception role (domain/rights)."""

    UNKNOWN = ""
    JOB_SEEKER = "job_seeker"
    EMPLOYED = "employed"
    TRAINING = "training"
    STUDENT = "student"
    RETIRED = "retired"
    UNABLE = "unable"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return _WORK[self.value]


_WORK = {
    "": "Non renseignée",
    "job_seeker": "En recherche d’emploi",
    "employed": "En emploi",
    "training": "En formation",
    "student": "Élève ou étudiant",
    "retired": "À la retraite",
    "unable": "En arrêt ou invalidité",
    "other": "Autre situation",
}


class Company(StrEnum):
    """How often she sees someone, in her own words: isolation is asked, never guessed."""

    UNKNOWN = ""
    DAILY = "daily"
    WEEKLY = "weekly"
    RARELY = "rarely"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "": "Non renseigné",
            "daily": "Tous les jours ou presque",
            "weekly": "Toutes les semaines",
            "rarely": "Rarement",
        }[self.value]


class HouseholdRole(StrEnum):
    """The place of a person in her household."""

    HEAD = "head"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word shown to the agent."""
        return {
            "head": "Adulte",
            "partner": "Conjoint·e",
            "child": "Enfant",
            "parent": "Parent",
            "other": "Autre personne",
        }[self.value]


@dataclass(frozen=True)
class SafeContact:
    """Ways of contact that may put her at risk are refused; the reason is never kept here."""

    no_call: bool = False
    no_message: bool = False
    no_letter: bool = False
    hours: str = ""

    @property
    def restricted(self) -> bool:
        """Whether anything is refused."""
        return self.no_call or self.no_message or self.no_letter


REFUSALS = ("no_call", "no_message", "no_letter")
"""The fields of a safe contact that refuse something."""


@dataclass(frozen=True)
class DeskNeeds:
    """What helps at the counter: a gesture to make, never a condition."""

    pushchair: bool = False
    step_free: bool = False
    interpreter: bool = False


@dataclass(frozen=True)
class Identity:
    """What every role at the desk may read and write of a person; every field may be empty."""

    used_name: str = ""
    birth_name: str = ""
    first_name: str = ""
    civility: Civility = Civility.NONE
    birth_date: dt.date | None = None
    birth_year: int | None = None
    sex: Sex = Sex.NOT_SAID
    phones: tuple[str, ...] = ()
    email: str = ""
    address: str = ""
    postcode: str = ""
    commune: str = ""
    district: str = ""
    qpv: District = District.UNKNOWN
    languages: str = ""
    family: Family = Family.UNKNOWN
    lives_alone: bool | None = None
    company: Company = Company.UNKNOWN
    safe_contact: SafeContact = field(default_factory=SafeContact)
    needs: DeskNeeds = field(default_factory=DeskNeeds)
    at_desk: str = ""
    notice_on: dt.date | None = None


@dataclass(frozen=True)
class HouseholdMember:
    """One member of a household: a known person, or a name given for a child or a relative."""

    id: Id
    person_id: Id | None
    name: str
    role: HouseholdRole
    birth_year: int | None


@dataclass(frozen=True)
class VisitLine:
    """One past visit as the record shows it: motif labels and who received."""

    id: Id
    at: dt.datetime
    motifs: tuple[str, ...]
    received_by: str


@dataclass(frozen=True)
class AppointmentLine:
    """One appointment as everybody may see it: when and with whom, never its subject; `open` until it has an issue."""

    id: Id
    at: dt.datetime
    with_name: str
    room: str
    open: bool = True


@dataclass(frozen=True)
class PersonRecord:
    """The record as the reception may read it; `clock` is the row's own, given back by every change."""

    id: Id
    clock: int
    identity: Identity
    known_since: dt.date
    visits: int
    last_visits: tuple[VisitLine, ...]
    appointments: tuple[AppointmentLine, ...]
    household: tuple[HouseholdMember, ...]
    merged: tuple[Id, ...] = ()


@dataclass(frozen=True)
class ErasureExtent:
    """How much an erasure takes away, and how many facts stay without a name; `records` counts those merged into hers.

    What is sealed is not among them: this desk may not know what there is. `items` are the objectives, steps and
    actions of her parcours, `names` those of her household who have no record and whom nobody else there has.
    """

    records: int
    phones: int
    household: int
    messages: int
    waiting: int
    words: int
    visits: int
    appointments: int
    sessions: int
    items: int = 0
    shares: int = 0
    procedures: int = 0
    referrals: int = 0
    groups: int = 0
    contracts: int = 0
    helps: int = 0
    posts: int = 0
    projects: int = 0
    names: int = 0


@dataclass(frozen=True)
class PersonHit:
    """One line of a search: enough to recognise someone at the counter."""

    id: Id
    civility: Civility
    used_name: str
    birth_name: str
    first_name: str
    birth_date: dt.date | None
    birth_year: int | None
    district: str
    phone: str
    last_visit: dt.date | None
    appointment_at: dt.datetime | None
    appointment_platform: str
    appointment_with: Id | None
    rank: int = 0


@dataclass(frozen=True)
class Likeness:
    """How one field of two records compares: the word shown, and the two values."""

    field: str
    typed: str
    existing: str
    verdict: str


@dataclass(frozen=True)
class Lookalike:
    """A record near another, with its reasons; `score` runs from 0 to 100 and `probable` is the shipped threshold."""

    id: Id
    name: str
    birth: str
    score: int
    probable: bool
    reasons: tuple[str, ...]
    fields: tuple[Likeness, ...]
    known_since: dt.date
    visits: int


@dataclass(frozen=True)
class DoubtfulPair:
    """Two records that look alike and wait in « À vérifier »."""

    first: Id
    second: Id
    lookalike: Lookalike
