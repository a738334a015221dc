"""What may follow what in a parcours, and what is counted of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.parcours import rules
from ceis_desk.parcours.model import (
    Event,
    EventKind,
    ExitOutcome,
    Frein,
    FreinLevel,
    FreinMoment,
    FreinReading,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    ParcoursState,
    Referent,
)

ENTRY, TODAY = dt.date(2019, 2, 4), dt.date(2019, 6, 18)
NOW = dt.datetime(2019, 6, 18, 10, 42)
NOBODY = Id(int=0)
DAYS = some.dates(ENTRY, TODAY)
LEVELS = some.sampled_from(FreinLevel)


def parcours(state: ParcoursState = ParcoursState.ACTIVE, opened_on: dt.date = ENTRY) -> Parcours:
    none = ExitOutcome.NONE
    return Parcours(new_id(), 1, NOBODY, opened_on, "", state, opened_on, "", none, (), (), ())


def item(state: ItemState = ItemState.PLANNED, **fields: object) -> Item:
    base = Item(new_id(), 1, NOBODY, ItemKind.OBJECTIVE, "Objectif", state, ENTRY)
    return replace(base, **fields)  # type: ignore[arg-type]  # the fields of an item


def readings(*levels: FreinLevel, first: dt.date = ENTRY) -> tuple[FreinReading, ...]:
    """One reading a month."""
    return tuple(
        FreinReading(new_id(), first + dt.timedelta(days=30 * rank), FreinMoment.REVIEW, level)
        for rank, level in enumerate(levels)
    )


def dated(pairs: list[tuple[dt.date, FreinLevel]]) -> list[FreinReading]:
    return [
        FreinReading(new_id(), day, FreinMoment.REVIEW, level) for day, level in sorted(pairs, key=lambda one: one[0])
    ]


def referent(name: str, first: int, last: int | None = None, *, main: bool = False) -> Referent:
    day = dt.timedelta
    return Referent(
        new_id(), 1, new_id(), name, ENTRY + day(days=first), None if last is None else ENTRY + day(days=last), main
    )


@pytest.mark.parametrize("state", [ParcoursState.ACTIVE, ParcoursState.SUSPENDED])
def test_a_parcours_ends_from_whatever_state_it_goes_on_in(state: ParcoursState) -> None:
    after = rules.ended(parcours(state), TODAY, TODAY, ExitOutcome.LOST, " Sans nouvelles ")
    assert (after.state, after.state_on, after.outcome, after.reason) == (
        ParcoursState.CLOSED,
        TODAY,
        ExitOutcome.LOST,
        "Sans nouvelles",
    )


def test_an_end_says_how() -> None:
    with pytest.raises(Refusal, match="issue"):
        rules.ended(parcours(), TODAY, TODAY, ExitOutcome.NONE, "")


def test_a_suspension_asks_for_its_reason_and_comes_once() -> None:
    with pytest.raises(Refusal, match="Dites pourquoi"):
        rules.suspended(parcours(), TODAY, "  ")
    once = rules.suspended(parcours(), TODAY, "Congés")
    with pytest.raises(Refusal, match="déjà suspendu"):
        rules.suspended(once, TODAY, "Congés")
    assert rules.resumed(once, TODAY).reason == ""
    with pytest.raises(Refusal, match="n’est pas suspendu"):
        rules.resumed(parcours(), TODAY)


def test_what_has_not_ended_is_not_reopened() -> None:
    with pytest.raises(Refusal, match="n’est pas terminé"):
        rules.reopened(parcours(), (), TODAY, "Encore")


@pytest.mark.parametrize("other", [ParcoursState.ACTIVE, ParcoursState.SUSPENDED])
def test_nothing_is_reopened_beside_another_under_way(other: ParcoursState) -> None:
    closed = parcours(ParcoursState.CLOSED)
    with pytest.raises(Refusal, match="déjà en cours"):
        rules.reopened(closed, [parcours(other)], TODAY, "Perte de l’emploi")
    assert rules.reopened(closed, [parcours(ParcoursState.CLOSED)], TODAY, "Perte de l’emploi").outcome == ""


@given(state=some.sampled_from(ParcoursState), on=some.dates(dt.date(2019, 1, 1), dt.date(2019, 12, 31)))
def test_a_parcours_never_ends_out_of_its_own_days(state: ParcoursState, on: dt.date) -> None:
    try:
        after = rules.ended(parcours(state), on, TODAY, ExitOutcome.REACHED, "")
    except Refusal:
        assert state is ParcoursState.CLOSED or not ENTRY <= on <= TODAY
    else:
        assert ENTRY <= on <= TODAY
        assert after.state_on == on


def test_the_main_referent_of_a_day_comes_first() -> None:
    team = [referent("Paul", 0), referent("Léa", 0, 20, main=True), referent("Claire", 21, main=True)]
    assert [one.name for one in rules.in_charge(team, ENTRY + dt.timedelta(days=20))] == ["Léa", "Paul"]
    assert [one.name for one in rules.in_charge(team, ENTRY + dt.timedelta(days=21))] == ["Claire", "Paul"]


@pytest.mark.parametrize(
    ("kind", "parent"),
    [(ItemKind.OBJECTIVE, ItemKind.OBJECTIVE), (ItemKind.STEP, ItemKind.STEP), (ItemKind.ACTION, ItemKind.OBJECTIVE)],
)
def test_an_item_stands_under_what_it_serves_alone(kind: ItemKind, parent: ItemKind) -> None:
    with pytest.raises(Refusal, match="Rien n’a changé"):
        rules.check_place(kind, item(kind=parent))


@given(
    parts=some.integers(0, 20),
    before=some.sampled_from(ItemState),
    state=some.sampled_from(ItemState),
    done=some.none() | some.integers(0, 20),
)
def test_everything_done_and_done_say_the_same(
    parts: int, before: ItemState, state: ItemState, done: int | None
) -> None:
    counted = parts if before is ItemState.DONE else 0
    one = item(before, parts=parts, done=counted)
    try:
        after = rules.marked(one, state, done, TODAY)
    except Refusal:
        assert done is not None
        assert done > parts
        return
    assert 0 <= after.done <= parts
    if parts:
        assert (after.done == parts) == (after.state is ItemState.DONE)
    assert (after.state_on == ENTRY) == (after.state is before)


def test_an_objective_is_as_far_as_its_parts_or_its_steps() -> None:
    assert rules.progress(item(ItemState.DOING, parts=5, done=3), ()) == rules.Progress(3, 5)
    objective = item(ItemState.DOING)
    states = (ItemState.DONE, ItemState.DOING, ItemState.DROPPED, ItemState.PLANNED)
    steps = [item(state, kind=ItemKind.STEP, parent_id=objective.id) for state in states]
    assert rules.progress(objective, steps) == rules.Progress(1, 3)
    assert rules.progress(item(), steps) == rules.Progress(0, 1)
    assert rules.progress(item(ItemState.DONE), ()) == rules.Progress(1, 1)


@given(states=some.lists(some.sampled_from(ItemState), max_size=8), own=some.sampled_from(ItemState))
def test_progress_is_never_more_than_everything(states: list[ItemState], own: ItemState) -> None:
    objective = item(own)
    steps = [item(state, kind=ItemKind.STEP, parent_id=objective.id) for state in states]
    found = rules.progress(objective, steps)
    assert 0 <= found.done <= found.total
    assert found.total >= 1


def test_what_is_under_an_item_comes_with_it_once() -> None:
    top = item()
    step = item(kind=ItemKind.STEP, parent_id=top.id)
    action = item(kind=ItemKind.ACTION, parent_id=step.id)
    other = item()
    assert rules.under((top.id, step.id), (action, other, step, top)) == (top.id, step.id, action.id)


def test_a_level_that_stays_is_no_change() -> None:
    seen = readings(FreinLevel.WATCH, FreinLevel.WATCH, FreinLevel.LIFTED)
    assert [(before, one.level) for before, one in rules.level_changes(seen)] == [
        (FreinLevel.NONE, FreinLevel.WATCH),
        (FreinLevel.WATCH, FreinLevel.LIFTED),
    ]


def test_a_frein_lifted_without_ever_holding_her_back_is_none() -> None:
    never = Frein(new_id(), 1, "housing", readings(FreinLevel.NONE, FreinLevel.LIFTED))
    lifted = Frein(new_id(), 1, "money", readings(FreinLevel.BLOCKING, FreinLevel.LIFTED))
    back = Frein(new_id(), 1, "health", readings(FreinLevel.BLOCKING, FreinLevel.LIFTED, FreinLevel.WATCH))
    assert rules.count_freins((never, lifted, back)) == rules.FreinCount(2, 1)
    assert rules.lifted_on(never.readings) is None


def test_a_frein_is_lifted_in_the_period_where_it_was_lifted_last() -> None:
    seen = readings(FreinLevel.BLOCKING, FreinLevel.LIFTED, FreinLevel.WATCH, FreinLevel.LIFTED, FreinLevel.LIFTED)
    days = [one.day for one in seen]
    assert rules.lifted_on(seen) == days[3]
    assert rules.lifted_in(seen, ENTRY, days[1])
    assert not rules.lifted_in(seen, ENTRY, days[2])
    assert rules.lifted_in(seen, days[3], TODAY)
    assert not rules.lifted_in(seen, days[4], TODAY)


@given(pairs=some.lists(some.tuples(DAYS, LEVELS), max_size=8, unique_by=lambda one: one[0]), cut=DAYS)
def test_two_periods_that_follow_each_other_count_a_rise_once(
    pairs: list[tuple[dt.date, FreinLevel]], cut: dt.date
) -> None:
    seen = dated(pairs)
    before, after = (ENTRY, cut), (cut + dt.timedelta(days=1), TODAY)
    assert rules.raised_in(seen, ENTRY, TODAY) == (rules.raised_in(seen, *before) or rules.raised_in(seen, *after))
    assert not (rules.raised_in(seen, *before) and rules.raised_in(seen, *after))


@given(pairs=some.lists(some.tuples(DAYS, LEVELS), max_size=8, unique_by=lambda one: one[0]))
def test_a_frein_lifted_in_a_period_stands_lifted_at_its_end(pairs: list[tuple[dt.date, FreinLevel]]) -> None:
    seen = dated(pairs)
    stands = bool(seen) and seen[-1].level is FreinLevel.LIFTED and rules.was_raised(seen)
    assert rules.lifted_in(seen, ENTRY, TODAY) == stands


def test_what_comes_next_is_planned_soonest_first_and_only_so_much() -> None:
    def event(at: dt.datetime, words: str, *, planned: bool = True) -> Event:
        return Event(new_id(), EventKind.APPOINTMENT, "budget", at, words, planned=planned)

    later = [event(NOW + dt.timedelta(days=day), f"J+{day}") for day in range(9, 0, -1)]
    today = event(dt.datetime(2019, 6, 18), "Aujourd’hui, sans heure")
    gone = event(NOW - dt.timedelta(minutes=5), "Il y a cinq minutes")
    seen = event(NOW + dt.timedelta(hours=1), "Pas prévu", planned=False)
    found = rules.coming((*later, today, gone, seen), NOW, 3)
    assert [one.words for one in found] == ["Aujourd’hui, sans heure", "J+1", "J+2"]
