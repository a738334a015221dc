"""From the agenda to the case of whoever is received, and the end of an interview that has no case."""

from __future__ import annotations

from dataclasses import replace

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.reception.gestures import EndReceived, StampVisit
from ceis_desk.reception.model import VisitState
from ceis_desk.reception.questions import ReadDay
from tests.ui.agenda import files
from tests.ui.agenda.conftest import Desk, MakeDesk, week_asked
from tests.ui.agenda.test_agenda_page import day_with, visit

BUSY = replace(files.BENALI, visit_state="busy")


def received(make_desk: MakeDesk, role: Role = Role.BUDGET, **more: str) -> Desk:
    """Samira is received: the cursor is on her appointment."""
    week = replace(files.WEEK, entries=(replace(BUSY, **more),))  # type: ignore[arg-type]  # texts of an entry
    answers: dict[type, object] = {
        ReadWeek: lambda question: week_asked(question, week),
        ReadDay: day_with(visit(VisitState.BUSY)),
    }
    desk = make_desk(role, answers=answers)
    desk.stand_on(BUSY)
    return desk


def test_enter_on_whoever_is_received_opens_her_case(make_desk: MakeDesk) -> None:
    desk = received(make_desk)
    desk.enter()
    assert desk.went == [("budget", files.BENALI.person_id)]
    assert desk.done(StampVisit) == []


ENDED = EndReceived(
    StampVisit(files.ident("visit"), VisitState.GONE, 11),
    SetOutcome(files.BENALI.id, Outcome.HONOURED, files.BENALI.clock),
)


def test_ending_stamps_the_visit_and_honours_the_appointment_in_one_stroke(make_desk: MakeDesk) -> None:
    desk = received(make_desk)
    desk.pilot.page.detail.buttons["end"].click()
    assert desk.done(EndReceived) == [ENDED]
    assert (desk.done(StampVisit), desk.done(SetOutcome)) == ([], [])


def test_enter_ends_an_interview_of_another_platform(make_desk: MakeDesk) -> None:
    desk = received(make_desk, platform="digital")
    desk.enter()
    assert desk.done(EndReceived) == [ENDED]


def test_the_counter_is_offered_no_case(make_desk: MakeDesk) -> None:
    desk = received(make_desk, Role.RECEPTION)
    assert "case" not in desk.pilot.page.detail.buttons
    assert "Dossier budget" not in desk.words()
