"""How near two names, two births or two first names are: the comparisons that duplicates are made of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ceis_desk.core.folding import tokens
from ceis_desk.core.phones import digits
from ceis_desk.people.model import Identity, Sex


class Near(IntEnum):
    """How near two values of one field are; MISSING when one of the records does not say."""

    DIFFERENT = 0
    MISSING = 1
    CLOSE = 2
    PART = 3
    SLIP = 4
    SAME = 5


class Birth(IntEnum):
    """How near two births are; CLOSE is one date mistyped, SAME_YEAR says that one of them is only a year."""

    GENERATION = 0
    DIFFERENT = 1
    MISSING = 2
    SAME_YEAR = 3
    CLOSE = 4
    SWAPPED = 5
    SLIP = 6
    SAME = 7


@dataclass(frozen=True)
class Traits:
    """What of an identity is compared, folded once for all comparisons."""

    families: tuple[tuple[str, ...], ...]
    first: tuple[str, ...]
    generation: frozenset[str]
    birth_date: dt.date | None
    birth_year: int | None
    sex: Sex
    phones: frozenset[str]
    email: str
    address: str


# What sets a father and a son of one name apart on paper.
_GENERATIONS = frozenset({"jr", "junior", "fils", "pere", "mere", "sr", "senior"})
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "k"),
    ("ch", "s"),
    ("sh", "s"),
    ("ou", "u"),
    ("oo", "u"),
    ("w", "u"),
    ("eau", "o"),
    ("au", "o"),
    ("ee", "i"),
    ("ae", "a"),
    ("ai", "e"),
    ("ei", "e"),
    ("y", "i"),
    ("c", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("h", ""),
)
_TWICE = re.compile(r"(.)\1+")
_GENERATION_YEARS = 12  # nobody has a child younger than that
_SHORT = 4
_LONG = 8


def traits(identity: Identity) -> Traits:
    """The traits of an identity; `(used, birth)` family names without repetition."""
    names = (words(identity.used_name), words(identity.birth_name))
    first = words(identity.first_name)
    everything = {word for name in (*names, first) for word in name}
    return Traits(
        families=tuple(dict.fromkeys(_without_generation(name) for name in names if name)),
        first=_without_generation(first),
        generation=frozenset(everything & _GENERATIONS),
        birth_date=identity.birth_date,
        birth_year=identity.birth_date.year if identity.birth_date else identity.birth_year,
        sex=identity.sex,
        phones=frozenset(digits(phone) for phone in identity.phones),
        email=identity.email.strip().casefold(),
        address=" ".join((*words(identity.address), *words(identity.postcode))) if identity.address.strip() else "",
    )


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a field; names come back often, and folding them is most of a comparison."""
    return tokens(text)


def _without_generation(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in _GENERATIONS) or name


def family_nearness(first: Collection[tuple[str, ...]], second: Collection[tuple[str, ...]]) -> Near:
    """The nearest of any family name of one with any of the other: used and birth names cross."""
    return max((name_nearness(one, other) for one in first for other in second), default=Near.MISSING)


def name_nearness(first: tuple[str, ...], second: tuple[str, ...]) -> Near:
    """Names as folded words: spaces and hyphens never count, half of a double name is a part."""
    one, other = "".join(first), "".join(second)
    if not one or not other:
        return Near.MISSING
    if one == other:
        return Near.SAME
    if _is_slip(one, other):
        return Near.SLIP
    if _is_part(first, second) or _is_part(second, first):
        return Near.PART
    return Near.CLOSE if sound(one) == sound(other) or _is_close(one, other) else Near.DIFFERENT


def _is_slip(one: str, other: str) -> bool:
    """One slip of the hand; in short names only a letter too many or two swapped, for Léa is not Léo."""
    from rapidfuzz.distance import OSA

    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    return min(len(one), len(other)) > _SHORT or len(one) != len(other) or sorted(one) == sorted(other)


def _is_close(one: str, other: str) -> bool:
    """Two slips in a long name."""
    from rapidfuzz.distance import OSA

    shortest = min(len(one), len(other))
    return shortest > _SHORT and OSA.distance(one, other, score_cutoff=2) <= (2 if shortest >= _LONG - 2 else 1)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """« Jean » for « Jean-Claude »; a lone initial or particle proves nothing."""
    return len(short) < len(long) and max(map(len, short)) > 2 and set(short) <= set(long)


def sound(name: str) -> str:
    """A rough key of how a folded name is said in French, whatever alphabet it was carried over from."""
    said = name
    for written, heard in _SOUNDS:
        said = said.replace(written, heard)
    return _TWICE.sub(r"\1", said).rstrip("et")


def birth_nearness(first: Traits, second: Traits) -> Birth:
    """How near two births are; the first of January stands for « only the year is known »."""
    if first.birth_year is None or second.birth_year is None:
        return Birth.MISSING
    if first.birth_date is None or second.birth_date is None:
        return Birth.SAME_YEAR if first.birth_year == second.birth_year else _years_apart(first.birth_year, second.birth_year)
    return _date_nearness(first.birth_date, second.birth_date)


def _date_nearness(one: dt.date, other: dt.date) -> Birth:
    if one == other:
        return Birth.SAME
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return Birth.SWAPPED
    if _is_new_year(one) or _is_new_year(other):
        return Birth.SAME_YEAR if one.year == other.year else _years_apart(one.year, other.year)
    if _differing_digits(one, other) == 1:
        return Birth.SLIP
    if (one.year, one.month) == (other.year, other.month) or (one.year, one.day) == (other.year, other.day):
        return Birth.CLOSE
    return _years_apart(one.year, other.year)


def _years_apart(one: int, other: int) -> Birth:
    return Birth.GENERATION if abs(one - other) >= _GENERATION_YEARS else Birth.DIFFERENT


def _is_new_year(day: dt.date) -> bool:
    return (day.month, day.day) == (1, 1)


def _differing_digits(one: dt.date, other: dt.date) -> int:
    return sum(a != b for a, b in zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True))
