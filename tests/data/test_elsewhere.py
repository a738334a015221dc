"""What a command in a terminal writes while the window is open: two processes, one file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.elsewhere import EVERYTHING, Elsewhere
from ceis_desk.reception.gestures import RecordVisit
from tests.scenarios.desks import PASSWORD, Desk, new_desk

ROOT = Path(__file__).resolve().parents[2]
CHECK_IN = """
import sys
from pathlib import Path
from ceis_desk.core.clock import wall_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.reception.gestures import RecordVisit
door = LocalDoor(Path(sys.argv[1]), wall_clock)
door.open("sofiane", sys.argv[2]).result().store.do(RecordVisit(anonymous=1)).result()
door.close()
"""


def in_another_process(folder: Path) -> None:
    """A check-in by a program of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK_IN, str(folder), PASSWORD],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "registre") as made:
        made.enter("sofiane")
        yield made


def elsewhere(door: LocalDoor) -> tuple[Elsewhere, list[Change]]:
    assert door.file is not None
    heard: list[Change] = []
    door.file.listeners["test"] = heard.append
    ear = Elsewhere(door.file)
    assert ear.look().result() is False
    return ear, heard


def test_what_another_process_writes_is_told_once(desk: Desk) -> None:
    ear, heard = elsewhere(desk.door)
    in_another_process(desk.folder)
    assert ear.look().result() is True
    assert heard == [EVERYTHING]
    assert ear.look().result() is False
    assert heard == [EVERYTHING]


def test_what_this_program_writes_is_not_told_again(desk: Desk) -> None:
    ear, heard = elsewhere(desk.door)
    session = desk.door._session
    assert session is not None
    session.store.do(RecordVisit(anonymous=1)).result()
    said = len(heard)
    assert ear.look().result() is False
    assert len(heard) == said


def test_what_both_write_between_two_looks_is_told(desk: Desk) -> None:
    ear, heard = elsewhere(desk.door)
    session = desk.door._session
    assert session is not None
    session.store.do(RecordVisit(anonymous=1)).result()
    in_another_process(desk.folder)
    session.store.do(RecordVisit(anonymous=1)).result()
    assert ear.look().result() is True
    assert EVERYTHING in heard


def test_a_door_without_its_file_hears_nothing(tmp_path: Path) -> None:
    door = LocalDoor(tmp_path, lambda: pytest.fail("no clock is asked for"))
    assert door.exchange.notice().result() is False
    door.close()
