"""Projects on a real encrypted store: who is in, what it costs, what was decided together."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.agenda.gestures import MarkAttendance, WithdrawSessions
from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_requests import CountUnnamed, ReadWorkshop
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.partners.gestures import SetPartner
from ceis_desk.partners.model import PartnerCard, PartnerKind
from ceis_desk.partners.projects import (
    Money,
    Part,
    PartKind,
    PartSession,
    PartState,
    ProjectKind,
    ProjectState,
    ProjectTopic,
    PutPart,
    ReadProject,
    ReadProjects,
    SetProject,
    WithdrawProject,
    money_of,
)
from ceis_desk.people.gestures import MergePersons
from tests.data.agenda.office import MONDAY, TUESDAY, Office, at


@pytest.fixture
def garden(office: Office) -> Id:
    return office.do(SetProject("Jardin partagé", ProjectKind.CITIZEN, "Cultiver ensemble"), "lea").made[0]


def test_a_project_is_begun_edited_and_taken_back(office: Office, garden: Id) -> None:
    view = office.ask(ReadProject(garden), "lea")
    assert (view.project.state, view.project.opened_on) == (ProjectState.IDEA, TUESDAY)
    edit = SetProject("Jardin", state=ProjectState.RUNNING, project_id=garden, clock=view.project.clock)
    change = office.do(edit, "helene")
    assert office.ask(ReadProject(garden), "lea").project.state is ProjectState.RUNNING
    with pytest.raises(Outdated):
        office.do(edit, "lea")
    office.do(change.undo, "helene")
    assert office.ask(ReadProject(garden), "lea").project.title == "Jardin partagé"
    gone = office.do(WithdrawProject(garden), "lea")
    assert office.ask(ReadProjects(), "lea") == ()
    office.do(gone.undo, "lea")
    assert [line.project.title for line in office.ask(ReadProjects("cultiver"), "lea")] == ["Jardin partagé"]


def test_a_project_says_what_of_the_town_it_opens_and_is_found_by_it(office: Office, garden: Id) -> None:
    clock = office.ask(ReadProject(garden), "lea").project.clock
    visit = SetProject("Une soirée au théâtre", ProjectKind.GROUP, topic=ProjectTopic.CULTURE)
    office.do(visit, "lea")
    change = office.do(SetProject("Jardin", topic=ProjectTopic.CIVIC, project_id=garden, clock=clock), "lea")
    found = {word: [line.project.title for line in office.ask(ReadProjects(word), "lea")] for word in ("cult", "citoy")}
    assert found["citoy"] == ["Jardin"]
    assert "Une soirée au théâtre" in found["cult"]
    office.do(change.undo, "lea")
    assert office.ask(ReadProject(garden), "lea").project.topic is ProjectTopic.NONE


def test_persons_are_counted_once_and_named_to_those_who_read_their_records(office: Office, garden: Id) -> None:
    samira, double, laure = office.person("Benali"), office.person("Ben Ali"), office.person("Dupuy")
    office.do(PutPart(garden, PartKind.CARRIER, person_id=samira), "lea")
    for person in (samira, double, laure):
        office.do(PutPart(garden, PartKind.PARTICIPANT, person_id=person), "lea")
    office.do(MergePersons(samira, double), "lea")
    (line,) = office.ask(ReadProjects(), "lea")
    assert line.people == 2
    seen = office.ask(ReadProject(garden), "lea").of(PartKind.PARTICIPANT)
    assert sorted(part.used_name for part in seen) == ["Benali", "Dupuy"]
    hidden = office.ask(ReadProject(garden), "helene").of(PartKind.PARTICIPANT)
    assert {(part.used_name, part.first_name, part.hidden) for part in hidden} == {("", "", True)}


def test_somebody_is_in_a_project_once_and_nothing_is_written_of_her_there(office: Office, garden: Id) -> None:
    person = office.person()
    office.do(PutPart(garden, PartKind.PARTICIPANT, person_id=person), "lea")
    with pytest.raises(Refusal, match="déjà dans ce projet"):
        office.do(PutPart(garden, PartKind.PARTICIPANT, person_id=person), "lea")
    with pytest.raises(Refusal, match="Rien n’est écrit d’une personne"):
        office.do(PutPart(garden, PartKind.CARRIER, "fragile", person_id=person), "lea")
    with pytest.raises(Denied):
        office.do(PutPart(garden, PartKind.CARRIER, person_id=person), "helene")


def test_money_is_told_by_what_became_of_it(office: Office, garden: Id) -> None:
    for cents, state in ((150_000, PartState.GRANTED), (50_000, PartState.ASKED), (20_000, PartState.REFUSED)):
        office.do(PutPart(garden, PartKind.FUNDING, "Fonds", cents=cents, state=state), "lea")
    assert money_of(office.ask(ReadProject(garden), "lea").parts) == Money(50_000, 150_000, 20_000)
    assert office.ask(ReadProjects(), "lea")[0].granted == 150_000
    with pytest.raises(Refusal, match="a un montant"):
        office.do(PutPart(garden, PartKind.FUNDING, "Fonds"), "lea")


def test_steps_done_and_the_next_one_are_told(office: Office, garden: Id) -> None:
    day = dt.date(2019, 7, 2)
    office.do(PutPart(garden, PartKind.STEP, "Choisir le terrain", state=PartState.DONE), "lea")
    step = office.do(PutPart(garden, PartKind.STEP, "Planter", day=day), "lea").made[0]
    (line,) = office.ask(ReadProjects(), "lea")
    assert (line.steps, line.steps_done, line.next_on) == (2, 1, day)
    part = next(one for one in office.ask(ReadProject(garden), "lea").parts if one.id == step)
    done = PutPart(garden, PartKind.STEP, part.words, day=day, state=PartState.DONE, part_id=step, clock=part.clock)
    change = office.do(done, "lea")
    assert office.ask(ReadProjects(), "lea")[0].steps_done == 2
    office.do(change.undo, "lea")
    assert office.ask(ReadProjects(), "lea")[0].steps_done == 1


def test_a_start_up_learns_from_tests_and_what_users_said(office: Office) -> None:
    startup = office.do(SetPartner(PartnerCard("Papiers Clairs", kind=PartnerKind.STARTUP)), "lea").made[0]
    project = office.do(SetProject("Application de courrier", ProjectKind.USE), "lea").made[0]
    for part in (
        PutPart(project, PartKind.PARTNER, partner_id=startup),
        PutPart(project, PartKind.TEST, "Premier essai à six", day=TUESDAY, state=PartState.DONE),
        PutPart(project, PartKind.FEEDBACK, "Les boutons sont trop petits", state=PartState.KEPT),
        PutPart(project, PartKind.DECISION, "Une version sans compte", state=PartState.ADOPTED),
    ):
        office.do(part, "lea")
    view = office.ask(ReadProject(project), "claire")
    assert [part.partner_name for part in view.of(PartKind.PARTNER)] == ["Papiers Clairs"]
    assert [part.state for part in view.of(PartKind.FEEDBACK)] == [PartState.KEPT]


def test_those_who_read_partners_only_change_no_project(office: Office, garden: Id) -> None:
    for login in ("sofiane", "claire"):
        assert office.ask(ReadProject(garden), login).project.title == "Jardin partagé"
        with pytest.raises(Denied):
            office.do(PutPart(garden, PartKind.STEP, "Planter"), login)


@pytest.fixture
def trial(office: Office) -> Id:
    return office.do(SetProject("Application de courrier", ProjectKind.USE), "lea").made[0]


def one_test(office: Office, project: Id, login: str = "lea") -> Part:
    (part,) = office.ask(ReadProject(project), login).of(PartKind.TEST)
    return part


def test_a_test_names_its_session_takes_its_day_and_counts_who_was_there(office: Office, trial: Id) -> None:
    session = office.session(at(9), title="Essai à l’espace numérique")
    office.do(PutPart(trial, PartKind.TEST, "Lire un courrier", session_id=session), "lea")
    for name, state in (("Benali", Attendance.PRESENT), ("Dupuy", Attendance.PRESENT), ("Rossi", Attendance.EXCUSED)):
        office.do(MarkAttendance(session, office.person(name), state))
    office.do(CountUnnamed(session, 3))
    part = one_test(office, trial)
    assert part.session == PartSession(session, "Essai à l’espace numérique", at(9), 5)
    assert part.day == TUESDAY
    assert office.ask(ReadWorkshop(session), "lea").projects == ("Application de courrier",)


def test_the_day_that_was_written_of_a_test_is_not_that_of_its_session(office: Office, trial: Id) -> None:
    session = office.session(at(9))
    office.do(PutPart(trial, PartKind.TEST, "Lire un courrier", session_id=session, day=MONDAY), "lea")
    assert one_test(office, trial).day == MONDAY


def test_only_a_test_names_a_session_and_one_that_is_there(office: Office, trial: Id) -> None:
    session = office.session(at(9))
    with pytest.raises(Refusal, match="Seule une séance de test"):
        office.do(PutPart(trial, PartKind.STEP, "Planter", session_id=session), "lea")
    office.do(WithdrawSessions((session,)))
    with pytest.raises(Refusal, match="n’est plus dans Ateliers"):
        office.do(PutPart(trial, PartKind.TEST, "Lire", session_id=session), "lea")
    assert office.ask(ReadProject(trial), "lea").parts == ()


def test_a_test_whose_session_is_withdrawn_is_still_ticked_and_says_that_it_is_gone(office: Office, trial: Id) -> None:
    session = office.session(at(9))
    office.do(PutPart(trial, PartKind.TEST, "Lire", session_id=session), "lea")
    office.do(WithdrawSessions((session,)))
    part = one_test(office, trial)
    assert (part.session_id, part.session) == (session, None)
    done = PutPart(
        trial, PartKind.TEST, "Lire", None, None, session, part.day, None, PartState.DONE, part.id, part.clock
    )
    change = office.do(done, "lea")
    assert one_test(office, trial).state is PartState.DONE
    office.do(change.undo, "lea")
    assert one_test(office, trial).state is PartState.PLANNED


def test_a_session_says_no_project_that_was_withdrawn(office: Office, trial: Id) -> None:
    session = office.session(at(9))
    office.do(PutPart(trial, PartKind.TEST, "Lire", session_id=session), "lea")
    office.do(WithdrawProject(trial), "lea")
    assert office.ask(ReadWorkshop(session), "lea").projects == ()
