"""Whether two records may be one person: points for what agrees, a ceiling for what tells two persons apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.people.alike import Birth, Near, Traits, birth_nearness, family_nearness, name_nearness, words
from ceis_desk.people.model import Sex

THRESHOLD = 60
"""From this score on a pair is « très probable »; precision and recall at it are printed by benchmarks/duplicates.py."""

SHOWN = 40
"""Under this score a record is not worth a look, unless it shares a phone or an e-mail."""

_CEILING = 45
_FAMILY = {Near.SAME: 25, Near.SLIP: 21, Near.PART: 17, Near.CLOSE: 15, Near.MISSING: 0, Near.DIFFERENT: 0}
_FIRST = {Near.SAME: 25, Near.SLIP: 21, Near.PART: 17, Near.CLOSE: 15, Near.MISSING: 0, Near.DIFFERENT: 0}
_BIRTH = {
    Birth.SAME: 35,
    Birth.SLIP: 20,
    Birth.SWAPPED: 22,
    Birth.CLOSE: 8,
    Birth.SAME_YEAR: 8,
    Birth.MISSING: 0,
    Birth.DIFFERENT: 0,
    Birth.GENERATION: 0,
}
_PHONE, _EMAIL, _ADDRESS = 20, 20, 12


@dataclass(frozen=True)
class Comparison:
    """What agrees between two records, field by field."""

    family: Near
    first: Near
    swapped: bool
    birth: Birth
    phone: bool
    email: bool
    address: bool
    sex_differs: bool
    generation_differs: bool


def compare(one: Traits, other: Traits) -> Comparison:
    family = family_nearness(one.families, other.families)
    first = name_nearness(one.first, other.first)
    swapped = False
    if min(family, first) < Near.SLIP and one.first and other.first:
        crossed = (family_nearness(one.families, (other.first,)), family_nearness((one.first,), other.families))
        swapped = min(crossed) >= Near.CLOSE and min(crossed) > min(family, first)
        family, first = crossed if swapped else (family, first)
    return Comparison(
        family=family,
        first=first,
        swapped=swapped,
        birth=birth_nearness(one, other),
        phone=not one.phones.isdisjoint(other.phones),
        email=bool(one.email) and one.email == other.email,
        address=bool(one.address) and one.address == other.address,
        sex_differs=Sex.NOT_SAID not in (one.sex, other.sex) and one.sex != other.sex,
        generation_differs=one.generation != other.generation,
    )


def score(pair: Comparison) -> int:
    """0 to 100; never over the ceiling when something tells two persons apart."""
    names = _FAMILY[pair.family] + _FIRST[pair.first]
    contact = max(_PHONE if pair.phone else 0, _EMAIL if pair.email else 0) + (_ADDRESS if pair.address else 0)
    total = min(100, names + _BIRTH[pair.birth] + contact)
    return min(total, _CEILING) if _told_apart(pair) else total


def _told_apart(pair: Comparison) -> bool:
    known = pair.phone or pair.email or pair.address
    return (
        pair.first <= Near.MISSING
        or pair.birth is Birth.GENERATION
        or (pair.birth is Birth.DIFFERENT and not (known and min(pair.first, pair.family) >= Near.SLIP))
        or (pair.birth not in (Birth.SAME, Birth.MISSING) and not known)
        or pair.generation_differs
        or (pair.family is Near.DIFFERENT and not (pair.birth is Birth.SAME and known))
        or (pair.sex_differs and pair.first is not Near.SAME)
    )
