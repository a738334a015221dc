"""The example parcours: that of Mme Benali as in the picture, and three others in other states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.core.clock import stopped_at
from ceis_desk.core.ids import Id
from ceis_desk.data.demo.cast import OPENING, PASSWORD
from ceis_desk.data.door import LocalDoor
from ceis_desk.parcours.model import EventKind, ItemKind, ItemState, ParcoursState, WayOfPerson
from ceis_desk.parcours.own_words import ReadOwnWords
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.parcours.rules import coming, count_freins, in_charge, progress
from ceis_desk.parcours.self_assessment import ReadSelfAssessments
from ceis_desk.people.questions import FindPeople
from tests.scenarios.desks import QUICK
from tests.scenarios.windows import demo_copy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("parcours") / "registre")


@pytest.fixture
def door(folder: Path) -> Iterator[LocalDoor]:
    opened = LocalDoor(folder, stopped_at(OPENING), QUICK)
    yield opened
    opened.close()


def claire(door: LocalDoor, login: str = "claire") -> Opened:
    return door.open(login, PASSWORD).result()


def person(opened: Opened, name: str) -> Id:
    return opened.store.ask(FindPeople(name)).result()[0].id


def way(opened: Opened, name: str = "Benali Samira") -> WayOfPerson:
    return opened.store.ask(ReadWay(person(opened, name))).result()


def test_mme_benali_has_the_objectives_of_the_picture(door: LocalDoor) -> None:
    current = way(claire(door)).current
    assert current is not None
    objectives = [one for one in current.items if one.kind is ItemKind.OBJECTIVE]
    assert [(one.title, one.state) for one in objectives] == [
        ("Garde des enfants", ItemState.DONE),
        ("Droits CAF à jour", ItemState.DONE),
        ("Dette de loyer", ItemState.DOING),
        ("Retour à l’emploi", ItemState.DOING),
        ("Permis de conduire", ItemState.PLANNED),
    ]
    debt = progress(objectives[2], current.items)
    assert (debt.done, debt.total) == (3, 5)


def test_she_is_followed_by_claire_and_marc_and_two_freins_are_lifted(door: LocalDoor) -> None:
    current = way(claire(door)).current
    assert current is not None
    assert [one.name for one in in_charge(current.referents, OPENING.date())] == ["Claire Fabre", "Marc Vidal"]
    counted = count_freins(current.freins)
    assert (counted.raised, counted.lifted) == (5, 2)


def test_what_comes_next_for_her_is_that_of_the_picture(door: LocalDoor) -> None:
    found = way(claire(door))
    next_ones = [(one.at.date(), one.platform) for one in coming(found.events, OPENING, 12)]
    assert (OPENING.date(), "budget") in next_ones
    assert (dt.date(2019, 6, 25), "digital") in next_ones
    assert (dt.date(2019, 8, 20), "budget") in next_ones


def test_the_counsellor_sees_the_case_among_the_events_and_a_colleague_does_not(door: LocalDoor) -> None:
    assert any(one.kind is EventKind.CASE for one in way(claire(door)).events)
    assert not any(one.kind is EventKind.CASE for one in way(claire(door, "marc")).events)


def test_she_speaks_of_herself_and_marks_herself_twice(door: LocalDoor) -> None:
    opened = claire(door, "lea")
    who = person(opened, "Benali Samira")
    assert len(opened.store.ask(ReadOwnWords(who)).result()) == 5
    assert len(opened.store.ask(ReadSelfAssessments(who)).result()) == 2


def test_the_others_are_suspended_under_way_and_ended(door: LocalDoor) -> None:
    opened = claire(door, "lea")
    states = {}
    for name in ("Lopez Carmen", "Diallo Ibrahima", "Rossi Élodie"):
        found = way(opened, name)
        states[name] = (found.current or found.past[-1]).state
    assert list(states.values()) == [ParcoursState.SUSPENDED, ParcoursState.ACTIVE, ParcoursState.CLOSED]
