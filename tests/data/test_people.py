"""Records: opened with nothing compulsory, changed hole by hole, merged and given back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.people.gestures import (
    ChangePerson,
    ChangeWork,
    CreatePerson,
    MergePersons,
    SetHousehold,
    TellApart,
    UndoMerge,
    WithdrawPerson,
)
from ceis_desk.people.model import District, HouseholdMember, HouseholdRole, Identity, PersonRecord, Work
from ceis_desk.people.questions import FindPeople, KnownDistricts, OpenRecord, VisitsOf, WorkOf
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.desks import PASSWORD, Desk

SAMIRA = Identity(used_name="Benali", first_name="Samira", birth_date=dt.date(1984, 3, 14), phones=("+33639981234",))
NIR = "2 84 03 34 172 045 12"


@pytest.fixture
def lea(desk: Desk) -> Opened:
    desk.add("lea", "Léa Bastide", Role.SOCIAL)
    return desk.enter("lea")


def do(who: Opened, gesture: object) -> Change:
    return who.store.do(gesture).result()  # type: ignore[arg-type]  # any gesture about persons


def create(who: Opened, identity: Identity = SAMIRA) -> Id:
    return do(who, CreatePerson(identity)).made[0]


def record(who: Opened, person: Id) -> PersonRecord:
    return who.store.ask(OpenRecord(person)).result()


def test_a_record_gives_back_what_was_written(lea: Opened) -> None:
    whole = replace(SAMIRA, qpv=District.YES, district="Mosson", at_desk="Poussette", notice_on=dt.date(2019, 2, 4))
    read = record(lea, create(lea, whole)).identity
    assert read == replace(whole, birth_year=1984)


def test_a_first_name_is_enough(lea: Opened) -> None:
    assert record(lea, create(lea, Identity(first_name="Samira"))).identity.first_name == "Samira"


def test_a_change_touches_only_what_changed_and_can_be_undone(lea: Opened) -> None:
    person = create(lea)
    moved = replace(record(lea, person).identity, address="18 avenue du Biterrois", phones=())
    change = do(lea, ChangePerson(person, moved, record(lea, person).clock))
    assert record(lea, person).identity == moved
    do(lea, change.undo)
    assert record(lea, person).identity.phones == SAMIRA.phones


def test_a_record_changed_since_it_was_read_is_not_overwritten(lea: Opened) -> None:
    person = create(lea)
    clock = record(lea, person).clock
    do(lea, ChangePerson(person, replace(SAMIRA, commune="Sète"), clock))
    with pytest.raises(Outdated):
        do(lea, ChangePerson(person, replace(SAMIRA, commune="Lattes"), clock))
    assert record(lea, person).identity.commune == "Sète"


@pytest.mark.parametrize("field", ["used_name", "at_desk", "address", "email", "languages"])
def test_a_social_security_number_is_refused_in_every_text(lea: Opened, field: str) -> None:
    with pytest.raises(Refusal, match="sécurité sociale"):
        create(lea, replace(SAMIRA, **{field: f"voir {NIR}"}))  # type: ignore[arg-type]  # only text fields are named


def test_a_fresh_record_is_taken_back_and_given_again(lea: Opened) -> None:
    created = do(lea, CreatePerson(SAMIRA))
    back = do(lea, created.undo)
    assert lea.store.ask(FindPeople("benali")).result() == ()
    do(lea, back.undo)
    assert [hit.id for hit in lea.store.ask(FindPeople("benali")).result()] == [created.made[0]]


def test_a_record_that_bears_a_fact_is_not_taken_back(lea: Opened) -> None:
    created = do(lea, CreatePerson(SAMIRA))
    do(lea, RecordVisit(created.made))
    with pytest.raises(Refusal, match="déjà un passage"):
        do(lea, created.undo)


def test_two_merged_records_are_one_person_everywhere_and_can_be_separated(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, replace(SAMIRA, used_name="Benalli"))
    for person in (winner, loser):
        do(lea, RecordVisit((person,)))
    today = lea.store.ask(VisitsOf(winner)).result()[0].at.date()
    merged = do(lea, MergePersons(winner, loser))
    assert record(lea, loser).id == winner
    assert len(lea.store.ask(VisitsOf(loser)).result()) == 2
    assert [hit.id for hit in lea.store.ask(FindPeople("benalli")).result()] == [winner]
    assert lea.store.ask(PeriodFigures(today, today)).result().participants == 1
    do(lea, merged.undo)
    assert record(lea, loser).id == loser
    assert lea.store.ask(PeriodFigures(today, today)).result().participants == 2


def test_a_merge_fills_the_holes_chosen_and_gives_them_back(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, Identity(used_name="Benalli", commune="Sète"))
    merged = do(lea, MergePersons(winner, loser, replace(SAMIRA, commune="Sète")))
    assert record(lea, winner).identity.commune == "Sète"
    do(lea, merged.undo)
    assert record(lea, winner).identity.commune == ""


def test_merges_that_chain_lead_to_one_record(lea: Opened) -> None:
    first, second, third = (create(lea, replace(SAMIRA, first_name=name)) for name in ("A", "B", "C"))
    do(lea, MergePersons(second, third))
    do(lea, MergePersons(first, second))
    assert record(lea, third).id == first
    assert record(lea, first).merged == tuple(sorted((second, third)))
    do(lea, UndoMerge(first, second))
    assert record(lea, third).id == second


def test_a_record_is_never_merged_with_itself(lea: Opened) -> None:
    person = create(lea)
    with pytest.raises(Refusal, match="elle-même"):
        do(lea, MergePersons(person, person))


def test_the_reception_proposes_and_does_not_merge(desk: Desk) -> None:
    sofiane = desk.enter("sofiane")
    winner, loser = create(sofiane), create(sofiane)
    with pytest.raises(Denied):
        do(sofiane, MergePersons(winner, loser))
    do(sofiane, TellApart(winner, loser))


def test_a_household_is_kept_and_undone(lea: Opened) -> None:
    person, child = create(lea), create(lea, Identity(used_name="Benali", first_name="Lina"))
    members = (
        HouseholdMember(new_id(), child, "", HouseholdRole.CHILD, 2010),
        HouseholdMember(new_id(), None, "Adam", HouseholdRole.CHILD, 2013),
    )
    change = do(lea, SetHousehold(person, members))
    assert {member.name for member in record(lea, person).household} == {"BENALI Lina", "Adam"}
    do(lea, change.undo)
    assert record(lea, person).household == ()


def test_the_work_situation_is_read_by_a_question_of_its_own(lea: Opened, desk: Desk) -> None:
    person = create(lea)
    change = do(lea, ChangeWork(person, Work.JOB_SEEKER))
    assert lea.store.ask(WorkOf(person)).result() is Work.JOB_SEEKER
    with pytest.raises(Denied):
        desk.door.open("sofiane", PASSWORD).result().store.ask(WorkOf(person)).result()
    do(lea, change.undo)
    assert lea.store.ask(WorkOf(person)).result() is Work.UNKNOWN


def test_a_record_that_is_not_there_is_a_sentence(lea: Opened) -> None:
    with pytest.raises(Refusal, match="n’est plus là"):
        record(lea, new_id())
    with pytest.raises(Refusal, match="n’est plus là"):
        do(lea, ChangePerson(new_id(), SAMIRA, 0))
    with pytest.raises(Refusal):
        do(lea, WithdrawPerson(new_id(), 0))


def test_districts_offered_are_those_in_force_then_those_typed(lea: Opened) -> None:
    create(lea, replace(SAMIRA, district="Écusson"))
    offered = dict(lea.store.ask(KnownDistricts()).result())
    assert offered["Mosson"]
    assert not offered["Écusson"]
