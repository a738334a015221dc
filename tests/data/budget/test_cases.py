"""Cases of households: opened, led step by step, closed, and found again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.model import Group, Role
from ceis_desk.access.questions import ReadJournal
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Gesture
from ceis_desk.notes.gestures import AttachDocument, SignNote, WithdrawDocument
from ceis_desk.people.gestures import MergePersons
from ceis_desk.people.model import HouseholdMember, HouseholdRole
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    ChangeCase,
    CloseCase,
    EndInterview,
    OpenCase,
    PauseCase,
    PutDebt,
    ReachStep,
    ReopenCase,
    WithdrawCase,
    WithdrawItem,
)
from ceis_desk.platforms.budget.model import CaseKind, ClosureReason, Member, Objective, Pause, Source, Step
from ceis_desk.platforms.budget.questions import CasesOf, ListCases, ProposeMembers, ReadCase
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, NewSheet, WithdrawSheet
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from tests.data.budget.households import Office, child
from tests.scenarios.agents import TODAY


def moved(office: Office, case_id: Id, step: Step) -> int:
    office.claire.do(ReachStep(case_id, office.view(case_id).case.clock, step))
    return office.view(case_id).case.clock


def test_the_household_of_a_person_is_proposed_as_the_members_of_her_case(office: Office) -> None:
    laure, yves = office.person(), office.person("Dupuy", "Yves", 1982)
    office.household(laure, child(), HouseholdMember(new_id(), yves, "", HouseholdRole.PARTNER, None))
    proposed = office.claire.ask(ProposeMembers(laure))
    assert [(one.name, one.adult, one.person_id) for one in proposed] == [
        ("DUPUY Laure", True, laure),
        ("DUPUY Yves", True, yves),
        ("Tom", False, None),
    ]


def test_a_case_is_opened_at_its_first_contact_and_read_by_another_counsellor(office: Office) -> None:
    case_id = office.open(objectives=(Objective("Garder le logement", TODAY),))
    view = office.view(case_id, "nadia")
    assert (view.case.kind, view.case.source, view.step, view.referent_name) == (
        CaseKind.CURATIVE,
        Source.CAF,
        Step.FIRST_CONTACT,
        "Claire Fabre",
    )
    assert [(one.used_name, one.first_name) for one in view.persons] == [("Dupuy", "Laure")]
    assert [one.text for one in view.case.objectives] == ["Garder le logement"]


def test_a_case_begins_with_the_person_of_its_name(office: Office) -> None:
    person = office.person()
    with pytest.raises(Refusal, match="commence par la personne"):
        office.claire.do(OpenCase(person, CaseKind.CURATIVE, Source.SELF, (Member("Tom", 2010, adult=False),)))


def test_the_reception_and_the_administration_open_no_case(office: Office) -> None:
    case_id = office.open()
    for login in ("sofiane", "helene"):
        for question in (ReadCase(case_id), ListCases(), CasesOf(office.persons["Dupuy"])):
            with pytest.raises(Denied):
                office.day.desk.enter(login).store.ask(question).result()


def test_steps_follow_one_another_and_none_is_skipped_or_gone_back_to(office: Office) -> None:
    case_id = office.open()
    moved(office, case_id, Step.DIAGNOSIS)
    for step in (Step.FOLLOW_UP, Step.FIRST_CONTACT, Step.DIAGNOSIS):
        with pytest.raises(Refusal, match="les étapes se suivent"):
            moved(office, case_id, step)
    moved(office, case_id, Step.ACTION_PLAN)
    assert office.view(case_id).step is Step.ACTION_PLAN


def test_a_step_reached_by_mistake_is_taken_back(office: Office) -> None:
    case_id = office.open()
    change = office.claire.do(ReachStep(case_id, office.view(case_id).case.clock, Step.DIAGNOSIS))
    office.claire.do(change.undo)
    assert office.view(case_id).step is Step.FIRST_CONTACT


def test_two_counsellors_who_change_one_case_do_not_overwrite_each_other(office: Office) -> None:
    case_id = office.open()
    clock = office.view(case_id).case.clock
    office.nadia.do(PauseCase(case_id, clock, Pause.SUSPENDED, "vacances"))
    with pytest.raises(Outdated):
        office.claire.do(ReachStep(case_id, clock, Step.DIAGNOSIS))


def test_a_stopped_case_says_why_and_moves_again_once_taken_up(office: Office) -> None:
    case_id = office.open()
    clock = office.view(case_id).case.clock
    with pytest.raises(Refusal, match="Dites pourquoi"):
        office.claire.do(PauseCase(case_id, clock, Pause.SUSPENDED, " "))
    office.claire.do(PauseCase(case_id, clock, Pause.SUSPENDED, "hospitalisation"))
    with pytest.raises(Refusal, match="suspendu"):
        moved(office, case_id, Step.DIAGNOSIS)
    office.claire.do(PauseCase(case_id, office.view(case_id).case.clock, Pause.NONE))
    moved(office, case_id, Step.DIAGNOSIS)
    view = office.view(case_id)
    assert (view.step, view.pause) == (Step.DIAGNOSIS, Pause.NONE)
    assert [mark.reason for mark in view.case.marks] == ["", "hospitalisation", "", ""]


def test_a_closed_case_is_reopened_where_it_stood_with_a_reason(office: Office) -> None:
    case_id = office.open()
    moved(office, case_id, Step.DIAGNOSIS)
    office.claire.do(CloseCase(case_id, office.view(case_id).case.clock, ClosureReason.MOVED))
    assert office.view(case_id).case.closure is ClosureReason.MOVED
    with pytest.raises(Refusal, match="Dites pourquoi"):
        office.claire.do(ReopenCase(case_id, office.view(case_id).case.clock, ""))
    office.claire.do(ReopenCase(case_id, office.view(case_id).case.clock, "revenue à Montpellier"))
    view = office.view(case_id)
    assert (view.step, view.case.closure) == (Step.DIAGNOSIS, None)


def test_a_change_of_the_household_is_taken_back(office: Office) -> None:
    case_id = office.open()
    before = office.view(case_id).case
    members = (*before.members, Member("Tom", 2010, adult=False, custody_percent=50, dependant=True))
    change = office.claire.do(
        ChangeCase(case_id, before.clock, CaseKind.PREVENTIVE, Source.BANK, before.referent_id, members)
    )
    changed = office.view(case_id).case
    assert (changed.kind, changed.members) == (CaseKind.PREVENTIVE, members)
    office.claire.do(change.undo)
    assert replace(office.view(case_id).case, clock=0) == replace(before, clock=0)


def test_a_case_opened_by_mistake_is_withdrawn_unless_something_is_in_it(office: Office) -> None:
    case_id = office.open()
    clock = office.view(case_id).case.clock
    office.owe(case_id)
    with pytest.raises(Refusal, match="n’est plus vide"):
        office.claire.do(WithdrawCase(case_id, clock))
    other = office.open(office.person("Morel"))
    office.claire.do(WithdrawCase(other, office.view(other).case.clock))
    with pytest.raises(Refusal, match="n’est plus là"):
        office.view(other)


def test_a_case_follows_its_person_when_her_records_are_united(office: Office) -> None:
    case_id = office.open()
    double = office.person("Dupuis", "Laure")
    office.day.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    office.day.do(MergePersons(winner=double, loser=office.persons["Dupuy"]), "lea")
    assert office.view(case_id).case.person_id == double
    assert [line.id for line in office.claire.ask(CasesOf(office.persons["Dupuy"]))] == [case_id]


def test_the_list_is_by_name_and_leaves_closed_cases_out_unless_asked(office: Office) -> None:
    for name in ("Morel", "Élie", "Dupuy"):
        office.open(office.person(name))
    closed = office.claire.ask(ListCases(words="dup"))[0]
    office.claire.do(CloseCase(closed.id, office.view(closed.id).case.clock, ClosureReason.BALANCED))
    assert [line.used_name for line in office.claire.ask(ListCases())] == ["Élie", "Morel"]
    assert [line.used_name for line in office.claire.ask(ListCases(closed=True))] == ["Dupuy", "Élie", "Morel"]
    assert [line.used_name for line in office.claire.ask(ListCases(words="elie laure"))] == ["Élie"]
    assert office.nadia.ask(ListCases(referent_id=office.nadia.id)) == ()


def test_a_line_tells_what_is_owed_what_is_late_and_the_day_of_the_last_note(office: Office) -> None:
    case_id = office.open()
    office.owe(case_id, cents=124_000)
    office.owe(case_id, "Électricité", 38_690, settled_on=TODAY)
    office.sign(case_id, "Premier entretien.")
    (line,) = office.claire.ask(ListCases())
    assert (line.debts, line.overdue, line.last_on) == (124_000, 0, TODAY)


def test_the_journal_says_that_a_case_was_opened_and_not_whose(office: Office) -> None:
    case_id = office.open()
    office.claire.do(NoteAccess(NotedAct.OPEN_CASE, case_id))
    (line,) = office.claire.ask(ReadJournal(limit=1))
    assert (line.action, line.subject) == ("open_case", "")


def test_a_day_to_come_is_refused(office: Office) -> None:
    case_id = office.open()
    with pytest.raises(Refusal, match="pas encore passé"):
        office.claire.do(
            ReachStep(case_id, office.view(case_id).case.clock, Step.DIAGNOSIS, day=TODAY + dt.timedelta(days=1))
        )


def test_a_step_reached_while_two_records_were_one_leaves_the_case_to_its_person(office: Office) -> None:
    laure, twin, yves = office.person(), office.person("Dupui"), office.person("Dupuy", "Yves", 1982)
    other = Member("DUPUY Yves", 1982, adult=True, person_id=yves)
    first = Member("DUPUI Laure", 1985, adult=True, person_id=twin)
    case_id = office.claire.do(OpenCase(twin, CaseKind.CURATIVE, Source.CAF, (first, other))).made[0]
    merge = office.claire.do(MergePersons(laure, twin))
    case = office.view(case_id).case
    assert case.person_id == laure
    office.claire.do(ReachStep(case_id, case.clock, Step.DIAGNOSIS))
    assert [one.person_id for one in office.view(case_id).case.members] == [laure, yves]
    office.claire.do(merge.undo)
    case = office.view(case_id).case
    assert (case.person_id, [one.person_id for one in case.members]) == (twin, [twin, yves])


def test_a_closed_case_takes_nothing_new_until_it_is_open_again(office: Office) -> None:
    case_id = office.open()
    debt, claire = office.owe(case_id), office.claire
    note = office.sign(case_id, "Vue ce matin.").made[0]
    paper = claire.do(AttachDocument(case_id, Group.BUDGET, "avis.pdf", b"%PDF-1.4")).made[0]
    claire.do(NewSheet(case_id))
    (sheet,) = claire.ask(ReadSheets(case_id)).sheets
    claire.do(CloseCase(case_id, office.view(case_id).case.clock, ClosureReason.MOVED))
    case = office.view(case_id).case
    refused: tuple[Gesture, ...] = (
        PutDebt(case_id, debt),
        AskDocument(case_id, ("Avis",)),
        WithdrawItem((debt.id,)),
        NewSheet(case_id),
        ChangeSheet(sheet),
        WithdrawSheet(sheet.id, sheet.clock),
        ChangeCase(case_id, case.clock, case.kind, case.source, case.referent_id, case.members),
        EndInterview(case_id, case.clock, "Vue.", 30),
        SignNote(case_id, Group.BUDGET, "Vue.", TODAY),
        AttachDocument(case_id, Group.BUDGET, "avis.pdf", b"%PDF-1.4"),
    )
    for gesture in refused:
        with pytest.raises(Refusal, match="rouvrez-le pour y écrire"):
            claire.do(gesture)
    claire.do(SignNote(case_id, Group.BUDGET, "Ajout.", TODAY, completes=note))
    claire.do(WithdrawDocument(paper))
    claire.do(ReopenCase(case_id, case.clock, "revenue"))
    claire.do(PutDebt(case_id, debt))
    claire.do(EndInterview(case_id, office.view(case_id).case.clock, "Vue.", 30))
    claire.do(CloseCase(case_id, office.view(case_id).case.clock, ClosureReason.MOVED))
