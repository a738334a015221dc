"""Which rows of a list are one person, and which pairs of persons are near enough for someone to look."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ceis_desk.core.folding import key

Birth = dt.date | int | None
"""A birth date, a birth year when the day is not known, or nothing."""

MISSING_BIRTH = "Même nom, date de naissance connue d’un seul côté"
NEAR_BIRTH = "Même nom, dates de naissance proches"
SWAPPED_NAMES = "Nom et prénom échangés"
ONE_SLIP = "Une faute de frappe dans le nom"


@dataclass(frozen=True)
class PersonKey:
    """What makes two rows one person: both names by `core.folding.key`, and the birth, missing equal to missing."""

    family: str
    first: str
    birth: Birth

    @property
    def names(self) -> tuple[str, str]:
        """The two names alone."""
        return self.family, self.first


@dataclass(frozen=True)
class NearPair:
    """Two persons never merged by an import; the reason is shown in « À vérifier »."""

    first: PersonKey
    second: PersonKey
    reason: str


def person_key(family: str, first: str, birth: Birth) -> PersonKey | None:
    """None when a name is missing: the row is then anonymous, and is nobody else's."""
    family_key, first_key = key(family), key(first)
    return PersonKey(family_key, first_key, birth) if family_key and first_key else None


def near_pairs(keys: Iterable[PersonKey]) -> tuple[NearPair, ...]:
    """Every pair of different persons that differ by one thing only, in the order of the keys."""
    persons = tuple(dict.fromkeys(keys))
    found: dict[tuple[PersonKey, PersonKey], str] = {}
    for first, second, reason in (*_same_names(persons), *_swapped_names(persons), *_one_slip_apart(persons)):
        found.setdefault((first, second), reason)
    return tuple(NearPair(first, second, reason) for (first, second), reason in found.items())


def _same_names(persons: tuple[PersonKey, ...]) -> Iterator[tuple[PersonKey, PersonKey, str]]:
    homonyms: defaultdict[tuple[str, str], list[PersonKey]] = defaultdict(list)
    for person in persons:
        homonyms[person.names].append(person)
    for group in homonyms.values():
        for first, second in combinations(group, 2):
            if first.birth is None or second.birth is None:
                yield first, second, MISSING_BIRTH
            elif _near_births(first.birth, second.birth):
                yield first, second, NEAR_BIRTH


def _near_births(first: dt.date | int, second: dt.date | int) -> bool:
    """The same year when one side knows no more; else one slip of the keyboard, or day and month swapped."""
    if isinstance(first, int) or isinstance(second, int):
        return _year(first) == _year(second)
    swapped = (first.year, first.day, first.month) == (second.year, second.month, second.day)
    written = f"{first:%d%m%Y}", f"{second:%d%m%Y}"
    return swapped or one_slip(*written)


def _year(birth: dt.date | int) -> int:
    return birth if isinstance(birth, int) else birth.year


def _swapped_names(persons: tuple[PersonKey, ...]) -> Iterator[tuple[PersonKey, PersonKey, str]]:
    places = {person: place for place, person in enumerate(persons)}
    for person in persons:
        other = PersonKey(person.first, person.family, person.birth)
        if places.get(other, -1) > places[person]:
            yield person, other, SWAPPED_NAMES


def _one_slip_apart(persons: tuple[PersonKey, ...]) -> Iterator[tuple[PersonKey, PersonKey, str]]:
    """Two words one slip apart share a word that lacks one letter of each: only those are compared."""
    places = {person: place for place, person in enumerate(persons)}
    near: defaultdict[tuple[Birth, str], list[PersonKey]] = defaultdict(list)
    for person in persons:
        for shorter in _one_letter_less(" ".join(person.names)):
            near[person.birth, shorter].append(person)
    pairs = {pair for group in near.values() for pair in combinations(group, 2)}
    for first, second in sorted(pairs, key=lambda pair: (places[pair[0]], places[pair[1]])):
        if one_slip(" ".join(first.names), " ".join(second.names)):
            yield first, second, ONE_SLIP


def _one_letter_less(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_slip(one: str, other: str) -> bool:
    """Whether a letter more, a letter less, a wrong letter or two letters swapped make one word the other."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1
