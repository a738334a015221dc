"""Two records made one and separated again: nothing that anybody wrote is lost on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import ReadJournal
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.merges import KEPT_ON_BOTH, SEPARATED, undo_merge
from ceis_desk.data.people import canonical
from ceis_desk.data.schema import reception
from ceis_desk.data.store import LocalStore
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import (
    ChangePerson,
    ChangeWork,
    CreatePerson,
    MergePersons,
    SetHousehold,
    TellApart,
    UndoMerge,
)
from ceis_desk.people.model import HouseholdMember, HouseholdRole, Identity, SafeContact, Work
from ceis_desk.people.questions import FindPeople, VisitsOf, WorkOf
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.records import SAMIRA, change, create, do, record
from tests.data.stores import add_person, merge, new_store
from tests.scenarios.desks import Desk

OTHER = Identity(used_name="Benalli", first_name="Samira", commune="Sète", phones=("+33639980000",))


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
    winner, loser = create(lea), create(lea, OTHER)
    filled = replace(SAMIRA, commune="Sète", phones=(*SAMIRA.phones, *OTHER.phones))
    merged = do(lea, MergePersons(winner, loser, filled, record(lea, winner).clock))
    assert record(lea, winner).identity == replace(filled, birth_year=1984)
    separated = do(lea, merged.undo)
    assert record(lea, winner).identity == replace(SAMIRA, birth_year=1984)
    do(lea, separated.undo)
    assert record(lea, loser).identity == replace(filled, birth_year=1984)


@pytest.mark.parametrize("chosen", [True, False])
def test_no_merge_lifts_what_either_record_refuses_and_its_undo_gives_each_its_own(
    lea: Opened, *, chosen: bool
) -> None:
    own, theirs = SafeContact(no_letter=True, hours="le matin"), SafeContact(no_call=True, no_message=True)
    winner, loser = create(lea, replace(SAMIRA, safe_contact=own)), create(lea, replace(OTHER, safe_contact=theirs))
    picked = replace(record(lea, winner).identity, safe_contact=SafeContact(hours="le matin"))
    gesture = MergePersons(winner, loser, picked, record(lea, winner).clock) if chosen else MergePersons(winner, loser)
    merged = do(lea, gesture)
    careful = SafeContact(no_call=True, no_message=True, no_letter=True, hours="le matin")
    assert record(lea, winner).identity.safe_contact == careful
    separated = do(lea, merged.undo)
    assert record(lea, winner).identity.safe_contact == own
    assert record(lea, loser).identity.safe_contact == theirs
    do(lea, separated.undo)
    assert record(lea, loser).identity.safe_contact == careful


def test_what_was_written_after_a_merge_outlives_its_undo(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    filled = replace(SAMIRA, commune="Sète", email="samira@exemple.fr", phones=(*SAMIRA.phones, *OTHER.phones))
    merged = do(lea, MergePersons(winner, loser, filled, record(lea, winner).clock))
    since = replace(
        record(lea, winner).identity,
        commune="Lattes",
        address="3 rue des Lilas",
        safe_contact=SafeContact(no_call=True),
        phones=(*filled.phones, "+33639981111"),
    )
    change(lea, winner, since)
    do(lea, merged.undo)
    assert record(lea, winner).identity == replace(since, email="", phones=("+33639981234", "+33639981111"))
    assert record(lea, loser).identity == replace(OTHER, safe_contact=SafeContact(no_call=True))


def test_records_separated_later_both_refuse_what_the_one_refused(lea: Opened) -> None:
    own, theirs = SafeContact(no_letter=True), SafeContact(no_call=True, hours="le soir")
    winner, loser = create(lea, replace(SAMIRA, safe_contact=own)), create(lea, replace(OTHER, safe_contact=theirs))
    do(lea, MergePersons(winner, loser))
    change(lea, winner, replace(record(lea, winner).identity, safe_contact=SafeContact(True, True, True)))
    separated = do(lea, UndoMerge(winner, loser))
    assert record(lea, winner).identity.safe_contact == SafeContact(True, True, True)
    assert record(lea, loser).identity.safe_contact == SafeContact(True, True, True, "le soir")
    assert separated.said.endswith(KEPT_ON_BOTH)


def test_a_refusal_lifted_while_they_were_one_is_not_put_back_on_her_by_their_separation(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, replace(OTHER, safe_contact=SafeContact(no_call=True)))
    do(lea, MergePersons(winner, loser))
    change(lea, winner, replace(record(lea, winner).identity, safe_contact=SafeContact()))
    separated = do(lea, UndoMerge(winner, loser))
    assert record(lea, winner).identity.safe_contact == SafeContact()
    assert record(lea, loser).identity.safe_contact == SafeContact(no_call=True)
    assert separated.said == SEPARATED


def test_a_merge_undone_at_once_gives_each_its_own_even_when_it_wrote_nothing(lea: Opened) -> None:
    own = SafeContact(no_letter=True)
    winner, loser = create(lea, replace(SAMIRA, safe_contact=own)), create(lea, OTHER)
    separated = do(lea, do(lea, MergePersons(winner, loser)).undo)
    assert record(lea, winner).identity.safe_contact == own
    assert record(lea, loser).identity.safe_contact == SafeContact()
    assert separated.said == SEPARATED


def test_what_is_refused_on_a_form_opened_before_the_merge_is_refused_by_the_record_that_stands(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    clock = record(lea, loser).clock
    do(lea, MergePersons(winner, loser))
    do(lea, ChangePerson(loser, replace(OTHER, safe_contact=SafeContact(no_message=True)), clock))
    assert record(lea, winner).identity.safe_contact == SafeContact(no_message=True)


def test_undoing_a_merge_that_filled_nothing_writes_nothing_on_the_winner(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    merged = do(lea, MergePersons(winner, loser, record(lea, winner).identity, record(lea, winner).clock))
    moved = do(lea, change(lea, winner, replace(SAMIRA, commune="Lattes")).undo)
    clock = record(lea, winner).clock
    do(lea, merged.undo)
    assert record(lea, winner).clock == clock
    do(lea, moved.undo)
    assert record(lea, winner).identity.commune == "Lattes"


def test_a_merge_never_writes_over_a_change_made_since_the_record_was_read(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    clock = record(lea, winner).clock
    change(lea, winner, replace(SAMIRA, phones=("+33639981111",)))
    with pytest.raises(Outdated):
        do(lea, MergePersons(winner, loser, replace(SAMIRA, commune="Sète"), clock))
    assert record(lea, winner).identity.phones == ("+33639981111",)
    assert record(lea, loser).id == loser


def test_merges_that_chain_lead_to_one_record(lea: Opened) -> None:
    first, second, third = (create(lea, replace(SAMIRA, first_name=name)) for name in ("A", "B", "C"))
    do(lea, MergePersons(second, third))
    do(lea, MergePersons(first, second))
    assert record(lea, third).id == first
    assert record(lea, first).merged == tuple(sorted((second, third)))
    do(lea, UndoMerge(first, second))
    assert record(lea, third).id == second


def test_undoing_a_second_merge_gives_the_first_one_back(lea: Opened) -> None:
    first, second, loser = (create(lea, replace(SAMIRA, first_name=name)) for name in ("A", "B", "C"))
    do(lea, MergePersons(first, loser))
    again = do(lea, MergePersons(second, loser))
    assert record(lea, loser).id == second
    assert record(lea, second).merged == tuple(sorted((first, loser)))
    do(lea, again.undo)
    assert record(lea, loser).id == first
    assert record(lea, second).merged == ()


def test_a_record_is_never_merged_with_itself_nor_with_its_own_alias(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    do(lea, MergePersons(winner, loser))
    for one, other in ((winner, winner), (winner, loser), (loser, winner)):
        with pytest.raises(Refusal, match="une seule et même fiche"):
            do(lea, MergePersons(one, other))
    assert record(lea, loser).id == winner


def test_a_record_taken_back_is_not_merged(lea: Opened) -> None:
    person, gone = create(lea), do(lea, CreatePerson(OTHER))
    do(lea, gone.undo)
    for one, other in ((person, gone.made[0]), (gone.made[0], person)):
        with pytest.raises(Refusal, match="n’est plus là"):
            do(lea, MergePersons(one, other))


def test_a_merge_decided_again_is_not_undone_in_its_place(lea: Opened) -> None:
    first, second, loser = (create(lea, replace(SAMIRA, first_name=name)) for name in ("A", "B", "C"))
    former = do(lea, MergePersons(first, loser))
    do(lea, UndoMerge(first, loser))
    do(lea, MergePersons(second, loser))
    with pytest.raises(Refusal, match="ne sont plus réunies"):
        do(lea, former.undo)
    assert record(lea, loser).id == second


def test_two_records_that_two_desks_merged_crosswise_can_be_separated(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        one, other = sorted((add_person(store, SAMIRA), add_person(store, OTHER)))
        merge(store, one, other)
        merge(store, other, one)
        assert canonical(store, other) == one
        actor = Actor(new_id(), "Léa Bastide", frozenset({Role.SOCIAL}), new_id())
        undo_merge(Tx(store, actor, dt.datetime(2019, 6, 18, 9), {}), UndoMerge(one, other))
        assert (canonical(store, one), canonical(store, other)) == (one, other)


def test_the_household_and_work_of_both_records_are_those_of_the_merged_one(lea: Opened) -> None:
    winner, loser, shared = create(lea), create(lea, OTHER), create(lea, Identity(first_name="Lina", birth_year=2010))
    lina = HouseholdMember(new_id(), shared, "", HouseholdRole.CHILD, None)
    adam = HouseholdMember(new_id(), None, "Adam", HouseholdRole.CHILD, 2013)
    do(lea, SetHousehold(winner, (lina,)))
    do(lea, SetHousehold(loser, (adam,)))
    do(lea, SetHousehold(loser, (adam, lina), record(lea, loser).household))
    do(lea, ChangeWork(loser, Work.JOB_SEEKER))
    merged = do(lea, MergePersons(winner, loser))
    assert [member.name for member in record(lea, winner).household] == ["Lina", "Adam"]
    assert [member.person_id for member in record(lea, shared).household] == [winner, None]
    assert lea.store.ask(WorkOf(winner)).result() is Work.JOB_SEEKER
    do(lea, merged.undo)
    assert [member.name for member in record(lea, winner).household] == ["Lina"]
    assert lea.store.ask(WorkOf(winner)).result() is Work.UNKNOWN
    assert lea.store.ask(WorkOf(loser)).result() is Work.JOB_SEEKER


def job_seekers(lea: Opened) -> list[bool | None]:
    """What each visit keeps of the work situation, oldest first."""
    store = lea.store
    assert isinstance(store, LocalStore)
    table = reception.visit
    query = select(table.c.job_seeker).order_by(table.c.id)
    return list(store.file.writer.run(lambda sql: sql.execute(query).scalars().all()).result())


def test_a_visit_after_a_merge_counts_the_work_situation_that_the_record_shows(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    do(lea, ChangeWork(loser, Work.JOB_SEEKER))
    do(lea, RecordVisit((winner,)))
    merged = do(lea, MergePersons(winner, loser))
    do(lea, RecordVisit((winner,)))
    do(lea, ChangeWork(winner, Work.EMPLOYED, Work.JOB_SEEKER))
    do(lea, RecordVisit((winner,)))
    do(lea, merged.undo)
    do(lea, RecordVisit((loser,)))
    assert job_seekers(lea) == [None, True, False, True]


def test_the_work_situation_of_a_merged_record_may_be_made_unknown(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    do(lea, ChangeWork(loser, Work.JOB_SEEKER))
    do(lea, MergePersons(winner, loser))
    unsaid = do(lea, ChangeWork(loser, Work.UNKNOWN, seen=Work.JOB_SEEKER))
    assert lea.store.ask(WorkOf(winner)).result() is Work.UNKNOWN
    do(lea, unsaid.undo)
    assert lea.store.ask(WorkOf(loser)).result() is Work.JOB_SEEKER


def test_the_journal_says_that_records_were_merged_and_separated(lea: Opened) -> None:
    winner, loser = create(lea), create(lea, OTHER)
    do(lea, do(lea, MergePersons(winner, loser)).undo)
    acts = [line.action for line in lea.store.ask(ReadJournal()).result()]
    assert [act for act in acts if act in ("merge", "split")] == ["split", "merge"]


def test_the_reception_proposes_and_does_not_merge(desk: Desk) -> None:
    sofiane = desk.enter("sofiane")
    winner, loser = create(sofiane), create(sofiane)
    with pytest.raises(Denied):
        do(sofiane, MergePersons(winner, loser))
    do(sofiane, TellApart(winner, loser))
