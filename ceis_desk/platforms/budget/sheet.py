"""The budget sheet of a household: its lines as they were given, and what freezes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.model import Member
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.scales import LivingScale, RsaScale, SeizureScale
from ceis_desk.platforms.budget.seizure import RsaHousehold

LINES = 120
"""The most lines of a sheet."""
WORDS = 200
"""The longest text of a cell."""
NO_AGE = 40
"""The age of an adult whose year of birth is not known: any age from fourteen counts the same."""
_CHILD = 7
_WHOLE = 100


class LineGroup(StrEnum):
    """The five cards of a sheet, in their order."""

    RESOURCES = "resources"
    FIXED = "fixed"
    CURRENT = "current"
    CREDIT = "credit"
    PLAN = "plan"

    @property
    def label(self) -> str:
        """The title of the card."""
        return {
            "resources": "Ressources",
            "fixed": "Charges fixes",
            "current": "Dépenses courantes",
            "credit": "Crédits",
            "plan": "Dettes et retards",
        }[self.value]

    @property
    def owes(self) -> bool:
        """Whether a line of it has something left to pay beside what is paid each month."""
        return self in {LineGroup.CREDIT, LineGroup.PLAN}


class Freezing(StrEnum):
    """What froze a sheet."""

    PRINTED = "printed"
    SIGNED = "signed"

    @property
    def label(self) -> str:
        """The word of the chip."""
        return {"printed": "imprimée", "signed": "signée"}[self.value]


@dataclass(frozen=True)
class SheetLine:
    """One line: what it is, how much and how often, as it was given.

    `code` is that of a usual line, empty for one of the household's own. `cents` is None while nothing is typed;
    `typed` keeps a text that is no amount. `owed` is what is left to pay of a credit or a debt, `day` the one of the
    month on which it is paid. `to_landlord` is a housing allowance that the household never sees. `remark` is never
    printed.
    """

    group: LineGroup
    label: str
    code: str = ""
    cents: int | None = None
    typed: str = ""
    periodicity: Periodicity = Periodicity.MONTHLY
    payer: str = ""
    day: int | None = None
    justified: bool = False
    to_landlord: bool = False
    owed: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Household:
    """The home as each formula means it: who lives on the budget, whom the RSA counts, whom a seizure counts."""

    home: Home
    rsa: RsaHousehold
    dependants: int = 0

    @property
    def words(self) -> str:
        """The line under the name: « 1 adulte, 2 enfants de 6 et 9 ans »."""
        adults = self.home.ages[: self.home.persons - self.young]
        young = sorted(self.home.ages[len(adults) :])
        said = [_counted(len(adults), "adulte")] if adults else []
        if young:
            ages = ", ".join(str(age) for age in young[:-1])
            years = f"{ages} et {young[-1]}" if ages else str(young[-1])
            said.append(f"{_counted(len(young), 'enfant')} de {years} an{'s' if young[-1] > 1 else ''}")
        return ", ".join(said)

    @property
    def young(self) -> int:
        """How many of the last ages are those of children of the household."""
        return min(self.rsa.children, max(0, self.home.persons - 1))


@dataclass(frozen=True)
class Thresholds:
    """Where the gauge changes its word, in euro cents a day: fragile under `low`, balanced from `high`."""

    low: int
    high: int


@dataclass(frozen=True)
class RestFormula:
    """What the reste à vivre of a CCAS takes away, and the charges that its rate of housing effort counts.

    `taken` are the cards taken from the resources, `aside` the codes of the usual lines that do not count though their
    card does, `housing` those of the charges of a home. `starts` is the first day of one of the CCAS’s own, None for
    the usual one; two that count the same are one formula, whatever their day.
    """

    taken: tuple[LineGroup, ...] = (LineGroup.FIXED, LineGroup.CREDIT, LineGroup.PLAN)
    aside: tuple[str, ...] = ()
    housing: tuple[str, ...] = ("rent", "rent_charges")
    starts: dt.date | None = field(default=None, compare=False)


USUAL_FORMULA = RestFormula()
"""That of the surveys, in force until the CCAS sets its own."""


@dataclass(frozen=True)
class KeptLever:
    """A lever kept with a sheet because the counsellor asked for it: its words and what it gives a month, in cents."""

    code: str
    label: str
    cents: int


@dataclass(frozen=True)
class UsedScales:
    """The scales that a frozen sheet was computed with, those of the site too; None where none was in force."""

    seizure: SeizureScale | None = None
    rsa: RsaScale | None = None
    living: LivingScale | None = None


@dataclass(frozen=True)
class Sheet:
    """A dated version of a household's budget; once frozen it is never written again.

    `version` counts from 1 in its case. `scales` is None until it is frozen: a living sheet follows the scales of its
    `day`, and the `formula` in force on it.
    """

    id: Id
    clock: int
    case_id: Id
    day: dt.date
    version: int
    household: Household
    divisor: Divisor
    thresholds: Thresholds
    lines: tuple[SheetLine, ...] = ()
    levers: tuple[KeptLever, ...] = ()
    freezing: Freezing | None = None
    frozen_on: dt.date | None = None
    frozen_by: Id | None = None
    scales: UsedScales | None = None
    formula: RestFormula = USUAL_FORMULA

    @property
    def frozen(self) -> bool:
        """Whether it may only be copied."""
        return self.freezing is not None

    def of(self, group: LineGroup) -> tuple[SheetLine, ...]:
        """Its lines in one card, in their order."""
        return tuple(line for line in self.lines if line.group is group)


@dataclass(frozen=True)
class SheetSummary:
    """A sheet in a list of versions: enough to choose one, and to draw how debts went. Exact cents, rounded half up."""

    id: Id
    day: dt.date
    version: int
    freezing: Freezing | None
    reste_a_vivre: int
    owed_credits: int
    owed_plans: int


def household_of(members: Iterable[Member], day: dt.date) -> Household:
    """The home of a sheet of that day, from the people of its case: adults first, then children by age."""
    found = tuple(members)
    adults = [_age(one, day) for one in found if one.adult]
    children = sorted((_age(one, day) for one in found if not one.adult), reverse=True)
    quotient = [one for one in found if not one.adult and one.family_child]
    home = Home(
        ages=(*adults, *children),
        children=len(quotient),
        disabled_children=sum(one.disabled for one in quotient),
    )
    rsa = RsaHousehold(couple=len(adults) > 1, children=len(children))
    return Household(home, rsa, sum(one.dependant for one in found))


def shared_custody(members: Iterable[Member]) -> int:
    """How many children are not there all the time: a figure by person counts them whole, which must be said."""
    return sum(one.custody_percent < _WHOLE for one in members if not one.adult)


def _age(member: Member, day: dt.date) -> int:
    if member.birth_year is None:
        return NO_AGE if member.adult else _CHILD
    return max(0, day.year - member.birth_year)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
