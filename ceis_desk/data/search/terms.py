"""What was asked as conditions on the rows of search tokens; statements depend on its shape and are built once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    TEXT,
    ColumnElement,
    FromClause,
    Subquery,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
    true,
    union_all,
)

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import local
from ceis_desk.data.search.keys import NAMES
from ceis_desk.people.asked import Asked
from ceis_desk.people.keys import LONGEST, Kind

_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Choice:
    """Tokens of these kinds that begin as the values `name_from` and `name_to` say."""

    name: str
    kinds: tuple[str, ...]

    def of(self, row: FromClause[Any]) -> ColumnElement[bool]:
        """The condition on a row of tokens."""
        token = row.c.token
        within = token >= bindparam(f"{self.name}_from", type_=TEXT), token < bindparam(f"{self.name}_to", type_=TEXT)
        return and_(*within, row.c.kind.in_(self.kinds))


Term = tuple[Choice, ...]
"""One thing asked: any of its choices will do."""


@dataclass(frozen=True)
class Shape:
    """How many words were asked, and which readings each number has."""

    words: int
    numbers: tuple[tuple[str, ...], ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing that can be searched was asked."""
        return not (self.words or self.numbers)

    def of_words(self) -> tuple[Term, ...]:
        """Each word, as the beginning of a word of a name."""
        return tuple((Choice(f"word{place}", NAMES),) for place in range(self.words))

    def of_numbers(self) -> tuple[Term, ...]:
        """Each number, in any of its readings."""
        return tuple(
            tuple(Choice(f"number{place}_{reading}", (kind,)) for reading, kind in enumerate(kinds))
            for place, kinds in enumerate(self.numbers)
        )

    def whole(self) -> Term:
        """« samira ben » as the beginning of a whole name, which no common first name makes long to find."""
        return (Choice("whole", (*NAMES, Kind.WHOLE.value)),)


def shape_of(asked: Asked) -> Shape:
    """The shape of what was asked."""
    return Shape(len(asked.words), tuple(tuple(kind.value for kind, _ in number) for number in asked.numbers))


def values_of(asked: Asked) -> dict[str, str]:
    """The values for every statement of that shape."""
    starts: Mapping[str, str] = {
        **{f"word{place}": word for place, word in enumerate(asked.words)},
        **{
            f"number{place}_{reading}": start
            for place, number in enumerate(asked.numbers)
            for reading, (_, start) in enumerate(number)
        },
        "whole": "".join(asked.words)[:LONGEST],
    }
    values = {f"{name}_from": start for name, start in starts.items()}
    return values | {f"{name}_to": start + _LAST for name, start in starts.items()}


def scan(term: Term, most: int) -> Subquery:
    """Persons and tokens of a term, `most` rows of them at most."""
    token = local.name_token
    rows = union_all(*(select(token.c.person_id, token.c.token).where(choice.of(token)) for choice in term)).subquery()
    return select(rows).limit(most).subquery()


def has(person_id: ColumnElement[Id], term: Term) -> ColumnElement[bool]:
    """Whether this person has a token of the term; one look-up a choice, for an OR inside one would use no range."""
    return or_(*(_has_one(person_id, choice) for choice in term))


def among(person_id: ColumnElement[Id], rows: Subquery) -> ColumnElement[bool]:
    """Whether this person is in those rows: they are read once, in their order, where `has` goes from page to page."""
    return person_id.in_(select(rows.c.person_id))


def _has_one(person_id: ColumnElement[Id], choice: Choice) -> ColumnElement[bool]:
    row = local.name_token.alias()
    return exists().where(row.c.person_id == person_id, choice.of(row))


def answers(person_id: ColumnElement[Id], shape: Shape) -> ColumnElement[bool]:
    """Whether this person has all that was asked; nobody when it is nothing."""
    if shape.nothing:
        return literal(value=False)
    words = and_(true(), *(has(person_id, term) for term in shape.of_words()))
    if shape.words > 1:
        words = or_(words, has(person_id, shape.whole()))
    return and_(words, *(has(person_id, term) for term in shape.of_numbers()))
