"""The clocks of edits: kept by the file itself, whoever writes in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.exchange.capture import BASE, triggers
from ceis_desk.data.schema import people
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from tests.data.exchange.pcs import Pc, exchange, hand_over
from tests.data.exchange.test_merging import changed, identity_at
from tests.data.exchange.truth import content, see

EMAIL = 8


def made(pc: Pc) -> Id:
    return pc.do(CreatePerson(Identity(used_name="Benali", first_name="Amina"))).made[0]


def cells(pc: Pc, person: Id) -> set[int]:
    return {unit for (unit,) in pc.rows("SELECT col FROM sync_cell WHERE pk = ?", person.bytes)}


def test_a_row_just_made_has_one_clock_and_an_edit_gives_its_column_another(three: list[Pc]) -> None:
    pc = three[0]
    person = made(pc)
    assert cells(pc, person) == set()
    changed(pc, person, email="amina@exemple.fr")
    assert cells(pc, person) == {BASE, EMAIL}


def test_two_edits_of_one_row_in_one_transaction_both_travel(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    changed(one, person, at_desk="parle bas")
    exchange(tmp_path, one, two)

    def twice(tx: Tx) -> None:
        tx.change(people.person, person, email="amina@exemple.fr")
        tx.change(people.person, person, languages="arabe")

    one.write(twice)
    exchange(tmp_path, one, two)
    found = identity_at(two, person)
    assert (found.email, found.languages) == ("amina@exemple.fr", "arabe")


def test_what_another_tool_writes_in_plain_sql_travels_like_any_edit(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, one, two)
    one.run(f"UPDATE person SET email = 'amina@exemple.fr' WHERE id = x'{person.hex}'")
    changed(two, person, at_desk="parle bas")
    exchange(tmp_path, one, two)
    for pc in (one, two):
        found = identity_at(pc, person)
        assert (found.email, found.at_desk) == ("amina@exemple.fr", "parle bas")


def test_a_clock_of_another_tool_s_own_making_is_not_believed(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, one, two)
    one.run(f"UPDATE person SET email = 'amina@exemple.fr', hlc = 3, origin = 4 WHERE id = x'{person.hex}'")
    exchange(tmp_path, one, two)
    assert identity_at(two, person).email == "amina@exemple.fr"
    assert content(see(one)) == content(see(two))


def test_a_row_that_another_tool_makes_travels(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    row = new_id()
    one.run(
        "INSERT INTO instruction(id, hlc, origin, text, first, last)"
        f" VALUES (x'{row.hex}', 0, 0, 'consigne', '2019-06-18', '2019-06-18')"
    )
    hand_over(tmp_path, one, two)
    assert two.rows("SELECT text FROM instruction") == [("consigne",)]
    one.run("UPDATE instruction SET text = 'autre'")
    hand_over(tmp_path, one, two)
    assert two.rows("SELECT text FROM instruction") == [("autre",)]


def test_no_tool_deletes_a_row_that_travels(three: list[Pc]) -> None:
    pc = three[0]
    made(pc)
    with pytest.raises(IntegrityError, match="never deleted"):
        pc.run("DELETE FROM person")


def test_a_trigger_that_is_missing_is_put_back_at_opening(three: list[Pc]) -> None:
    pc = three[0]
    wanted = {name for name, _ in triggers()}
    pc.run("DROP TRIGGER sync_person_edit", "DROP TRIGGER sync_visit_keep")
    pc.reopen()
    names = {name for (name,) in pc.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert wanted <= names


def test_what_was_edited_without_its_trigger_travels_once_it_is_back(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    changed(one, person, at_desk="parle bas")
    exchange(tmp_path, one, two)
    one.run("DROP TRIGGER sync_person_edit")
    changed(one, person, email="amina@exemple.fr")
    one.reopen()
    exchange(tmp_path, one, two)
    assert identity_at(two, person).email == "amina@exemple.fr"
