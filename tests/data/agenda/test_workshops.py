"""Collective life: kinds of session, ticks from the counter, people without a name, the end of a session."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.agenda.gestures import Enrol, MarkAttendance, SetSession, WithdrawSessions
from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_requests import CloseSession, CountUnnamed, ReadSessions, ReadWorkshop, ReopenSession
from ceis_desk.agenda.workshops import (
    AXES,
    Axis,
    SessionKind,
    SessionLevel,
    SessionLine,
    Tally,
    UnnamedCode,
    UnnamedCount,
    WorkshopRoll,
    WrongSum,
)
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.people.gestures import MergePersons
from ceis_desk.reception.gestures import CorrectVisit, RecordVisit
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.reception.questions import AllMotifs, ReadDay
from tests.data.agenda.office import MONDAY, TUESDAY, WEDNESDAY, Office, at

FEMALE = UnnamedCount(Axis.SEX, UnnamedCode.FEMALE, 2)
MALE = UnnamedCount(Axis.SEX, UnnamedCode.MALE, 1)
AGES = (UnnamedCount(Axis.AGE, UnnamedCode.FROM_25, 1), UnnamedCount(Axis.AGE, UnnamedCode.FROM_60, 1))
STATUSES = (UnnamedCount(Axis.STATUS, UnnamedCode.RETIRED, 3),)


def read(office: Office, session: Id, login: str = "marc") -> WorkshopRoll:
    return office.ask(ReadWorkshop(session), login)


def line(office: Office, session: Id) -> SessionLine:
    return next(one for one in office.ask(ReadSessions(MONDAY)) if one.id == session)


def state(office: Office, session: Id, person: Id) -> Attendance:
    return next(one.state for one in read(office, session).people if one.person_id == person)


def check_in(office: Office, person: Id, motif: str = "Atelier collectif") -> Id:
    motifs = {one.label: MotifChoice(one.id) for one in office.ask(AllMotifs())}
    return office.do(RecordVisit((person,), motifs=(motifs[motif],))).made[0]


def test_a_session_says_what_it_is_and_for_whom(office: Office) -> None:
    cohort = new_id()
    made = SetSession(
        "Premiers clics", "digital", office.id("marc"), at(14), 120, 8, kind=SessionKind.ANIMATION,
        theme="navigation_sur_internet", level=SessionLevel.BEGINNER, cohort_id=cohort, enrolling=False,
    )  # fmt: skip
    session = office.do(made, "marc").made[0]
    found = line(office, session)
    assert (found.kind, found.theme, found.level, found.cohort_id, found.enrolling) == (
        *(SessionKind.ANIMATION, "navigation_sur_internet", SessionLevel.BEGINNER, cohort, False),
    )


def test_a_session_made_without_more_is_a_workshop_on_enrolment(office: Office) -> None:
    found = line(office, office.session(at(14)))
    assert (found.kind, found.theme, found.level, found.enrolling) == (
        *(SessionKind.WORKSHOP, "", SessionLevel.ANY, True),
    )


def test_what_a_change_does_not_say_stays_and_its_undo_gives_back_what_it_said(office: Office) -> None:
    session = office.session(at(14), kind=SessionKind.PROJECT, level=SessionLevel.ADVANCED)
    asked = SetSession("Jardin", "budget", None, at(15), 60, 6, id=session)
    office.do(asked)
    assert (line(office, session).kind, line(office, session).level) == (SessionKind.PROJECT, SessionLevel.ADVANCED)
    change = office.do(replace(asked, kind=SessionKind.MEETING, enrolling=False))
    assert not line(office, session).enrolling
    office.do(change.undo)
    assert (line(office, session).kind, line(office, session).enrolling) == (SessionKind.PROJECT, True)


def test_a_session_never_goes_from_one_group_to_another(office: Office) -> None:
    session = office.session(at(14), cohort_id=new_id())
    with pytest.raises(Refusal, match="autre groupe"):
        office.do(SetSession("Mon budget", "budget", None, at(14), 90, 10, id=session, cohort_id=new_id()))


def test_where_anybody_may_come_no_place_is_counted(office: Office) -> None:
    session = office.session(at(14), places=1, enrolling=False)
    people = [office.person(name) for name in ("Arnal", "Rossi")]
    said = [office.do(Enrol(session, person)).said for person in people]
    assert said[1] == "Inscription de ROSSI Samira\u00a0: 2 inscrits."
    assert line(office, session).tally == Tally(enrolled=2)
    assert not line(office, session).is_full


def test_the_week_counts_each_roll_as_it_stands(office: Office) -> None:
    session = office.session(at(9), places=3)
    came, excused, later, waits = (office.person(name) for name in ("Arnal", "Rossi", "Pujol", "Diallo"))
    for person in (came, excused, later, waits):
        office.do(Enrol(session, person))
    office.do(MarkAttendance(session, came, Attendance.PRESENT))
    office.do(MarkAttendance(session, excused, Attendance.EXCUSED))
    found = line(office, session)
    assert found.tally == Tally(enrolled=1, present=1, excused=1, waiting=1)
    assert (found.tally.on_roll, found.free) == (3, 1)
    (waiting,) = read(office, session).waiting
    assert (waiting.line.person_id, waiting.since) == (waits, TUESDAY)


def test_a_place_freed_is_given_by_somebody_and_never_by_itself(office: Office) -> None:
    session = office.session(at(14), places=1)
    first, second = office.person("Arnal"), office.person("Rossi")
    for person in (first, second):
        office.do(Enrol(session, person))
    office.do(MarkAttendance(session, first, Attendance.EXCUSED))
    assert [one.line.person_id for one in read(office, session).waiting] == [second]
    office.do(MarkAttendance(session, second, Attendance.ENROLLED))
    assert read(office, session).waiting == ()


def test_the_direction_reads_how_many_and_nobody(office: Office) -> None:
    session = office.session(at(14))
    office.do(Enrol(session, office.person()))
    found = read(office, session, "helene")
    assert (found.people, found.waiting, found.session.tally) == ((), (), Tally(enrolled=1))
    with pytest.raises(Denied):
        office.do(CloseSession(session), "helene")


# What the counter says


def test_whoever_is_checked_in_for_a_workshop_is_ticked_and_keeps_that_day(office: Office) -> None:
    session = office.session(at(9, 30))
    person = office.person()
    office.do(Enrol(session, person))
    office.now[0] = at(9, 24)
    check_in(office, person)
    (found,) = read(office, session).people
    assert (found.state, found.arrived_at) == (Attendance.PRESENT, at(9, 24))


def test_an_arrival_for_something_else_ticks_nobody(office: Office) -> None:
    session, person = office.session(at(9, 30)), office.person()
    office.do(Enrol(session, person))
    check_in(office, person, "Rendez-vous budget")
    assert state(office, session, person) is Attendance.ENROLLED


def test_of_two_sessions_the_nearest_is_ticked(office: Office) -> None:
    morning, afternoon = office.session(at(9, 30)), office.session(at(14))
    person = office.person()
    for session in (morning, afternoon):
        office.do(Enrol(session, person))
    office.now[0] = at(13, 40)
    check_in(office, person)
    assert state(office, morning, person) is Attendance.ENROLLED
    assert state(office, afternoon, person) is Attendance.PRESENT


def test_an_arrival_taken_back_unticks_and_given_back_ticks_again(office: Office) -> None:
    session, person = office.session(at(9, 30)), office.person()
    office.do(Enrol(session, person))
    motifs = {one.label: MotifChoice(one.id) for one in office.ask(AllMotifs())}
    change = office.do(RecordVisit((person,), motifs=(motifs["Atelier collectif"],)))
    back = office.do(change.undo)
    assert state(office, session, person) is Attendance.ENROLLED
    office.do(back.undo)
    assert state(office, session, person) is Attendance.PRESENT


def test_an_arrival_that_was_somebody_else_s_ticks_her_instead(office: Office) -> None:
    session = office.session(at(9, 30))
    wrong, right = office.person("Arnal"), office.person("Rossi")
    for person in (wrong, right):
        office.do(Enrol(session, person))
    visit = check_in(office, wrong)
    motifs = {one.label: MotifChoice(one.id) for one in office.ask(AllMotifs())}
    clock = next(one.clock for one in office.ask(ReadDay(TUESDAY)).visits if one.id == visit)
    workshop = (motifs["Atelier collectif"],)
    office.do(CorrectVisit(visit, clock, right, "", workshop, None, Medium.COUNTER, at(9), ""))
    assert state(office, session, wrong) is Attendance.ENROLLED
    assert state(office, session, right) is Attendance.PRESENT


def test_a_closed_session_hears_the_counter_no_more(office: Office) -> None:
    session, person = office.session(at(9)), office.person()
    office.do(Enrol(session, person))
    office.do(CloseSession(session))
    check_in(office, person)
    assert state(office, session, person) is Attendance.ENROLLED


# People without a name, and the end of a session


def test_a_session_closes_when_each_axis_gives_the_total(office: Office) -> None:
    session = office.session(at(9))
    office.do(CountUnnamed(session, 3, (FEMALE, MALE, *AGES, *STATUSES)))
    with pytest.raises(WrongSum, match="Il manque 1 personne dans les âges") as raised:
        office.do(CloseSession(session))
    assert raised.value.sentence == ("Il manque 1 personne dans les âges. Tout est gardé, complétez avant de clore.")
    assert raised.value.axis is Axis.AGE
    assert line(office, session).closed_at is None
    office.do(CountUnnamed(session, counts=(UnnamedCount(Axis.AGE, UnnamedCode.UNKNOWN, 1),)))
    assert office.do(CloseSession(session)).said == "Séance close\u00a0: 0 pointé et 3 sans nom."
    assert line(office, session).closed_at == at(9)


def test_too_many_people_on_an_axis_are_refused_too(office: Office) -> None:
    session = office.session(at(9))
    office.do(CountUnnamed(session, 1, (FEMALE, AGES[0], UnnamedCount(Axis.STATUS, UnnamedCode.RETIRED, 1))))
    with pytest.raises(WrongSum, match="Il y a 1 personne de trop dans les sexes"):
        office.do(CloseSession(session))


@pytest.mark.parametrize(
    ("extra", "count"), [(-1, FEMALE), (3, UnnamedCount(Axis.SEX, UnnamedCode.MALE, -2)), (99_999, FEMALE)]
)
def test_impossible_counts_are_refused(office: Office, extra: int, count: UnnamedCount) -> None:
    session = office.session(at(9))
    with pytest.raises(Refusal, match="Un compte va de 0"):
        office.do(CountUnnamed(session, extra, (count,)))
    assert (read(office, session).counts, line(office, session).extra) == ({}, 0)


def test_an_answer_of_another_axis_is_refused(office: Office) -> None:
    session = office.session(at(9))
    assert UnnamedCode.RETIRED not in AXES[Axis.SEX]
    with pytest.raises(Refusal, match="pas de ce groupe"):
        office.do(CountUnnamed(session, 1, (UnnamedCount(Axis.SEX, UnnamedCode.RETIRED, 1),)))


def test_counts_taken_back_are_those_of_before(office: Office) -> None:
    session = office.session(at(9))
    office.do(CountUnnamed(session, 2, (FEMALE,)))
    change = office.do(CountUnnamed(session, 5, (replace(FEMALE, count=4), MALE)))
    assert change.said == "5 personnes sans nom."
    office.do(change.undo)
    assert read(office, session).counts == {(Axis.SEX, UnnamedCode.FEMALE): 2}
    assert line(office, session).extra == 2


def test_a_closed_session_changes_no_more_until_it_is_opened_again(office: Office) -> None:
    session, person = office.session(at(9)), office.person()
    office.do(Enrol(session, person))
    closed = office.do(CloseSession(session))
    refused = (
        Enrol(session, office.person("Arnal")),
        MarkAttendance(session, person, Attendance.PRESENT),
        CountUnnamed(session, 1),
        SetSession("Autre", "budget", None, at(9), 60, 5, id=session),
        WithdrawSessions((session,)),
    )
    for gesture in refused:
        with pytest.raises(Refusal, match="rouvrez-la"):
            office.do(gesture)
    office.do(closed.undo)
    office.do(MarkAttendance(session, person, Attendance.PRESENT))
    with pytest.raises(Refusal, match="pas close"):
        office.do(ReopenSession(session))


def test_a_session_that_has_not_begun_is_not_closed(office: Office) -> None:
    session = office.session(at(10, day=WEDNESDAY))
    with pytest.raises(Refusal, match="pas commencé"):
        office.do(CloseSession(session))


def test_a_session_changed_meanwhile_is_not_closed_unseen(office: Office) -> None:
    session = office.session(at(9))
    clock = line(office, session).clock
    office.do(CountUnnamed(session, 1))
    with pytest.raises(Outdated):
        office.do(CloseSession(session, clock))


def test_the_counter_reads_as_many_days_as_it_asks(office: Office) -> None:
    office.session(at(9))
    office.session(at(9, day=WEDNESDAY))
    assert len(office.ask(ReadSessions(TUESDAY, 1))) == 1
    assert len(office.ask(ReadSessions(TUESDAY, 2))) == 2
    assert office.ask(ReadSessions(TUESDAY + dt.timedelta(days=30))) == ()


def test_nobody_has_two_places_under_two_records_that_were_merged(office: Office) -> None:
    session = office.session(at(14))
    other, person = office.person("Benali"), office.person("Benaly")
    office.do(Enrol(session, other))
    office.do(MergePersons(other, person), "claire")
    for record in (person, other):
        with pytest.raises(Refusal, match="déjà inscrite"):
            office.do(Enrol(session, record))
    assert line(office, session).tally.enrolled == 1
    office.do(MarkAttendance(session, other, Attendance.EXCUSED))
    office.do(Enrol(session, person))
    assert line(office, session).tally.enrolled == 1
