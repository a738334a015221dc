"""The usual lines of a budget sheet, with the words a counsellor reads and what the formulas do with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from ceis_desk.core.folding import fold
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import LineGroup, SheetLine


class Trait(StrEnum):
    """What a formula makes of a line."""

    PAY = auto()
    TAXABLE = auto()
    BENEFIT = auto()
    HOUSING_AID = auto()
    REAL = auto()


@dataclass(frozen=True)
class UsualLine:
    """A line that most households know; `periodicity` is the one it comes with unless somebody changes it.

    A REAL charge counts as paid in the budget of everyday life; the others are in its scale (profession, A6).
    """

    code: str
    group: LineGroup
    label: str
    traits: frozenset[Trait] = frozenset()
    periodicity: Periodicity = Periodicity.MONTHLY

    def empty_line(self) -> SheetLine:
        """A line of it, nothing typed yet."""
        return SheetLine(self.group, self.label, self.code, periodicity=self.periodicity)


def _resource(code: str, label: str, *traits: Trait, periodicity: Periodicity = Periodicity.MONTHLY) -> UsualLine:
    return UsualLine(code, LineGroup.RESOURCES, label, frozenset(traits), periodicity)


def _fixed(code: str, label: str, *traits: Trait, periodicity: Periodicity = Periodicity.MONTHLY) -> UsualLine:
    return UsualLine(code, LineGroup.FIXED, label, frozenset(traits), periodicity)


def _current(code: str, label: str, *traits: Trait) -> UsualLine:
    return UsualLine(code, LineGroup.CURRENT, label, frozenset(traits))


def _credit(code: str, label: str) -> UsualLine:
    return UsualLine(code, LineGroup.CREDIT, label)


def _plan(code: str, label: str) -> UsualLine:
    return UsualLine(code, LineGroup.PLAN, label)


_RESOURCES = (
    _resource("salary", "Salaire net", Trait.PAY, Trait.TAXABLE),
    _resource("salary_2", "Salaire net du conjoint", Trait.TAXABLE),
    _resource("bonus", "Primes", Trait.PAY, Trait.TAXABLE),
    _resource("are", "Allocation chômage (ARE)", Trait.PAY, Trait.TAXABLE),
    _resource("ass", "Allocation de solidarité (ASS)", Trait.TAXABLE),
    _resource("rsa", "RSA", Trait.BENEFIT),
    _resource("prime_activite", "Prime d’activité", Trait.BENEFIT),
    _resource("aah", "Adulte handicapé (AAH)", Trait.BENEFIT),
    _resource("invalidity", "Pension d’invalidité", Trait.PAY, Trait.TAXABLE),
    _resource("sick_pay", "Indemnités journalières", Trait.PAY, Trait.TAXABLE),
    _resource("pension", "Retraite de base", Trait.PAY, Trait.TAXABLE),
    _resource("pension_2", "Retraite complémentaire", Trait.PAY, Trait.TAXABLE),
    _resource("aspa", "Minimum vieillesse (ASPA)"),
    _resource("housing_aid", "Aide au logement (APL)", Trait.HOUSING_AID, Trait.BENEFIT),
    _resource("asf", "Soutien familial (ASF)", Trait.BENEFIT),
    _resource("af", "Allocations familiales", Trait.BENEFIT),
    _resource("cf", "Complément familial", Trait.BENEFIT),
    _resource("paje", "Petite enfance (PAJE)", Trait.BENEFIT),
    _resource("ars", "Rentrée scolaire (ARS)", periodicity=Periodicity.YEARLY),
    _resource("alimony_received", "Pension alimentaire reçue", Trait.TAXABLE),
    _resource("grant", "Bourse"),
    _resource("other_resource", "Autre ressource"),
)
_FIXED = (
    _fixed("rent", "Loyer et charges", Trait.REAL),
    _fixed("rent_charges", "Charges locatives"),
    _fixed("power", "Électricité"),
    _fixed("gas", "Gaz"),
    _fixed("water", "Eau"),
    _fixed("home_insurance", "Assurance habitation"),
    _fixed("car_insurance", "Assurance auto"),
    _fixed("health_insurance", "Mutuelle"),
    _fixed("phone", "Téléphone, internet"),
    _fixed("income_tax", "Impôt sur le revenu", Trait.REAL),
    _fixed("property_tax", "Taxe foncière", Trait.REAL, periodicity=Periodicity.YEARLY),
    _fixed("transport", "Transports (abonnement)", Trait.REAL),
    _fixed("childcare", "Garde d’enfants", Trait.REAL),
    _fixed("canteen", "Cantine et garde", Trait.REAL),
    _fixed("alimony_paid", "Pension alimentaire versée", Trait.REAL),
    _fixed("bank_fees", "Frais bancaires"),
    _fixed("seizure", "Saisie en cours"),
    _fixed("other_fixed", "Autre charge"),
)
_CURRENT = (
    _current("food", "Alimentation"),
    _current("hygiene", "Hygiène, entretien"),
    _current("clothes", "Habillement"),
    _current("fuel", "Carburant"),
    _current("health", "Santé non remboursée"),
    _current("school", "Scolarité", Trait.REAL),
    _current("leisure", "Loisirs"),
    _current("tobacco", "Tabac"),
    _current("other_current", "Divers"),
)
_CREDITS = (
    # In the credits and not in the fixed charges: it counts once, and in the debt ratio (docs/decisions/0031).
    _credit("mortgage", "Crédit immobilier"),
    _credit("personal_loan", "Prêt personnel"),
    _credit("revolving", "Crédit renouvelable"),
    _credit("car_loan", "Crédit auto"),
    _credit("overdraft", "Découvert autorisé"),
    _credit("microcredit", "Microcrédit"),
    _credit("split_payment", "Paiement fractionné"),
    _credit("other_credit", "Autre crédit"),
)
_PLANS = (
    _plan("late_rent", "Retard de loyer"),
    _plan("late_energy", "Retard d’énergie"),
    _plan("late_water", "Retard d’eau"),
    _plan("late_tax", "Retard d’impôts"),
    _plan("fines", "Amendes"),
    _plan("late_canteen", "Retard de cantine"),
    _plan("late_health", "Frais de santé dus"),
    _plan("late_phone", "Retard de téléphone"),
    _plan("unauthorised_overdraft", "Découvert non autorisé"),
    _plan("caf_overpaid", "Trop-perçu CAF"),
    _plan("ft_overpaid", "Trop-perçu France Travail"),
    _plan("late_alimony", "Retard de pension alimentaire"),
    _plan("family_loan", "Famille, amis"),
    _plan("other_plan", "Autre dette"),
)

USUAL_LINES: tuple[UsualLine, ...] = (*_RESOURCES, *_FIXED, *_CURRENT, *_CREDITS, *_PLANS)
"""Every usual line, card by card, in the order in which a counsellor asks."""

_BY_CODE = {usual.code: usual for usual in USUAL_LINES}
_FIRST_ASKED = (
    *("salary", "prime_activite", "housing_aid", "af"),
    *("rent", "power", "water", "home_insurance", "health_insurance", "phone", "transport"),
    *("food", "hygiene"),
)


def usual_line(code: str) -> UsualLine | None:
    """The usual line of a code; None for one of the household's own, or of a later version of the program."""
    return _BY_CODE.get(code)


def traits_of(line: SheetLine) -> frozenset[Trait]:
    """What the formulas make of a line; nothing of one of the household's own."""
    usual = _BY_CODE.get(line.code)
    return usual.traits if usual is not None and usual.group is line.group else frozenset()


def first_lines() -> tuple[SheetLine, ...]:
    """The lines of an empty sheet: what is asked of nearly everybody, nothing typed."""
    return tuple(_BY_CODE[code].empty_line() for code in _FIRST_ASKED)


def matching(group: LineGroup, words: str, taken: Iterable[str] = ()) -> tuple[UsualLine, ...]:
    """The usual lines of a card that hold all the words, accents and case aside; those not taken yet first."""
    parts, there = fold(words).split(), frozenset(taken)
    found = [
        usual for usual in USUAL_LINES if usual.group is group and all(part in fold(usual.label) for part in parts)
    ]
    return tuple(sorted(found, key=lambda usual: usual.code in there))
