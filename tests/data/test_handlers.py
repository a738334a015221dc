"""Every request has a function, in one room, and a room is entered only when something of it is asked."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ceis_desk
from ceis_desk.core.store import Gesture, Lane, Question
from ceis_desk.data.handlers import GESTURES, QUESTIONS, room_of

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = (
    "access",
    "agenda",
    "exchange",
    "notes",
    "parcours",
    "partners",
    "people",
    "platforms",
    "reception",
    "statistics",
)
AT_THE_COUNTER = """
import sys
from pathlib import Path
from ceis_desk.core.clock import wall_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.handlers import QUESTIONS, enter_first_rooms
enter_first_rooms()
before = set(sys.modules)
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.questions import ReadDay
for kind in (Settings, FindPeople, ReadDay, DayAppointments):
    QUESTIONS[kind]
assert set(sys.modules) == before
print(*(name for name in sys.modules if name.startswith("ceis_desk.data.") and name.endswith(".handlers")))
"""


def declared(root: type[Any]) -> Iterator[type[Any]]:
    """Every request of the program, whatever module declares it."""
    for package in DOMAIN:
        for found in pkgutil.walk_packages([str(ROOT / "ceis_desk" / package)], f"{ceis_desk.__name__}.{package}."):
            importlib.import_module(found.name)
    for kind in root.__subclasses__():
        if kind.__module__.startswith(f"{ceis_desk.__name__}."):
            yield kind


def test_every_gesture_has_a_function() -> None:
    gestures = set(declared(Gesture))
    assert len(gestures) > 100
    assert gestures == set(GESTURES)
    assert all(callable(GESTURES[kind]) for kind in gestures)


def test_every_question_has_a_function() -> None:
    questions = set(declared(Question))
    assert len(questions) > 50
    assert questions == set(QUESTIONS)
    assert all(callable(QUESTIONS[kind]) for kind in questions)


def test_a_request_is_answered_by_one_room_alone() -> None:
    kinds = [*GESTURES, *QUESTIONS]
    assert len(kinds) == len(set(kinds))


def test_what_no_room_knows_is_a_bug() -> None:
    with pytest.raises(KeyError):
        room_of(Lane)
    with pytest.raises(KeyError):
        GESTURES[Gesture]


def test_the_counter_has_its_rooms_before_the_password_and_no_other() -> None:
    done = subprocess.run([sys.executable, "-c", AT_THE_COUNTER], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["ceis_desk.data.handlers"]
