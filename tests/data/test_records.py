"""The visits of a record, whatever the clock of the PC says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.core.ids import Id
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import OpenRecord, VisitsOf
from ceis_desk.reception.gestures import RecordVisit
from tests.scenarios.agents import Day, new_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


@pytest.fixture
def samira(day: Day) -> Id:
    person = day.do(CreatePerson(Identity(used_name="Benali", first_name="Samira"))).made[0]
    day.at(10, 30)
    day.do(RecordVisit((person,)))
    return person


def visits(day: Day, person: Id) -> tuple[int, int, int]:
    """What the record counts, what it shows, and what its whole list holds."""
    record = day.sofiane.ask(OpenRecord(person))
    return record.visits, len(record.last_visits), len(day.sofiane.ask(VisitsOf(person)))


def test_a_clock_set_back_hides_no_visit_of_the_day(day: Day, samira: Id) -> None:
    day.at(9, 30)
    assert visits(day, samira) == (1, 1, 1)


def test_a_visit_of_a_later_day_has_not_been_seen_yet(day: Day, samira: Id) -> None:
    day.at(23, 59, dt.date(2019, 6, 17))
    assert visits(day, samira) == (0, 0, 0)
