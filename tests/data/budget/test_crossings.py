"""Two desks that write one debt at once: neither version is lost, a counsellor chooses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.platforms.budget.gestures import Crossing, PauseCase, PutDebt, ReachStep, SettleCrossed
from ceis_desk.platforms.budget.model import (
    BudgetCase,
    Debt,
    Pause,
    Step,
)
from ceis_desk.platforms.budget.sheet import Freezing, Sheet
from ceis_desk.platforms.budget.sheet_gestures import FreezeSheet
from tests.data.budget.crossed_desks import Crossed, sheet_of, written_at_both


def test_the_version_that_lost_is_shown_beside_the_one_that_stands(crossed: Crossed) -> None:
    (found,) = crossed.view().crossed
    assert isinstance(found.kept, Debt)
    assert isinstance(found.aside, Debt)
    assert (found.kept.remaining, found.aside.remaining, found.desk) == (80_000, 90_000, "Poste 1")


def test_the_other_version_is_taken_and_given_back(crossed: Crossed) -> None:
    (found,) = crossed.view().crossed
    change = crossed.second().do(SettleCrossed(crossed.case_id, found.id, found.clock, Crossing.TAKE)).result()
    view = crossed.view()
    assert ([debt.remaining for debt in view.debts], view.crossed) == ([90_000], ())
    assert change.undo is not None
    crossed.second().do(change.undo).result()
    assert [debt.remaining for debt in crossed.view().debts] == [80_000]


def test_the_version_in_force_is_kept_and_the_choice_left_open_again(crossed: Crossed) -> None:
    (found,) = crossed.view().crossed
    change = crossed.second().do(SettleCrossed(crossed.case_id, found.id, found.clock, Crossing.KEEP)).result()
    assert crossed.view().crossed == ()
    assert change.undo is not None
    crossed.second().do(change.undo).result()
    assert len(crossed.view().crossed) == 1


def test_what_was_written_since_asks_for_no_choice_any_more(crossed: Crossed) -> None:
    (found,) = crossed.view().crossed
    (debt,) = crossed.view().debts
    crossed.second().do(PutDebt(crossed.case_id, replace(debt, remaining=70_000))).result()
    assert crossed.view().crossed == ()
    with pytest.raises(Outdated):
        crossed.second().do(SettleCrossed(crossed.case_id, found.id, found.clock, Crossing.TAKE)).result()


def test_a_case_led_further_at_two_desks_keeps_both_versions(crossed: Crossed) -> None:
    clock = crossed.view().case.clock
    crossed.first().do(ReachStep(crossed.case_id, clock, Step.DIAGNOSIS)).result()
    crossed.second().do(PauseCase(crossed.case_id, clock, Pause.SUSPENDED, "vacances")).result()
    crossed.site.exchange()
    versions = [one.aside for one in crossed.view().crossed if isinstance(one.aside, BudgetCase)]
    assert [one.marks[-1].step for one in versions] == [Step.DIAGNOSIS]


def test_two_versions_of_a_sheet_that_nobody_froze_wait_for_a_choice(crossed: Crossed) -> None:
    sheet = written_at_both(crossed)
    found = next(one for one in crossed.view().crossed if isinstance(one.kept, Sheet))
    assert isinstance(found.kept, Sheet)
    assert isinstance(found.aside, Sheet)
    assert (found.kept.lines[0].cents, found.aside.lines[0].cents) == (52_000, 45_000)
    take = SettleCrossed(crossed.case_id, found.id, found.clock, Crossing.TAKE)
    change = crossed.second().do(take).result()
    assert sheet_of(crossed).lines[0].cents == 45_000
    assert not any(isinstance(one.kept, Sheet) for one in crossed.view().crossed)
    assert change.undo is not None
    crossed.second().do(change.undo).result()
    assert (sheet_of(crossed).id, sheet_of(crossed).lines[0].cents) == (sheet.id, 52_000)


def test_a_sheet_frozen_since_is_not_exchanged(crossed: Crossed) -> None:
    written_at_both(crossed)
    found = next(one for one in crossed.view().crossed if isinstance(one.kept, Sheet))
    sheet = sheet_of(crossed)
    crossed.second().do(FreezeSheet(sheet.id, sheet.clock, Freezing.SIGNED)).result()
    assert not any(isinstance(one.kept, Sheet) for one in crossed.view().crossed)
    take = SettleCrossed(crossed.case_id, found.id, sheet_of(crossed).clock, Crossing.TAKE)
    with pytest.raises(Refusal, match="imprimée ou signée"):
        crossed.second().do(take).result()
