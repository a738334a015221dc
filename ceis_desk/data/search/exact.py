"""First tier of the search: words and numbers typed right, from their beginning, by ranges of an index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, Select, func, select

from ceis_desk.core.ids import Id
from ceis_desk.data.search.presence import last_visit_of
from ceis_desk.data.search.terms import Shape, has, scan

_MOST_FOUND = 120
_MOST_SCANNED = 3000
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


def find_exact(connection: Connection, shape: Shape, values: Mapping[str, str]) -> Matches:
    """Persons with all that was asked; past a few hundred, the first ones in the order of the index."""
    found = _matches(connection, shape, _WHOLE, values) if shape.words > 1 else {}
    if len(found) >= _ENOUGH:
        return Matches(found, complete=False)
    driver, size = _rarest(connection, shape, values)
    others = _matches(connection, shape, driver, values)
    return Matches(found | others, complete=size < _MOST_SCANNED and len(others) < _MOST_FOUND)


def _matches(connection: Connection, shape: Shape, driver: int, values: Mapping[str, str]) -> dict[Id, Match]:
    return {one: Match(word, day) for one, word, day in connection.execute(_statement(shape, driver), values)}


def _rarest(connection: Connection, shape: Shape, values: Mapping[str, str]) -> tuple[int, int]:
    """The place of the term that the fewest tokens answer, and how many a scan finds; 0 when it is alone."""
    if shape.words + len(shape.numbers) == 1:
        return 0, 0
    sizes = connection.execute(_sizes(shape), values).one()
    size, place = min((int(size), place) for place, size in enumerate(sizes))
    return place, size


@lru_cache(maxsize=64)
def _statement(shape: Shape, driver: int) -> Select[Id, str, dt.date]:
    """Read the tokens of one term, keep the persons who have the others."""
    words, numbers = shape.of_words(), shape.of_numbers()
    terms = words + numbers
    others = numbers if driver == _WHOLE else (*terms[:driver], *terms[driver + 1 :])
    person_id, token = scan(shape.whole() if driver == _WHOLE else terms[driver], _MOST_SCANNED).c
    few = select(person_id, token).where(*(has(person_id, term) for term in others)).limit(_MOST_FOUND).subquery()
    return select(few.c.person_id, func.min(few.c.token), last_visit_of(few.c.person_id)).group_by(few.c.person_id)


@lru_cache(maxsize=64)
def _sizes(shape: Shape) -> Select[*tuple[int, ...]]:
    scans = (scan(term, _MOST_SCANNED) for term in shape.of_words() + shape.of_numbers())
    return select(*(select(func.count()).select_from(rows).scalar_subquery() for rows in scans))
