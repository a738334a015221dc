"""What was asked as conditions on the rows of search tokens, shared by both tiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, exists, func, or_, select, union_all

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import local
from ceis_desk.data.search.keys import NAMES
from ceis_desk.people.asked import Asked
from ceis_desk.people.keys import LONGEST, Kind

_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Choice:
    """Tokens of these kinds that begin so, or that are one of these words."""

    kinds: tuple[str, ...]
    start: str = ""
    words: tuple[str, ...] = ()

    def of(self, row: FromClause[Any]) -> ColumnElement[bool]:
        """The condition on a row of tokens."""
        if self.words:
            return and_(row.c.token.in_(self.words), row.c.kind.in_(self.kinds))
        return and_(row.c.token >= self.start, row.c.token < self.start + _LAST, row.c.kind.in_(self.kinds))


Term = tuple[Choice, ...]
"""One thing asked: any of its choices will do."""


def words_of(asked: Asked) -> tuple[Term, ...]:
    """Each word asked, as the beginning of a word of a name."""
    return tuple((Choice(NAMES, word),) for word in asked.words)


def numbers_of(asked: Asked) -> tuple[Term, ...]:
    """Each number asked, in any of its readings."""
    return tuple(tuple(Choice((kind.value,), start) for kind, start in number) for number in asked.numbers)


def whole_of(asked: Asked) -> Term:
    """« samira ben » as the beginning of a whole name, which no common first name makes long to find."""
    return (Choice((*NAMES, Kind.WHOLE.value), "".join(asked.words)[:LONGEST]),)


def scan(term: Term, most: int) -> Subquery:
    """Persons and tokens of a term, `most` rows of them at most."""
    token = local.name_token
    rows = union_all(*(select(token.c.person_id, token.c.token).where(choice.of(token)) for choice in term)).subquery()
    return select(rows).limit(most).subquery()


def has(person_id: ColumnElement[Id], term: Term) -> ColumnElement[bool]:
    """Whether this person has a token of the term."""
    row = local.name_token.alias()
    return exists().where(row.c.person_id == person_id, or_(*(choice.of(row) for choice in term)))


def counts(scans: Sequence[Subquery]) -> list[ColumnElement[int]]:
    """How many rows each scan gives."""
    return [select(func.count()).select_from(one).scalar_subquery() for one in scans]
