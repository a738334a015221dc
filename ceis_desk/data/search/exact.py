"""First tier of the search: words and numbers typed right, from their beginning, by ranges of an index."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Subquery, and_, literal, or_, select

from ceis_desk.core.ids import Id
from ceis_desk.data.search.terms import Term, counts, has, numbers_of, scan, whole_of, words_of
from ceis_desk.people.asked import Asked

MOST_FOUND = 400
_MOST_SCANNED = 3000


def find_exact(connection: Connection, asked: Asked) -> dict[Id, str]:
    """Persons with all that was asked, each with the shortest of her tokens that answers; some MOST_FOUND at most."""
    found: dict[Id, str] = {}
    if len(asked.words) > 1:
        _add(found, connection, scan(whole_of(asked), _MOST_SCANNED), numbers_of(asked))
    if len(found) < MOST_FOUND:
        terms = words_of(asked) + numbers_of(asked)
        scans = [scan(term, _MOST_SCANNED) for term in terms]
        rarest = _rarest(connection, scans)
        _add(found, connection, scans[rarest], terms[:rarest] + terms[rarest + 1 :])
    return found


def _add(found: dict[Id, str], connection: Connection, rows: Subquery, others: tuple[Term, ...]) -> None:
    person_id, token = rows.c
    statement = select(person_id, token).where(*(has(person_id, term) for term in others)).limit(MOST_FOUND)
    for one, word in connection.execute(statement):
        found[one] = min(found.get(one, word), word, key=len)


def _rarest(connection: Connection, scans: list[Subquery]) -> int:
    """The place of the scan with fewest rows."""
    if len(scans) == 1:
        return 0
    sizes = connection.execute(select(*counts(scans))).one()
    return min(range(len(scans)), key=lambda place: int(sizes[place]))


def answers(person_id: ColumnElement[Id], asked: Asked) -> ColumnElement[bool]:
    """Whether this person has all that was asked, as `find_exact` would say of her."""
    if asked.nothing:
        return literal(value=False)
    numbers = [has(person_id, term) for term in numbers_of(asked)]
    words = and_(*(has(person_id, term) for term in words_of(asked))) if asked.words else literal(value=True)
    return and_(or_(words, has(person_id, whole_of(asked))) if len(asked.words) > 1 else words, *numbers)
