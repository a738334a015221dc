from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from ceis_desk.data.identity import read_identity
from ceis_desk.data.lookalikes import doubtful_pairs, find_lookalikes
from ceis_desk.data.schema import people
from ceis_desk.data.search import find_people, index_person
from ceis_desk.people.model import Civility, Identity, Likeness, Lookalike
from ceis_desk.people.questions import DoubtfulPairs, FindLookalikes, FindPeople
from tests.data.stores import TODAY, add_appointment, add_person, add_visit, counted, merge, new_store, say_of_pair

SAMIRA = Identity(
    used_name="Benali",
    first_name="Samira",
    civility=Civility.MME,
    birth_date=dt.date(1984, 3, 14),
    phones=("+33639981234",),
    district="Mosson",
)
TYPED = replace(SAMIRA, used_name="BENALLI", civility=Civility.NONE)
KARIM = Identity(
    used_name="Benali",
    first_name="Karim",
    civility=Civility.M,
    birth_date=dt.date(1979, 9, 2),
    phones=("+33639981234",),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    with new_store(tmp_path) as connection:
        yield connection


def look(connection: Connection, question: FindLookalikes) -> tuple[Lookalike, ...]:
    return find_lookalikes(connection, question, TODAY)


def test_the_doubt_card_is_that_of_the_picture(store: Connection) -> None:
    samira = add_person(store, SAMIRA, known_since=dt.date(2019, 2, 4))
    karim = add_person(store, KARIM)
    for day in range(1, 12):
        add_visit(store, samira, dt.datetime(2019, 6, day, 9))
    add_visit(store, samira, dt.datetime(2019, 6, 12, 9), withdrawn=True)
    add_appointment(store, samira, dt.datetime(2019, 6, 18, 10, 45))
    add_appointment(store, samira, dt.datetime(2019, 6, 17, 10, 45))
    first, second = look(store, FindLookalikes(TYPED))
    assert (first.id, first.name, first.birth) == (samira, "Mme BENALI Samira", "14/03/1984, 35\u00a0ans")
    assert first.probable
    assert first.reasons == ("nom à une lettre près", "même date de naissance", "même téléphone")
    assert first.fields == (
        Likeness("Nom, prénom", "BENALLI Samira", "BENALI Samira", "une lettre"),
        Likeness("Naissance", "14/03/1984", "14/03/1984", "pareil"),
        Likeness("Téléphone", "06 39 98 12 34", "06 39 98 12 34", "pareil"),
        Likeness("Quartier", "Mosson", "Mosson", "pareil"),
        Likeness("Passages", "non saisi", "11, dont le 11 juin", "en plus"),
        Likeness("Rendez-vous", "non saisi", "aujourd’hui, 10:45", "en plus"),
    )
    assert (first.known_since, first.visits) == (dt.date(2019, 2, 4), 11)
    assert (second.id, second.name, second.birth) == (karim, "M. BENALI Karim", "02/09/1979, 39\u00a0ans")
    assert not second.probable
    assert second.reasons == ("même téléphone seulement\u00a0: sans doute le même foyer",)


def test_two_first_phones_from_two_desks_are_told_in_one_order_everywhere(store: Connection) -> None:
    first, second = "+33622222222", "+33711111111"
    samira = add_person(store, replace(SAMIRA, phones=(second, first)))
    store.execute(update(people.person_phone).values(position=0))
    identity = read_identity(store, samira)
    assert identity is not None
    assert identity.phones == (first, second)
    (hit,) = find_people(store, FindPeople("benali samira"), TODAY)
    assert hit.phone == first
    (near,) = look(store, FindLookalikes(replace(TYPED, phones=())))
    assert next(line.existing for line in near.fields if line.field == "Téléphone") == "06 22 22 22 22"


def test_nothing_near_gives_nothing(store: Connection) -> None:
    add_person(store, SAMIRA)
    assert look(store, FindLookalikes(Identity(used_name="Pujol", first_name="Thierry"))) == ()
    assert look(store, FindLookalikes(Identity())) == ()
    assert look(store, FindLookalikes(Identity(first_name="Samira"))) == ()


def test_a_record_is_never_its_own_double(store: Connection) -> None:
    samira = add_person(store, SAMIRA)
    alias = add_person(store, TYPED)
    merge(store, alias, samira)
    assert look(store, FindLookalikes(SAMIRA, except_id=samira)) == ()
    assert look(store, FindLookalikes(SAMIRA, except_id=alias)) == ()


def test_not_a_duplicate_is_remembered(store: Connection) -> None:
    samira, other = add_person(store, SAMIRA), add_person(store, TYPED)
    assert [near.id for near in look(store, FindLookalikes(SAMIRA, except_id=samira))] == [other]
    say_of_pair(store, samira, other, "apart")
    assert look(store, FindLookalikes(SAMIRA, except_id=samira)) == ()
    assert look(store, FindLookalikes(TYPED, except_id=other)) == ()


def test_what_was_said_of_a_record_holds_for_the_one_it_was_merged_into(store: Connection) -> None:
    samira, other, kept = add_person(store, SAMIRA), add_person(store, TYPED), add_person(store, TYPED)
    say_of_pair(store, samira, other, "apart")
    merge(store, other, kept)
    assert look(store, FindLookalikes(SAMIRA, except_id=samira)) == ()


def test_a_merged_record_is_proposed_as_the_one_that_stands_for_it(store: Connection) -> None:
    kept = add_person(store, replace(SAMIRA, birth_date=None, phones=()), known_since=dt.date(2019, 3, 1))
    alias = add_person(store, SAMIRA)
    add_visit(store, alias, dt.datetime(2018, 11, 5, 9))
    merge(store, alias, kept)
    (near,) = look(store, FindLookalikes(SAMIRA))
    assert (near.id, near.visits, near.known_since) == (kept, 1, dt.date(2018, 11, 5))


def test_a_withdrawn_record_is_not_proposed(store: Connection) -> None:
    samira = add_person(store, SAMIRA)
    store.execute(update(people.person).values(withdrawn=True))
    index_person(store, samira)
    assert look(store, FindLookalikes(SAMIRA)) == ()


def test_the_nearest_comes_first_and_five_are_enough(store: Connection) -> None:
    for number in range(8):
        add_person(store, replace(SAMIRA, birth_date=dt.date(1950 + number, 5, 5), phones=()))
    samira = add_person(store, SAMIRA)
    near = look(store, FindLookalikes(TYPED))
    assert near[0].id == samira
    assert len(near) == 5
    assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)


def test_the_number_of_statements_does_not_grow_with_the_lookalikes(store: Connection) -> None:
    samira = add_person(store, SAMIRA)
    for number in range(30):
        add_person(store, replace(SAMIRA, phones=(f"+3363998{number:04d}",)))
    with counted(store) as statements:
        assert len(look(store, FindLookalikes(SAMIRA, except_id=samira))) == 5
    assert len(statements) <= 8


def test_pairs_left_by_an_import_or_proposed_wait_in_a_verifier(store: Connection) -> None:
    samira, other, third = add_person(store, SAMIRA), add_person(store, TYPED), add_person(store, SAMIRA)
    say_of_pair(store, samira, other, "check")
    say_of_pair(store, samira, third, "proposed")
    say_of_pair(store, other, third, "apart")
    pairs = doubtful_pairs(store, DoubtfulPairs())
    assert {frozenset((pair.first, pair.second)) for pair in pairs} == {
        frozenset((samira, other)),
        frozenset((samira, third)),
    }
    assert all(pair.lookalike.id == pair.second and pair.lookalike.probable for pair in pairs)
    assert all(pair.lookalike.birth == "14/03/1984" for pair in pairs)


def test_a_pair_merged_since_waits_no_more(store: Connection) -> None:
    samira, other, third = add_person(store, SAMIRA), add_person(store, TYPED), add_person(store, SAMIRA)
    say_of_pair(store, samira, other, "check")
    say_of_pair(store, other, third, "check")
    merge(store, other, samira)
    (pair,) = doubtful_pairs(store, DoubtfulPairs())
    assert {pair.first, pair.second} == {samira, third}


def test_a_pair_with_a_withdrawn_record_waits_no_more(store: Connection) -> None:
    samira, other = add_person(store, SAMIRA), add_person(store, TYPED)
    say_of_pair(store, samira, other, "check")
    store.execute(update(people.person).where(people.person.c.id == other).values(withdrawn=True))
    assert doubtful_pairs(store, DoubtfulPairs()) == ()


def test_many_waiting_pairs_are_read_in_a_few_statements(store: Connection) -> None:
    everyone = [add_person(store, replace(SAMIRA, phones=(f"+3363998{number:04d}",))) for number in range(40)]
    for one, other in zip(everyone[::2], everyone[1::2], strict=True):
        say_of_pair(store, one, other, "check")
    with counted(store) as statements:
        assert len(doubtful_pairs(store, DoubtfulPairs(limit=15))) == 15
    assert len(statements) <= 4
