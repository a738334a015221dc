"""A parcours from its entry to its exit, in the store."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.parcours.gestures import (
    EndParcours,
    OpenParcours,
    ReopenParcours,
    SuspendParcours,
    WithdrawParcours,
)
from ceis_desk.parcours.model import ExitOutcome, ParcoursState
from ceis_desk.people.gestures import CreatePerson, ErasePerson, MergePersons
from ceis_desk.people.model import Identity
from tests.data.parcours.team import CLAIRE, ENTRY, LEA, MARC, REACHED, Team
from tests.scenarios.agents import TODAY


def test_a_person_without_a_parcours_has_no_current_one(team: Team) -> None:
    assert (team.way().current, team.way().past) == (None, ())


def test_an_id_that_is_no_persons_has_no_parcours(team: Team) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match="n’est plus là"):
        team.way(person_id=parcours.id)


def test_whoever_opens_a_parcours_is_its_main_referent(team: Team) -> None:
    parcours = team.open()
    assert (parcours.opened_on, parcours.state) == (ENTRY, ParcoursState.ACTIVE)
    assert [(one.name, one.from_day, one.to_day, one.main) for one in parcours.referents] == [
        ("Léa Bastide", ENTRY, None, True)
    ]


def test_the_sentence_of_an_opening_is_masked_on_a_discreet_screen(team: Team) -> None:
    change = team.do(OpenParcours(team.person_id, ENTRY))
    assert change.sentence(discreet=False) == "Parcours de BENALI Samira ouvert, vous en êtes référent·e."
    assert "BENALI" not in change.sentence(discreet=True)


def test_a_person_has_one_parcours_at_a_time(team: Team) -> None:
    team.open()
    with pytest.raises(Refusal, match="déjà en cours"):
        team.do(OpenParcours(team.person_id, TODAY))


def test_a_parcours_is_not_opened_on_a_day_to_come(team: Team) -> None:
    with pytest.raises(Refusal, match="pas encore passé"):
        team.do(OpenParcours(team.person_id, TODAY + dt.timedelta(days=1)))


def test_an_opening_is_taken_back_while_nothing_is_in_it(team: Team) -> None:
    change = team.do(OpenParcours(team.person_id, ENTRY))
    back = team.do(change.undo)
    assert team.way().current is None
    team.do(back.undo)
    assert team.now.id == change.made[0]


def test_a_parcours_that_holds_something_is_not_withdrawn(team: Team) -> None:
    parcours = team.open()
    team.item()
    with pytest.raises(Refusal, match="déjà écrit"):
        team.do(WithdrawParcours(parcours.id, parcours.clock))


def test_a_parcours_is_suspended_with_its_reason_and_taken_up_again(team: Team) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match="Dites pourquoi"):
        team.do(SuspendParcours(parcours.id, parcours.clock))
    team.do(SuspendParcours(parcours.id, parcours.clock, "Hospitalisation d’un proche"))
    suspended = team.now
    assert (suspended.state, suspended.state_on) == (ParcoursState.SUSPENDED, TODAY)
    assert suspended.reason == "Hospitalisation d’un proche"
    team.do(SuspendParcours(parcours.id, suspended.clock, suspended=False))
    assert team.now.state is ParcoursState.ACTIVE


def test_a_parcours_read_before_another_change_is_outdated(team: Team) -> None:
    parcours = team.open()
    team.do(SuspendParcours(parcours.id, parcours.clock, "Congés"))
    with pytest.raises(Outdated):
        team.do(EndParcours(parcours.id, parcours.clock, TODAY, REACHED))


def test_an_exit_keeps_its_day_outcome_and_reason(team: Team) -> None:
    parcours = team.open()
    team.do(EndParcours(parcours.id, parcours.clock, TODAY, ExitOutcome.MOVED, "Part à Sète"))
    way = team.way()
    assert way.current is None
    (past,) = way.past
    assert (past.state, past.state_on, past.outcome) == (ParcoursState.CLOSED, TODAY, ExitOutcome.MOVED)
    assert past.reason == "Part à Sète"


@pytest.mark.parametrize("on", [ENTRY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)])
def test_an_exit_is_neither_before_the_entry_nor_to_come(team: Team, on: dt.date) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match="corrigez la date"):
        team.do(EndParcours(parcours.id, parcours.clock, on, REACHED))


def test_an_exit_taken_back_leaves_the_parcours_suspended_as_it_was(team: Team) -> None:
    parcours = team.open()
    team.do(SuspendParcours(parcours.id, parcours.clock, "Congés"))
    before = team.now
    change = team.do(EndParcours(parcours.id, before.clock, TODAY, REACHED))
    team.do(change.undo)
    now = team.now
    assert (now.state, now.state_on, now.reason, now.outcome) == (
        before.state,
        before.state_on,
        before.reason,
        before.outcome,
    )


def test_a_parcours_that_ended_is_reopened_with_a_reason_and_alone(team: Team) -> None:
    parcours = team.open()
    team.do(EndParcours(parcours.id, parcours.clock, TODAY, REACHED))
    (past,) = team.way().past
    with pytest.raises(Refusal, match="Dites pourquoi"):
        team.do(ReopenParcours(parcours.id, past.clock, " "))
    team.do(ReopenParcours(parcours.id, past.clock, "Perte de l’emploi"))
    assert team.now.id == parcours.id
    team.do(EndParcours(parcours.id, team.now.clock, TODAY, REACHED))
    (past,) = team.way().past
    team.open(on=TODAY)
    with pytest.raises(Refusal, match="déjà en cours"):
        team.do(ReopenParcours(past.id, past.clock, "Encore"))


def test_nothing_is_written_in_a_parcours_that_ended(team: Team) -> None:
    parcours = team.open()
    team.do(EndParcours(parcours.id, parcours.clock, TODAY, REACHED))
    (past,) = team.way().past
    with pytest.raises(Refusal, match="terminé"):
        team.do(SuspendParcours(past.id, past.clock, "Congés"))


def test_the_parcours_of_a_merged_record_is_hers(team: Team) -> None:
    parcours = team.open()
    other = team.day.person("Benali-Morel")
    team.do(MergePersons(other, team.person_id))
    assert {one.id for one in team.way(person_id=other).past} | {
        current.id for current in [team.way(person_id=other).current] if current
    } == {parcours.id}


def test_of_two_parcours_under_way_one_is_ended_and_ctrl_z_puts_it_back(team: Team) -> None:
    team.open()
    other = team.day.person("Benali-Morel")
    team.do(OpenParcours(other, TODAY))
    team.do(MergePersons(other, team.person_id))
    (twin,) = team.way().twins
    change = team.do(EndParcours(twin.id, twin.clock, TODAY, REACHED))
    assert (team.way().twins, [one.id for one in team.way().past]) == ((), [twin.id])
    team.do(change.undo)
    assert [one.id for one in team.way().twins] == [twin.id]


def test_the_reception_and_the_direction_are_refused_the_whole_line(team: Team) -> None:
    team.open()
    for login in ("sofiane", "helene"):
        with pytest.raises(Denied):
            team.way(login)


@pytest.mark.parametrize("login", [CLAIRE, MARC])
def test_those_who_read_a_parcours_do_not_write_it(team: Team, login: str) -> None:
    with pytest.raises(Denied):
        team.do(OpenParcours(team.person_id, ENTRY), login)
    team.open(LEA)
    assert team.way(login).current is not None


def test_an_erased_person_leaves_a_parcours_without_a_word_of_hers(team: Team) -> None:
    parcours = team.open()
    team.item("Quitter Hérault Logement")
    team.do(SuspendParcours(parcours.id, team.now.clock, "Hospitalisée"))
    team.do(ErasePerson(team.person_id), "helene")
    (left,) = [one for one in (team.way().current, *team.way().past) if one is not None]
    assert (left.items, left.reason, left.source) == ((), "", "")
    with pytest.raises(Refusal):
        team.do(OpenParcours(team.person_id, TODAY))


def test_the_record_of_somebody_who_has_a_parcours_is_not_withdrawn(team: Team) -> None:
    made = team.do(CreatePerson(Identity(used_name="Morel")))
    assert made.undo is not None
    team.do(OpenParcours(made.made[0], ENTRY))
    with pytest.raises(Refusal, match="a un parcours"):
        team.do(made.undo)
