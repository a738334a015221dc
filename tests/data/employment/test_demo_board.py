"""The board and the group of the demonstration are those of the picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.core.clock import stopped_at
from ceis_desk.core.errors import Denied
from ceis_desk.data.demo import OPENING, PASSWORD
from ceis_desk.data.door import LocalDoor
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.questions import (
    Attended,
    AttendedSessions,
    Board,
    GroupView,
    ReadBoard,
    ReadExits,
    ReadGroup,
)
from ceis_desk.platforms.employment.rules import Counts
from tests.scenarios.windows import demo_copy

TODAY = OPENING.date()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalDoor]:
    base = tmp_path_factory.getbasetemp()
    door = LocalDoor(demo_copy(base, Path(tmp_path_factory.mktemp("emploi")) / "registre"), stopped_at(OPENING))
    yield door
    door.close()


@pytest.fixture(scope="module")
def marc(door: LocalDoor) -> Opened:
    return door.open("marc", PASSWORD).result()


def test_eleven_of_twelve_and_twelve_of_fourteen_places_are_held(marc: Opened) -> None:
    board: Board = marc.store.ask(ReadBoard(TODAY)).result()
    assert board.counts[ContractKind.CHANTIER] == Counts(places=12, held=11, planned=0, free=1, surplus=0)
    assert board.counts[ContractKind.PEC] == Counts(places=14, held=12, planned=0, free=2, surplus=0)
    assert (board.ending, board.entered, board.troubles) == (3, 4, ())
    free = [(row.place.name, seat.since) for row in board.rows for seat in row.seats if seat.contract is None]
    assert free == [
        ("Agent technique", dt.date(2019, 6, 3)),
        ("Les Tamaris", dt.date(2019, 6, 11)),
        ("Les Glycines", dt.date(2019, 5, 2)),
    ]


def test_no_day_of_the_example_has_a_contract_too_many(marc: Opened) -> None:
    board: Board = marc.store.ask(ReadBoard(dt.date(2017, 1, 1))).result()
    seen = 0
    while board.after is not None:
        board = marc.store.ask(ReadBoard(board.after)).result()
        seen += 1
        assert board.troubles == ()
    assert seen > 20


def test_the_group_of_june_is_that_of_the_picture(marc: Opened) -> None:
    view: GroupView | None = marc.store.ask(ReadGroup(TODAY)).result()
    assert view is not None
    assert [one.present for one in view.meetings if one.done] == [9, 9, 8, 9, 7, 9, 9, 8, 9, 9, 8, 9]
    assert [(one.number, one.starts_at.day, one.done) for one in view.meetings[12:]] == [
        (13, 18, False),
        (14, 20, False),
    ]
    assert {one.expected for one in view.meetings} == {9}
    assert ([one.title for one in view.projects], view.freins_lifted, view.freins) == (["Jardin partagé"], 11, 19)
    assert (view.in_touch_count, len(view.former)) == (34, 34)
    assert "Jardin partagé, 2 fois" in view.together
    assert "groupe de printemps" in {one.group for one in view.former if one.used_name == "Benali"}


def test_a_certificate_has_the_sessions_attended_and_no_other(marc: Opened) -> None:
    view = marc.store.ask(ReadGroup(TODAY)).result()
    assert view is not None
    every = [
        marc.store.ask(AttendedSessions(one.person_id, cohort_id=view.cohort.id)).result()
        for one in view.members
        if one.person_id is not None
    ]
    assert sum(len(sessions) for sessions in every) == sum(one.present for one in view.meetings)
    assert every[0][0] == Attended(dt.date(2019, 5, 7), 90)
    assert all(one.day < TODAY for sessions in every for one in sessions)


def test_the_direction_reads_exits_and_no_attendance_of_anybody(door: LocalDoor, marc: Opened) -> None:
    view = marc.store.ask(ReadGroup(TODAY)).result()
    assert view is not None
    person = view.members[0].person_id
    assert person is not None
    direction = door.open("direction", PASSWORD).result()
    figures = direction.store.ask(ReadExits(dt.date(2018, 1, 1), dt.date(2019, 12, 31))).result()
    assert (figures.left, figures.counted) == (10, 9)
    assert sum(figures.excluded.values()) == 1
    with pytest.raises(Denied):
        direction.store.ask(AttendedSessions(person, cohort_id=view.cohort.id)).result()
