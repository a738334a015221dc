"""Visits: recorded, called, corrected, taken back in any order, until the day is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.people.gestures import ChangePerson, CreatePerson
from ceis_desk.people.model import District, Identity
from ceis_desk.people.questions import OpenRecord
from ceis_desk.reception.gestures import (
    CallNext,
    CloseDay,
    CorrectVisit,
    RecordVisit,
    StampVisit,
    TakeBackCall,
    WithdrawVisits,
)
from ceis_desk.reception.model import DeskDay, Medium, MotifChoice, Visit, VisitState
from ceis_desk.reception.questions import AllMotifs, ReadDay
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.desks import Desk, new_desk

TODAY = dt.date(2019, 6, 18)


@dataclass
class Day:
    """A reception account at work, with a clock that the test sets."""

    desk: Desk
    sofiane: Opened
    clock: list[dt.datetime]

    def at(self, hour: int, minute: int = 0, day: dt.date = TODAY) -> None:
        self.clock[0] = dt.datetime.combine(day, dt.time(hour, minute))

    def do(self, gesture: object, who: Opened | None = None) -> Change:
        return (who or self.sofiane).store.do(gesture).result()  # type: ignore[arg-type]  # any gesture of the desk

    def person(self, name: str = "Benali") -> Id:
        identity = Identity(used_name=name, first_name="Samira", birth_date=dt.date(1984, 3, 14), qpv=District.YES)
        return self.do(CreatePerson(identity)).made[0]

    def read(self, day: dt.date = TODAY) -> DeskDay:
        return self.sofiane.store.ask(ReadDay(day)).result()

    def one(self) -> Visit:
        (visit,) = self.read().visits
        return visit

    def motif(self, label: str) -> Id:
        return next(one.id for one in self.sofiane.store.ask(AllMotifs()).result() if one.label == label)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    clock = [dt.datetime.combine(TODAY, dt.time(9))]
    with new_desk(tmp_path / "registre", lambda: clock[0]) as desk:
        yield Day(desk, desk.enter("sofiane"), clock)


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
    figures = day.sofiane.store.ask(PeriodFigures(TODAY, TODAY)).result()
    assert (figures.visits, figures.participants) == (0, 0)


def test_the_longest_waiting_of_my_queue_is_called_first_then_the_common_one(day: Day) -> None:
    claire = day.desk.enter("claire")
    common = day.do(RecordVisit((day.person(),))).made[0]
    day.at(9, 5)
    hers = day.do(RecordVisit((day.person("Hamidi"),), for_id=claire.actor.account_id)).made[0]
    assert day.do(CallNext(), claire).said == "Appel de HAMIDI Samira."
    assert day.do(CallNext(), claire).said == "Appel de BENALI Samira."
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


def test_a_past_figure_does_not_move_when_the_record_changes(day: Day) -> None:
    person = day.person()
    day.do(RecordVisit((person,)))
    record = day.sofiane.store.ask(OpenRecord(person)).result()
    moved = Identity(used_name="Benali", first_name="Samira", qpv=District.NO)
    day.do(ChangePerson(person, moved, record.clock))
    figures = day.sofiane.store.ask(PeriodFigures(TODAY, TODAY)).result()
    assert {answer.value: count for answer, count in figures.by_qpv.items()} == {"yes": 1, "no": 0, "unknown": 0}
    assert figures.by_age_band["25-39"] == 1  # type: ignore[index]  # an AgeBand is its code


def test_every_account_at_work_hears_a_change(day: Day) -> None:
    heard: list[Change] = []
    stop = day.desk.enter("claire").store.listen(heard.append)
    day.do(RecordVisit())
    stop()
    day.do(RecordVisit())
    assert [change.touches("visit") for change in heard] == [True]
