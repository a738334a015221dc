"""Desks of two versions: what the older one does not know it carries, relays, and understands once it is up to date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ceis_desk.data.schema import people
from ceis_desk.people.gestures import ChangeWork, CreatePerson, ErasePerson
from ceis_desk.people.model import Identity, Work
from ceis_desk.reception.gestures import RecordVisit, WriteInstruction
from ceis_desk.reception.model import Medium
from tests.data.exchange.pcs import NOW, Pc, exchange
from tests.data.exchange.test_merging import changed, identity_at, made
from tests.data.exchange.truth import content, see
from tests.data.exchange.versions import older

BORN = dt.date(1980, 1, 2)


def upgraded(pc: Pc) -> None:
    """The desk starts again, under today's program."""
    pc.reopen()


def test_a_table_that_is_not_known_waits_and_is_read_after_the_upgrade(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    day = NOW.date()
    row = one.do(WriteInstruction("consigne", day, day))
    path = one.send(tmp_path / "aller 1")
    with older(table="instruction"):
        two.take(path)
        assert two.rows("SELECT count(*) FROM instruction") == [(0,)]
    (key,) = one.rows("SELECT id FROM instruction")[0]
    one.run(f"UPDATE instruction SET text = 'autre' WHERE id = x'{key.hex()}'")
    path = one.send(tmp_path / "aller 2")
    with older(table="instruction"):
        two.take(path)
    upgraded(two)
    assert two.rows("SELECT text FROM instruction") == [("autre",)]
    assert two.rows("SELECT count(*) FROM sync_parked") == [(0,)]
    assert content(see(one)) == content(see(two))
    assert row.said


def test_an_older_desk_relays_what_it_does_not_know(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    day = NOW.date()
    one.do(WriteInstruction("consigne", day, day))
    person = made(one)
    changed(one, person, notice_on=dt.date(2019, 1, 2))
    path = one.send(tmp_path / "aller 3")
    with older(table="instruction", column=("person", "notice_on")):
        two.take(path)
        path = two.send(tmp_path / "relais")
    three_.take(path)
    assert three_.rows("SELECT text FROM instruction") == [("consigne",)]
    assert identity_at(three_, person).notice_on == dt.date(2019, 1, 2)


def test_a_column_that_is_not_known_is_kept_with_each_of_its_edits(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    hidden = ("person", "notice_on")
    person = made(one, Identity(used_name="Benali", notice_on=dt.date(2019, 1, 2)))
    path = one.send(tmp_path / "aller 4")
    with older(column=hidden):
        two.take(path)
        changed(two, person, email="amina@exemple.fr")
    changed(one, person, notice_on=NOW.date())
    path = one.send(tmp_path / "aller 5")
    with older(column=hidden):
        two.take(path)
        back = two.send(tmp_path / "retour")
    one.take(back)
    upgraded(two)
    for pc in (one, two):
        found = identity_at(pc, person)
        assert (found.notice_on, found.email) == (NOW.date(), "amina@exemple.fr")
    assert content(see(one)) == content(see(two))


def test_a_column_that_shares_a_clock_with_known_ones_is_not_lost(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    hidden = ("person", "birth_year")  # of one clock with the date
    person = made(one)
    path = one.send(tmp_path / "aller 6")
    with older(column=hidden):
        two.take(path)
    one.write(lambda tx: tx.change(people.person, person, birth_date=BORN, birth_year=1980))
    path = one.send(tmp_path / "aller 7")
    with older(column=hidden):
        two.take(path)
        assert identity_at(two, person).birth_date == BORN
    upgraded(two)
    assert two.rows("SELECT birth_date, birth_year FROM person") == [("1980-01-02", 1980)]
    assert content(see(one)) == content(see(two))


def test_a_whole_row_edited_before_it_is_first_seen_keeps_the_clocks_of_unknown_columns(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, three_ = three
    hidden = ("person", "birth_year")
    person = made(one)
    one.write(lambda tx: tx.change(people.person, person, birth_date=BORN, birth_year=1980))
    path = one.send(tmp_path / "aller 8")
    with older(column=hidden):
        two.take(path)
        relay = two.send(tmp_path / "relais")
    three_.take(relay)
    upgraded(two)
    for pc in (two, three_):
        assert pc.rows("SELECT birth_date, birth_year FROM person") == [("1980-01-02", 1980)]
        assert content(see(pc)) == content(see(one))


@pytest.mark.parametrize("edited", [False, True])
def test_a_code_that_is_not_known_stands_as_unsaid_until_the_upgrade(
    three: list[Pc], tmp_path: Path, *, edited: bool
) -> None:
    one, two, three_ = three
    code = ("visit", "medium", Medium.OUTSIDE.value)
    visit = one.do(RecordVisit(anonymous=1, medium=Medium.OUTSIDE, waits=False)).made[0]
    path = one.send(tmp_path / "aller 9")
    with older(code=code):
        two.take(path)
        assert two.rows("SELECT medium FROM visit") == [("counter",)]
        if edited:
            two.run(f"UPDATE visit SET medium = 'phone' WHERE id = x'{visit.hex}'")
        relay = two.send(tmp_path / "relais")
    three_.take(relay)
    upgraded(two)
    exchange(tmp_path, *three)
    assert {pc.rows("SELECT medium FROM visit")[0][0] for pc in three} == {"phone" if edited else "outside"}


def test_a_row_that_means_nothing_without_its_code_waits_whole(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    role = one.rows("SELECT role FROM account_role ORDER BY id LIMIT 1")[0][0]
    before = len(two.rows("SELECT * FROM account_role"))
    account = one.rows("SELECT id FROM account ORDER BY id DESC LIMIT 1")[0][0]
    one.run(
        "INSERT INTO account_role(id, hlc, origin, account_id, role, active)"
        f" VALUES (x'{b'r' * 16!r}', 0, 0, x'{account.hex()}', '{role}', 1)".replace(
            f"{b'r' * 16!r}", (b"r" * 16).hex()
        )
    )
    path = one.send(tmp_path / "aller 10")
    with older(code=("account_role", "role", role)):
        two.take(path)
        assert len(two.rows("SELECT * FROM account_role")) == before
    upgraded(two)
    assert len(two.rows("SELECT * FROM account_role")) == before + 1


def test_an_old_desk_and_a_new_one_end_as_if_both_had_been_new(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    hidden = {"table": "person_work", "column": ("person", "notice_on"), "code": ("visit", "medium", "outside")}
    first = made(one, Identity(used_name="Benali", notice_on=BORN))
    for rank in range(3):
        one.do(ChangeWork(first, list(Work)[rank + 1], list(Work)[rank]))
        one.do(RecordVisit((first,), medium=Medium.OUTSIDE, waits=False))
        changed(one, first, notice_on=dt.date(2019, 1, 1 + rank))
        path = one.send(tmp_path / f"aller {rank}")
        with older(**hidden):  # type: ignore[arg-type]  # what is hidden
            two.take(path)
            changed(two, first, email=f"fois{rank}@exemple.fr")
            made(two, Identity(used_name=f"Lopez {rank}", birth_date=dt.date(1980, 1, 1 + rank)))
            path = two.send(tmp_path / f"retour {rank}")
        one.take(path)
        three_.take(path)
    upgraded(two)
    exchange(tmp_path, *three)
    assert content(see(one)) == content(see(two)) == content(see(three_))
    assert two.rows("SELECT count(*) FROM sync_parked") == [(0,)]


def test_what_waits_of_an_erased_person_goes_with_her(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = one.do(CreatePerson(Identity(used_name="Benali", notice_on=BORN, phones=("+33612345678",)))).made[0]
    one.do(ChangeWork(person, Work.RETIRED))
    hidden = {"table": "person_work", "column": ("person", "notice_on")}
    path = one.send(tmp_path / "aller 11")
    with older(**hidden):  # type: ignore[arg-type]  # what is hidden
        two.take(path)
        assert len(two.rows("SELECT * FROM sync_parked")) == 3
    one.do(ErasePerson(person))
    path = one.send(tmp_path / "aller 12")
    with older(**hidden):  # type: ignore[arg-type]  # what is hidden
        two.take(path)
        assert two.rows("SELECT * FROM sync_parked") == []
    upgraded(two)
    assert content(see(one)) == content(see(two))
