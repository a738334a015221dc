"""What may be taken from a pay, and what a household can put to its debts: exact, rounded once at the end."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ceis_desk.core.amounts import half_up
from ceis_desk.platforms.budget.scales import RsaScale, SeizureScale

_SHARES = (
    Fraction(1, 20),
    Fraction(1, 10),
    Fraction(1, 5),
    Fraction(1, 4),
    Fraction(1, 3),
    Fraction(2, 3),
    Fraction(1),
)
_MONTHS = 12
_CHILDREN_OF_A_SMALLER_SHARE = 2

Cents = int | Fraction
"""Euro cents a month, exact: the month of a weekly or a yearly pay is seldom a whole number of them."""


@dataclass(frozen=True)
class RsaHousehold:
    """Whom the RSA counts: one adult or two, and the children in charge."""

    couple: bool
    children: int


def seizable(net: Cents, dependants: int, scale: SeizureScale, rsa: RsaScale) -> int:
    """The seizable part of a month's net pay, in whole euro cents (code du travail, art. R.3252-2 to R.3252-5).

    `net` is after social contributions and tax at source, without family allowances nor refunds of expenses. What is
    left is never under the RSA of one person, whatever the household.
    """
    return half_up(seizable_exactly(net, dependants, scale, rsa))


def seizable_exactly(net: Cents, dependants: int, scale: SeizureScale, rsa: RsaScale) -> Fraction:
    """The same before it is rounded: what another calculation goes on with."""
    return max(Fraction(0), min(_by_scale(net, dependants, scale), Fraction(net - rsa.base)))


def seizable_for_alimony(net: Cents, rsa: RsaScale) -> int:
    """What a direct payment of alimony may take of a month's pay: all but the RSA of one person (art. R.3252-5)."""
    return max(0, half_up(Fraction(net - rsa.base)))


def rsa_amount(household: RsaHousehold, rsa: RsaScale) -> int:
    """The monthly RSA of a household before its resources, in euro cents.

    One more half for the second person (partner, or first child of a lone parent), three tenths for each next one up
    to the second child, four tenths from the third child on (CASF, art. R.262-1).
    """
    return half_up(_rsa_share(household) * rsa.base)


def repayment_capacity(
    resources: Cents, living: Cents, household: RsaHousehold, seizable_part: Cents, rsa: RsaScale
) -> int:
    """The most that a household can put to its debts each month, in euro cents; a commission may ask less.

    The smallest of three, never under zero: resources less the budget of everyday life, the part seizable on all the
    resources, and resources less the RSA of the household (code de la consommation, art. R.731-1 to R.731-3).
    """
    over_rsa = resources - rsa_amount(household, rsa)
    return max(0, half_up(Fraction(min(resources - living, seizable_part, over_rsa))))


def _by_scale(net: Cents, dependants: int, scale: SeizureScale) -> Fraction:
    """The part that the bands give for a month, before anything is left for living."""
    more = dependants * scale.per_dependant
    tops = (0, *(threshold + more for threshold in scale.thresholds))
    yearly = net * _MONTHS
    taken = sum(
        (share * (min(yearly, top) - bottom) for share, (bottom, top) in zip(_SHARES, pairwise(tops), strict=False)
         if yearly > bottom),
        Fraction(0),
    )  # fmt: skip
    return (taken + max(Fraction(0), Fraction(yearly - tops[-1]))) / _MONTHS


def _rsa_share(household: RsaHousehold) -> Fraction:
    share = Fraction(3, 2) if household.couple else Fraction(1)
    second_taken = household.couple
    for rank in range(1, household.children + 1):
        if not second_taken:
            share += Fraction(1, 2)
            second_taken = True
        else:
            share += Fraction(3, 10) if rank <= _CHILDREN_OF_A_SMALLER_SHARE else Fraction(4, 10)
    return share
