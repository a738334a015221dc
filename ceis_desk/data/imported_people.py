"""Persons of an imported file: who is known, who is new, who is near; then written in bulk, a few statements a step."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, reduce
from typing import Any

from sqlalchemy import BLOB, TEXT, Connection, Table, select, type_coerce

from ceis_desk.core.folding import key
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.identity import PHONE_ORDER, columns_of, identity_of
from ceis_desk.data.schema import people
from ceis_desk.data.search import index_people
from ceis_desk.data.write import Tx
from ceis_desk.people.holes import fill_holes
from ceis_desk.people.logbook import ImportedPerson
from ceis_desk.people.model import Identity, Work
from ceis_desk.people.sameness import PersonKey, near_pairs, person_key
from ceis_desk.reception.importing import Prepared

_LOOKED_UP = 1000
# As they are in the file: most rows are only looked at.
_EVERYBODY = select(
    type_coerce(people.person.c.id, BLOB),
    people.person.c.used_name,
    people.person.c.first_name,
    type_coerce(people.person.c.birth_date, TEXT),
    people.person.c.birth_year,
).where(~people.person.c.withdrawn)


@dataclass(frozen=True)
class Match:
    """The persons of a file beside those of the store, as `Prepared` gives them; `back` were withdrawn since."""

    ids: Mapping[PersonKey, Id]
    new: frozenset[PersonKey]
    back: frozenset[PersonKey]
    near: tuple[tuple[Id, Id, str], ...]
    near_rows: tuple[int, ...]


def match_people(connection: Connection, fresh: Mapping[PersonKey, int]) -> Match:
    """Find or foresee the record of each person of the rows to write; `fresh` gives the first of hers.

    A record that an import made is hers whatever it is called now.
    """
    known = _stored(connection, fresh.keys()) if fresh else {}
    made = {one: code_id("import_person", one.family, one.first, one.birth) for one in fresh if one not in known}
    taken_back = _withdrawn(connection, made.values())
    ids = {**known, **made}
    new = [one for one in fresh if one in made and made[one] not in taken_back]
    near = [
        (max(fresh[one] for one in (pair.first, pair.second) if one in made), ids[pair.first], ids[pair.second], pair)
        for pair in near_pairs(new, known)
    ]
    near.sort(key=lambda found: found[0])
    return Match(
        ids=ids,
        new=frozenset(new),
        back=frozenset(one for one in fresh if taken_back.get(ids[one], False)),
        near=tuple((first, second, pair.reason) for _, first, second, pair in near),
        near_rows=tuple(row for row, _, _, _ in near),
    )


def _stored(connection: Connection, keys: Collection[PersonKey]) -> dict[PersonKey, Id]:
    """The oldest record of every person who may be one of these or near one: of the same names or the same birth."""
    names, births = {one.names for one in keys}, {one.birth for one in keys}
    written = {birth.isoformat() if isinstance(birth, dt.date) else birth for birth in births}
    fold = cache(key)  # for the time of this reading: names are fewer than persons
    oldest: dict[PersonKey, bytes] = {}
    for person_id, family, first, date, year in connection.execute(_EVERYBODY):
        if (date or year) in written or (fold(family), fold(first)) in names:
            birth = dt.date.fromisoformat(date) if date else year
            own = person_key(family, first, birth, fold)
            if own is not None:
                oldest[own] = min(person_id, oldest.get(own, person_id))
    return {own: Id(bytes=person_id) for own, person_id in oldest.items()}


def _withdrawn(connection: Connection, ids: Iterable[Id]) -> dict[Id, bool]:
    """Those of these records that are there, and whether they were withdrawn."""
    table = people.person
    return {
        row.id: row.withdrawn
        for some in _slices(list(ids))
        for row in connection.execute(select(table.c.id, table.c.withdrawn).where(table.c.id.in_(some)))
    }


def existing(connection: Connection, table: Table[Any], ids: list[Id]) -> set[Id]:
    """Those of these rows that are there."""
    some = (select(table.c.id).where(table.c.id.in_(part)) for part in _slices(ids))
    return {found for statement in some for found in connection.execute(statement).scalars()}


def _slices(ids: list[Id]) -> Iterator[list[Id]]:
    return (ids[start : start + _LOOKED_UP] for start in range(0, len(ids), _LOOKED_UP))


def row_id(person: ImportedPerson) -> Id:
    """The same row of the same list is the same row, on any desk."""
    return code_id("import_row", person.digest)


def rows_there(connection: Connection, ids: list[Id]) -> dict[Id, bool]:
    """Those of these rows of lists that were imported, and whether the record has been withdrawn since."""
    row, person = people.import_row, people.person
    joined = select(row.c.id, person.c.withdrawn).join_from(row, person, person.c.id == row.c.person_id)
    return {
        found.id: found.withdrawn
        for some in _slices(ids)
        for found in connection.execute(joined.where(row.c.id.in_(some)))
    }


def write_new(tx: Tx, persons: Mapping[Id, tuple[Identity, dt.date]]) -> None:
    """Open these records, each with the first day she is known; those that are there stay as they are."""
    there = _withdrawn(tx.connection, persons)
    new = {one: said for one, said in persons.items() if one not in there}
    made = {"created_at": tx.now, "created_by": tx.actor.account_id, "withdrawn": False}
    tx.put_many(
        people.person,
        [{"id": one, **columns_of(who), "known_since": since, **made} for one, (who, since) in new.items()],
    )
    _add_phones(tx, ((one, 0, who.phones) for one, (who, _) in new.items()))
    index_people(tx.connection, tuple(new))


def give_back(tx: Tx, ids: Collection[Id]) -> None:
    """Records withdrawn since their import are found again: the file says more of them."""
    back = tuple(one for one, withdrawn in _withdrawn(tx.connection, ids).items() if withdrawn)
    for one in back:
        tx.change(people.person, one, withdrawn=False)
    index_people(tx.connection, back)


def _add_phones(tx: Tx, told: Iterable[tuple[Id, int, tuple[str, ...]]]) -> None:
    tx.put_many(
        people.person_phone,
        [
            {
                "id": code_id("phone", person_id, number),
                "person_id": person_id,
                "number": number,
                "position": position,
                "active": True,
            }
            for person_id, first, numbers in told
            for position, number in enumerate(numbers, first)
        ],
    )


def write_rows(tx: Tx, told: Mapping[Id, list[ImportedPerson]]) -> None:
    """Open or complete the record of each person from her rows, never replacing what is there nor what was removed."""
    known = _identities(tx.connection, tuple(told))
    give_back(tx, known)
    write_new(
        tx,
        {
            person_id: (reduce(fill_holes, (row.identity for row in rows)), tx.today)
            for person_id, rows in told.items()
            if person_id not in known
        },
    )
    _complete(tx, known, told)
    works = {one: row.work.value for one, rows in told.items() for row in rows if row.work is not Work.UNKNOWN}
    tx.put_many(people.person_work, [{"id": one, "work": work} for one, work in works.items()])
    tx.put_many(
        people.import_row, [{"id": row_id(row), "person_id": one} for one, rows in told.items() for row in rows]
    )


def _complete(
    tx: Tx, known: Mapping[Id, tuple[Identity, frozenset[str]]], told: Mapping[Id, list[ImportedPerson]]
) -> None:
    changed = {}
    for person_id, (before, removed) in known.items():
        said = (_without(row.identity, removed) for row in told[person_id])
        filled = reduce(fill_holes, said, before)
        if filled != before:
            changed[person_id] = (before, filled)
    for person_id, (before, filled) in changed.items():
        old, new = columns_of(before), columns_of(filled)
        tx.change(people.person, person_id, **{name: new[name] for name in new if new[name] != old[name]})
    _add_phones(tx, ((one, len(old.phones), new.phones[len(old.phones) :]) for one, (old, new) in changed.items()))
    index_people(tx.connection, tuple(changed))


def _without(identity: Identity, removed: frozenset[str]) -> Identity:
    return replace(identity, phones=tuple(number for number in identity.phones if number not in removed))


def _identities(connection: Connection, ids: tuple[Id, ...]) -> dict[Id, tuple[Identity, frozenset[str]]]:
    """These records as they stand, each with the telephones that were removed from it."""
    person, phone = people.person, people.person_phone
    numbers: dict[tuple[Id, bool], list[str]] = {}
    for row in connection.execute(select(phone).where(phone.c.person_id.in_(ids)).order_by(*PHONE_ORDER)):
        numbers.setdefault((row.person_id, row.active), []).append(row.number)
    return {
        row["id"]: (
            identity_of(row, tuple(numbers.get((row["id"], True), ()))),
            frozenset(numbers.get((row["id"], False), ())),
        )
        for row in connection.execute(select(person).where(person.c.id.in_(ids))).mappings()
    }


def write_pairs(tx: Tx, prepared: Prepared, first: int, last: int) -> None:
    """Put the near pairs whose second person these rows bring where someone will look; one decided keeps its answer."""
    rows = prepared.near_rows
    pairs = [sorted(pair) for *pair, _ in prepared.near[bisect_left(rows, first) : bisect_left(rows, last)]]
    tx.put_many(
        people.person_pair,
        [
            {"id": code_id("pair", one, other), "first_id": one, "second_id": other, "verdict": "check"}
            for one, other in pairs
        ],
    )
