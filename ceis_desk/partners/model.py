"""The directory of partners, what binds the CEIS to them, and the persons sent to them or by them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class PartnerKind(StrEnum):
    """What a structure is (the « Qui » of the seed); codes are for ever."""

    TOWN = "town"
    LIBRARY = "library"
    CULTURE = "culture"
    SPORT = "sport"
    SOCIAL = "social"
    EMPLOYMENT = "employment"
    CHAMBER = "chamber"
    PUBLIC_SERVICE = "public_service"
    ASSOCIATION = "association"
    FIRM = "firm"
    STARTUP = "startup"
    ACADEMIC = "academic"
    HEALTH = "health"
    HOUSING = "housing"
    VIOLENCE = "violence"
    JUSTICE = "justice"
    ADDICTION = "addiction"
    CHILDHOOD = "childhood"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return _KIND_WORDS[self]

    @property
    def sensitive(self) -> bool:
        """Whether naming it tells of violence, justice or an addiction (nomenclatures 2.10)."""
        return self in {PartnerKind.VIOLENCE, PartnerKind.JUSTICE, PartnerKind.ADDICTION, PartnerKind.CHILDHOOD}


_KIND_WORDS = {
    PartnerKind.TOWN: "Ville et Métropole",
    PartnerKind.LIBRARY: "Médiathèque",
    PartnerKind.CULTURE: "Culture",
    PartnerKind.SPORT: "Sport",
    PartnerKind.SOCIAL: "Cohésion sociale, action sociale",
    PartnerKind.EMPLOYMENT: "Emploi, insertion",
    PartnerKind.CHAMBER: "Chambre consulaire",
    PartnerKind.PUBLIC_SERVICE: "Service public",
    PartnerKind.ASSOCIATION: "Association",
    PartnerKind.FIRM: "Entreprise",
    PartnerKind.STARTUP: "Start-up",
    PartnerKind.ACADEMIC: "Enseignement supérieur, recherche",
    PartnerKind.HEALTH: "Santé",
    PartnerKind.HOUSING: "Logement, hébergement",
    PartnerKind.VIOLENCE: "Violences (CIDFF, lieu d’écoute…)",
    PartnerKind.JUSTICE: "Justice (SPIP, PJJ…)",
    PartnerKind.ADDICTION: "Addictions (CSAPA, CAARUD…)",
    PartnerKind.CHILDHOOD: "Protection de l’enfance (ASE, prévention…)",
    PartnerKind.OTHER: "Autre",
}


class AgreementKind(StrEnum):
    """What binds the CEIS, or what it was given."""

    AGREEMENT = "agreement"
    LABEL = "label"
    CONSORTIUM = "consortium"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "agreement": "convention",
            "label": "labellisation",
            "consortium": "accord de consortium",
            "other": "autre accord",
        }[self.value]


class Direction(StrEnum):
    """Whether a person was sent to the partner, or by it."""

    OUT = "out"
    IN = "in"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {"out": "vers le partenaire", "in": "envoyée par le partenaire"}[self.value]


class ReferralState(StrEnum):
    """Where a referral stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_UP = "taken_up"
    NO_ANSWER = "no_answer"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "sent": "envoyée, réponse attendue",
            "accepted": "acceptée",
            "refused": "refusée",
            "taken_up": "prise en charge",
            "no_answer": "sans réponse",
        }[self.value]

    @property
    def open(self) -> bool:
        """Whether something is still awaited."""
        return self in {ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.TAKEN_UP}


class ReferralOutcome(StrEnum):
    """What became of it a month later; empty until somebody asked."""

    NONE = ""
    HELPED = "helped"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    NOT_GONE = "not_gone"
    STOPPED = "stopped"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words shown to the user."""
        return {
            "": "pas encore demandé",
            "helped": "besoin couvert",
            "under_way": "accompagnement en cours",
            "waiting": "en liste d’attente",
            "not_gone": "n’y est pas allé·e",
            "stopped": "accompagnement arrêté",
            "unknown": "sans nouvelles",
        }[self.value]


@dataclass(frozen=True)
class PartnerCard:
    """What is written of a structure; `phone` in E.164, `themes` are national codes, `external` « source:id ».

    A `sensitive` one is never named in a clear row of a person; its kind may make it so by itself.
    """

    name: str
    acronym: str = ""
    also_named: tuple[str, ...] = ()
    kind: PartnerKind = PartnerKind.OTHER
    siret: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    address: str = ""
    postcode: str = ""
    commune: str = ""
    contact: str = ""
    hours: str = ""
    about: str = ""
    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    sensitive: bool = False
    external: str = ""
    closed_on: dt.date | None = None


@dataclass(frozen=True)
class Partner:
    """A structure of the directory."""

    id: Id
    clock: int
    card: PartnerCard


@dataclass(frozen=True)
class Agreement:
    """What binds from a day to another, none when it is not known; `partner_name` is empty for a label of the CEIS."""

    id: Id
    clock: int
    partner_id: Id | None
    partner_name: str
    kind: AgreementKind
    title: str
    from_day: dt.date | None
    to_day: dt.date | None


@dataclass(frozen=True)
class PartnerLine:
    """A structure as a list shows it; `matched` is the former name or the acronym by which it was found, if any.

    `ends_on` is the day of its agreement that ends soon.
    """

    id: Id
    name: str
    acronym: str
    kind: PartnerKind
    commune: str
    phone: str
    themes: tuple[str, ...]
    sensitive: bool
    closed_on: dt.date | None
    matched: str = ""
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class PartnerView:
    """A structure with what binds it, how many persons were sent in a year by state, and what is made together."""

    partner: Partner
    agreements: tuple[Agreement, ...]
    referrals: tuple[tuple[ReferralState, int], ...]
    projects: tuple[tuple[Id, str], ...]


@dataclass(frozen=True)
class FollowUp:
    """What is followed of a referral; `remind_on` is the day to ask again, None when nothing is awaited."""

    state: ReferralState = ReferralState.SENT
    state_on: dt.date | None = None
    outcome: ReferralOutcome = ReferralOutcome.NONE
    outcome_on: dt.date | None = None
    remind_on: dt.date | None = None


@dataclass(frozen=True)
class Referral:
    """A person sent out or received; what is `reserved` is for the professionals, and then nothing names the partner.

    `unread` is one with something sealed that the reader cannot open: words, or the partner too.
    One `of_visit` was written with a passage, which gives it its day and its partner.
    """

    id: Id
    clock: int
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    direction: Direction
    day: dt.date
    partner_id: Id | None
    partner_name: str
    partner_phone: str
    theme: str
    platform: str
    by_name: str
    follow: FollowUp
    words: str = ""
    reserved: bool = False
    unread: bool = False
    of_visit: bool = False
