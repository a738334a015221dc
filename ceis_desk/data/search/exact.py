"""First tier of the search: words and numbers typed right, from their beginning, by ranges of an index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ceis_desk.core.ids import Id
from ceis_desk.data.search.presence import last_visit_of
from ceis_desk.data.search.terms import Shape, among, has, scan

_MOST_FOUND = 120
_MOST_SCANNED = 8000
_MOST_COUNTED = 3000
_FEW = 400
_ENOUGH = 20
_WHOLE = -1


@dataclass(frozen=True)
class Match:
    """A person who answers: the first of her tokens that does, and her last visit."""

    token: str = ""
    last_visit: dt.date | None = None


@dataclass(frozen=True)
class Matches:
    """Persons with all that was asked, and whether they are all of them."""

    found: dict[Id, Match]
    complete: bool


def find_exact(connection: Connection, shape: Shape, values: Mapping[str, Any]) -> Matches:
    """Persons with all that was asked; past a few hundred, the first ones in the order of the index."""
    found = _matches(connection, shape, _WHOLE, values, few=True) if shape.words > 1 else {}
    if len(found) >= _ENOUGH:
        return Matches(found, complete=False)
    sizes = _sizes_of(connection, shape, values)
    driver = min(range(len(sizes)), key=lambda place: sizes[place])
    few = sizes[driver] <= _FEW
    others = _matches(connection, shape, driver, values, few=few)
    complete = (few or max(sizes) < _MOST_COUNTED) and len(others) < _MOST_FOUND
    return Matches(found | others, complete)


def _matches(
    connection: Connection, shape: Shape, driver: int, values: Mapping[str, Any], *, few: bool
) -> dict[Id, Match]:
    return {one: Match(word, day) for one, word, day in connection.execute(_statement(shape, driver, few), values)}


def _sizes_of(connection: Connection, shape: Shape, values: Mapping[str, Any]) -> list[int]:
    """How many tokens answer each term, as far as they are counted; a term alone is not."""
    if shape.words + len(shape.numbers) == 1:
        return [0]
    return [int(size) for size in connection.execute(_sizes(shape), values).one()]


@lru_cache(maxsize=64)
def _statement(shape: Shape, driver: int, few: bool) -> Select[Id, str, dt.date]:
    """Read the tokens of one term and keep the persons who have the others: looked up for a few, else read once too."""
    words, numbers = shape.of_words(), shape.of_numbers()
    terms = words + numbers
    others = numbers if driver == _WHOLE else (*terms[:driver], *terms[driver + 1 :])
    person_id, token = scan(shape.whole() if driver == _WHOLE else terms[driver], _MOST_SCANNED).c
    wanted = (has(person_id, term) if few else among(person_id, scan(term, _MOST_SCANNED)) for term in others)
    some = select(person_id, token).where(*wanted).limit(_MOST_FOUND).subquery()
    return select(some.c.person_id, func.min(some.c.token), last_visit_of(some.c.person_id)).group_by(some.c.person_id)


@lru_cache(maxsize=64)
def _sizes(shape: Shape) -> Select[*tuple[int, ...]]:
    scans = (scan(term, _MOST_COUNTED) for term in shape.of_words() + shape.of_numbers())
    return select(*(select(func.count()).select_from(rows).scalar_subquery() for rows in scans))
