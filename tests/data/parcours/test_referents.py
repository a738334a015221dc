"""Who follows a parcours: several at once, one main one, handing over with its days."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.parcours.gestures import HandOver, SetReferent
from ceis_desk.parcours.rules import in_charge
from tests.data.parcours.team import ENTRY, LEA, PAUL, Team
from tests.scenarios.agents import TODAY

SPRING = dt.date(2019, 4, 1)


def told(team: Team) -> list[tuple[str, dt.date, dt.date | None, bool]]:
    return [(one.name, one.from_day, one.to_day, one.main) for one in team.now.referents]


def test_a_second_referent_follows_beside_the_main_one(team: Team) -> None:
    parcours = team.open()
    change = team.do(SetReferent(parcours.id, team.agent(PAUL).id, SPRING))
    assert change.said == "Paul Henry suit aussi ce parcours."
    assert told(team) == [("Léa Bastide", ENTRY, None, True), ("Paul Henry", SPRING, None, False)]
    team.do(change.undo)
    assert told(team) == [("Léa Bastide", ENTRY, None, True)]


def test_a_new_main_referent_takes_the_place_of_the_former(team: Team) -> None:
    parcours = team.open()
    change = team.do(SetReferent(parcours.id, team.agent(PAUL).id, SPRING, main=True))
    assert told(team) == [("Léa Bastide", ENTRY, None, False), ("Paul Henry", SPRING, None, True)]
    back = team.do(change.undo)
    assert told(team) == [("Léa Bastide", ENTRY, None, True)]
    team.do(back.undo)
    assert told(team)[1] == ("Paul Henry", SPRING, None, True)


def test_a_parcours_is_handed_over_from_a_day_on(team: Team) -> None:
    parcours = team.open()
    change = team.do(HandOver(parcours.id, team.agent(PAUL).id, SPRING))
    assert told(team) == [
        ("Léa Bastide", ENTRY, SPRING - dt.timedelta(days=1), True),
        ("Paul Henry", SPRING, None, True),
    ]
    referents = team.now.referents
    assert [one.name for one in in_charge(referents, SPRING - dt.timedelta(days=1))] == ["Léa Bastide"]
    assert [one.name for one in in_charge(referents, SPRING)] == ["Paul Henry"]
    team.do(change.undo)
    assert told(team) == [("Léa Bastide", ENTRY, None, True)]


def test_whoever_followed_beside_and_takes_over_does_not_follow_twice(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    team.do(SetReferent(parcours.id, paul, dt.date(2019, 3, 1)))
    team.do(HandOver(parcours.id, paul, SPRING))
    assert [(one.name, one.main) for one in in_charge(team.now.referents, SPRING)] == [("Paul Henry", True)]


def test_a_parcours_is_not_handed_over_to_who_has_it_nor_before_she_began(team: Team) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match="déjà la personne référente"):
        team.do(HandOver(parcours.id, team.agent(LEA).id, SPRING))
    with pytest.raises(Refusal, match="plus tard"):
        team.do(HandOver(parcours.id, team.agent(PAUL).id, ENTRY))


def test_a_referent_is_ended_by_her_last_day(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    referent_id = team.do(SetReferent(parcours.id, paul, SPRING)).made[0]
    clock = next(one.clock for one in team.now.referents if one.id == referent_id)
    team.do(SetReferent(parcours.id, paul, SPRING, TODAY, referent_id=referent_id, clock=clock))
    assert told(team)[1] == ("Paul Henry", SPRING, TODAY, False)
    with pytest.raises(Outdated):
        team.do(SetReferent(parcours.id, paul, SPRING, TODAY, referent_id=referent_id, clock=clock))


@pytest.mark.parametrize(
    ("from_day", "to_day", "words"),
    [(ENTRY - dt.timedelta(days=1), None, "avant l’entrée"), (SPRING, ENTRY, "avant d’avoir commencé")],
)
def test_a_referent_neither_begins_before_the_entry_nor_ends_before_she_begins(
    team: Team, from_day: dt.date, to_day: dt.date | None, words: str
) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match=words):
        team.do(SetReferent(parcours.id, team.agent(PAUL).id, from_day, to_day))


def test_nobody_is_named_twice(team: Team) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match="déjà ce parcours"):
        team.do(SetReferent(parcours.id, team.agent(LEA).id, SPRING))
