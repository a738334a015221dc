"""Rights to verify with a household: which ones and why; never an amount, for one that does not come does harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.platforms.budget.sheet import LineGroup, Sheet


class Housing(StrEnum):
    """How the household is housed, as far as a right depends on it."""

    UNKNOWN = ""
    TENANT = "tenant"
    OWNER = "owner"
    HOSTED = "hosted"
    NONE = "none"


class Right(StrEnum):
    """The rights that the checklist knows."""

    RSA = "rsa"
    PRIME_ACTIVITE = "prime_activite"
    HOUSING_AID = "housing_aid"
    CSS = "css"
    ENERGY_CHEQUE = "energy_cheque"
    ASF = "asf"
    FAMILY_BENEFITS = "family_benefits"
    SCHOOL_START = "school_start"
    ASPA = "aspa"
    AAH = "aah"
    ASS = "ass"
    FSL = "fsl"
    BANK_BASIC = "bank_basic"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return _LABELS[self.value]


_LABELS: Mapping[str, str] = {
    "rsa": "RSA",
    "prime_activite": "Prime d’activité",
    "housing_aid": "Aide au logement",
    "css": "Complémentaire santé solidaire",
    "energy_cheque": "Chèque énergie",
    "asf": "Allocation de soutien familial",
    "family_benefits": "Allocations familiales",
    "school_start": "Allocation de rentrée scolaire",
    "aspa": "ASPA (minimum vieillesse)",
    "aah": "AAH",
    "ass": "Allocation de solidarité spécifique",
    "fsl": "Fonds de solidarité pour le logement",
    "bank_basic": "Offre bancaire spécifique",
}
# The usual lines of a budget sheet that bear another code than the right which they come from.
_LINES: Mapping[Right, str] = {Right.FAMILY_BENEFITS: "af"}
_RENT = "rent"
_RSA_AGE, _PENSION_AGE, _SCHOOL_FIRST, _SCHOOL_LAST = 25, 65, 6, 18
_MANY_CHILDREN = 2
LOOK_UP = "à vérifier sur mesdroitssociaux.gouv.fr"


@dataclass(frozen=True)
class Situation:
    """What is known of a household when its rights are looked over; None and empty are « not said », never « no ».

    `monthly` are its resources in euro cents, `received` the codes of rights that it has already.
    """

    adults: tuple[int | None, ...]
    children: tuple[int | None, ...]
    lone_parent: bool
    disabled: bool
    working: bool | None = None
    seeking_work: bool | None = None
    housing: Housing = Housing.UNKNOWN
    monthly: int | None = None
    rent_late: bool = False
    overindebted: bool = False
    received: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RightToCheck:
    """One line of the checklist: the right, why it may be theirs, and what to ask first when something is not known."""

    right: Right
    reasons: tuple[str, ...]
    to_ask: tuple[str, ...] = ()


def told_by(sheet: Sheet) -> tuple[frozenset[str], Housing]:
    """What the budget sheet tells: the rights whose amount the household has already, and whether it pays a rent."""
    has = {line.code for line in sheet.lines if line.cents}
    paid = {line.code for line in sheet.of(LineGroup.RESOURCES) if line.cents}
    received = {right.value for right in Right if right.value in paid or _LINES.get(right) in paid}
    return frozenset(received), Housing.TENANT if _RENT in has else Housing.UNKNOWN


def age_on(birth_year: int | None, today: dt.date) -> int | None:
    """The age reached in the year of `today`, None when the year of birth is not known."""
    return None if birth_year is None else today.year - birth_year


def rights_to_check(situation: Situation) -> tuple[RightToCheck, ...]:
    """The rights worth verifying, those already received left out, in the order of the list."""
    found = (
        *_of_resources(situation),
        *_of_work(situation),
        *_of_housing(situation),
        *_of_children(situation),
        *_of_age_and_disability(situation),
        *_of_debts(situation),
    )
    return tuple(line for line in found if line.right.value not in situation.received)


def _of_resources(known: Situation) -> Iterator[RightToCheck]:
    asked = ("les ressources des trois derniers mois",) if known.monthly is None else ()
    if any(age is None or _RSA_AGE <= age < _PENSION_AGE for age in known.adults) or known.children:
        reasons = ["un adulte a 25 ans ou plus"] if any((age or 0) >= _RSA_AGE for age in known.adults) else []
        reasons += ["le foyer a un enfant à charge"] if known.children else []
        yield RightToCheck(Right.RSA, tuple(reasons) or ("l’âge des adultes n’est pas connu",), asked)
    yield RightToCheck(Right.CSS, ("elle dépend des ressources et de la taille du foyer",), asked)


def _of_work(known: Situation) -> Iterator[RightToCheck]:
    if known.working or known.working is None:
        reason = "un adulte travaille" if known.working else "la situation de travail n’est pas connue"
        yield RightToCheck(Right.PRIME_ACTIVITE, (reason,), () if known.working else ("qui travaille, et combien",))
    if known.seeking_work:
        ask = ("depuis quand les droits au chômage sont finis",)
        yield RightToCheck(Right.ASS, ("un adulte cherche un emploi",), ask)


def _of_housing(known: Situation) -> Iterator[RightToCheck]:
    if known.housing is Housing.TENANT:
        yield RightToCheck(Right.HOUSING_AID, ("le foyer est locataire",))
        yield RightToCheck(Right.ENERGY_CHEQUE, ("le foyer paie l’énergie de son logement",))
    elif known.housing is Housing.OWNER:
        yield RightToCheck(Right.ENERGY_CHEQUE, ("le foyer paie l’énergie de son logement",))
    elif known.housing is Housing.UNKNOWN:
        for right in (Right.HOUSING_AID, Right.ENERGY_CHEQUE):
            yield RightToCheck(right, ("le logement n’est pas connu",), ("locataire, propriétaire ou hébergé",))
    if known.rent_late:
        yield RightToCheck(Right.FSL, ("il y a un retard de loyer ou d’énergie",))


def _of_children(known: Situation) -> Iterator[RightToCheck]:
    if not known.children:
        return
    if known.lone_parent:
        yield RightToCheck(Right.ASF, ("un parent seul a un enfant à charge",), ("la pension fixée, et versée ou non",))
    if len(known.children) >= _MANY_CHILDREN:
        yield RightToCheck(Right.FAMILY_BENEFITS, (f"le foyer a {len(known.children)} enfants",))
    if any(age is None or _SCHOOL_FIRST <= age <= _SCHOOL_LAST for age in known.children):
        yield RightToCheck(Right.SCHOOL_START, ("un enfant est en âge d’aller à l’école",))


def _of_age_and_disability(known: Situation) -> Iterator[RightToCheck]:
    if any(age is not None and age >= _PENSION_AGE for age in known.adults):
        yield RightToCheck(Right.ASPA, (f"un adulte a {_PENSION_AGE} ans ou plus",))
    if known.disabled:
        yield RightToCheck(Right.AAH, ("une personne du foyer est en situation de handicap",))


def _of_debts(known: Situation) -> Iterator[RightToCheck]:
    if known.overindebted:
        yield RightToCheck(Right.BANK_BASIC, ("un dossier de surendettement est ouvert",))
