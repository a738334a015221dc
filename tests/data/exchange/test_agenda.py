"""What one desk writes in the agenda is in the agenda of the others, and a time given twice shows as such."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.agenda.gestures import (
    BookAppointment,
    Enrol,
    MarkAttendance,
    PutOnWaitingList,
    SetAvailability,
    SetBusyTime,
    SetSession,
)
from ceis_desk.agenda.questions import DoubleBookings, FindSlots, ReadWeek
from ceis_desk.agenda.week import Attendance, EntryKind
from ceis_desk.agenda.workshop_requests import ReadWorkshop
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.people.gestures import MergePersons
from tests.data.exchange.pcs import NOW, Pc, exchange
from tests.data.exchange.test_merging import AMINA, made

TODAY = NOW.date()
MORNING = SetAvailability(new_id(), TODAY.weekday(), dt.time(9), dt.time(12), TODAY)


def test_what_a_desk_books_opens_and_lists_is_in_the_week_of_the_other(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    one.do(replace(MORNING, account_id=one.account))
    one.do(BookAppointment(person, one.account, "budget", NOW, 45, kind_code="first", subject="Premier bilan"))
    one.do(SetBusyTime(NOW.replace(hour=10), NOW.replace(hour=11), "Réunion"))
    one.do(PutOnWaitingList(person, "budget"))
    exchange(tmp_path, one, two)
    weeks = [pc.ask(ReadWeek(TODAY, 1)) for pc in (one, two)]
    assert weeks[0] == weeks[1]
    assert {entry.kind for entry in weeks[1].entries} == {EntryKind.APPOINTMENT, EntryKind.BUSY}
    assert [(one.used_name, one.since) for one in weeks[1].waiting] == [("Benali", TODAY)]
    slots = [pc.ask(FindSlots(NOW, 45, count=2)) for pc in (one, two)]
    assert slots[0] == slots[1]
    assert [slot.starts_at for slot in slots[1]] == [NOW.replace(hour=11), NOW + dt.timedelta(days=7)]
    with pytest.raises(Refusal, match="vient d’être pris par le poste «\u00a0Poste 1"):
        two.do(BookAppointment(person, one.account, "budget", NOW.replace(minute=15), 45))


def test_a_time_given_at_two_desks_is_a_clash_in_the_week_of_both(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    for pc, name in ((one, "Arnal"), (two, "Rossi")):
        person = made(pc, replace(AMINA, used_name=name, phones=(), birth_date=None))
        pc.do(BookAppointment(person, one.account, "budget", NOW.replace(hour=10), 45))
    exchange(tmp_path, one, two)
    for pc in (one, two):
        assert [entry.clash for entry in pc.ask(ReadWeek(TODAY, 1)).entries] == [True, True]
        (double,) = pc.ask(DoubleBookings())
        assert double.free_at == NOW.replace(hour=10, minute=45)


def test_a_time_given_twice_names_the_record_that_stands_for_each_person(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    arnal, rossi, kept = (
        made(pc, replace(AMINA, used_name=name, phones=(), birth_date=None))
        for pc, name in ((one, "Arnal"), (two, "Rossi"), (one, "Rossy"))
    )
    for pc, person in ((one, arnal), (two, rossi)):
        pc.do(BookAppointment(person, one.account, "budget", NOW.replace(hour=10), 45))
    exchange(tmp_path, one, two)
    one.do(MergePersons(kept, rossi))
    (double,) = one.ask(DoubleBookings())
    assert {slot.person_id for slot in (double.first, double.second)} == {arnal, kept}
    assert any("ROSSY" in slot.name for slot in (double.first, double.second))


def test_a_roll_marked_apart_under_two_records_merged_at_one_desk_reads_the_same_at_both(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    first, second = made(one), made(one, replace(AMINA, used_name="Benaly", phones=(), birth_date=None))
    session = one.do(SetSession("Mon budget", "budget", None, NOW, 90, 4)).made[0]
    for person in (first, second):
        one.do(Enrol(session, person))
    exchange(tmp_path, one, two)
    one.do(MergePersons(first, second))
    one.do(MarkAttendance(session, first, Attendance.EXCUSED))
    two.do(MarkAttendance(session, second, Attendance.PRESENT))
    exchange(tmp_path, one, two)
    rolls = [pc.ask(ReadWorkshop(session)) for pc in (one, two)]
    assert rolls[0] == rolls[1]
    assert [(line.used_name, line.state) for line in rolls[0].people] == [("Benali", Attendance.PRESENT)]
    assert rolls[0].session.tally.present == rolls[0].session.tally.on_roll == 1
