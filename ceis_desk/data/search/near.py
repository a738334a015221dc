"""Second tier of the search: words mistyped, or typed from their middle, looked for among the words that names hold."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_lowercase

from sqlalchemy import (
    TEXT,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    TextClause,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.sql.selectable import TableValuedAlias

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import local
from ceis_desk.data.search.keys import NAMES
from ceis_desk.data.search.terms import Shape, among, has, scan, shape_of, values_of
from ceis_desk.people.asked import Asked
from ceis_desk.people.keys import bones, grams, spelt

_SHORTEST_INSIDE = 3
_LONGEST_SLIPS = 12
_MOST_WORDS = 60
_MOST_PERSONS = 200
_ENOUGH = 5
_MOST_SCANNED = 8000
_MOST_COUNTED = 3000
_FEW = 400
_LEAST = 0.5
_INSIDE = 0.9
_TAIL = 0.03
_CERTAIN = (
    "SELECT #, names FROM (SELECT names FROM person_grams WHERE person_grams MATCH :whole# LIMIT 60)",
    """SELECT #, '_' || value || '_' FROM json_each(:slips#)
    WHERE EXISTS (SELECT 1 FROM name_token WHERE token = value AND kind IN (:family, :first))""",
)
"""For the word number #: the words that hold it, and those one slip away."""
_LIKELY = (
    "SELECT #, names FROM (SELECT names FROM person_grams WHERE person_grams MATCH :grams# ORDER BY rank LIMIT 300)",
    "SELECT #, names FROM (SELECT names FROM person_grams WHERE person_grams MATCH :bones# LIMIT 150)",
)
"""Then those sharing most grams with it, and those that sound like it."""


@dataclass(frozen=True)
class Guess:
    """A person who may be meant: how near her names are (1 is exact), and whether all that was typed is inside."""

    person_id: Id
    nearness: float
    inside: bool


def find_near(connection: Connection, asked: Asked) -> list[Guess]:
    """Persons near all that was typed, best first; when they are few, persons near a part of it too."""
    if not asked.words:
        return []
    shape, values = shape_of(asked), values_of(asked)
    known = connection.execute(_known(shape.words), values).one()
    near = _near_words(connection, asked.words, known)
    persons = _persons(connection, shape, values, near)
    others: list[Id] = []
    if len(persons) < _ENOUGH and shape != Shape(1, ()):
        others = _persons_by_one(connection, near)
    names = _names(connection, {*persons, *others})
    guesses = (_guess(one, names[one], asked.words, whole=one in persons) for one in names)
    return sorted((guess for guess in guesses if guess.nearness >= _LEAST), key=lambda guess: -guess.nearness)


@lru_cache(maxsize=8)
def _known(words: int) -> Select[*tuple[bool, ...]]:
    """Whether a word of somebody's name begins as each word typed."""
    token = local.name_token
    return select(
        *(select(exists().where(choice.of(token))).scalar_subquery() for (choice,) in Shape(words, ()).of_words())
    )


def _near_words(connection: Connection, typed: Sequence[str], known: Sequence[bool]) -> list[dict[str, float]]:
    """For each word typed, the words of names that are near it or hold it, with their nearness, best first."""
    statement, values = _look_up(typed, known)
    found: list[dict[str, float]] = [{} for _ in typed]
    for place, text_found in connection.execute(statement, values):
        word = spelt(text_found)
        if word not in found[place]:
            found[place][word] = _nearness(typed[place], word)
    return [_best(words) for words in found]


def _look_up(typed: Sequence[str], known: Sequence[bool]) -> tuple[TextClause, dict[str, str]]:
    """One statement for all the words, and its values; a known word is one slip at most from the right one."""
    parts: list[str] = []
    values = {"family": NAMES[0], "first": NAMES[1]}
    for place, word in enumerate(typed):
        values |= {
            f"whole{place}": f'"{word}"',
            f"slips{place}": json.dumps(_slips(word)),
            f"grams{place}": " OR ".join(f'"{gram}"' for gram in grams(word)),
            f"bones{place}": f'"={bones(word)}="',
        }
        parts += [part.replace("#", str(place)) for part in (_CERTAIN if known[place] else _CERTAIN + _LIKELY)]
    return text(" UNION ALL ".join(parts)), values


def _slips(word: str) -> list[str]:
    """The word and every one a slip away, when it is short: it may share no gram with what was meant."""
    if len(word) > _LONGEST_SLIPS:
        return [word]
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    shorter = {left + right[1:] for left, right in cuts if right}
    replaced = {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    longer = {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    return sorted({word} | swapped | shorter | replaced | longer)


@lru_cache(maxsize=16_384)
def _nearness(typed: str, word: str) -> float:
    """1 for a word that begins as typed, less with each slip; a little less when only its beginning was typed."""
    from rapidfuzz.distance import OSA

    if word.startswith(typed):
        return 1.0
    best = OSA.normalized_similarity(typed, word)
    for length in range(max(1, len(typed) - 1), min(len(typed) + 2, len(word))):
        best = max(best, OSA.normalized_similarity(typed, word[:length]) - _TAIL)
    return max(best, _INSIDE) if len(typed) >= _SHORTEST_INSIDE and typed in word else best


def _best(words: Mapping[str, float]) -> dict[str, float]:
    ranked = sorted(words.items(), key=lambda item: -item[1])[:_MOST_WORDS]
    return {word: nearness for word, nearness in ranked if nearness >= _LEAST}


def _persons(
    connection: Connection, shape: Shape, typed: Mapping[str, str], near: Sequence[Mapping[str, float]]
) -> list[Id]:
    """Persons with a word near each one typed, and with every number."""
    if not all(near):
        return []
    values = {**typed} | {f"near{place}": json.dumps(list(words)) for place, words in enumerate(near)}
    sizes = [int(size) for size in connection.execute(_sizes(shape), values).one()]
    rarest = min(range(len(sizes)), key=lambda place: sizes[place])
    return list(connection.scalars(_with_others(shape, rarest, sizes[rarest] <= _FEW), values))


def _persons_by_one(connection: Connection, near: Sequence[Mapping[str, float]]) -> list[Id]:
    """Persons with the word nearest to any one typed: « Patarin » is rare enough to be found by it alone."""
    nearest = max(near, key=lambda words: max(words.values(), default=0.0))
    return list(connection.scalars(_with_others(Shape(1, ()), 0, few=True), {"near0": json.dumps(list(nearest))}))


@lru_cache(maxsize=64)
def _sizes(shape: Shape) -> Select[*tuple[int, ...]]:
    """How many tokens each word and each number have, as far as they are scanned."""
    every = range(shape.words + len(shape.numbers))
    scans = (select(_scan(shape, place)).limit(_MOST_COUNTED).subquery() for place in every)
    return select(*(select(func.count()).select_from(rows).scalar_subquery() for rows in scans))


@lru_cache(maxsize=64)
def _with_others(shape: Shape, driver: int, few: bool) -> Select[Id]:
    """Read the persons of one word or number and keep those who have the others: see `exact`."""
    person_id = _scan(shape, driver).c.person_id
    terms = shape.of_words() + shape.of_numbers()
    others = [place for place in range(len(terms)) if place != driver]
    if few:
        wanted = [
            or_(has(person_id, terms[place]), _has_near(person_id, place))
            if place < shape.words
            else has(person_id, terms[place])
            for place in others
        ]
    else:
        wanted = [
            or_(among(person_id, scan(terms[place], _MOST_SCANNED)), among(person_id, _scan(shape, place)))
            for place in others
        ]
    return select(person_id).where(*wanted).limit(_MOST_PERSONS)


def _scan(shape: Shape, place: int) -> Subquery:
    """Persons with one of the near words, the nearest first for the list is the outer loop; or with the number."""
    if place >= shape.words:
        return scan(shape.of_numbers()[place - shape.words], _MOST_SCANNED)
    listed, token = _listed(place), local.name_token
    joined = listed.join(token, and_(token.c.token == listed.c.value, token.c.kind.in_(NAMES)))
    return select(token.c.person_id).select_from(joined).limit(_MOST_SCANNED).subquery()


def _has_near(person_id: ColumnElement[Id], place: int) -> ColumnElement[bool]:
    row, listed = local.name_token.alias(), _listed(place)
    # Not the bare column: her few tokens are read and tested, where the planner would look up each near word for her.
    is_near = row.c.token.concat("").in_(select(listed.c.value))
    return exists().where(row.c.person_id == person_id, row.c.kind.in_(NAMES), is_near)


def _listed(place: int) -> TableValuedAlias:
    return func.json_each(bindparam(f"near{place}", type_=TEXT)).table_valued("value")


def _names(connection: Connection, persons: Collection[Id]) -> dict[Id, list[str]]:
    """The words of the names of these persons."""
    names: dict[Id, list[str]] = {}
    for person_id, word in connection.execute(_words(), {"ids": list(persons)}):
        names.setdefault(person_id, []).append(word)
    return names


@cache
def _words() -> Select[Id, str]:
    token = local.name_token
    wanted = token.c.person_id.in_(bindparam("ids", expanding=True))
    return select(token.c.person_id, token.c.token).where(wanted, token.c.kind.in_(NAMES))


def _guess(person_id: Id, names: Sequence[str], typed: Sequence[str], *, whole: bool) -> Guess:
    """Every word typed is compared with the name that suits it best; `whole` when the numbers agree too."""
    each = [max(_nearness(word, name) for name in names) for word in typed]
    inside = whole and all(any(word in name for name in names) for word in typed)
    return Guess(person_id, sum(each) / len(each), inside)
