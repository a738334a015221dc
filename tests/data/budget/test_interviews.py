"""An interview ended in one gesture: note, counted act, step, appointment, visit; all of it or nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.schema import agenda, reception
from ceis_desk.notes.model import InterviewMedium
from ceis_desk.platforms.budget.gestures import CloseCase, EndInterview
from ceis_desk.platforms.budget.model import ClosureReason, Step
from ceis_desk.platforms.budget.questions import ListCases
from ceis_desk.reception.gestures import RecordVisit, StampVisit
from ceis_desk.reception.model import VisitState
from tests.data.budget.households import Office
from tests.data.budget.test_things import facts
from tests.scenarios.agents import TODAY


def inside(office: Office) -> Any:  # noqa: ANN401 the inside of the store
    return office.day.desk.enter("claire").store


def booked(office: Office, person_id: Id, hour: int = 9, day: dt.date = TODAY) -> Id:
    """An appointment of the budget platform, written as the agenda does."""
    at, row_id = dt.datetime.combine(day, dt.time(hour)), new_id()

    def work(tx: Any) -> Change:  # noqa: ANN401 a transaction
        values = {"person_id": person_id, "account_id": tx.actor.account_id, "platform": "budget", "room": "Bureau 2"}
        tx.put(agenda.appointment, row_id, starts_at=at, day=day, minutes=45, **values)
        return Change()

    inside(office).write(work).result()
    return row_id


def row(office: Office, table: Any, row_id: Id) -> Any:  # noqa: ANN401 a row
    return (
        inside(office)
        .file.writer.run(lambda one: one.execute(select(table).where(table.c.id == row_id)).one())
        .result()
    )


def end(office: Office, case_id: Id, text: str = "Vu ensemble.", **fields: Any) -> Change:  # noqa: ANN401 fields of any type
    clock = fields.pop("clock", office.view(case_id).case.clock)
    return office.claire.do(EndInterview(case_id, clock, text, fields.pop("minutes", 40), **fields))


def test_note_step_appointment_and_visit_are_closed_together(office: Office) -> None:
    case_id = office.open()
    person = office.persons["Dupuy"]
    appointment = booked(office, person)
    visit = office.day.do(RecordVisit((person,), appointment_id=appointment)).made[0]
    here = office.view(case_id).here
    assert here is not None
    assert (here.appointment_id, here.visit_id, here.busy_at) == (appointment, visit, None)
    office.at(9, 50)
    end(office, case_id, step=Step.DIAGNOSIS, appointment_id=appointment, visit_id=visit)
    view = office.view(case_id)
    assert (view.step, view.here, [one.minutes for one in view.notes]) == (Step.DIAGNOSIS, None, [40])
    assert row(office, agenda.appointment, appointment).outcome == Outcome.HONOURED.value
    stamps = row(office, reception.visit, visit)
    assert (stamps.busy_at is not None, stamps.gone_at) == (True, dt.datetime.combine(TODAY, dt.time(9, 50)))


def test_an_interview_is_one_counted_act(office: Office) -> None:
    case_id = office.open()
    end(office, case_id, medium=InterviewMedium.PHONE)
    assert facts(office) == [{"kind": "interview", "month": "2019-06", "minutes": 40, "medium": "phone"}]


def test_an_interview_without_a_note_counts_all_the_same(office: Office) -> None:
    case_id = office.open()
    assert end(office, case_id, " ").made == ()
    assert (office.view(case_id).notes, len(facts(office))) == ((), 1)


def test_a_case_counts_its_interviews_short_or_unwritten_and_none_of_them_twice(office: Office) -> None:
    case_id = office.open()
    end(office, case_id, minutes=0)
    end(office, case_id, " ", minutes=30)
    assert office.view(case_id).interviews == 2
    office.at(9, day=TODAY + dt.timedelta(days=1))
    office.sign(case_id, "Reçue sans terminer l’entretien.", minutes=30)
    assert office.view(case_id).interviews == 3
    end(office, case_id, " ")
    assert office.view(case_id).interviews == 3
    office.sign(case_id, "Appel manqué.")
    assert office.view(case_id).interviews == 3


def test_nothing_is_written_when_one_part_is_refused(office: Office) -> None:
    case_id = office.open()
    stranger = booked(office, office.person("Morel"))
    for fields in (
        {"step": Step.REVIEW},
        {"appointment_id": stranger},
        {"appointment_id": new_id()},
        {"minutes": -1},
        {"text": "NIR 2 84 03 34 172 045 12"},
        {"day": TODAY + dt.timedelta(days=1)},
    ):
        with pytest.raises(Refusal):
            end(office, case_id, **fields)
    with pytest.raises(Outdated):
        end(office, case_id, clock=1)
    view = office.view(case_id)
    assert (view.notes, view.step, facts(office)) == ((), Step.FIRST_CONTACT, [])
    assert row(office, agenda.appointment, stranger).outcome == Outcome.OPEN.value


def test_an_addendum_is_signed_with_the_end_or_not_at_all(office: Office) -> None:
    case_id = office.open()
    note_id = end(office, case_id).made[0]
    stranger = booked(office, office.person("Morel"))
    with pytest.raises(Refusal):
        end(office, case_id, "Rappel fait.", completes=note_id, appointment_id=stranger)
    assert [one.text for one in office.view(case_id).notes] == ["Vu ensemble."]
    end(office, case_id, "Rappel fait.", completes=note_id)
    assert [one.completes for one in office.view(case_id).notes if one.text == "Rappel fait."] == [note_id]


def test_an_addendum_of_an_interview_in_a_closed_case_is_refused_before_it_is_signed(office: Office) -> None:
    case_id = office.open()
    note_id = end(office, case_id).made[0]
    clock = office.view(case_id).case.clock
    office.claire.do(CloseCase(case_id, clock, ClosureReason.PLAN))
    with pytest.raises(Refusal):
        end(office, case_id, "Rappel fait.", completes=note_id)
    view = office.view(case_id)
    assert ([one.text for one in view.notes], view.is_open) == (["Vu ensemble."], False)


def test_a_private_note_of_an_interview_is_private(office: Office) -> None:
    case_id = office.open()
    end(office, case_id, private=True)
    assert [one.text for one in office.view(case_id, "nadia").notes] == [None]


def test_the_next_appointment_is_shown_in_the_case_and_in_the_list(office: Office) -> None:
    case_id = office.open()
    booked(office, office.persons["Dupuy"], 14, TODAY + dt.timedelta(days=21))
    coming = office.view(case_id).next_appointment
    assert coming is not None
    assert (coming.starts_at, coming.with_name, coming.room) == (
        dt.datetime(2019, 7, 9, 14),
        "Claire Fabre",
        "Bureau 2",
    )
    assert office.claire.ask(ListCases())[0].next_on == coming.starts_at


def test_the_next_appointment_is_the_one_after_the_one_under_way(office: Office) -> None:
    case_id = office.open()
    person = office.persons["Dupuy"]
    now = booked(office, person, 10)
    later = booked(office, person, 14, TODAY + dt.timedelta(days=21))
    visit = office.day.do(RecordVisit((person,), appointment_id=now)).made[0]
    before = office.view(case_id)
    assert (before.under_way, before.next_appointment and before.next_appointment.id) == (None, now)
    office.day.do(StampVisit(visit, VisitState.BUSY))
    received = office.view(case_id)
    assert received.under_way is not None
    assert received.next_appointment is not None
    assert (received.under_way.id, received.next_appointment.id) == (now, later)


def test_an_appointment_whose_hour_has_come_is_under_way_and_no_next_one(office: Office) -> None:
    case_id = office.open()
    now = booked(office, office.persons["Dupuy"], 9)
    office.at(9, 20)
    view = office.view(case_id)
    assert (view.under_way and view.under_way.id, view.next_appointment) == (now, None)
    office.at(9, 50)
    assert office.view(case_id).under_way is None
