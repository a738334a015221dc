"""How near two names or two births are: the comparisons that the look-up of duplicates is made of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ceis_desk.core.folding import tokens
from ceis_desk.core.phones import digits
from ceis_desk.people.model import Civility, Identity, Sex

Name = tuple[str, ...]
"""A name as its folded words."""


class Near(IntEnum):
    """How near two names are, from nothing in common to equal; MISSING when one of the records does not say."""

    DIFFERENT = 0
    MISSING = 1
    CLOSE = 2
    PART = 3
    SLIP = 4
    SAME = 5


class Birth(IntEnum):
    """How near two births are, from a generation apart to equal; SAME_YEAR when the day of one is not known."""

    GENERATION = 0
    DIFFERENT = 1
    MISSING = 2
    SAME_YEAR = 3
    CLOSE = 4
    SLIP = 5
    SWAPPED = 6
    SAME = 7


@dataclass(frozen=True)
class Traits:
    """What of an identity is compared, folded once; `families` are the used and birth names, `born` the latter."""

    families: tuple[Name, ...]
    born: Name
    first: Name
    generation: frozenset[str]
    birth_date: dt.date | None
    birth_year: int | None
    sex: Sex
    phones: frozenset[str]
    email: str
    address: Name


# What sets a father and a son of one name apart on paper.
_GENERATIONS = frozenset({"jr", "junior", "fils", "fille", "pere", "mere", "sr", "senior"})

# One first name carried over from another alphabet in several ways, too far apart for letters or sounds to tell.
_ONE_FIRST_NAME = (
    frozenset({"alexandre", "alexander", "aleksandr", "oleksandr"}),
    frozenset({"eugene", "evgen", "evgueni", "evgeni", "yevhen", "yevgeny", "ievguen"}),
    frozenset({"nicolas", "nikolai", "mykola"}),
    frozenset({"michel", "mikhail", "mykhailo"}),
    frozenset({"serge", "sergei", "serhii"}),
    frozenset({"helene", "elena", "olena"}),
    frozenset({"catherine", "ekaterina", "kateryna"}),
    frozenset({"anne", "anna", "hanna", "ganna"}),
    frozenset({"mohamed", "mohammed", "muhammad", "mohammad", "mehmet", "mamadou"}),
    frozenset({"youssef", "yusuf", "youcef", "yossef"}),
    frozenset({"said", "saeed", "seyid"}),
    frozenset({"houcine", "hussein", "hussain", "husseyin"}),
    frozenset({"abdelkader", "abdulkadir", "abdoulkader"}),
    frozenset({"aicha", "aisha", "ayse", "aissatou"}),
)
_SOUNDS = (
    *(("eau", "o"), ("au", "o"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("ch", "s"), ("sh", "s")),
    *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("ai", "e"), ("ei", "e"), ("w", "u"), ("y", "i")),
    *(("c", "k"), ("x", "ks"), ("z", "s"), ("h", "")),
)
_TWICE = re.compile(r"(.)\1+")
_FEMININE = re.compile(r"(?:e|te|ne|le|se|a|ette|ine|que)")
_FINAL_VOWELS = frozenset("aeio")
_SHORT = 4
_MORE = 3
_LONG = 6
_GENERATION_YEARS = 12  # nobody has a child, or a nephew of the same name, much earlier


def traits(identity: Identity) -> Traits:
    """What is compared of an identity."""
    family_names = (words(identity.used_name), words(identity.birth_name))
    first = words(identity.first_name)
    by_civility = {Civility.MME: Sex.FEMALE, Civility.M: Sex.MALE}.get(identity.civility, Sex.NOT_SAID)
    return Traits(
        families=tuple(dict.fromkeys(_plain(name) for name in family_names if name)),
        born=_plain(family_names[1]),
        first=_plain(first),
        generation=frozenset(word for name in (*family_names, first) for word in name) & _GENERATIONS,
        birth_date=identity.birth_date,
        birth_year=identity.birth_date.year if identity.birth_date else identity.birth_year,
        sex=by_civility if identity.sex is Sex.NOT_SAID else identity.sex,
        phones=frozenset(digits(phone) for phone in identity.phones) - {""},
        email=identity.email.strip().casefold(),
        address=(*words(identity.address), *words(identity.postcode)) if words(identity.address) else (),
    )


@lru_cache(maxsize=8192)
def words(text: str) -> Name:
    """The folded words of a field: the same names come back often, and folding them is most of a comparison."""
    return tokens(text)


def _plain(name: Name) -> Name:
    return tuple(word for word in name if word not in _GENERATIONS) or name


def nearest(some: Collection[Name], others: Collection[Name]) -> Near:
    """The nearest of any of these names with any of those: used and birth names cross."""
    return max((name_nearness(one, other) for one in some for other in others), default=Near.MISSING)


def name_nearness(one: Name, other: Name) -> Near:
    """How near two names are; spaces and hyphens never count, and half of a double name is a part of it."""
    first, second = "".join(one), "".join(other)
    if not first or not second:
        return Near.MISSING
    if first == second:
        return Near.SAME
    slips = _slips(first, second)
    if slips == 1 and _is_slip(first, second):
        return Near.SLIP
    if _is_part(one, other) or _is_part(other, one):
        return Near.PART
    is_long = min(len(first), len(second)) >= _LONG
    if (slips < _MORE and is_long) or sound(first) == sound(second):
        return Near.CLOSE
    return Near.DIFFERENT


def first_nearness(one: Traits, other: Traits) -> Near:
    """How near two first names are: Louis and Louise are two persons unless both records say the same sex."""
    near = name_nearness(one.first, other.first)
    first, second = sorted(("".join(one.first), "".join(other.first)), key=len)
    if Near.MISSING < near < Near.SAME and not _same_sex(one, other) and _is_feminine(first, second):
        return Near.DIFFERENT
    if near is Near.DIFFERENT and any({first, second} <= name for name in _ONE_FIRST_NAME):
        return Near.CLOSE
    return near


def _same_sex(one: Traits, other: Traits) -> bool:
    return one.sex is other.sex and one.sex is not Sex.NOT_SAID


def _is_feminine(short: str, long: str) -> bool:
    """« louise » for « louis », « danielle » for « daniel », « amina » for « amine »."""
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= _FINAL_VOWELS
    return long.startswith(short) and _FEMININE.fullmatch(long[len(short) :]) is not None


def _slips(one: str, other: str) -> int:
    """Letters added, left out, mistaken or swapped; _MORE for more than two."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=_MORE - 1)


def _is_slip(one: str, other: str) -> bool:
    """In a short name a letter for another makes another name: Léa and Léo."""
    return min(len(one), len(other)) > _SHORT or len(one) != len(other) or sorted(one) == sorted(other)


def _is_part(short: Name, long: Name) -> bool:
    """« Jean » for « Jean-Claude »; an initial or a particle alone proves nothing."""
    return len(short) < len(long) and max(map(len, short)) > len("de") and set(short) <= set(long)


def sound(name: str) -> str:
    """A rough key of how a folded name is said in French."""
    said = name
    for written, heard in _SOUNDS:
        said = said.replace(written, heard)
    return _TWICE.sub(r"\1", said).rstrip("et")


def birth_nearness(one: Traits, other: Traits) -> Birth:
    """How near two births are."""
    if one.birth_year is None or other.birth_year is None:
        return Birth.MISSING
    if one.birth_date is None or other.birth_date is None:
        return _year_nearness(one.birth_year, other.birth_year)
    return _date_nearness(one.birth_date, other.birth_date)


def _date_nearness(one: dt.date, other: dt.date) -> Birth:
    if one == other:
        return Birth.SAME
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return Birth.SWAPPED
    # The first of January is often written when only the year is known: its digits prove nothing.
    if (1, 1) in {(one.day, one.month), (other.day, other.month)}:
        return _year_nearness(one.year, other.year)
    if sum(a != b for a, b in zip(f"{one:%d%m}{one.year}", f"{other:%d%m}{other.year}", strict=True)) == 1:
        return Birth.SLIP
    if one.year == other.year and (one.month == other.month or one.day == other.day):
        return Birth.CLOSE
    return _years_apart(one.year, other.year)


def _year_nearness(one: int, other: int) -> Birth:
    return Birth.SAME_YEAR if one == other else _years_apart(one, other)


def _years_apart(one: int, other: int) -> Birth:
    return Birth.GENERATION if abs(one - other) >= _GENERATION_YEARS else Birth.DIFFERENT
