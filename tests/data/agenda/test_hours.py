"""Availabilities and closings are written, changed and taken back; what is booked in a closing is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.agenda.gestures import SetAvailability, SetBusyTime
from ceis_desk.agenda.questions import Availabilities
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import new_id
from tests.data.agenda.office import FRIDAY, MONDAY, TUESDAY, Office, at


def line(office: Office) -> SetAvailability:
    return SetAvailability(office.id("claire"), 1, dt.time(9), dt.time(12, 30), MONDAY, room="bureau 2")


def test_an_availability_is_said_read_and_taken_back(office: Office) -> None:
    change = office.do(line(office), "claire")
    assert change.said == "Claire Fabre reçoit le mardi de 9:00 à 12:30."
    ((kept,), _) = office.ask(Availabilities(MONDAY))
    assert (kept.weekday, kept.first, kept.last, kept.every, kept.to_day) == (1, dt.time(9), dt.time(12, 30), 1, None)
    back = office.do(change.undo, "claire")
    assert back.said == "Claire Fabre ne reçoit plus le mardi de 9:00 à 12:30."
    assert office.ask(Availabilities(MONDAY)) == ((), ())
    office.do(back.undo, "claire")
    assert office.ask(Availabilities(MONDAY))[0][0].room == "bureau 2"


def test_an_availability_changed_gives_its_former_hours_back_unless_a_colleague_changed_it(office: Office) -> None:
    row = office.do(line(office)).made[0]
    ((kept,), _) = office.ask(Availabilities(MONDAY))
    change = office.do(replace(line(office), last=dt.time(11), id=row, clock=kept.clock))
    office.do(change.undo)
    ((back,), _) = office.ask(Availabilities(MONDAY))
    assert back.last == dt.time(12, 30)
    office.do(replace(line(office), last=dt.time(10), id=row), "claire")
    with pytest.raises(Outdated):
        office.do(replace(line(office), last=dt.time(11), id=row, clock=kept.clock))


def test_what_ended_before_is_not_read_any_more(office: Office) -> None:
    office.do(replace(line(office), to_day=FRIDAY))
    office.do(SetBusyTime(at(10), at(12), "Réunion"))
    office.do(SetBusyTime(at(10), at(12), "Chaque semaine", every=1, until=TUESDAY + dt.timedelta(days=7)))
    later = TUESDAY + dt.timedelta(days=7)
    lines, closings = office.ask(Availabilities(later))
    assert (lines, [one.title for one in closings]) == ((), ["Chaque semaine"])
    assert office.ask(Availabilities(later + dt.timedelta(days=1))) == ((), ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekday": 7},
        {"weekday": -1},
        {"last": dt.time(9)},
        {"every": 0},
        {"every": 53},
        {"to_day": MONDAY - dt.timedelta(days=1)},
        {"account_id": new_id()},
        {"room": "2 84 03 34 172 045 12"},
    ],
)
def test_an_availability_that_is_none_is_refused(office: Office, wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        office.do(replace(line(office), **wrong))  # type: ignore[arg-type]  # any field
    assert office.ask(Availabilities(MONDAY)) == ((), ())


@pytest.mark.parametrize(
    "wrong", [{"ends_at": at(10)}, {"every": -1}, {"every": 53}, {"until": MONDAY}, {"title": "x" * 121}]
)
def test_a_closing_that_is_none_is_refused(office: Office, wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        office.do(replace(SetBusyTime(at(10), at(12), "Réunion"), **wrong))  # type: ignore[arg-type]  # any field


def test_a_closing_says_what_stands_in_it_and_opens_again(office: Office) -> None:
    office.book(office.person(), at(10))
    office.session(at(14))
    hers = office.do(SetBusyTime(at(9), at(12), "Formation", office.id("nadia")))
    assert hers.said == "Temps fermé."
    change = office.do(SetBusyTime(at(9), at(18), "Panne de chauffage"))
    assert "2 rendez-vous ou ateliers y sont pris" in change.said
    office.do(change.undo)
    assert [one.title for one in office.ask(Availabilities(MONDAY))[1]] == ["Formation"]


def test_the_direction_reads_the_hours_and_writes_none(office: Office) -> None:
    assert office.ask(Availabilities(MONDAY), "helene") == ((), ())
    with pytest.raises(Denied):
        office.do(line(office), "helene")
