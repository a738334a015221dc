"""Objectives, their steps, the actions of a step, in the store."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import insert, update

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.schema import partners
from ceis_desk.data.schema.parcours import parcours_item
from ceis_desk.parcours.gestures import MarkItem, OrderItems, PutItem, WithdrawItems
from ceis_desk.parcours.model import Doer, FreinLevel, ItemKind, ItemState
from tests.data.parcours.team import PAUL, Team
from tests.data.stores import STAMP
from tests.scenarios.agents import TODAY


def partner(team: Team, name: str, *, sensitive: bool = False) -> Id:
    store: Any = team.day.desk.enter("helene").store
    partner_id = new_id()
    values = {"id": partner_id, **STAMP, "name": name, "sensitive": sensitive}
    statement = insert(partners.partner).values(**values)
    store.file.writer.run(lambda connection: connection.execute(statement)).result()
    return partner_id


def test_an_objective_has_steps_and_a_step_has_actions(team: Team) -> None:
    team.open()
    objective = team.item("Retour à l’emploi", platform="employment", due=dt.date(2019, 9, 30))
    step = team.item("Refaire le CV", kind=ItemKind.STEP, parent_id=objective.id)
    action = team.item(
        "Prendre rendez-vous",
        kind=ItemKind.ACTION,
        parent_id=step.id,
        who=Doer.PROFESSIONAL,
        account_id=team.agent(PAUL).id,
    )
    assert (objective.state, objective.state_on, objective.due) == (ItemState.PLANNED, TODAY, dt.date(2019, 9, 30))
    assert (action.who, action.account_name, action.parent_id) == (Doer.PROFESSIONAL, "Paul Henry", step.id)
    assert [one.title for one in team.now.items] == ["Retour à l’emploi", "Refaire le CV", "Prendre rendez-vous"]


@pytest.mark.parametrize("kind", [ItemKind.STEP, ItemKind.ACTION])
def test_a_step_serves_an_objective_and_an_action_a_step(team: Team, kind: ItemKind) -> None:
    team.open()
    with pytest.raises(Refusal, match="choisissez"):
        team.item("Seule", kind=kind)


def test_an_item_is_edited_at_the_clock_it_was_read_and_taken_back(team: Team) -> None:
    parcours = team.open()
    item = team.item("Permis", platform="employment")
    gesture = PutItem(parcours.id, item.kind, "Permis de conduire", item_id=item.id, clock=item.clock)
    change = team.do(gesture)
    assert (team.seen(item.id).title, team.seen(item.id).platform) == ("Permis de conduire", "")
    with pytest.raises(Outdated):
        team.do(gesture)
    team.do(change.undo)
    assert (team.seen(item.id).title, team.seen(item.id).platform) == ("Permis", "employment")


def test_an_edit_that_changed_the_state_leaves_its_day_once_taken_back(team: Team) -> None:
    parcours = team.open()
    spring = dt.date(2019, 4, 1)
    item = team.item("Permis", state=ItemState.DOING, since=spring)
    edit = PutItem(parcours.id, item.kind, "Permis B", state=ItemState.WAITING, item_id=item.id, clock=item.clock)
    change = team.do(edit)
    assert (team.seen(item.id).state, team.seen(item.id).state_on) == (ItemState.WAITING, TODAY)
    team.do(change.undo)
    assert (team.seen(item.id).state, team.seen(item.id).state_on) == (ItemState.DOING, spring)
    with pytest.raises(Refusal, match="pas encore passé"):
        team.item("Demain", since=TODAY + dt.timedelta(days=1))


def test_the_sentence_of_an_item_says_no_word_of_it_on_a_discreet_screen(team: Team) -> None:
    parcours = team.open()
    change = team.do(PutItem(parcours.id, ItemKind.OBJECTIVE, "Dette de loyer"))
    assert change.said == "Objectif «\u00a0Dette de loyer\u00a0» fixé."
    assert change.masked == "Objectif fixé."


def test_what_is_counted_is_done_part_by_part_and_ends_with_the_last(team: Team) -> None:
    team.open()
    item = team.item("Dette de loyer", parts=5)
    change = team.do(MarkItem(item.id, ItemState.DOING, item.clock, 3))
    assert change.said == "«\u00a0Dette de loyer\u00a0»\u00a0: en cours (3 sur 5)."
    assert (team.seen(item.id).state, team.seen(item.id).done) == (ItemState.DOING, 3)
    team.do(MarkItem(item.id, ItemState.DOING, done=5))
    assert (team.seen(item.id).state, team.seen(item.id).done) == (ItemState.DONE, 5)
    with pytest.raises(Refusal, match="5 parts"):
        team.do(MarkItem(item.id, ItemState.DOING, done=6))


def test_a_mark_taken_back_leaves_state_day_and_count_as_they_were(team: Team) -> None:
    team.open()
    item = team.item("Dette de loyer", parts=5)
    team.do(MarkItem(item.id, ItemState.DOING, done=2, on=dt.date(2019, 5, 2)))
    before = team.seen(item.id)
    change = team.do(MarkItem(item.id, ItemState.DONE))
    assert team.seen(item.id).done == 5
    back = team.do(change.undo)
    now = team.seen(item.id)
    assert (now.state, now.state_on, now.done) == (before.state, before.state_on, before.done)
    team.do(back.undo)
    assert (team.seen(item.id).state, team.seen(item.id).state_on) == (ItemState.DONE, TODAY)


def test_items_are_put_in_another_order(team: Team) -> None:
    parcours = team.open()
    ids = [team.item(title).id for title in ("Un", "Deux", "Trois")]
    change = team.do(OrderItems(parcours.id, (ids[2], ids[0], ids[1])))
    assert [one.title for one in team.now.items] == ["Trois", "Un", "Deux"]
    team.do(change.undo)
    assert [one.title for one in team.now.items] == ["Un", "Deux", "Trois"]


def test_an_order_over_what_a_colleague_wrote_since_is_refused(team: Team) -> None:
    parcours = team.open()
    read = [team.item(title) for title in ("Un", "Deux", "Trois")]
    wanted = (read[2], read[0], read[1])
    ordered = OrderItems(parcours.id, tuple(one.id for one in wanted), tuple(one.clock for one in wanted))
    team.do(OrderItems(parcours.id, (read[1].id, read[0].id, read[2].id)), PAUL)
    with pytest.raises(Outdated):
        team.do(ordered)
    assert [one.title for one in team.now.items] == ["Deux", "Un", "Trois"]


def test_an_order_is_not_taken_back_over_a_colleagues(team: Team) -> None:
    parcours = team.open()
    ids = [team.item(title).id for title in ("Un", "Deux", "Trois")]
    change = team.do(OrderItems(parcours.id, (ids[2], ids[0], ids[1])))
    team.do(OrderItems(parcours.id, (ids[1], ids[0], ids[2])), PAUL)
    with pytest.raises(Outdated):
        team.do(change.undo)
    assert [one.title for one in team.now.items] == ["Deux", "Un", "Trois"]


def test_several_orders_are_taken_back_one_after_the_other_and_done_again(team: Team) -> None:
    parcours = team.open()
    ids = [team.item(title).id for title in ("Un", "Deux", "Trois")]
    done = [team.do(OrderItems(parcours.id, (ids[1], ids[0], ids[2])))]
    done.append(team.do(OrderItems(parcours.id, (ids[1], ids[2], ids[0]))))
    again = [team.do(change.undo) for change in reversed(done)]
    assert [one.title for one in team.now.items] == ["Un", "Deux", "Trois"]
    for change in reversed(again):
        team.do(change.undo)
    assert [one.title for one in team.now.items] == ["Deux", "Trois", "Un"]


def test_items_that_two_desks_put_at_the_same_place_are_told_apart(team: Team) -> None:
    parcours = team.open()
    ids = [team.item(title).id for title in ("Un", "Deux", "Trois")]

    store: Any = team.day.desk.enter("helene").store
    store.file.writer.run(lambda one: one.execute(update(parcours_item).values(position=4))).result()
    team.do(OrderItems(parcours.id, (ids[1], ids[0], ids[2])))
    assert [one.title for one in team.now.items] == ["Deux", "Un", "Trois"]


def test_items_of_two_places_are_not_put_in_one_order(team: Team) -> None:
    parcours = team.open()
    objective = team.item("Un")
    step = team.item("Une étape", kind=ItemKind.STEP, parent_id=objective.id)
    with pytest.raises(Refusal, match="même endroit"):
        team.do(OrderItems(parcours.id, (objective.id, step.id)))


def test_an_objective_goes_with_what_is_under_it_and_comes_back_with_that_alone(team: Team) -> None:
    team.open()
    objective = team.item("Un")
    kept = team.item("Gardée", kind=ItemKind.STEP, parent_id=objective.id)
    gone = team.item("Déjà retirée", kind=ItemKind.STEP, parent_id=objective.id)
    team.do(WithdrawItems((gone.id,)))
    change = team.do(WithdrawItems((objective.id,), clocks=(objective.clock,)))
    assert not team.now.items
    with pytest.raises(Refusal, match="remettez-le"):
        team.do(WithdrawItems((kept.id,), withdrawn=False))
    team.do(change.undo)
    assert [one.title for one in team.now.items] == ["Un", "Gardée"]


def test_a_partner_is_named_but_never_a_sensitive_one(team: Team) -> None:
    team.open()
    item = team.item("Rencontrer", who=Doer.PARTNER, partner_id=partner(team, "Mission locale"))
    assert item.partner_name == "Mission locale"
    with pytest.raises(Refusal, match="ne se nomme pas"):
        team.item("Rencontrer", who=Doer.PARTNER, partner_id=partner(team, "Accueil de nuit", sensitive=True))


def test_an_item_lifts_an_ordinary_frein_and_never_points_to_a_restricted_one(team: Team) -> None:
    team.open()
    frein = team.frein("childcare", FreinLevel.BLOCKING)
    assert team.item("Crèche", frein_id=frein.id).frein_id == frein.id
    restricted = team.restricted().made[0]
    with pytest.raises(Refusal, match="n’est pas dans ce parcours"):
        team.item("Hébergement", frein_id=restricted)


@pytest.mark.parametrize("title", ["", " ", "x" * 201, "1 84 03 34 172 001 07"])
def test_an_item_has_a_title_that_may_be_kept(team: Team, title: str) -> None:
    team.open()
    with pytest.raises(Refusal):
        team.item(title)
