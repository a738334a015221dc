"""Which rows of a list are one person, and which pairs of persons are near enough for someone to look."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

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


def person_key(family: str, first: str, birth: Birth, fold: Callable[[str], str] = key) -> PersonKey | None:
    """None when a name is missing: the row is then anonymous, and is nobody else's.

    `fold` is `core.folding.key`, or that one remembering its answers when there are many names.
    """
    family_key, first_key = fold(family), fold(first)
    return PersonKey(family_key, first_key, birth) if family_key and first_key else None


def near_pairs(keys: Iterable[PersonKey], known: Iterable[PersonKey] = ()) -> tuple[NearPair, ...]:
    """Every pair of different persons that differ by one thing only, one of `keys` at least in each.

    In the order of `keys`; `known` are compared with them, never with each other.
    """
    new = tuple(dict.fromkeys(keys))
    places = {person: place for place, person in enumerate(new)}
    others = [person for person in known if person not in places]
    places |= {person: place for place, person in enumerate(others, len(new))}
    found: dict[tuple[PersonKey, PersonKey], str] = {}
    for one, other, reason in (*_same_names(new, others), *_swapped_names(new, places), *_one_slip_apart(new, others)):
        pair = (one, other) if places[one] < places[other] else (other, one)
        found.setdefault(pair, reason)
    in_order = sorted(found.items(), key=lambda item: (places[item[0][0]], places[item[0][1]]))
    return tuple(NearPair(first, second, reason) for (first, second), reason in in_order)


_Found = Iterator[tuple[PersonKey, PersonKey, str]]


def _same_names(new: tuple[PersonKey, ...], others: Iterable[PersonKey]) -> _Found:
    homonyms: defaultdict[tuple[str, str], list[PersonKey]] = defaultdict(list)
    for person in new:
        homonyms[person.names].append(person)
    news = {names: len(group) for names, group in homonyms.items()}
    for person in others:
        if person.names in news:
            homonyms[person.names].append(person)
    for names, group in homonyms.items():
        if len(group) > 1:
            yield from _near_births(group[: news[names]], group)


def _near_births(new: list[PersonKey], homonyms: list[PersonKey]) -> _Found:
    """No birth is near any; a year is near its days; two days are near when one slip of the keyboard parts them."""
    near: defaultdict[str, list[PersonKey]] = defaultdict(list)
    for person in homonyms:
        for mark in _marks(person.birth):
            near[mark].append(person)
    for person in new:
        for mark in _marks(person.birth):
            yield from ((person, other, NEAR_BIRTH) for other in near[mark] if _may_be_one(person.birth, other.birth))
        unsaid = homonyms if person.birth is None else [other for other in homonyms if other.birth is None]
        yield from ((person, other, MISSING_BIRTH) for other in unsaid if other.birth != person.birth)


def _marks(birth: Birth) -> Iterator[str]:
    """Two births that may be one share one of these, and a mark is shared by few."""
    if birth is None:
        return
    yield str(_year(birth))
    if isinstance(birth, dt.date):
        written = f"{birth:%d%m%Y}"
        yield f"{birth.year}:{min(birth.day, birth.month)}:{max(birth.day, birth.month)}"
        for at in range(len(written)):
            yield f"{written[:at]}?{written[at + 1 :]}"
        for at in range(len(written) - 1):
            yield f"{written[:at]}{''.join(sorted(written[at : at + 2]))}!{written[at + 2 :]}"


def _may_be_one(first: Birth, second: Birth) -> bool:
    """The same year when one side knows no more; else one slip of the keyboard, or day and month swapped."""
    if first is None or second is None or first == second:
        return False
    if isinstance(first, int) or isinstance(second, int):
        return _year(first) == _year(second)
    swapped = (first.year, first.day, first.month) == (second.year, second.month, second.day)
    return swapped or one_slip(f"{first:%d%m%Y}", f"{second:%d%m%Y}")


def _year(birth: dt.date | int) -> int:
    return birth if isinstance(birth, int) else birth.year


def _swapped_names(new: tuple[PersonKey, ...], places: Mapping[PersonKey, int]) -> _Found:
    for person in new:
        other = PersonKey(person.first, person.family, person.birth)
        if other != person and other in places:
            yield person, other, SWAPPED_NAMES


def _one_slip_apart(new: tuple[PersonKey, ...], others: Iterable[PersonKey]) -> _Found:
    """Two words one slip apart share a word that lacks one letter of each: only those are compared."""
    near: defaultdict[tuple[Birth, str], list[PersonKey]] = defaultdict(list)
    for person in new:
        for shorter in _one_letter_less(" ".join(person.names)):
            near[person.birth, shorter].append(person)
    births = {person.birth for person in new}
    for person in (*new, *(other for other in others if other.birth in births)):
        words = " ".join(person.names)
        alike = {one for less in _one_letter_less(words) for one in near.get((person.birth, less), ())}
        yield from ((one, person, ONE_SLIP) for one in alike if one_slip(" ".join(one.names), words))


def _one_letter_less(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_slip(one: str, other: str) -> bool:
    """Whether a letter more, a letter less, a wrong letter or two letters swapped make one word the other."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1
