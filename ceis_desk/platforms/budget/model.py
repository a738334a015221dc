"""The case of a household at the Point Conseil Budget: its kind, steps, people, debts, and what is to be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class CaseKind(StrEnum):
    """Why the household is helped (seed: « de façon préventive et curative »)."""

    PREVENTIVE = "preventive"
    CURATIVE = "curative"
    PROJECT = "project"

    @property
    def label(self) -> str:
        """The word of the chip."""
        return {"preventive": "préventif", "curative": "curatif", "project": "financement d’un projet"}[self.value]


class Step(StrEnum):
    """The steps of an accompaniment, in their order (profession, A3)."""

    FIRST_CONTACT = "first_contact"
    DIAGNOSIS = "diagnosis"
    ACTION_PLAN = "action_plan"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words of the line of steps."""
        return {
            "first_contact": "Premier contact",
            "diagnosis": "Diagnostic",
            "action_plan": "Plan d’action",
            "follow_up": "Suivi",
            "review": "Bilan",
            "closed": "Clôture",
        }[self.value]


class Pause(StrEnum):
    """What may stop a case beside its steps."""

    NONE = ""
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"
    REFERRED = "referred"

    @property
    def label(self) -> str:
        """The words of the chip."""
        return {"": "", "suspended": "suspendu", "abandoned": "abandonné", "referred": "orienté"}[self.value]


class ClosureReason(StrEnum):
    """How a case ends (profession, PCB11)."""

    BALANCED = "balanced"
    PLAN = "plan"
    OVERINDEBTEDNESS = "overindebtedness"
    ABANDONED = "abandoned"
    MOVED = "moved"
    REFERRED = "referred"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {
            "balanced": "budget rééquilibré",
            "plan": "plan d’apurement",
            "overindebtedness": "dossier de surendettement",
            "abandoned": "abandon",
            "moved": "départ de la commune",
            "referred": "orientation vers un autre service",
        }[self.value]


class Source(StrEnum):
    """Who sent the household (profession, PCB9 and A1)."""

    SELF = "self"
    CAF = "caf"
    DEPARTMENT = "department"
    LANDLORD = "landlord"
    BANK = "bank"
    FRANCE_TRAVAIL = "france_travail"
    ASSOCIATION = "association"
    TOWN_HALL = "town_hall"
    CREDITOR_ALERT = "creditor_alert"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {
            "self": "venue d’elle-même",
            "caf": "la CAF",
            "department": "le département",
            "landlord": "le bailleur",
            "bank": "la banque",
            "france_travail": "France Travail",
            "association": "une association",
            "town_hall": "la mairie",
            "creditor_alert": "détection d’impayés par un créancier",
            "other": "un autre service",
        }[self.value]


@dataclass(frozen=True)
class StepMark:
    """A step reached, a pause or a resumption: when, by whom, why. `step` None is a pause or its end."""

    day: dt.date
    by_id: Id
    step: Step | None = None
    pause: Pause = Pause.NONE
    reason: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody of the household as the formulas mean her: each dependant is one for some of them only.

    `custody_percent` is 100 for a child always there, 50 for an alternate custody. `dependant` counts for a seizure
    (R.3252-3), `family_child` for CAF's quotient, `disabled` for half a share more.
    """

    name: str
    birth_year: int | None
    adult: bool
    person_id: Id | None = None
    custody_percent: int = 100
    dependant: bool = False
    family_child: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class Objective:
    """What was decided with the household, in her words; `reached_on` once it is."""

    text: str
    day: dt.date
    reached_on: dt.date | None = None


@dataclass(frozen=True)
class BudgetCase:
    """A case: the person in whose name it stands, then the others of the household in `members` (she is the first).

    `before_id` is the common case of a couple that separated: it may be read up to then, each has her own since.
    `separated_clock` is the clock of the separation itself: the row may be written again since, for an erasure.
    """

    id: Id
    clock: int
    person_id: Id
    kind: CaseKind
    source: Source
    referent_id: Id | None
    opened_on: dt.date
    members: tuple[Member, ...]
    marks: tuple[StepMark, ...]
    objectives: tuple[Objective, ...] = ()
    closure: ClosureReason | None = None
    before_id: Id | None = None
    separated_on: dt.date | None = None
    separated_clock: int | None = None

    @property
    def closing_clock(self) -> int | None:
        """What was written at a later clock follows the separation; None for a case that none closed."""
        return None if self.separated_on is None else self.separated_clock or self.clock


class DebtFamily(StrEnum):
    """The four families of the national figures (profession, A7)."""

    CONSUMER = "consumer"
    HOUSING = "housing"
    CURRENT = "current"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words under a debt."""
        return {
            "consumer": "consommation",
            "housing": "logement",
            "current": "charges courantes",
            "other": "autre dette",
        }[self.value]


class SpecialDebt(StrEnum):
    """Debts that a procedure leaves aside, or pays first (profession, A7)."""

    NONE = ""
    LANDLORD = "landlord"
    ALIMONY = "alimony"
    DAMAGES = "damages"
    FINE = "fine"
    PROFESSIONAL = "professional"

    @property
    def label(self) -> str:
        """The word of the chip."""
        return {
            "": "",
            "landlord": "payé en premier",
            "alimony": "à part",
            "damages": "à part",
            "fine": "à part",
            "professional": "exclue",
        }[self.value]

    @property
    def why(self) -> str:
        """The line under it."""
        return {
            "": "",
            "landlord": "le bailleur est payé en premier",
            "alimony": "une pension alimentaire ne peut pas être effacée",
            "damages": "ce qui est dû à une victime ne peut pas être effacé",
            "fine": "une amende pénale ne peut pas être effacée",
            "professional": "une dette professionnelle n’entre pas dans la procédure",
        }[self.value]


@dataclass(frozen=True)
class Debt:
    """What the household owes to one creditor; amounts in euro cents. `late` is what of it should be paid already.

    `credit` holds when it is a credit with instalments; `monthly` is what is paid each month, plan or instalment.
    """

    id: Id
    clock: int
    label: str
    creditor: str
    family: DebtFamily
    special: SpecialDebt
    remaining: int
    original: int = 0
    monthly: int = 0
    late: int = 0
    next_on: dt.date | None = None
    ends_on: dt.date | None = None
    rate_hundredths: int | None = None
    credit: bool = False
    bailiff: bool = False
    co_borrower: str = ""
    remark: str = ""
    settled_on: dt.date | None = None


@dataclass(frozen=True)
class AskedDocument:
    """A document asked of the household; `received_on` None while it is waited for."""

    id: Id
    clock: int
    label: str
    asked_on: dt.date
    received_on: dt.date | None = None


class ActionKind(StrEnum):
    """How a thing to do is done: its icon."""

    CALL = "call"
    WRITE = "write"
    MEET = "meet"
    OTHER = "other"


@dataclass(frozen=True)
class CaseAction:
    """Something to do: by whom, before when; `done_on` None while it waits."""

    id: Id
    clock: int
    text: str
    kind: ActionKind
    due: dt.date | None
    who: str = ""
    done_on: dt.date | None = None


@dataclass(frozen=True)
class CaseLine:
    """One line of the list of cases."""

    id: Id
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    kind: CaseKind
    step: Step
    pause: Pause
    referent_id: Id | None
    referent_name: str
    opened_on: dt.date
    last_on: dt.date | None
    next_on: dt.datetime | None
    debts: int
    overdue: int
