"""Places, contracts, what happens in them and groups, as the employment platform knows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class ContractKind(StrEnum):
    """What a place belongs to."""

    CHANTIER = "chantier"
    PEC = "pec"

    @property
    def label(self) -> str:
        """The title of its board."""
        return {"chantier": "Chantier d’insertion", "pec": "PEC vers aide-soignant"}[self.value]

    @property
    def brief(self) -> str:
        """Its words before a trade or a site, in a line."""
        return {"chantier": "Chantier d’insertion", "pec": "PEC"}[self.value]


class Ending(StrEnum):
    """What somebody leaves a contract for; its class is a rule (exits.py)."""

    OPEN = ""
    CDI = "cdi"
    FIXED_TERM = "fixed_term"
    CIVIL_SERVICE = "civil_service"
    BUSINESS = "business"
    AIDED = "aided"
    TRAINING = "training"
    OTHER_SIAE = "other_siae"
    UNEMPLOYED = "unemployed"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return _ENDINGS[self.value]


_ENDINGS = {
    "": "en cours",
    "cdi": "CDI",
    "fixed_term": "CDD ou intérim",
    "civil_service": "Fonction publique, stagiaire ou titulaire",
    "business": "Création d’entreprise",
    "aided": "Contrat aidé chez un employeur de droit commun",
    "training": "Formation qualifiante ou préqualifiante",
    "other_siae": "Embauche dans une autre structure d’insertion",
    "unemployed": "Recherche d’emploi",
    "inactive": "Sans activité",
    "unknown": "Sans nouvelles",
}


class FactKind(StrEnum):
    """What happens in a contract."""

    TRAINING = "training"
    TRIPARTITE = "tripartite"
    FOLLOW_UP = "follow_up"
    EXIT_INTERVIEW = "exit_interview"
    SUSPENSION = "suspension"
    IMMERSION = "immersion"
    VAE = "vae"
    PREPARATION = "preparation"
    APPLICATION = "application"
    EXAM = "exam"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return _FACTS[self.value]


_FACTS = {
    "training": "Formation",
    "tripartite": "Entretien tripartite",
    "follow_up": "Entretien de suivi",
    "exit_interview": "Entretien de sortie",
    "suspension": "Suspension du contrat",
    "immersion": "Immersion (PMSMP)",
    "vae": "Validation des acquis",
    "preparation": "Préparation à l’école",
    "application": "Dossier d’inscription à l’école",
    "exam": "Épreuve ou entretien de l’école",
}


class FactState(StrEnum):
    """Where a fact stands."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"

    @property
    def label(self) -> str:
        """The word shown to the agent."""
        return {"planned": "prévu", "done": "fait", "missed": "n’a pas eu lieu"}[self.value]


Span = tuple[dt.date, dt.date | None]
"""A first day and a last one, both included; None lasts."""
LASTING = frozenset({FactKind.SUSPENSION, FactKind.IMMERSION})
"""What goes on from a day to another."""


class School(StrEnum):
    """How far somebody is on her way to the school of care assistants."""

    NONE = ""
    PREPARING = "preparing"
    APPLIED = "applied"
    ADMITTED = "admitted"
    ENTERED = "entered"
    REFUSED = "refused"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return _SCHOOLS[self.value]


_SCHOOLS = {
    "": "pas commencé",
    "preparing": "en préparation",
    "applied": "dossier déposé",
    "admitted": "admission obtenue",
    "entered": "entrée à l’école",
    "refused": "admission refusée",
    "left": "projet abandonné",
}


@dataclass(frozen=True)
class Place:
    """A trade of the chantier, or a site of the PEC with the tutor of the team there; `places` counts its seats."""

    id: Id
    kind: ContractKind
    name: str
    places: int
    tutor: str = ""
    clock: int = 0


@dataclass(frozen=True)
class SeatsFrom:
    """How many seats a place has from a day on, until the next one that is said."""

    day: dt.date
    places: int


@dataclass(frozen=True)
class Contract:
    """Somebody at a place; her name is empty for whoever may not read it, or when the record was erased.

    `kind` and `place` are those of the place as it is now. A PEC has a `prescriber` (a structure), the professional
    who prescribed it, the referent who follows it there, and the `commitments` of its tripartite interview.
    `last` is the last day agreed (None lasts), `ended_on` the last day in truth; `weekly_minutes` 0 is not said;
    `ending_months` is the length of the fixed-term contract that she leaves for.
    """

    id: Id
    place_id: Id
    kind: ContractKind
    place: str
    position: int
    terms: str
    first: dt.date
    last: dt.date | None = None
    weekly_minutes: int = 0
    tutor: str = ""
    prescriber: str = ""
    prescribed_by: str = ""
    referent: str = ""
    commitments: str = ""
    renews_id: Id | None = None
    school: School = School.NONE
    school_on: dt.date | None = None
    ended_on: dt.date | None = None
    ending: Ending = Ending.OPEN
    ending_months: int = 0
    counted: bool = True
    reason: str = ""
    suspensions: tuple[Span, ...] = ()
    person_id: Id | None = None
    civility: str = ""
    used_name: str = ""
    first_name: str = ""
    clock: int = 0

    @property
    def end(self) -> dt.date | None:
        """The last day that it holds its place, None while it lasts."""
        return self.ended_on or self.last


@dataclass(frozen=True)
class Fact:
    """What happened, or is to happen, in a contract; what lasts has a `last` day, None while it is not known."""

    id: Id
    contract_id: Id
    kind: FactKind
    day: dt.date
    minutes: int = 0
    words: str = ""
    state: FactState = FactState.PLANNED
    clock: int = 0
    last: dt.date | None = None


@dataclass(frozen=True)
class Cohort:
    """A group of Unis’Vers."""

    id: Id
    name: str
    first: dt.date
    last: dt.date | None = None
    account_id: Id | None = None
    with_name: str = ""
    places: int = 12
    clock: int = 0


@dataclass(frozen=True)
class Member:
    """Somebody of a group; `reason` says why she left, `in_touch` that she stays in the community."""

    id: Id
    cohort_id: Id
    joined_on: dt.date
    left_on: dt.date | None = None
    reason: str = ""
    in_touch: bool = False
    group: str = ""
    person_id: Id | None = None
    civility: str = ""
    used_name: str = ""
    first_name: str = ""
    clock: int = 0
