"""Somebody of a roll under two records that were merged: one place, one name, one count; two again once separated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

import pytest

from ceis_desk.agenda.gestures import Enrol, MarkAttendance, PutOnWaitingList, SettleWaiting
from ceis_desk.agenda.questions import ReadRoll
from ceis_desk.agenda.rules import FIRST_OF_STATES
from ceis_desk.agenda.week import Attendance, WaitState
from ceis_desk.agenda.workshop_requests import CloseSession, ReadSessions, ReadWorkshop
from ceis_desk.agenda.workshops import Tally
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.people.gestures import MergePersons
from ceis_desk.people.model import District
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.statistics.collective import ReadCollectiveLife, ReadMix
from ceis_desk.statistics.model import Qpv
from tests.data.agenda.office import MONDAY, TUESDAY, Office, at, new_office

PRESENT, ENROLLED, WAITING, EXCUSED, ABSENT = FIRST_OF_STATES
WITHDRAWN = Attendance.WITHDRAWN
PAIRS = [*combinations_with_replacement(FIRST_OF_STATES, 2)]


@dataclass
class Two:
    """A session at nine with somebody on its roll under two records; `undo` separates them."""

    office: Office
    session: Id
    winner: Id
    loser: Id
    undo: Gesture | None = None

    def put(self, record: Id, state: Attendance) -> None:
        """Bring a record to a state as an agent does."""
        if state is not WAITING:
            self.office.do(MarkAttendance(self.session, record, state))
            return
        free = self.office.ask(ReadWorkshop(self.session)).session.free
        others = [self.office.do(Enrol(self.session, self.office.person("Comble"))) for _ in range(free)]
        self.office.do(Enrol(self.session, record))
        for one in others:
            self.office.do(one.undo)

    def merge(self) -> None:
        self.undo = self.office.do(MergePersons(self.winner, self.loser), "claire").undo

    def separate(self) -> None:
        self.office.do(self.undo, "claire")

    def read(self) -> list[Attendance]:
        """The states shown on the roll, those who wait last."""
        roll = self.office.ask(ReadWorkshop(self.session))
        shown = [*roll.people, *(one.line for one in roll.waiting)]
        assert [one.state for one in shown] == [one.state for one in self.office.ask(ReadRoll(self.session)).lines]
        return [one.state for one in shown]

    def tally(self) -> Tally:
        line = next(one for one in self.office.ask(ReadSessions(TUESDAY, 1)) if one.id == self.session)
        assert self.office.entry(self.session).enrolled == line.tally.seated
        return line.tally


def new_two(office: Office, places: int = 3) -> Two:
    return Two(office, office.session(at(9), places=places), office.person("Benali"), office.person("Benaly"))


@pytest.fixture
def two(office: Office) -> Two:
    return new_two(office)


@pytest.fixture(scope="module")
def office_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with new_office(tmp_path_factory.mktemp("seats") / "registre") as made:
        yield made


def counted(*states: Attendance) -> Tally:
    return Tally(**{state.value: states.count(state) for state in FIRST_OF_STATES})


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_she_stands_once_where_one_of_her_records_says_most_and_twice_again_once_separated(
    office_of_module: Office, first: Attendance, second: Attendance
) -> None:
    two = new_two(office_of_module, places=2)
    two.put(two.loser, second)
    two.put(two.winner, first)
    apart = two.read()
    assert (sorted(apart), two.tally()) == (sorted((first, second)), counted(first, second))
    two.merge()
    assert (two.read(), two.tally()) == ([first], counted(first))
    two.separate()
    assert (two.read(), two.tally()) == (apart, counted(first, second))


@pytest.mark.parametrize("asked", [*FIRST_OF_STATES, WITHDRAWN])
@pytest.mark.parametrize(("first", "second"), [(ENROLLED, WAITING), (PRESENT, EXCUSED), (WAITING, ABSENT)])
def test_what_is_marked_of_either_record_is_where_she_stands_and_its_undo_gives_each_record_its_state_back(
    office_of_module: Office, first: Attendance, second: Attendance, asked: Attendance
) -> None:
    two = new_two(office_of_module, places=2)
    two.put(two.loser, first)
    two.put(two.winner, second)
    apart = two.read()
    two.merge()
    wanted = [] if asked is WITHDRAWN else [asked]
    for record in (two.winner, two.loser):
        change = two.office.do(MarkAttendance(two.session, record, asked))
        assert two.read() == wanted
        again = two.office.do(change.undo)
        assert two.read() == [first]
        back = two.office.do(again.undo)
        assert two.read() == wanted
        two.office.do(back.undo)
    two.separate()
    assert two.read() == apart


def test_a_place_freed_by_the_union_is_given_and_both_who_wait_are_one(two: Two) -> None:
    two.put(two.winner, ENROLLED)
    two.put(two.loser, ENROLLED)
    other, last, twin = (two.office.person(name) for name in ("Rossi", "Zidi", "Zidy"))
    for person in (other, last, twin):
        two.office.do(Enrol(two.session, person))
    assert two.tally() == counted(ENROLLED, ENROLLED, ENROLLED, WAITING, WAITING)
    two.merge()
    two.office.do(MergePersons(last, twin), "claire")
    assert two.tally() == counted(ENROLLED, ENROLLED, WAITING)
    two.office.do(MarkAttendance(two.session, twin, ENROLLED))
    assert two.tally() == counted(ENROLLED, ENROLLED, ENROLLED)
    two.separate()
    with pytest.raises(Refusal, match="complet"):
        two.office.do(MarkAttendance(two.session, two.office.person("Petit"), ENROLLED))


def test_the_tick_of_the_counter_finds_her_under_either_record_and_once(two: Two) -> None:
    two.put(two.winner, EXCUSED)
    two.put(two.loser, ENROLLED)
    two.merge()
    motif = next(MotifChoice(one.id) for one in two.office.ask(AllMotifs()) if one.label == "Atelier collectif")
    visit = two.office.do(RecordVisit((two.winner,), motifs=(motif,)))
    assert two.read() == [PRESENT]
    assert two.office.ask(ReadRoll(two.session)).lines[0].arrived_at == at(9)
    two.office.do(RecordVisit((two.winner,), motifs=(motif,)))
    assert two.read() == [PRESENT]
    two.office.do(visit.undo)
    assert two.read() == [ENROLLED]


def test_one_presence_is_counted_with_what_is_known_of_her(two: Two) -> None:
    unknown = {"birth_date": None, "qpv": District.UNKNOWN}
    two.loser = two.office.person("Benaly", **unknown)
    two.put(two.loser, PRESENT)
    two.put(two.winner, PRESENT)
    for name in ("Arnal", "Petit", "Rossi"):
        two.put(two.office.person(name), PRESENT)
    two.merge()
    two.put(two.office.person("Zidi"), PRESENT)
    mix = two.office.ask(ReadMix(two.session))
    assert (mix.people, mix.by_qpv[Qpv.YES], mix.by_qpv[Qpv.UNKNOWN]) == (5, 5, 0)
    assert two.office.ask(ReadCollectiveLife(MONDAY, TUESDAY)).attendances == 5
    assert two.office.do(CloseSession(two.session)).said == "Séance close\u00a0: 5 pointés et 0 sans nom."
    two.separate()
    assert two.office.ask(ReadMix(two.session)).people == 6


def test_a_presence_marked_of_the_record_that_stands_for_her_keeps_her_age_though_the_roll_holds_the_other(
    two: Two,
) -> None:
    two.loser = two.office.person("Benaly", birth_date=None, qpv=District.UNKNOWN)
    two.put(two.loser, ENROLLED)
    two.merge()
    for name in ("Arnal", "Petit", "Rossi", "Zidi"):
        two.put(two.office.person(name), PRESENT)
    two.office.do(MarkAttendance(two.session, two.winner, PRESENT))
    assert two.office.ask(ReadMix(two.session)).by_qpv[Qpv.YES] == 5


def test_what_a_colleague_noted_since_of_her_other_record_is_not_written_over(two: Two) -> None:
    two.put(two.winner, ENROLLED)
    two.put(two.loser, EXCUSED)
    two.merge()
    (line,) = two.office.ask(ReadWorkshop(two.session)).people
    two.office.do(MarkAttendance(two.session, two.loser, PRESENT), "claire")
    with pytest.raises(Outdated):
        two.office.do(MarkAttendance(two.session, line.person_id, ABSENT, line.clock))
    assert two.read() == [PRESENT]


def waits(office: Office) -> list[str]:
    return [one.used_name for one in office.week().waiting]


def test_whoever_waits_twice_for_the_same_appointment_is_one_line_and_leaves_once(two: Two) -> None:
    office = two.office
    for record in (two.loser, two.winner):
        office.do(PutOnWaitingList(record, "budget"))
    office.do(PutOnWaitingList(office.person("Zidi"), "budget"))
    two.merge()
    assert waits(office) == ["Benali", "Zidi"]
    line = office.week().waiting[0]
    left = office.do(SettleWaiting(line.id, WaitState.LEFT, line.clock))
    assert waits(office) == ["Zidi"]
    office.do(left.undo)
    assert waits(office) == ["Benali", "Zidi"]
    booked = office.book(line.person_id, at(11), waiting_id=line.id)
    assert waits(office) == ["Zidi"]
    office.do(booked.undo)
    two.separate()
    assert waits(office) == ["Benaly", "Benali", "Zidi"]
