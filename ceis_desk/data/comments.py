"""Comments imported with visits: sealed to the professionals, opened for those who hold their key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

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
    """Ids of visits or of the person with the text of their comment, oldest first; those without a key are left out."""
    own = canonical(reader.connection, question.person_id)
    ids = (own, *aliases(reader.connection, own))
    visit, on_visit, on_person = reception.visit, reception.visit_comment, people.person_comment
    told = reader.connection.execute(select(on_person.c.id, on_person.c.sealed).where(on_person.c.id.in_(ids)))
    noted = reader.connection.execute(
        select(on_visit.c.id, on_visit.c.sealed)
        .join_from(on_visit, visit, visit.c.id == on_visit.c.id)
        .where(visit.c.person_id.in_(ids), ~visit.c.withdrawn)
        .order_by(visit.c.at)
    )
    rows = [(on_person, row) for row in told] + [(on_visit, row) for row in noted]
    opened: list[tuple[Id, str]] = []
    for table, row in rows:
        try:
            text = open_for(reader.keys, Group.PROFESSIONALS, row.sealed, comment_place(table, row.id))
        except Denied:
            continue
        opened.append((row.id, text))
    return tuple(opened)
