"""The clock of a PC set back in the middle of a day, by ten years, or by the law: nothing is refused nor disordered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ceis_desk.data import clocks
from ceis_desk.reception.gestures import CallNext, CorrectVisit, RecordVisit, StampVisit
from ceis_desk.reception.model import Medium, Visit, VisitState
from ceis_desk.reception.rules import waited_minutes
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth
from tests.scenarios.agents import TODAY, Day, new_day
from tests.scenarios.desks import PASSWORD
from tests.scenarios.windows import seated

HOUR_MS, TEN_YEARS_MS = 3_600_000, 315_576_000_000
SPRING, AUTUMN = dt.date(2019, 3, 31), dt.date(2019, 10, 27)


class Wall:
    """The clock of the PC, which a test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_560_841_200_000
        monkeypatch.setattr(clocks, "_now", lambda now_ms: self.now if now_ms is None else now_ms)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return Wall(monkeypatch)


@pytest.fixture
def day(tmp_path: Path, wall: Wall) -> Iterator[Day]:
    with new_day(tmp_path / "registre", fresh=True) as made:
        yield made


def arrive(day: Day, name: str) -> Visit:
    made = day.do(RecordVisit((day.person(name),))).made
    return next(visit for visit in day.read(day.clock[0].date()).visits if visit.id == made[0])


@pytest.mark.parametrize("back", [2, 45, 60 * 24 * 365 * 10])
def test_visits_are_recorded_and_called_in_their_order_when_the_clock_is_set_back(
    day: Day, wall: Wall, back: int
) -> None:
    day.at(10)
    first, second = arrive(day, "Benali"), arrive(day, "Lopez")
    wall.now -= back * 60_000
    if back < 60:
        day.at(10, 0)
        day.clock[0] -= dt.timedelta(minutes=back)
    third, fourth = arrive(day, "Kovacs"), arrive(day, "Petit")
    assert first.clock < second.clock < third.clock < fourth.clock
    assert [waited_minutes(visit, day.clock[0]) for visit in (third, fourth)] == [0, 0]
    called = [day.do(CallNext()).subjects for _ in range(4)]
    assert [next(iter(one)).id for one in called] == [visit.id for visit in (first, second, third, fourth)]


def test_a_visit_recorded_before_the_clock_was_set_back_is_still_corrected(day: Day, wall: Wall) -> None:
    day.at(11)
    visit = arrive(day, "Benali")
    wall.now -= HOUR_MS
    day.at(10)
    day.do(CorrectVisit(visit.id, visit.clock, visit.person_id, "", (), None, Medium.COUNTER, visit.at, "une mairie"))
    assert day.one().referred_to == "une mairie"


def test_an_arrival_noted_for_an_earlier_hour_keeps_that_hour(day: Day, wall: Wall) -> None:
    day.at(10)
    arrive(day, "Lopez")
    wall.now -= HOUR_MS
    day.do(RecordVisit((day.person("Benali"),), at=dt.datetime.combine(TODAY, dt.time(9, 30))))
    earliest = min(day.read().visits, key=lambda visit: visit.waiting_at or visit.at)
    assert (earliest.used_name, earliest.waiting_at) == ("Benali", dt.datetime.combine(TODAY, dt.time(9, 30)))


def test_who_comes_in_is_told_how_far_the_clock_is_behind_until_it_is_right_again(day: Day, wall: Wall) -> None:
    assert day.desk.enter("sofiane").last_moment == 0
    last = wall.now
    wall.now -= TEN_YEARS_MS
    assert day.desk.enter("sofiane").last_moment == last
    wall.now = last + HOUR_MS
    assert day.desk.enter("sofiane").last_moment == 0


def test_the_window_says_once_that_the_clock_was_set_back(
    tmp_path: Path, wall: Wall, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_day(tmp_path / "registre", fresh=True) as day:
        arrive(day, "Benali")
    wall.now -= 3 * HOUR_MS
    monkeypatch.setattr("ceis_desk.ui.shell.desk.time.time", lambda: wall.now / 1000)
    said = [warned(qapp, qtbot, tmp_path / "registre") for _ in range(2)]
    assert said == [True, False]


def warned(qapp: QApplication, qtbot: QtBot, folder: Path) -> bool:
    with seated(qapp, qtbot, folder) as seat:
        seat.open_as("sofiane", PASSWORD)
        seat.quiet()
        # A window just closed stays until its last backup is made: this one alone is looked at.
        return any("en retard de 3 heures" in one.text() for one in seat.program.window.findChildren(QLabel))


@pytest.mark.parametrize("changed", [SPRING, AUTUMN])
def test_a_day_on_which_the_hour_changes_has_its_waits_and_its_hours_right(day: Day, changed: dt.date) -> None:
    # Nobody comes at night, but whoever does waits no less than nothing.
    for arrived, called in (((1, 50), (3, 10)), ((2, 50), (2, 10)), ((9, 0), (9, 12)), ((23, 30), (23, 45))):
        day.at(*arrived, day=changed)
        visit = arrive(day, "Benali")
        day.at(*called, day=changed)
        day.do(StampVisit(visit.id, VisitState.CALLED))
    waits = sorted(waited_minutes(visit, day.clock[0]) for visit in day.read(changed).visits)
    assert waits == [0, 12, 15, 80]
    director = day.desk.enter("helene").store
    month = director.ask(ReadMonth(changed.replace(day=1))).result()
    assert director.ask(PeriodFigures(changed, changed)).result().visits == 4
    assert {hour: count for (_, hour), count in month.by_hour.items()} == {1: 1, 2: 1, 9: 1, 23: 1}
