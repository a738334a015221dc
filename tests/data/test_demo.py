"""The demonstration gives the two real figures, opens on its morning, and goes away at one word."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Refusal
from ceis_desk.data.demo import OPENING, remove_demo
from ceis_desk.data.door import LocalDoor
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.questions import ReadDay
from ceis_desk.reception.rules import waited_minutes
from ceis_desk.statistics.model import Figures
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.desks import Desk


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalDoor, Opened]]:
    door = LocalDoor(tmp_path_factory.mktemp("exemple") / "registre", wall_clock)
    yield door, door.found_demo().result()
    door.close()


def month(opened: Opened, year: int, number: int) -> Figures:
    first = dt.date(year, number, 1)
    return opened.store.ask(PeriodFigures(first, first.replace(day=calendar.monthrange(year, number)[1]))).result()


def test_december_2018_has_292_participants_and_june_2019_has_538(demo: tuple[LocalDoor, Opened]) -> None:
    assert month(demo[1], 2018, 12).participants == 292
    assert month(demo[1], 2019, 6).participants == 538


def test_digital_visits_double_from_september_2019(demo: tuple[LocalDoor, Opened]) -> None:
    before = [month(demo[1], 2019, number).by_platform["digital"].visits for number in range(3, 9)]
    after = [month(demo[1], 2019, number).by_platform["digital"].visits for number in range(9, 13)]
    assert min(after) >= 2 * sum(before) / len(before)


def test_it_opens_on_tuesday_18_june_2019_at_10_42(demo: tuple[LocalDoor, Opened]) -> None:
    elapsed = demo[0].now() - OPENING
    assert dt.timedelta() <= elapsed < dt.timedelta(minutes=30)


def test_four_people_wait_as_in_the_picture(demo: tuple[LocalDoor, Opened]) -> None:
    day = demo[1].store.ask(ReadDay(OPENING.date())).result()
    waiting = [(line.used_name, waited_minutes(line, OPENING)) for line in day.visits if line.state.value == "waiting"]
    assert waiting == [("Pujol", 2), ("Bénazet", 6), ("Diallo", 12), ("Lopez", 24)]
    assert len(day.visits) == 34


def test_the_appointments_of_the_morning_are_there(demo: tuple[LocalDoor, Opened]) -> None:
    lines = demo[1].store.ask(DayAppointments(OPENING.date())).result()
    assert [line.used_name or line.title for line in lines[:7]] == [
        "Teissier", "Mes démarches", "Arnal", "Rossi", "Benali", "Unis’Vers", "Koffi",
    ]  # fmt: skip


def test_three_people_answer_bena_and_the_one_expected_comes_first(demo: tuple[LocalDoor, Opened]) -> None:
    hits = demo[1].store.ask(FindPeople("bena")).result()
    assert [hit.used_name for hit in hits] == ["Benali", "Benabbou", "Bénazet"]
    record = demo[1].store.ask(OpenRecord(hits[0].id)).result()
    assert record.visits == 23
    assert [line.motifs for line in record.last_visits[:2]] == [("Rendez-vous budget",), ("Démarche en ligne",)]


def test_nothing_of_the_months_to_come_is_shown_as_past(demo: tuple[LocalDoor, Opened]) -> None:
    for hit in demo[1].store.ask(FindPeople("martin")).result():
        assert hit.last_visit is None or hit.last_visit <= OPENING.date()


def test_wednesday_afternoons_are_closed(demo: tuple[LocalDoor, Opened]) -> None:
    wednesdays = [dt.date(2019, 5, day) for day in (15, 22, 29)]
    for wednesday in wednesdays:
        hours = [visit.at.hour for visit in demo[1].store.ask(ReadDay(wednesday)).result().visits]
        assert hours
        assert max(hours) < 13


def test_the_example_goes_away_whole_and_leaves_a_first_start(tmp_path: Path) -> None:
    door = LocalDoor(tmp_path / "registre", wall_clock)
    door.found_demo().result()
    door.remove_demo().result()
    assert door.look().result().first_start
    assert [path.name for path in (tmp_path / "registre").iterdir() if path.is_file()] == []
    door.close()


def test_a_real_store_is_never_removed_as_an_example(desk: Desk) -> None:
    with pytest.raises(Refusal, match="pas celles d’exemple"):
        remove_demo(desk.folder)
    assert desk.enter("sofiane").actor.name == "Sofiane Roux"
