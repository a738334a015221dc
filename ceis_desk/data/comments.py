"""Comments imported with visits: sealed to the professionals, opened for those who hold their key."""

from __future__ import annotations

from sqlalchemy import select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.people import aliases, canonical
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import reception
from ceis_desk.data.sealing import open_for
from ceis_desk.reception.questions import CommentsOf


def comment_place(visit_id: Id) -> Place:
    """Where the comment of a visit is sealed."""
    return Place("visit_comment", visit_id, "sealed")


def comments_of(reader: Reader, question: CommentsOf) -> tuple[tuple[Id, str], ...]:
    """Visit ids with the text of their comment, oldest first; those without a key are left out."""
    own = canonical(reader.connection, question.person_id)
    table, visit = reception.visit_comment, reception.visit
    rows = reader.connection.execute(
        select(table.c.id, table.c.sealed)
        .join_from(table, visit, visit.c.id == table.c.id)
        .where(visit.c.person_id.in_((own, *aliases(reader.connection, own))), ~visit.c.withdrawn)
        .order_by(visit.c.at)
    ).all()
    opened: list[tuple[Id, str]] = []
    for row in rows:
        try:
            opened.append((row.id, open_for(reader.keys, Group.PROFESSIONALS, row.sealed, comment_place(row.id))))
        except Denied:
            continue
    return tuple(opened)
