"""A closed day changes no more, and a day closed too soon is opened again with its queue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.reception.gestures import CallNext, CloseDay, RecordVisit, ReopenDay, StampVisit, WithdrawVisits
from ceis_desk.reception.model import VisitState
from tests.scenarios.agents import TODAY, Day, new_day

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


def states(day: Day) -> list[VisitState]:
    return [visit.state for visit in reversed(day.read().visits)]


def test_a_day_closed_too_soon_gives_its_queue_back_and_nobody_else(day: Day) -> None:
    left = day.do(RecordVisit()).made[0]
    day.do(StampVisit(left, VisitState.GONE))
    day.at(9, 10)
    day.do(RecordVisit())
    day.at(9, 20)
    called = day.do(RecordVisit()).made[0]
    day.do(StampVisit(called, VisitState.CALLED))
    day.at(12)
    change = day.do(CloseDay(TODAY))
    assert set(states(day)) == {VisitState.GONE}
    day.do(change.undo)
    assert states(day) == [VisitState.GONE, VisitState.WAITING, VisitState.CALLED]
    assert day.read().closed_at is None
    day.do(CallNext())


def test_an_arrival_of_a_closed_day_is_refused_with_the_way_to_record_it(day: Day) -> None:
    day.do(CloseDay(TODAY))
    with pytest.raises(Refusal, match="Rouvrir la journée"):
        day.do(RecordVisit(given_name="Zoé"))
    day.do(ReopenDay(TODAY))
    arrival = day.do(RecordVisit(given_name="Zoé"))
    assert states(day) == [VisitState.WAITING]
    day.do(arrival.undo)
    assert day.read().visits == ()


def test_a_past_day_that_is_opened_again_takes_visits_and_has_no_queue(day: Day) -> None:
    day.do(RecordVisit())
    day.at(9, 0, TODAY + dt.timedelta(days=1))
    day.do(CloseDay(TODAY))
    assert day.read(TODAY + dt.timedelta(days=1)).last_closed == TODAY
    day.do(ReopenDay(TODAY))
    day.do(RecordVisit(at=dt.datetime.combine(TODAY, dt.time(16))))
    assert states(day) == [VisitState.GONE, VisitState.GONE]
    assert day.read(TODAY + dt.timedelta(days=1)).last_closed is None


def test_the_day_says_its_own_closing_and_the_latest_one_before_it(day: Day) -> None:
    day.do(CloseDay(YESTERDAY))
    assert (day.read().closed_at, day.read().last_closed) == (None, YESTERDAY)
    day.do(CloseDay(TODAY))
    assert (day.read().closed_at, day.read().last_closed) == (day.clock[0], TODAY)
    assert day.read(YESTERDAY).last_closed == YESTERDAY


def test_a_day_is_closed_once_and_opened_once(day: Day) -> None:
    with pytest.raises(Refusal, match="déjà ouverte"):
        day.do(ReopenDay(TODAY))
    day.do(CloseDay(TODAY))
    with pytest.raises(Refusal, match="déjà close"):
        day.do(CloseDay(TODAY))


def test_a_day_to_come_is_not_closed(day: Day) -> None:
    with pytest.raises(Refusal, match="pas encore passé"):
        day.do(CloseDay(TODAY + dt.timedelta(days=1)))


def test_undoing_a_closing_does_not_undo_the_one_that_a_colleague_made_since(day: Day) -> None:
    first = day.do(CloseDay(TODAY))
    again = day.do(ReopenDay(TODAY), "claire")
    day.do(again.undo, "claire")
    with pytest.raises(Outdated):
        day.do(first.undo)
    assert day.read().closed_at is not None


def test_a_visit_taken_back_before_the_closing_waits_again_when_it_is_given_back(day: Day) -> None:
    arrival = day.do(RecordVisit())
    back = day.do(WithdrawVisits(arrival.made))
    day.do(day.do(CloseDay(TODAY)).undo)
    day.do(back.undo)
    assert states(day) == [VisitState.WAITING]
