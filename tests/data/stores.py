"""A real encrypted file with its tables, and rows put straight into it: what tests of the store start from."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, insert, text
from sqlalchemy.dialects.sqlite import insert as upsert

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.identity import columns_of
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.schema import APPLICATION_ID, SCHEMA_VERSION, agenda, local, metadata, people, reception
from ceis_desk.data.search import index_person, resolve_canon
from ceis_desk.people.model import Identity

TODAY = dt.date(2019, 6, 18)
STAMP = {"hlc": 1, "origin": 1}


def make_connection(folder: Path) -> Connection:
    """A connection to a new encrypted store in `folder`, tables made; close it, and its engine, when done."""
    connection = open_engine(folder / STORE_FILE, secrets.token_bytes(32)).connect()
    metadata.create_all(connection)
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
    connection.execute(insert(local.desk_self).values(only=1, desk_id=new_id(), origin=1, clock=1))
    connection.commit()
    return connection


@contextmanager
def new_store(folder: Path) -> Iterator[Connection]:
    """The same, closed at the end."""
    connection = make_connection(folder)
    try:
        yield connection
    finally:
        connection.close()
        connection.engine.dispose()


def add_person(connection: Connection, identity: Identity | None = None, /, **fields: Any) -> Id:  # noqa: ANN401 fields of any type
    """An indexed record of this identity, or of an Identity made of `fields`; `known_since` may be among them."""
    known_since = fields.pop("known_since", TODAY)
    identity = identity or Identity(**fields)
    person_id = new_id()
    connection.execute(
        insert(people.person).values(
            id=person_id,
            **STAMP,
            **columns_of(identity),
            known_since=known_since,
            created_at=dt.datetime.combine(known_since, dt.time(9)),
        )
    )
    for position, number in enumerate(identity.phones):
        connection.execute(
            insert(people.person_phone).values(
                id=code_id("phone", person_id, number), **STAMP, person_id=person_id, number=number, position=position
            )
        )
    index_person(connection, person_id)
    return person_id


def add_visit(connection: Connection, person_id: Id | None, at: dt.datetime, **columns: Any) -> Id:  # noqa: ANN401 columns of any type
    """A visit at the counter."""
    visit_id = new_id()
    connection.execute(
        insert(reception.visit).values(
            **{
                "id": visit_id,
                **STAMP,
                "at": at,
                "day": at.date(),
                "person_id": person_id,
                "arrival_id": new_id(),
                **columns,
            }
        )
    )
    return visit_id


def add_appointment(connection: Connection, person_id: Id | None, starts_at: dt.datetime, **columns: Any) -> Id:  # noqa: ANN401 columns of any type
    """An open appointment of the budget platform."""
    values = {"platform": "budget", "outcome": Outcome.OPEN.value, "account_id": new_id(), **columns}
    appointment_id = new_id()
    connection.execute(
        insert(agenda.appointment).values(
            id=appointment_id, **STAMP, person_id=person_id, starts_at=starts_at, day=starts_at.date(), **values
        )
    )
    return appointment_id


def merge(connection: Connection, loser: Id, winner: Id, *, active: bool = True) -> None:
    """Make a record the alias of another, or take that back."""
    row = {"winner_id": winner, "active": active, **STAMP}
    statement = upsert(people.person_merge).values(id=loser, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
    resolve_canon(connection)
    index_person(connection, winner)
    index_person(connection, loser)


def say_of_pair(connection: Connection, one: Id, other: Id, verdict: str) -> None:
    """What was decided of two records."""
    first, second = sorted((one, other))
    connection.execute(
        insert(people.person_pair).values(
            id=code_id("pair", first, second), **STAMP, first_id=first, second_id=second, verdict=verdict
        )
    )


@contextmanager
def counted(connection: Connection) -> Iterator[list[str]]:
    """The SQL statements run inside the block."""
    statements: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(connection.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)
