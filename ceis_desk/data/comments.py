"""Comments imported with visits and with people: sealed to the professionals, opened for those who hold their key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Result, Table, literal_column, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.people import aliases, canonical
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import people, reception
from ceis_desk.data.sealing import open_for
from ceis_desk.reception.questions import CommentsOf


def comment_place(table: Table[Any], row_id: Id) -> Place:
    """Where a comment is sealed: on a visit, or on a person."""
    return Place(table.name, row_id, "sealed")


def comments_of(reader: Reader, question: CommentsOf) -> tuple[tuple[Id, str], ...]:
    """The person with what imported rows said of her, then her visits with their comment, oldest first.

    What this account has no key for is left out.
    """
    own = canonical(reader.connection, question.person_id)
    ids = (own, *aliases(reader.connection, own))
    visit, on_visit, on_person = reception.visit, reception.visit_comment, people.person_comment
    told = reader.connection.execute(
        select(on_person.c.id, on_person.c.sealed)
        .where(on_person.c.person_id.in_(ids))
        .order_by(on_person.c.hlc, literal_column("rowid"))
    )
    noted = reader.connection.execute(
        select(on_visit.c.id, on_visit.c.sealed)
        .join_from(on_visit, visit, visit.c.id == on_visit.c.id)
        .where(visit.c.person_id.in_(ids), ~visit.c.withdrawn)
        .order_by(visit.c.at)
    )
    of_her = "\n".join(text for _, text in _opened(reader, on_person, told))
    return (*(((own, of_her),) if of_her else ()), *_opened(reader, on_visit, noted))


def _opened(reader: Reader, table: Table[Any], rows: Result[Id, bytes]) -> Iterator[tuple[Id, str]]:
    for row in rows:
        with suppress(Denied):
            yield row.id, open_for(reader.keys, Group.PROFESSIONALS, row.sealed, comment_place(table, row.id))
