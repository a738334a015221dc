"""What became of an appointment is said by somebody, undone, and counted as of its day."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.agenda.gestures import SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.reception.gestures import EndReceived, RecordVisit, StampVisit
from ceis_desk.reception.model import VisitState
from ceis_desk.statistics.model import AgeBand, Figures, Qpv
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth
from tests.data.agenda.office import MONDAY, TUESDAY, WEDNESDAY, Office, at


def june(office: Office) -> Figures:
    return office.ask(PeriodFigures(dt.date(2019, 6, 1), dt.date(2019, 6, 30)))


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.HONOURED, "honoré."),
        (Outcome.EXCUSED, "annulé par la personne."),
        (Outcome.REVOKED, "annulé par le service."),
        (Outcome.NO_SHOW, "absence sans prévenir."),
    ],
)
def test_each_outcome_is_said_and_taken_back(office: Office, outcome: Outcome, words: str) -> None:
    made = office.book(office.person(), at(9, day=MONDAY)).made[0]
    change = office.do(SetOutcome(made, outcome), "claire")
    assert change.said.startswith("Rendez-vous de BENALI Samira")
    assert change.said.endswith(words)
    assert change.masked.startswith("Rendez-vous de B••• S.")
    assert office.entry(made).outcome is outcome
    office.do(change.undo, "claire")
    assert office.entry(made).outcome is Outcome.OPEN


def test_the_end_of_an_interview_is_one_stroke_and_one_undo(office: Office) -> None:
    person = office.person()
    made = office.book(person, at(9)).made[0]
    visit = office.do(RecordVisit((person,), appointment_id=made)).made[0]
    office.do(StampVisit(visit, VisitState.BUSY), "claire")
    ended = office.do(EndReceived(StampVisit(visit, VisitState.GONE), SetOutcome(made, Outcome.HONOURED)), "claire")
    assert ended.said == "Passage de BENALI Samira terminé, rendez-vous honoré."
    assert (office.entry(made).outcome, office.entry(made).visit_state) == (Outcome.HONOURED, "gone")
    back = office.do(ended.undo, "claire")
    assert (office.entry(made).outcome, office.entry(made).visit_state) == (Outcome.OPEN, "busy")
    office.do(back.undo, "claire")
    assert (office.entry(made).outcome, office.entry(made).visit_state) == (Outcome.HONOURED, "gone")


def test_a_visit_does_not_end_when_its_appointment_was_settled_elsewhere(office: Office) -> None:
    person = office.person()
    made = office.book(person, at(9)).made[0]
    visit = office.do(RecordVisit((person,), appointment_id=made)).made[0]
    clock = office.entry(made).clock
    office.do(SetOutcome(made, Outcome.EXCUSED), "nadia")
    with pytest.raises(Outdated):
        office.do(EndReceived(StampVisit(visit, VisitState.GONE), SetOutcome(made, Outcome.HONOURED, clock)), "claire")
    assert office.entry(made).visit_state == "waiting"


def test_an_honoured_appointment_makes_a_participant_of_her_age_and_district_that_day(office: Office) -> None:
    made = office.book(office.person(), at(9, day=MONDAY)).made[0]
    assert june(office).participants == 0
    change = office.do(SetOutcome(made, Outcome.HONOURED), "claire")
    figures = june(office)
    assert (figures.participants, figures.by_qpv[Qpv.YES], figures.by_platform["budget"].participants) == (1, 1, 1)
    assert sum(figures.by_age_band.values()) == 1
    assert figures.by_age_band[AgeBand.UNKNOWN] == 0
    office.do(change.undo, "claire")
    assert june(office).participants == 0


def test_an_appointment_that_a_visit_answers_is_honoured_in_the_report_though_nobody_said_so(office: Office) -> None:
    person = office.person()
    made = office.book(person, at(9, 15)).made[0]
    office.book(office.person("Lopez"), at(10))
    office.do(RecordVisit((person,), appointment_id=made))
    outcomes = office.ask(ReadMonth(dt.date(2019, 6, 1)), "helene").outcomes
    assert (outcomes.planned, outcomes.honoured, outcomes.unknown) == (2, 1, 1)
    office.do(SetOutcome(made, Outcome.REVOKED), "claire")
    assert office.ask(ReadMonth(dt.date(2019, 6, 1)), "helene").outcomes.honoured == 0


def test_an_erased_person_keeps_what_her_appointment_had_kept(office: Office) -> None:
    person = office.person()
    made = office.book(person, at(9, day=MONDAY)).made[0]
    change = office.do(SetOutcome(made, Outcome.HONOURED), "claire")
    before = june(office)
    office.do(change.undo, "claire")
    office.do(ErasePerson(person), "helene")
    office.do(SetOutcome(made, Outcome.HONOURED), "claire")
    assert june(office) == before


def test_whoever_was_checked_in_for_it_is_not_absent(office: Office) -> None:
    person = office.person()
    made = office.book(person, at(9, 15)).made[0]
    office.do(RecordVisit((person,), appointment_id=made))
    with pytest.raises(Refusal, match="arrivée à 9:00 pour ce rendez-vous"):
        office.do(SetOutcome(made, Outcome.NO_SHOW), "claire")
    office.do(SetOutcome(made, Outcome.REVOKED), "claire")


@pytest.mark.parametrize("outcome", [Outcome.HONOURED, Outcome.NO_SHOW])
def test_nothing_is_honoured_or_missed_before_its_day(office: Office, outcome: Outcome) -> None:
    made = office.book(office.person(), at(9, day=WEDNESDAY)).made[0]
    with pytest.raises(Refusal, match="pas encore passé"):
        office.do(SetOutcome(made, outcome), "claire")
    office.now[0] = at(8, day=WEDNESDAY)
    office.do(SetOutcome(made, outcome), "claire")


def test_what_a_colleague_said_since_is_not_taken_back(office: Office) -> None:
    made = office.book(office.person(), at(9, day=TUESDAY)).made[0]
    change = office.do(SetOutcome(made, Outcome.NO_SHOW), "sofiane")
    office.do(SetOutcome(made, Outcome.HONOURED), "claire")
    with pytest.raises(Outdated):
        office.do(change.undo, "sofiane")
    assert office.entry(made).outcome is Outcome.HONOURED


def test_an_appointment_that_is_not_there_has_no_outcome(office: Office) -> None:
    with pytest.raises(Refusal, match="n’est plus là"):
        office.do(SetOutcome(new_id(), Outcome.EXCUSED))
