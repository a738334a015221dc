"""The steps of a case as pure rules: what may follow what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.platforms.budget import rules
from ceis_desk.platforms.budget.model import BudgetCase, CaseKind, ClosureReason, Member, Pause, Source, Step, StepMark

DAY = dt.date(2019, 1, 18)
ACCOUNT, PERSON = new_id(), new_id()
LAURE = Member("DUPUY Laure", 1985, adult=True, person_id=PERSON)


def a_case() -> BudgetCase:
    marks = rules.began(DAY, ACCOUNT)
    return BudgetCase(new_id(), 1, PERSON, CaseKind.CURATIVE, Source.CAF, ACCOUNT, DAY, (LAURE,), marks)


def led_to(step: Step) -> BudgetCase:
    case = a_case()
    while rules.step_of(case.marks) is not step:
        order = list(Step)
        following = order[order.index(rules.step_of(case.marks)) + 1]
        case = rules.reached(case, following, DAY, ACCOUNT)
    return case


def test_every_step_up_to_the_review_follows_the_one_before() -> None:
    case = led_to(Step.REVIEW)
    assert [mark.step for mark in case.marks] == list(Step)[:-1]


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.CLOSED])
def test_a_case_is_closed_from_any_step_and_reopened_at_the_same(step: Step) -> None:
    closed = rules.closed(led_to(step), ClosureReason.PLAN, DAY, ACCOUNT)
    again = rules.reopened(closed, DAY, ACCOUNT, "revenue")
    assert (rules.step_of(closed.marks), rules.step_of(again.marks), again.closure) == (Step.CLOSED, step, None)


def test_the_step_of_a_closure_is_not_reached_but_closed() -> None:
    with pytest.raises(Refusal, match="choisissez «\u00a0Clore"):
        rules.reached(led_to(Step.REVIEW), Step.CLOSED, DAY, ACCOUNT)


def test_a_closed_case_is_neither_led_further_nor_stopped_nor_closed_again() -> None:
    closed = rules.closed(a_case(), ClosureReason.MOVED, DAY, ACCOUNT)
    acts: tuple[Callable[[], BudgetCase], ...] = (
        lambda: rules.reached(closed, Step.DIAGNOSIS, DAY, ACCOUNT),
        lambda: rules.paused(closed, Pause.SUSPENDED, DAY, ACCOUNT, "absence"),
        lambda: rules.closed(closed, ClosureReason.PLAN, DAY, ACCOUNT),
    )
    for act in acts:
        with pytest.raises(Refusal, match="rouvrez-le d’abord"):
            act()


def test_a_case_that_is_open_is_not_reopened() -> None:
    with pytest.raises(Refusal, match="n’est pas clos"):
        rules.reopened(a_case(), DAY, ACCOUNT, "pourquoi")


@pytest.mark.parametrize("pause", [Pause.SUSPENDED, Pause.ABANDONED, Pause.REFERRED])
def test_a_pause_is_beside_the_steps_and_ends(pause: Pause) -> None:
    stopped = rules.paused(led_to(Step.DIAGNOSIS), pause, DAY, ACCOUNT, "absence")
    assert (rules.step_of(stopped.marks), rules.pause_of(stopped.marks)) == (Step.DIAGNOSIS, pause)
    with pytest.raises(Refusal, match="déjà"):
        rules.paused(stopped, pause, DAY, ACCOUNT, "encore")
    resumed = rules.paused(stopped, Pause.NONE, DAY, ACCOUNT, "")
    assert rules.pause_of(resumed.marks) is Pause.NONE


def test_a_stopped_case_may_be_closed_as_it_is() -> None:
    stopped = rules.paused(a_case(), Pause.ABANDONED, DAY, ACCOUNT, "sans nouvelles")
    closed = rules.closed(stopped, ClosureReason.ABANDONED, DAY, ACCOUNT)
    assert (rules.pause_of(closed.marks), closed.closure) == (Pause.NONE, ClosureReason.ABANDONED)


def test_nothing_is_dated_before_what_came_before() -> None:
    with pytest.raises(Refusal, match="avant la dernière étape"):
        rules.reached(a_case(), Step.DIAGNOSIS, DAY - dt.timedelta(days=1), ACCOUNT)


def test_a_case_closed_by_a_separation_moves_no_more() -> None:
    common = replace(a_case(), separated_on=DAY)
    with pytest.raises(Refusal, match="fermé depuis la séparation"):
        rules.reached(common, Step.DIAGNOSIS, DAY, ACCOUNT)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ((), "commence par la personne"),
        ((replace(LAURE, adult=False),), "commence par la personne"),
        ((LAURE, LAURE), "deux fois"),
        ((LAURE, Member("Tom", 2010, adult=False, custody_percent=0)), "de 1 à 100"),
    ],
)
def test_a_household_that_contradicts_itself_is_refused(members: tuple[Member, ...], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        rules.check_members(PERSON, members)


def test_a_case_without_any_mark_is_at_its_first_contact() -> None:
    assert (rules.step_of(()), rules.pause_of(())) == (Step.FIRST_CONTACT, Pause.NONE)
    assert rules.step_of((StepMark(DAY, ACCOUNT, None, Pause.SUSPENDED),)) is Step.FIRST_CONTACT
