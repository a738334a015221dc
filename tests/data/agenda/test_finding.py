"""The first free times that fit, over several professionals, and who of the waiting list would like one."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from ceis_desk.agenda.gestures import PutOnWaitingList, SetBusyTime, SetOutcome, SettleWaiting
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import FindSlots, WaitingFor
from ceis_desk.agenda.week import Slot, WaitState, Wish
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.reception.gestures import SetAbsence
from tests.data.agenda.office import FRIDAY, TUESDAY, WEDNESDAY, Office, at


def found(office: Office, **more: object) -> list[str]:
    ask = FindSlots(**{"after": at(9), "minutes": 45, "platform": "budget", **more})  # type: ignore[arg-type]  # any field
    return [f"{slot.name.split()[0]} {slot.starts_at:%d %H:%M}" for slot in office.ask(ask)]


def test_nobody_who_receives_is_no_slot(office: Office) -> None:
    assert found(office) == []


def test_the_first_three_come_by_hour_over_all_who_receive(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 11, room="bureau 2")
    office.receives("nadia", TUESDAY, 10, 11)
    office.book(office.person(), at(9))
    assert found(office) == ["Claire 18 09:45", "Nadia 18 10:00", "Claire 25 09:00"]
    (first, *_) = office.ask(FindSlots(at(9), 45))
    assert (first.room, first.platform, first.account_id) == ("bureau 2", "budget", office.id("claire"))


def test_one_counsellor_one_half_day_one_length_and_one_horizon_are_kept_to(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 10)
    office.receives("claire", TUESDAY, 14, 16)
    office.receives("nadia", WEDNESDAY, 9, 12)
    assert found(office, wish=Wish.AFTERNOON, count=1) == ["Claire 18 14:00"]
    assert found(office, accounts=(office.id("nadia"),), count=1) == ["Nadia 19 09:00"]
    assert found(office, minutes=90, count=2) == ["Claire 18 14:00", "Nadia 19 09:00"]
    assert found(office, minutes=90, horizon=1, count=9) == ["Claire 18 14:00"]
    assert found(office, minutes=0) == []
    assert found(office, platform="digital") == []


def test_what_closes_is_never_offered(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 12)
    office.do(SetAbsence(office.id("claire"), at(9), at(11)))
    office.do(SetBusyTime(at(9, day=dt.date(2019, 6, 25)), at(18, day=dt.date(2019, 6, 25)), "Inventaire"))
    office.session(at(9, 30, dt.date(2019, 7, 2)))
    office.set("opening_hours", json.dumps({"1": [["10:00", "13:00"]]}))
    assert found(office) == ["Claire 18 11:00", "Claire 02 11:00", "Claire 09 10:00"]


def test_a_holiday_offers_nothing(office: Office) -> None:
    office.receives("claire", dt.date(2019, 6, 10), 9, 12)
    assert found(office, after=at(8, day=dt.date(2019, 6, 10)), count=1) == ["Claire 17 09:00"]


def test_a_cancelled_or_missed_appointment_offers_its_time_again(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 10)
    made = office.book(office.person(), at(9)).made[0]
    assert found(office, count=1) == ["Claire 25 09:00"]
    office.do(SetOutcome(made, Outcome.EXCUSED))
    assert found(office, count=1) == ["Claire 18 09:00"]


def test_the_breath_that_the_site_has_set_is_kept_around_what_is_booked(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 12)
    office.book(office.person(), at(9))
    assert found(office, count=1) == ["Claire 18 09:45"]
    office.set("agenda_gap", "15")
    assert found(office, count=1) == ["Claire 18 10:00"]


def test_a_slot_bears_a_room_only_when_nobody_else_is_received_in_it(office: Office) -> None:
    office.set("rooms", json.dumps([{"name": "bureau 2", "shared": False}]))
    office.receives("claire", TUESDAY, 9, 11, room="bureau 2")
    office.book(office.person(), at(10), "nadia", room="bureau 2")
    first, second = office.ask(FindSlots(at(9), 45, horizon=1, count=2))
    assert [(one.starts_at, one.room) for one in (first, second)] == [(at(9), "bureau 2"), (at(9, 45), "")]


def test_a_slot_far_away_is_found_within_the_horizon(office: Office) -> None:
    office.receives("claire", dt.date(2019, 8, 13), 9, 10)
    assert found(office, count=1) == ["Claire 13 09:00"]
    assert found(office, count=1, horizon=56) == []


def slot(office: Office, hour: int = 14, minutes: int = 45) -> Slot:
    return Slot(office.id("claire"), "Claire Fabre", "budget", at(hour), minutes, "")


def test_those_whom_a_free_time_suits_are_told_longest_waiting_first(office: Office) -> None:
    waits: dict[str, dict[str, object]] = {
        "Lacoste": {"wish": Wish.AFTERNOON},
        "Öztürk": {"account_id": office.id("claire")},
        "Diallo": {"account_id": office.id("nadia")},
        "Pujol": {"minutes": 90},
        "Castel": {"platform": "digital"},
        "Martel": {"wish": Wish.MORNING},
    }
    for name, more in waits.items():
        person = office.person(name)
        office.do(PutOnWaitingList(**{"person_id": person, "platform": "budget", **more}))  # type: ignore[arg-type]  # any field
    told = [[one.used_name for one in office.ask(WaitingFor(slot(office, hour)))] for hour in (14, 10)]
    assert told == [["Lacoste", "Öztürk"], ["Öztürk", "Martel"]]
    with pytest.raises(Denied):
        office.ask(WaitingFor(slot(office)), "helene")


def test_nobody_waits_twice_for_the_same(office: Office) -> None:
    person = office.person()
    change = office.do(PutOnWaitingList(person, "budget"))
    assert (change.said, change.masked) == (
        "BENALI Samira est sur la liste d’attente.",
        "B••• S. est sur la liste d’attente.",
    )
    with pytest.raises(Refusal, match="déjà sur la liste"):
        office.do(PutOnWaitingList(person, "budget"))
    office.do(PutOnWaitingList(person, "digital"))
    office.do(change.undo)
    office.do(PutOnWaitingList(person, "budget"))
    assert [one.platform for one in office.week().waiting] == ["digital", "budget"]


def test_a_line_settled_comes_back_at_its_place_unless_a_colleague_changed_it(office: Office) -> None:
    row = office.do(PutOnWaitingList(office.person(), "budget")).made[0]
    left = office.do(SettleWaiting(row, WaitState.LEFT))
    assert office.week().waiting == ()
    office.do(left.undo)
    assert [one.since for one in office.week().waiting] == [TUESDAY]
    again = office.do(SettleWaiting(row, WaitState.LEFT))
    office.do(SettleWaiting(row, WaitState.BOOKED), "claire")
    with pytest.raises(Outdated):
        office.do(again.undo)


def test_a_wait_that_is_none_is_refused(office: Office) -> None:
    person = office.person()
    for wrong in ({"platform": "magie"}, {"minutes": 0}, {"account_id": new_id()}, {"person_id": new_id()}):
        with pytest.raises(Refusal):
            office.do(PutOnWaitingList(**{"person_id": person, "platform": "budget", **wrong}))  # type: ignore[arg-type]  # any field
    with pytest.raises(Refusal, match="n’est plus là"):
        office.do(SettleWaiting(new_id(), WaitState.LEFT))
    assert office.week(first=FRIDAY).waiting == ()
