"""A person erased at one desk is erased everywhere, for good, and in every byte that a key would still open."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import msgpack
import pytest

from ceis_desk.agenda.gestures import BookAppointment, PutOnWaitingList, SetSubject
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.exchange.absorb import ManyErasures
from ceis_desk.data.exchange.erasure import LEDGER
from ceis_desk.data.schema import people, reception
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.gestures import (
    ChangePerson,
    ChangeWork,
    CreatePerson,
    ErasePerson,
    MergePersons,
    SetHousehold,
    WithdrawPerson,
)
from ceis_desk.people.model import HouseholdMember, HouseholdRole, Identity, Work
from ceis_desk.people.questions import FindPeople, OpenRecord, WhatErasing
from ceis_desk.reception.gestures import CorrectVisit, RecordVisit, WriteMessage
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.exchange.pages import clear_bytes
from tests.data.exchange.pcs import NOW, Pc, exchange, hand_over
from tests.data.exchange.test_merging import changed, identity_at

NAME, OTHER, STREET = "Zyxwvutsr", "Qponmlkji", "impasse Hgfedcba"
WHO = Identity(used_name=NAME, first_name="Amina", birth_date=dt.date(1984, 3, 14), phones=("+33698765432",))
TRACES = (NAME, OTHER, STREET, "33698765432", NAME.lower())


def known(pc: Pc) -> Id:
    """A person with all that a desk may say of her."""
    person = pc.do(CreatePerson(WHO)).made[0]
    changed(pc, person, address=STREET, email=f"{NAME}@exemple.fr", at_desk=f"dire {NAME}")
    motif = pc.ask(AllMotifs())[0]
    pc.do(RecordVisit((person,), motifs=(MotifChoice(motif.id, f"voir {NAME}"[:40]),)))
    pc.do(WriteMessage(f"rappeler {NAME}", person_id=person))
    pc.write(lambda tx: tx.put(people.person_comment, new_id(), person_id=person, sealed=NAME.encode()))
    booked = BookAppointment(person, pc.account, "budget", NOW + dt.timedelta(days=1), 45, subject=f"voir {NAME}")
    pc.do(booked)
    pc.do(PutOnWaitingList(person, "budget"))
    pc.do(SetHousehold(person, (child(),)))
    visit = Id(bytes=pc.rows("SELECT id FROM visit WHERE person_id = ?", person.bytes)[0][0])
    pc.write(lambda tx: tx.put(reception.visit_comment, visit, sealed=NAME.encode()))
    return person


def child() -> HouseholdMember:
    """A daughter without a record, under her mother's name."""
    return HouseholdMember(new_id(), None, f"{NAME} Lina", HouseholdRole.CHILD, 2010)


def traces(pc: Pc) -> set[str]:
    """What is left of her in the clear bytes of the store and its log."""
    content = clear_bytes(pc.folder, pc.key)
    return {trace for trace in TRACES if trace.encode() in content}


def says(pc: Pc) -> set[str]:
    """What is left of her in the rows of the store, whatever table they stand in."""
    tables = [row[0] for row in pc.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    text = repr([pc.rows(f'SELECT * FROM "{name}"') for name in tables])
    return {trace for trace in TRACES if trace in text}


def test_before_erasing_every_trace_is_there_to_be_found(three: list[Pc]) -> None:
    pc = three[0]
    known(pc)
    assert traces(pc) >= {NAME, STREET, "33698765432"}


def test_no_byte_of_the_store_or_its_log_says_who_she_was(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, one, two)
    assert traces(two) >= {NAME, STREET}
    one.do(ErasePerson(person))
    assert says(one) == traces(one) == set()
    exchange(tmp_path, one, two)
    for pc in (one, two):
        assert says(pc) == traces(pc) == set()
        assert pc.ask(FindPeople(NAME)) == ()


def test_a_child_without_a_record_stays_with_the_other_parent(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    mother, father = (one.do(CreatePerson(Identity(used_name=name))).made[0] for name in (NAME, "Martin"))
    one.do(SetHousehold(mother, (HouseholdMember(new_id(), father, "", HouseholdRole.PARTNER, None), child())))
    assert one.ask(WhatErasing(mother)).names == 0
    one.do(ErasePerson(mother))
    exchange(tmp_path, one, two)
    for pc in (one, two):
        assert [member.name for member in pc.ask(OpenRecord(father)).household] == [f"{NAME} Lina"]
    assert one.ask(WhatErasing(father)).names == 1
    one.do(ErasePerson(father))
    exchange(tmp_path, one, two)
    assert [pc.rows("SELECT * FROM household_member") for pc in (one, two)] == [[], []]


def test_the_subject_of_her_appointments_and_her_place_on_the_waiting_list_go_and_the_appointment_stays(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, one, two)
    counts = [f"SELECT count(*) FROM {table}" for table in ("appointment_subject", "waiting_person", "appointment")]
    assert [two.rows(count)[0][0] for count in counts] == [1, 1, 1]
    one.do(ErasePerson(person))
    exchange(tmp_path, one, two)
    for pc in (one, two):
        assert [pc.rows(count)[0][0] for count in counts] == [0, 0, 1]


def test_a_subject_written_meanwhile_elsewhere_does_not_come_back(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, *three)
    (appointment,) = two.rows("SELECT id FROM appointment")[0]
    one.do(ErasePerson(person))
    two.do(SetSubject(Id(bytes=appointment), "follow_up", f"voir {OTHER}"))
    exchange(tmp_path, *three)
    exchange(tmp_path, *three)
    assert [pc.rows("SELECT * FROM appointment_subject") for pc in three] == [[], [], []]


def test_past_figures_do_not_move(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, one, two)
    before = two.ask(PeriodFigures(NOW.date(), NOW.date()))
    one.do(ErasePerson(person))
    exchange(tmp_path, one, two)
    assert two.ask(PeriodFigures(NOW.date(), NOW.date())) == before


def test_an_edit_made_meanwhile_elsewhere_does_not_bring_her_back(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, *three)
    one.do(ErasePerson(person))
    changed(two, person, used_name=OTHER, phones=("+33698765432", "+33600000001"))
    exchange(tmp_path, *three)
    exchange(tmp_path, *three)
    for pc in three:
        assert says(pc) == traces(pc) == set()


def test_an_edit_lost_against_one_of_the_erasing_desk_is_not_kept_as_a_loss(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, one, two)
    changed(two, person, used_name=OTHER)
    changed(one, person, used_name="Autre")
    one.do(ErasePerson(person))
    one.take(two.send(tmp_path / "deux"))
    assert says(one) == set()
    assert one.ask(CrossedEdits()) == ()


def test_a_loss_kept_before_goes_with_her(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, one, two)
    changed(one, person, used_name=OTHER)
    changed(two, person, used_name="Autre")
    exchange(tmp_path, one, two)
    assert len(one.ask(CrossedEdits())) == 1
    one.do(ErasePerson(person))
    exchange(tmp_path, one, two)
    assert says(one) == says(two) == set()


def test_an_old_file_does_not_bring_her_back(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    person = known(one)
    old = one.send(tmp_path / "ancien")
    two.take(old)
    one.do(ErasePerson(person))
    hand_over(tmp_path, one, two)
    one.take(two.send(tmp_path / "deux"))
    three_.take(two.send(tmp_path / "relais"))
    three_.take(old)
    assert says(three_) == traces(three_) == set()


def test_the_ledger_erases_her_again_in_an_older_copy_that_is_put_back(three: list[Pc], tmp_path: Path) -> None:
    one = three[0]
    person = known(one)
    one.close()
    shutil.copytree(one.folder, tmp_path / "copie")
    one.do(ErasePerson(person))
    one.close()
    ledger = (one.folder / LEDGER).read_bytes()
    shutil.rmtree(one.folder)
    shutil.copytree(tmp_path / "copie", one.folder)
    (one.folder / LEDGER).write_bytes(ledger)
    assert says(one) == traces(one) == set()
    assert NAME not in ledger.decode()


def test_records_merged_into_hers_go_too(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    other = one.do(CreatePerson(replace(WHO, used_name=OTHER, phones=()))).made[0]
    one.do(MergePersons(person, other))
    exchange(tmp_path, one, two)
    two.do(ErasePerson(person))
    exchange(tmp_path, one, two)
    assert says(one) == says(two) == set()


def test_more_than_twenty_erasures_wait_for_the_administration(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    people_ = [one.do(CreatePerson(replace(WHO, used_name=f"{NAME}{rank}", phones=()))).made[0] for rank in range(21)]
    exchange(tmp_path, one, two)
    for person in people_:
        one.do(ErasePerson(person))
    path = one.send(tmp_path / "beaucoup")
    with pytest.raises(ManyErasures, match="efface 21 fiches d’un coup"):
        two.take(path, erasures=False)
    assert identity_at(two, people_[0]).used_name == f"{NAME}0"
    two.take(path, erasures=True)
    assert says(two) == set()


def test_twenty_erasures_pass(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    people_ = [one.do(CreatePerson(replace(WHO, used_name=f"{NAME}{rank}", phones=()))).made[0] for rank in range(20)]
    exchange(tmp_path, one, two)
    for person in people_:
        one.do(ErasePerson(person))
    two.take(one.send(tmp_path / "vingt"), erasures=False)
    assert says(two) == set()


def test_a_visit_given_to_somebody_else_meanwhile_says_the_same_everywhere(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    person = known(one)
    other = one.do(CreatePerson(replace(WHO, used_name="Lopez", phones=()))).made[0]
    exchange(tmp_path, *three)
    one.do(ErasePerson(person))
    visit, clock = two.rows("SELECT id, hlc FROM visit WHERE person_id = ?", person.bytes)[0]
    motifs = (MotifChoice(two.ask(AllMotifs())[0].id, "à rappeler"),)
    two.do(CorrectVisit(Id(bytes=visit), clock, other, "", motifs, None, Medium.COUNTER, NOW, ""))
    exchange(tmp_path, one, three_)
    exchange(tmp_path, *three)
    said = {
        (
            tuple(pc.rows("SELECT precision FROM visit_motif ORDER BY id")),
            tuple(pc.rows("SELECT id, sealed FROM visit_comment")),
        )
        for pc in three
    }
    assert len(said) == 1


def test_a_value_parked_with_her_phone_goes_with_it(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    exchange(tmp_path, one, two)
    phone, value = code_id("phone", person, "+33698765432"), msgpack.packb(NAME)
    two.run(f"INSERT INTO sync_parked VALUES (2, x'{phone.hex}', 77, 5, 5, x'{value.hex()}')")
    one.do(ErasePerson(person))
    exchange(tmp_path, one, two)
    assert two.rows("SELECT * FROM sync_parked") == []


def test_she_may_not_be_changed_any_more_into_somebody(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = known(one)
    one.do(ErasePerson(person))
    (clock,) = one.rows("SELECT hlc FROM person WHERE id = ?", person.bytes)[0]
    one.tried(ChangePerson(person, replace(WHO, used_name=OTHER), clock))
    exchange(tmp_path, one, two)
    assert says(one) == says(two) == set()


def test_nothing_more_is_written_of_her(three: list[Pc]) -> None:
    one = three[0]
    person = known(one)
    other = one.do(CreatePerson(replace(WHO, used_name="Lopez", phones=()))).made[0]
    one.do(ErasePerson(person))
    member = HouseholdMember(new_id(), person, NAME, HouseholdRole.CHILD, None)
    for gesture in (
        ChangeWork(person, Work.RETIRED),
        WriteMessage(f"rappeler {NAME}", person_id=person),
        SetHousehold(other, (member,)),
        WithdrawPerson(person, one.rows("SELECT hlc FROM person WHERE id = ?", person.bytes)[0][0]),
    ):
        with pytest.raises(Refusal, match="n’est plus là"):
            one.do(gesture)
    assert says(one) == set()
