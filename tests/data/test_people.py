"""Records: opened with nothing compulsory, changed hole by hole, taken back while nothing bears on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.people.gestures import (
    ChangePerson,
    ChangeWork,
    CreatePerson,
    MergePersons,
    SetHousehold,
    WithdrawPerson,
)
from ceis_desk.people.model import LONGEST_TEXT, District, HouseholdMember, HouseholdRole, Identity, Work
from ceis_desk.people.questions import FindPeople, KnownDistricts, WorkOf
from ceis_desk.reception.gestures import RecordVisit, WriteMessage
from tests.data.records import SAMIRA, create, do, record
from tests.scenarios.desks import Desk

NIR = "2 84 03 34 172 045 12"


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


def test_a_text_of_a_record_has_a_length(lea: Opened) -> None:
    person = create(lea)
    known = record(lea, person)
    for field in ("used_name", "birth_name", "first_name", "address", "at_desk"):
        long = replace(SAMIRA, **{field: "x" * (LONGEST_TEXT + 1)})  # type: ignore[arg-type]  # a text field
        for gesture in (CreatePerson(long), ChangePerson(person, long, known.clock)):
            with pytest.raises(Refusal, match="120 signes"):
                do(lea, gesture)
    do(lea, ChangePerson(person, replace(SAMIRA, used_name="x" * LONGEST_TEXT), known.clock))


def test_half_of_a_sign_in_a_name_is_refused(lea: Opened) -> None:
    with pytest.raises(Refusal, match="signe abîmé"):
        do(lea, CreatePerson(Identity(used_name="Beno\ud800it")))
    with pytest.raises(Refusal, match="signe abîmé"):
        lea.store.ask(FindPeople("Beno\ud800it")).result()


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


@pytest.mark.parametrize("merged_away", [True, False])
def test_a_record_that_is_united_with_another_is_not_taken_back(lea: Opened, *, merged_away: bool) -> None:
    other = create(lea)
    created = do(lea, CreatePerson(SAMIRA))
    fresh = created.made[0]
    do(lea, MergePersons(other, fresh) if merged_away else MergePersons(fresh, other))
    with pytest.raises(Refusal, match="réunie avec une autre"):
        do(lea, created.undo)
    assert record(lea, other).identity.used_name == "Benali"


def test_a_record_in_a_household_or_in_a_message_is_not_taken_back(lea: Opened) -> None:
    mother = create(lea)
    created = do(lea, CreatePerson(Identity(first_name="Lina")))
    child = HouseholdMember(new_id(), created.made[0], "", HouseholdRole.CHILD, None)
    home = do(lea, SetHousehold(mother, (child,)))
    with pytest.raises(Refusal, match="dans un foyer"):
        do(lea, created.undo)
    do(lea, home.undo)
    word = do(lea, WriteMessage("La rappeler demain", None, created.made[0]))
    with pytest.raises(Refusal, match="Un message"):
        do(lea, created.undo)
    do(lea, word.undo)
    assert do(lea, created.undo).said == "Création de la fiche annulée."


def test_a_record_is_never_opened_over_another(lea: Opened) -> None:
    person = create(lea)
    with pytest.raises(Refusal, match="existe déjà"):
        do(lea, CreatePerson(Identity(first_name="Karim"), id=person))
    assert record(lea, person).identity.first_name == "Samira"


def test_a_record_kept_as_it_was_leaves_nothing_to_undo(lea: Opened) -> None:
    person = create(lea)
    read = record(lea, person)
    kept = do(lea, ChangePerson(person, read.identity, read.clock))
    assert kept.undo is None
    assert kept.said == "Rien n’a changé\u00a0: la fiche de BENALI Samira était déjà ainsi."
    assert record(lea, person).clock == read.clock


def test_the_work_situation_is_read_by_a_question_of_its_own(lea: Opened, desk: Desk) -> None:
    person = create(lea)
    change = do(lea, ChangeWork(person, Work.JOB_SEEKER))
    assert lea.store.ask(WorkOf(person)).result() is Work.JOB_SEEKER
    with pytest.raises(Denied):
        desk.enter("sofiane").store.ask(WorkOf(person)).result()
    lea = desk.enter("lea")
    do(lea, change.undo)
    assert lea.store.ask(WorkOf(person)).result() is Work.UNKNOWN


def test_a_work_situation_set_since_is_not_overwritten_by_an_undo(lea: Opened) -> None:
    person = create(lea)
    first = do(lea, ChangeWork(person, Work.EMPLOYED))
    second = do(lea, ChangeWork(person, Work.JOB_SEEKER, seen=Work.EMPLOYED))
    with pytest.raises(Outdated):
        do(lea, first.undo)
    with pytest.raises(Outdated):
        do(lea, ChangeWork(person, Work.RETIRED, seen=Work.EMPLOYED))
    assert lea.store.ask(WorkOf(person)).result() is Work.JOB_SEEKER
    do(lea, second.undo)
    do(lea, first.undo)
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
