from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text, update

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.schema import local, people
from ceis_desk.data.search import index_person, rebuild_index, resolve_canon
from ceis_desk.people.keys import spelt
from tests.data.stores import STAMP, add_person, merge, new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    with new_store(tmp_path) as connection:
        yield connection


def derived(connection: Connection) -> dict[str, set[tuple[object, ...]]]:
    """Every derived row, table by table."""
    tables = (local.name_token, local.block_key, local.canon)
    rows = {table.name: {tuple(row) for row in connection.execute(select(table))} for table in tables}
    return rows | {"words": {(word,) for word in words_known(connection)}}


def words_known(connection: Connection) -> set[str]:
    return {spelt(text_found) for (text_found,) in connection.execute(text("SELECT names FROM person_grams"))}


def tokens_of(connection: Connection, person_id: Id) -> set[str]:
    token = local.name_token
    return set(connection.scalars(select(token.c.token).where(token.c.person_id == person_id)))


def test_a_person_is_indexed_by_her_names_phones_and_birth(store: Connection) -> None:
    samira = add_person(store, used_name="Benali", first_name="Samira", birth_year=1984, phones=("+33639981234",))
    assert {"benali", "samira", "benalisamira", "1984", "0639981234", "1234"} <= tokens_of(store, samira)
    assert words_known(store) == {"benali", "samira"}


def test_a_changed_name_leaves_no_trace_of_the_old_one(store: Connection) -> None:
    samira = add_person(store, used_name="Benali", first_name="Samira")
    add_person(store, used_name="Roux", first_name="Samira")
    store.execute(update(people.person).where(people.person.c.id == samira).values(used_name="Haddad"))
    index_person(store, samira)
    assert "benali" not in tokens_of(store, samira)
    assert words_known(store) == {"haddad", "roux", "samira"}


def test_a_withdrawn_person_is_found_by_nothing(store: Connection) -> None:
    samira = add_person(store, used_name="Benali", first_name="Samira", birth_year=1984)
    store.execute(update(people.person).values(withdrawn=True))
    index_person(store, samira)
    found = derived(store)
    assert not any(found.values())


def test_an_inactive_phone_is_not_indexed(store: Connection) -> None:
    samira = add_person(store, first_name="Samira", phones=("+33639981234",))
    store.execute(update(people.person_phone).values(active=False))
    index_person(store, samira)
    assert tokens_of(store, samira) == {"samira"}


def test_a_merged_record_is_found_under_the_one_that_stands_for_it(store: Connection) -> None:
    kept = add_person(store, used_name="Benali", first_name="Samira")
    alias = add_person(store, used_name="Benalli", first_name="Samia")
    merge(store, alias, kept)
    assert {"benali", "benalli", "samia"} <= tokens_of(store, kept)
    assert tokens_of(store, alias) == set()
    merge(store, alias, kept, active=False)
    assert "benalli" in tokens_of(store, alias)
    assert "benalli" not in tokens_of(store, kept)


def test_a_chain_of_merges_is_taken_apart_link_by_link(store: Connection) -> None:
    first, second, third = (add_person(store, used_name=name) for name in ("Alpha", "Bravo", "Charlie"))
    merge(store, first, second)
    merge(store, second, third)
    assert {"alpha", "bravo", "charlie"} == tokens_of(store, third)
    merge(store, second, third, active=False)
    assert {"alpha", "bravo"} == tokens_of(store, second)
    assert tokens_of(store, third) == {"charlie"}


def test_rebuilt_is_the_same_as_kept_up_row_by_row(store: Connection) -> None:
    kept = add_person(store, used_name="Ben Ali", first_name="Samira", birth_date=dt.date(1984, 3, 14))
    alias = add_person(store, used_name="Haddad", first_name="Samira", email="s@exemple.fr")
    gone = add_person(store, used_name="Roux", first_name="Élodie", phones=("+33499163008",))
    add_person(store, used_name="Шевченко", first_name="Ольга", address="3 rue des Genêts", postcode="34080")
    merge(store, alias, kept)
    store.execute(update(people.person).where(people.person.c.id == gone).values(withdrawn=True))
    index_person(store, gone)
    incremental = derived(store)
    rebuild_index(store)
    assert derived(store) == incremental
    assert incremental["canon"]


def test_the_index_is_rebuilt_with_its_second_order(store: Connection) -> None:
    before = set(store.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'")).scalars())
    rebuild_index(store)
    assert set(store.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'")).scalars()) == before


def test_the_latest_decision_of_two_desks_holds(store: Connection) -> None:
    one, other = add_person(store, used_name="Alpha"), add_person(store, used_name="Bravo")
    for loser, winner in ((one, other), (other, one)):
        store.execute(insert(people.person_merge).values(id=loser, winner_id=winner, active=True, **STAMP))
    resolve_canon(store)
    rows = store.execute(select(local.canon)).all()
    assert [(row.person_id, row.canonical_id) for row in rows] == [(max(one, other), min(one, other))]


def test_a_person_never_seen_has_no_row(store: Connection) -> None:
    index_person(store, code_id("person", "nobody"))
    assert not any(derived(store).values())
