"""How often an amount comes, kept as given, and what it makes a month."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Periodicity(StrEnum):
    """How often an amount comes or goes."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return _LABELS[self]

    @property
    def a_month(self) -> Fraction:
        """How many times it comes in a month: a year has fifty-two weeks and twelve months."""
        return Fraction(_A_YEAR[self], 12)

    @property
    def a_year(self) -> int:
        """How many times it comes in a year."""
        return _A_YEAR[self]


_LABELS = {
    Periodicity.WEEKLY: "par semaine",
    Periodicity.MONTHLY: "par mois",
    Periodicity.TWO_MONTHLY: "tous les deux mois",
    Periodicity.QUARTERLY: "par trimestre",
    Periodicity.HALF_YEARLY: "par semestre",
    Periodicity.YEARLY: "par an",
}
_A_YEAR = {
    Periodicity.WEEKLY: 52,
    Periodicity.MONTHLY: 12,
    Periodicity.TWO_MONTHLY: 6,
    Periodicity.QUARTERLY: 4,
    Periodicity.HALF_YEARLY: 2,
    Periodicity.YEARLY: 1,
}


def monthly(cents: int, periodicity: Periodicity) -> Fraction:
    """Euro cents a month, exact: whoever shows or prints the sum rounds it, once."""
    return cents * periodicity.a_month
