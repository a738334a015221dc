"""Visits: recorded, called, corrected, taken back in any order, until the day is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.store import Change
from ceis_desk.data.records import partners_named
from ceis_desk.people.gestures import ChangePerson, WithdrawPerson
from ceis_desk.people.model import District, Identity
from ceis_desk.people.questions import OpenRecord
from ceis_desk.reception.gestures import (
    CallNext,
    CloseDay,
    CorrectVisit,
    RecordVisit,
    ReopenDay,
    StampVisit,
    TakeBackCall,
    WithdrawVisits,
)
from ceis_desk.reception.model import Medium, MotifChoice, VisitState
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.agents import TODAY, Agent, Day, new_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


def test_an_arrival_says_who_and_when(day: Day) -> None:
    assert day.do(RecordVisit((day.person(),))).said == "Arrivée de BENALI Samira enregistrée à 9:00"
    assert day.one().state is VisitState.WAITING


def test_nothing_is_compulsory_to_be_welcomed(day: Day) -> None:
    assert day.do(RecordVisit()).said == "Arrivée anonyme enregistrée à 9:00"
    assert day.one().person_id is None


def test_a_first_name_alone_stays_written_on_the_visit(day: Day) -> None:
    day.do(RecordVisit(given_name="Samira"))
    assert day.one().given_name == "Samira"


def test_an_arrival_of_several_people_is_one_visit_each(day: Day) -> None:
    change = day.do(RecordVisit((day.person(), day.person("Hamidi")), anonymous=2))
    visits = day.read().visits
    assert len(visits) == len(change.made) == 4
    assert {visit.group for visit in visits} == {4}
    assert len({visit.arrival_id for visit in visits}) == 1


def test_undoing_an_arrival_of_several_takes_all_of_them_back(day: Day) -> None:
    change = day.do(RecordVisit(anonymous=3))
    back = day.do(change.undo)
    assert day.read().visits == ()
    day.do(back.undo)
    assert len(day.read().visits) == 3


def test_undo_works_in_any_order(day: Day) -> None:
    first = day.do(RecordVisit((day.person(),)))
    second = day.do(RecordVisit((day.person("Hamidi"),)))
    day.do(first.undo)
    day.do(second.undo)
    assert day.read().visits == ()


def test_a_visit_changed_since_is_not_taken_back_blindly(day: Day) -> None:
    change = day.do(RecordVisit((day.person(),)))
    day.do(StampVisit(change.made[0], VisitState.CALLED))
    with pytest.raises(Outdated):
        day.do(change.undo)
    assert day.one().state is VisitState.CALLED


def test_a_withdrawn_visit_no_longer_counts(day: Day) -> None:
    change = day.do(RecordVisit((day.person(),)))
    day.do(WithdrawVisits(change.made))
    figures = day.sofiane.ask(PeriodFigures(TODAY, TODAY))
    assert (figures.visits, figures.participants) == (0, 0)


def test_the_longest_waiting_of_my_queue_is_called_first_then_the_common_one(day: Day) -> None:
    claire = Agent(day.desk, "claire").id
    common = day.do(RecordVisit((day.person(),))).made[0]
    day.at(9, 5)
    hers = day.do(RecordVisit((day.person("Hamidi"),), for_id=claire)).made[0]
    assert day.do(CallNext(), "claire").said == "Appel de HAMIDI Samira."
    assert day.do(CallNext(), "claire").said == "Appel de BENALI Samira."
    assert {visit.id for visit in day.read().visits if visit.state is VisitState.CALLED} == {common, hers}


def test_nobody_to_call_is_a_sentence(day: Day) -> None:
    with pytest.raises(Refusal, match="Personne n’attend"):
        day.do(CallNext())


def test_a_call_taken_back_gives_the_person_her_place_again(day: Day) -> None:
    day.do(RecordVisit((day.person(),)))
    day.at(9, 10)
    day.do(CallNext())
    day.do(TakeBackCall())
    assert (day.one().state, day.one().called_at) == (VisitState.WAITING, None)


def test_a_visit_passes_through_its_stamps_and_undo_gives_each_back(day: Day) -> None:
    visit_id = day.do(RecordVisit((day.person(),))).made[0]
    seen: list[Change] = []
    for state in (VisitState.CALLED, VisitState.BUSY, VisitState.GONE):
        day.at(9, 10 + len(seen))
        seen.append(day.do(StampVisit(visit_id, state)))
    assert day.one().received_by == "Sofiane Roux"
    day.do(seen[-1].undo)
    assert day.one().state is VisitState.BUSY


def test_a_call_or_a_fact_of_yesterday_has_no_queue(day: Day) -> None:
    day.do(RecordVisit(medium=Medium.PHONE))
    assert day.one().state is VisitState.GONE
    yesterday = dt.datetime.combine(TODAY - dt.timedelta(days=1), dt.time(16))
    assert day.do(RecordVisit(at=yesterday)).said == "Arrivée anonyme enregistrée à 16:00"
    assert [visit.at for visit in day.read(yesterday.date()).visits] == [yesterday]


def test_a_fact_that_has_not_happened_is_refused(day: Day) -> None:
    with pytest.raises(Refusal, match="pas encore passée"):
        day.do(RecordVisit(at=dt.datetime.combine(TODAY, dt.time(17))))


def test_a_precision_keeps_forty_characters_at_most(day: Day) -> None:
    motif = day.motif("Accès aux droits")
    day.do(RecordVisit(motifs=(MotifChoice(motif, "x" * 60),)))
    assert day.one().motifs == (MotifChoice(motif, "x" * 40),)


def test_a_social_security_number_is_refused_and_nothing_is_recorded(day: Day) -> None:
    motif = day.motif("Accès aux droits")
    with pytest.raises(Refusal, match="sécurité sociale"):
        day.do(RecordVisit(motifs=(MotifChoice(motif, "2 84 03 34 172 045 12"),)))
    assert day.read().visits == ()


def test_a_correction_changes_who_why_and_when_and_can_be_undone(day: Day) -> None:
    housing, other = day.motif("Logement"), day.motif("Autre motif")
    day.do(RecordVisit(motifs=(MotifChoice(other),)))
    visit, person = day.one(), day.person()
    day.at(10)
    earlier = dt.datetime.combine(TODAY, dt.time(8, 50))
    change = day.do(
        CorrectVisit(visit.id, visit.clock, person, "", (MotifChoice(housing),), None, Medium.PHONE, earlier, "CAF")
    )
    after = day.one()
    assert (after.person_id, after.motifs, after.medium, after.at) == (
        person,
        (MotifChoice(housing),),
        Medium.PHONE,
        earlier,
    )
    day.do(change.undo)
    assert (day.one().person_id, day.one().motifs) == (None, (MotifChoice(other),))


def test_a_correction_of_a_visit_changed_elsewhere_is_refused(day: Day) -> None:
    day.do(RecordVisit())
    visit = day.one()
    day.do(StampVisit(visit.id, VisitState.CALLED))
    with pytest.raises(Outdated):
        day.do(CorrectVisit(visit.id, visit.clock, None, "", (), None, Medium.COUNTER, visit.at, ""))


def test_a_closed_day_no_longer_changes_and_nobody_waits_in_it(day: Day) -> None:
    change = day.do(RecordVisit((day.person(),)))
    day.at(18)
    day.do(CloseDay(TODAY))
    assert day.one().state is VisitState.GONE
    with pytest.raises(Refusal, match="clos"):
        day.do(WithdrawVisits(change.made))


def test_no_visit_is_recorded_for_a_withdrawn_record(day: Day) -> None:
    person = day.person()
    day.do(WithdrawPerson(person, day.sofiane.ask(OpenRecord(person)).clock))
    with pytest.raises(Refusal, match="n’est plus là"):
        day.do(RecordVisit((person,)))
    assert day.read().visits == ()


def test_the_same_person_named_twice_in_an_arrival_came_once(day: Day) -> None:
    person = day.person()
    assert len(day.do(RecordVisit((person, person))).made) == 1


def test_taking_back_no_visit_at_all_is_refused(day: Day) -> None:
    with pytest.raises(Refusal, match="Aucun passage"):
        day.do(WithdrawVisits(()))


def test_a_visit_taken_back_is_neither_called_nor_corrected(day: Day) -> None:
    arrival = day.do(RecordVisit())
    visit = day.one()
    day.do(WithdrawVisits(arrival.made))
    with pytest.raises(Refusal, match="n’est plus là"):
        day.do(StampVisit(visit.id, VisitState.CALLED))


def test_a_call_has_no_place_in_the_queue(day: Day) -> None:
    visit_id = day.do(RecordVisit(medium=Medium.PHONE)).made[0]
    with pytest.raises(Refusal, match="pas de place dans la file"):
        day.do(StampVisit(visit_id, VisitState.WAITING))


def test_a_person_recorded_without_waiting_may_enter_the_queue_and_leave_it_by_undo(day: Day) -> None:
    visit_id = day.do(RecordVisit(waits=False)).made[0]
    change = day.do(StampVisit(visit_id, VisitState.WAITING))
    assert (day.one().state, day.one().waiting_at) == (VisitState.WAITING, day.one().at)
    day.do(change.undo)
    assert (day.one().state, day.one().waiting_at) == (VisitState.GONE, None)


def statements(day: Day, gesture: RecordVisit | CloseDay) -> int:
    """How many statements a gesture takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    opened: Any = day.desk.enter("sofiane")
    writer = opened.store.file.writer
    writer.run(lambda connection: event.listen(connection.engine, "before_cursor_execute", note)).result()
    opened.store.do(gesture).result()
    writer.run(lambda connection: event.remove(connection.engine, "before_cursor_execute", note)).result()
    return len(seen)


def test_a_crowd_is_recorded_and_a_day_closed_in_as_many_statements_as_one_person(day: Day) -> None:
    motif = MotifChoice(day.motif("Logement"))
    few, many = day.person(), tuple(day.person(f"Benali{number}") for number in range(20))
    alone = statements(day, RecordVisit((few,), motifs=(motif,)))
    assert statements(day, RecordVisit(many, motifs=(motif,))) == alone
    closing = statements(day, CloseDay(TODAY))
    day.do(ReopenDay(TODAY))
    day.do(WithdrawVisits(tuple(visit.id for visit in day.read().visits[:-1])))
    assert statements(day, CloseDay(TODAY)) == closing


def test_the_partners_named_are_read_without_a_look_at_the_other_visits(day: Day) -> None:
    day.do(RecordVisit(referred_to="CAF"))
    day.do(RecordVisit(referred_to="CPAM"))
    day.do(RecordVisit(referred_to="CAF"))
    seen: list[tuple[str, Any]] = []

    def plan(connection: Connection) -> list[str]:
        def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:  # noqa: ANN401 what a driver takes
            seen.append((statement, parameters))

        event.listen(connection.engine, "before_cursor_execute", note)
        assert partners_named(connection) == ("CAF", "CPAM")
        event.remove(connection.engine, "before_cursor_execute", note)
        (query,) = seen
        return [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query[0]}", query[1])]

    opened: Any = day.desk.enter("sofiane")
    steps = opened.store.file.writer.run(plan).result()
    assert any("ix_visit_referred_to" in step for step in steps)


def test_a_past_figure_does_not_move_when_the_record_changes(day: Day) -> None:
    person = day.person()
    day.do(RecordVisit((person,)))
    record = day.sofiane.ask(OpenRecord(person))
    moved = Identity(used_name="Benali", first_name="Samira", qpv=District.NO)
    day.do(ChangePerson(person, moved, record.clock))
    figures = day.sofiane.ask(PeriodFigures(TODAY, TODAY))
    assert {answer.value: count for answer, count in figures.by_qpv.items()} == {"yes": 1, "no": 0, "unknown": 0}
    assert figures.by_age_band["25-39"] == 1  # type: ignore[index]  # an AgeBand is its code


def test_whoever_listens_hears_a_change_until_she_stops(day: Day) -> None:
    heard: list[Change] = []
    store = day.desk.enter("sofiane").store
    stop = store.listen(heard.append)
    store.do(RecordVisit()).result()
    stop()
    store.do(RecordVisit()).result()
    assert [change.touches("visit") for change in heard] == [True]
