"""Whether two records may be one person: points for what agrees, and a ceiling for what tells two persons apart.

Nothing is ever merged by this: it only orders and words the question that a human answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from ceis_desk.people.alike import Birth, Near, Traits, birth_nearness, first_nearness, name_nearness, nearest
from ceis_desk.people.model import Sex

THRESHOLD = 60
"""From this score on a pair is « très probable »: the one threshold, measured by benchmarks/duplicates.py."""

SHOWN = 42
"""Under this score a record is not worth a look, unless it shares a phone or an e-mail."""

_CEILING = 55  # what tells two persons apart keeps them under the threshold, whatever else agrees
_NAME = {Near.SAME: 25, Near.SLIP: 21, Near.PART: 17, Near.CLOSE: 15, Near.MISSING: 0, Near.DIFFERENT: 0}
_BIRTH = {
    Birth.SAME: 35,
    Birth.SWAPPED: 22,
    Birth.SLIP: 20,
    Birth.CLOSE: 8,
    Birth.SAME_YEAR: 8,
    Birth.MISSING: 0,
    Birth.DIFFERENT: 0,
    Birth.GENERATION: 0,
}
_CONTACT, _ADDRESS = 20, 14
_MOST = 100


@dataclass(frozen=True)
class Comparison:
    """What agrees between two records, field by field; `swapped` when first and family names were exchanged."""

    family: Near
    first: Near
    swapped: bool
    birth: Birth
    phone: bool
    email: bool
    address: bool
    other_sex: bool
    other_birth_name: bool
    other_generation: bool

    @property
    def contact(self) -> bool:
        """Whether anything that a household shares agrees."""
        return self.phone or self.email or self.address


def compare(one: Traits, other: Traits) -> Comparison:
    """Field by field, whichever record comes first."""
    family, first, swapped = _names(one, other)
    return Comparison(
        family=family,
        first=first,
        swapped=swapped,
        birth=birth_nearness(one, other),
        phone=not one.phones.isdisjoint(other.phones),
        email=bool(one.email) and one.email == other.email,
        address=bool(one.address) and one.address == other.address,
        other_sex=Sex.NOT_SAID not in {one.sex, other.sex} and one.sex is not other.sex,
        other_birth_name=name_nearness(one.born, other.born) is Near.DIFFERENT,
        other_generation=one.generation != other.generation,
    )


def _names(one: Traits, other: Traits) -> tuple[Near, Near, bool]:
    family, first = nearest(one.families, other.families), first_nearness(one, other)
    if min(family, first) >= Near.SLIP or not (one.first and other.first):
        return family, first, False
    crossed = nearest(one.families, (other.first,)), nearest((one.first,), other.families)
    if min(crossed) > max(Near.MISSING, min(family, first)):
        return *crossed, True
    return family, first, False


def score(pair: Comparison) -> int:
    """0 to 100, under THRESHOLD when something tells the two apart."""
    points = _NAME[pair.family] + _NAME[pair.first] + _BIRTH[pair.birth]
    points += _CONTACT if pair.phone or pair.email else 0
    points += _ADDRESS if pair.address else 0
    return min(points, _CEILING if told_apart(pair) else _MOST)


def told_apart(pair: Comparison) -> bool:
    """Twins, spouses, parent and child, homonyms: what agrees is what a family or a name shares."""
    return (
        pair.first <= Near.MISSING  # twins and spouses, and a twin whose first name was left out
        or pair.other_generation
        or (pair.other_sex and pair.first is not Near.SAME)
        or (pair.other_birth_name and not (pair.contact or pair.swapped))
        or _other_family(pair)
        or _other_birth(pair)
    )


def _other_family(pair: Comparison) -> bool:
    """A name changed by marriage needs the very date of birth and a contact to be recognised."""
    return pair.family is Near.DIFFERENT and not (pair.birth is Birth.SAME and pair.contact)


def _other_birth(pair: Comparison) -> bool:
    """Homonyms are many: a date only near needs a contact, another date needs both names too."""
    if pair.birth in {Birth.SAME, Birth.MISSING}:
        return False
    names = min(pair.family, pair.first)
    if pair.birth is Birth.SWAPPED:
        return not (pair.contact or names is Near.SAME)
    if pair.birth is Birth.DIFFERENT:
        return not (pair.contact and names >= Near.SLIP)
    return pair.birth is Birth.GENERATION or not pair.contact


def is_probable(points: int) -> bool:
    """Whether the pair is shown as « très probable »."""
    return points >= THRESHOLD


def is_shown(pair: Comparison, points: int) -> bool:
    """Whether the record is worth showing at all."""
    return points >= SHOWN or pair.phone or pair.email


_FAMILY_WORDS = {
    Near.SLIP: "nom à une lettre près",
    Near.PART: "nom en partie pareil",
    Near.CLOSE: "nom proche",
    Near.DIFFERENT: "autre nom de famille",
}
_FIRST_WORDS = {
    Near.SLIP: "prénom à une lettre près",
    Near.PART: "prénom en partie pareil",
    Near.CLOSE: "prénom proche",
    Near.DIFFERENT: "autre prénom",
}
_BIRTH_WORDS = {
    Birth.SAME: "même date de naissance",
    Birth.SWAPPED: "jour et mois de naissance inversés",
    Birth.SLIP: "date de naissance à un chiffre près",
    Birth.CLOSE: "date de naissance proche",
    Birth.SAME_YEAR: "même année de naissance",
    Birth.DIFFERENT: "autre date de naissance",
    Birth.GENERATION: "autre date de naissance",
}


def reasons(pair: Comparison) -> tuple[str, ...]:
    """Why the pair is shown, in the agent's words: names, birth, then contacts."""
    shared = [
        word
        for agrees, word in (
            (pair.phone, "même téléphone"),
            (pair.email, "même e-mail"),
            (pair.address, "même adresse"),
        )
        if agrees
    ]
    if shared and pair.first <= Near.MISSING and pair.birth not in {Birth.SAME, Birth.SWAPPED, Birth.SLIP}:
        return (f"{' et '.join(shared)} seulement\u00a0: sans doute le même foyer",)
    if pair.first is Near.DIFFERENT and pair.family >= Near.SLIP and pair.birth is Birth.SAME:
        return ("même nom et même date de naissance, autre prénom\u00a0: peut-être des jumeaux", *shared)
    birth = (_BIRTH_WORDS[pair.birth],) if pair.birth in _BIRTH_WORDS else ()
    return (*_name_reasons(pair), *birth, *shared)


def _name_reasons(pair: Comparison) -> tuple[str, ...]:
    if pair.swapped:
        return ("nom et prénom inversés",)
    if pair.family is pair.first is Near.SAME:
        return ("même nom et même prénom",)
    if pair.family is Near.MISSING and pair.first is Near.SAME:
        return ("même prénom",)
    found = (_FAMILY_WORDS.get(pair.family), _FIRST_WORDS.get(pair.first))
    return tuple(word for word in found if word is not None)
