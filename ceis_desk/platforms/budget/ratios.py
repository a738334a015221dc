"""The figures of a budget sheet, each a named function with its formula and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

_DAYS = 30
_ADULT_FROM = 14


@dataclass(frozen=True)
class Totals:
    """A month's totals of a sheet, in exact euro cents.

    `housing_aid` is the part of the resources that is a housing allowance, `rent` the rent with its charges, as the
    formula of the CCAS lists them. `living` is the reste à vivre of that formula, None for the usual one.
    """

    resources: Fraction
    fixed: Fraction
    current: Fraction
    credits: Fraction
    plans: Fraction
    housing_aid: Fraction = Fraction(0)
    rent: Fraction = Fraction(0)
    living: Fraction | None = None


@dataclass(frozen=True)
class Home:
    """Who lives on the budget: ages in whole years of everybody, adults first; children with a disability."""

    ages: tuple[int, ...]
    children: int = 0
    disabled_children: int = 0

    @property
    def persons(self) -> int:
        """How many people."""
        return len(self.ages)


class Divisor(StrEnum):
    """By what the reste à vivre is divided: each CCAS chooses."""

    PERSONS = "persons"
    SHARES = "shares"
    UNITS = "units"

    @property
    def label(self) -> str:
        """The words printed with the figure."""
        return {"persons": "par personne", "shares": "par part", "units": "par unité de consommation"}[self.value]


def reste_a_vivre(totals: Totals) -> Fraction:
    """What is left to live on, in cents a month: by the formula of the CCAS, else by the usual one.

    The usual one is resources less fixed charges, credit instalments and debt plans.
    """
    if totals.living is not None:
        return totals.living
    return totals.resources - totals.fixed - totals.credits - totals.plans


def reste_a_vivre_a_day(totals: Totals, home: Home, divisor: Divisor = Divisor.PERSONS) -> Fraction | None:
    """The same for each person (or share, or unit) and day of a month of thirty; None for an empty home."""
    number = divided_by(home, divisor)
    return None if number == 0 else reste_a_vivre(totals) / number / _DAYS


def balance(totals: Totals) -> Fraction:
    """What is left when everything is paid, current spending too; a deficit under zero."""
    return totals.resources - totals.fixed - totals.current - totals.credits - totals.plans


def debt_ratio(totals: Totals) -> Fraction | None:
    """Credit instalments in resources; None (« non calculable ») without resources."""
    return _in(totals.credits, totals.resources)


def debt_weight(totals: Totals) -> Fraction | None:
    """Credit instalments and debt plans in resources; None without resources."""
    return _in(totals.credits + totals.plans, totals.resources)


def fixed_weight(totals: Totals) -> Fraction | None:
    """Fixed charges in resources; None without resources."""
    return _in(totals.fixed, totals.resources)


def housing_effort_gross(totals: Totals) -> Fraction | None:
    """Rent and its charges in resources without the housing allowance; None without other resources."""
    return _in(totals.rent, totals.resources - totals.housing_aid)


def housing_effort_net(totals: Totals) -> Fraction | None:
    """Rent and its charges less the housing allowance, in resources without it; None without other resources."""
    return _in(totals.rent - totals.housing_aid, totals.resources - totals.housing_aid)


def consumption_units(home: Home) -> Fraction:
    """INSEE's units: 1 for the first adult, 0.5 for each other person of 14 or more, 0.3 for each younger one."""
    if not home.ages:
        return Fraction(0)
    older = sum(age >= _ADULT_FROM for age in home.ages)
    younger = len(home.ages) - older
    first = 1 if older else 0
    return first + Fraction(max(0, older - 1), 2) + Fraction(3 * younger, 10)


def living_standard(totals: Totals, home: Home) -> Fraction | None:
    """Resources by consumption unit, in cents a month; None for an empty home."""
    units = consumption_units(home)
    return None if units == 0 else totals.resources / units


def family_shares(home: Home) -> Fraction:
    """CAF's shares: 2 for the adult or adults, 0.5 for the first two children, 1 for the third, 0.5 for each next one.

    Half a share more for each child with a disability.
    """
    shares = Fraction(2)
    for rank in range(1, home.children + 1):
        shares += 1 if rank == 3 else Fraction(1, 2)  # noqa: PLR2004 the third child
    return shares + Fraction(home.disabled_children, 2)


def family_quotient(taxable_year: int | Fraction, benefits_month: int | Fraction, home: Home) -> Fraction:
    """CAF's quotient, in cents a month: a twelfth of the yearly taxable resources before allowances, and the monthly
    benefits (housing allowance included), by share.
    """
    return (Fraction(taxable_year) / 12 + benefits_month) / family_shares(home)


def divided_by(home: Home, divisor: Divisor) -> Fraction:
    """The number that a divisor stands for."""
    if divisor is Divisor.PERSONS:
        return Fraction(home.persons)
    return family_shares(home) if divisor is Divisor.SHARES else consumption_units(home)


@dataclass(frozen=True)
class Formula:
    """A figure as it is printed: its name, its formula in words, its source."""

    code: str
    label: str
    text: str
    source: str
    of: Callable[[Totals], Fraction | None]


_USE = "usage des conseillers, à confirmer par le CCAS"

FORMULAS: tuple[Formula, ...] = (
    Formula(
        "reste_a_vivre",
        "Reste à vivre",
        "ressources − charges fixes − crédits − plans d’apurement",
        "enquêtes MRIE et UDCCAS\u00a0; chaque CCAS fixe la sienne",
        reste_a_vivre,
    ),
    Formula("balance", "Solde du mois", "reste à vivre − dépenses courantes", _USE, balance),
    Formula("debt_ratio", "Taux d’endettement", "mensualités de crédit ÷ ressources", _USE, debt_ratio),
    Formula("debt_weight", "Poids des dettes", "(crédits + plans) ÷ ressources", _USE, debt_weight),
    Formula("fixed_weight", "Poids des charges fixes", "charges fixes ÷ ressources", _USE, fixed_weight),
    Formula(
        "housing_effort_gross",
        "Taux d’effort brut",
        "(loyer + charges) ÷ (ressources − aide au logement)",
        _USE,
        housing_effort_gross,
    ),
    Formula(
        "housing_effort_net",
        "Taux d’effort net",
        "(loyer + charges − aide au logement) ÷ (ressources − aide au logement)",
        _USE,
        housing_effort_net,
    ),
)
"""The figures that a sheet shows and prints, in their order."""


def _in(part: Fraction, whole: Fraction) -> Fraction | None:
    return None if whole <= 0 else part / whole
