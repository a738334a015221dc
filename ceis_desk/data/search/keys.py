"""The rows that search and the look-up of duplicates read: local, derived from the records, rebuilt at will.

`person_grams` holds each word of a name once, and not each person: a slip is looked for among some tens of thousands of
words whatever the number of persons, and an exact word then gives its persons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, TextClause, delete, or_, select, text

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import local, people
from ceis_desk.data.search.canon import resolve_canon
from ceis_desk.people.keys import Kind, block_keys, search_tokens, spelling
from ceis_desk.people.model import Identity

NAMES = (Kind.FAMILY.value, Kind.FIRST.value)
_CHUNK = 20_000
_READ = (
    *("id", "withdrawn", "used_name", "birth_name", "first_name", "birth_date", "birth_year"),
    *("email", "address", "postcode"),
)
# An alias may share tokens and blocks with the record that stands for it.
_INSERT_WORDS = "INSERT INTO name_token(token, kind, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_INSERT_BLOCKS = "INSERT INTO block_key(key, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_ADD_WORD = text("INSERT INTO person_grams(names) VALUES (:spelling)")
_DROP_WORD = text(
    "DELETE FROM person_grams WHERE rowid IN"
    " (SELECT rowid FROM person_grams WHERE person_grams MATCH :phrase AND names = :spelling)"
)


def index_person(connection: Connection, person_id: Id) -> None:
    """Write again what a person is found by, under the record that stands for her and with the words of her aliases."""
    index_people(connection, (person_id,))


def index_people(connection: Connection, person_ids: Collection[Id]) -> None:
    """The same for several persons, in as many statements as for one."""
    if not person_ids:
        return
    canon = local.canon
    merged = select(canon.c.person_id, canon.c.canonical_id).where(canon.c.person_id.in_(person_ids))
    stands_for: dict[Id, Id] = {row.person_id: row.canonical_id for row in connection.execute(merged)}
    owners = {stands_for.get(one, one) for one in person_ids}
    members = select(canon.c.person_id).where(canon.c.canonical_id.in_(owners))
    identities = _read(connection, or_(people.person.c.id.in_(owners), people.person.c.id.in_(members)))
    aliases = {one for one, _ in identities} - owners - set(stands_for)
    if aliases:
        others = select(canon.c.person_id, canon.c.canonical_id).where(canon.c.person_id.in_(aliases))
        stands_for |= {row.person_id: row.canonical_id for row in connection.execute(others)}
    stale = {*owners, *person_ids}
    token = local.name_token
    before = set(connection.scalars(select(token.c.token).where(token.c.person_id.in_(stale), token.c.kind.in_(NAMES))))
    connection.execute(delete(token).where(token.c.person_id.in_(stale)))
    connection.execute(delete(local.block_key).where(local.block_key.c.person_id.in_(stale)))
    after = {word for _, identity in identities for word, kind in search_tokens(identity) if kind in NAMES}
    fresh = after - before - _known(connection, after - before)
    _write(connection, [(stands_for.get(one, one), identity) for one, identity in identities])
    gone = before - after - _known(connection, before - after)
    _each_word(connection, _ADD_WORD, fresh)
    _each_word(connection, _DROP_WORD, gone)


def rebuild_index(connection: Connection) -> None:
    """Write all the derived rows again, aliases included: after an import or an exchange, or in doubt."""
    resolve_canon(connection)
    stands_for: dict[Id, Id] = {row.person_id: row.canonical_id for row in connection.execute(select(local.canon))}
    connection.execute(text("DELETE FROM person_grams"))
    # The second index of each table is made at the end, in one sort: half the time.
    indexes = (*local.name_token.indexes, *local.block_key.indexes)
    for index in indexes:
        index.drop(connection, checkfirst=True)
    connection.execute(delete(local.name_token))
    connection.execute(delete(local.block_key))
    last = Id(int=0)
    while chunk := _read(connection, people.person.c.id > last, _CHUNK):
        _write(connection, [(stands_for.get(person_id, person_id), identity) for person_id, identity in chunk])
        last = chunk[-1][0]
    for index in indexes:
        index.create(connection)
    token = local.name_token.c
    _each_word(connection, _ADD_WORD, connection.scalars(select(token.token).where(token.kind.in_(NAMES)).distinct()))
    connection.execute(text("INSERT INTO person_grams(person_grams) VALUES ('optimize')"))


def _read(connection: Connection, wanted: ColumnElement[bool], limit: int | None = None) -> list[tuple[Id, Identity]]:
    """What is indexed of these persons, in the order of their ids; those withdrawn have nothing to index."""
    person, phone = people.person, people.person_phone
    chosen = select(person).where(wanted).order_by(person.c.id).limit(limit).subquery()
    numbers: dict[Id, list[str]] = {}
    for row in connection.execute(
        select(phone.c.person_id, phone.c.number).where(phone.c.active, phone.c.person_id.in_(select(chosen.c.id)))
    ):
        numbers.setdefault(row.person_id, []).append(row.number)
    rows = connection.execute(select(*(chosen.c[name] for name in _READ)))
    return [(row.id, _identity(row, tuple(numbers.get(row.id, ())))) for row in rows]


def _identity(row: Row[Any], phones: tuple[str, ...]) -> Identity:
    if row.withdrawn:
        return Identity()
    return Identity(
        used_name=row.used_name,
        birth_name=row.birth_name,
        first_name=row.first_name,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        phones=phones,
        email=row.email,
        address=row.address,
        postcode=row.postcode,
    )


def _write(connection: Connection, owned: list[tuple[Id, Identity]]) -> None:
    tokens = {(word, kind.value, own.bytes) for own, identity in owned for word, kind in search_tokens(identity)}
    blocks = {(key, own.bytes) for own, identity in owned for key in block_keys(identity)}
    # In the order of the key, so that each page is written once; straight to the driver, for there may be millions.
    if tokens:
        connection.exec_driver_sql(_INSERT_WORDS, sorted(tokens))
    if blocks:
        connection.exec_driver_sql(_INSERT_BLOCKS, sorted(blocks))


def _known(connection: Connection, words: set[str]) -> set[str]:
    """Those of these words that the names of someone hold."""
    token = local.name_token
    return set(
        connection.scalars(select(token.c.token).where(token.c.token.in_(words), token.c.kind.in_(NAMES)).distinct())
    )


def _each_word(connection: Connection, statement: TextClause, words: Iterable[str]) -> None:
    values = [{"spelling": spelling(word), "phrase": f'"{spelling(word)}"'} for word in sorted(words)]
    if values:
        connection.execute(statement, values)
