"""A separation and a signature hold, whatever another desk wrote at the same time, not knowing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceis_desk.core.ids import Id
from ceis_desk.core.store import Store
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget.gestures import ChangeCase, PutDebt, ReachStep, SeparateCouple
from ceis_desk.platforms.budget.model import Member, Step
from ceis_desk.platforms.budget.questions import CaseView, ReadCase
from ceis_desk.platforms.budget.sheet import Freezing, Sheet
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, FreezeSheet, NewSheet
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from tests.data.budget.crossed_desks import Crossed


def view(store: Store, case_id: Id) -> CaseView:
    return store.ask(ReadCase(case_id)).result()


def sheets(store: Store, case_id: Id) -> list[Sheet]:
    return sorted(store.ask(ReadSheets(case_id)).result().sheets, key=lambda one: one.frozen, reverse=True)


def test_a_separation_holds_when_the_other_desk_led_the_common_case_on(crossed: Crossed) -> None:
    case_id, store = crossed.case_id, crossed.first()
    yves = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Yves"))).result().made[0]
    case = view(store, case_id).case
    both = (*case.members, Member("DUPUY Yves", 1982, adult=True, person_id=yves))
    store.do(ChangeCase(case_id, case.clock, case.kind, case.source, case.referent_id, both)).result()
    crossed.site.exchange()
    store = crossed.first()
    store.do(SeparateCouple(case_id, view(store, case_id).case.clock, both[:1], both[1:])).result()
    store = crossed.second()
    store.do(ReachStep(case_id, view(store, case_id).case.clock, Step.DIAGNOSIS)).result()
    (debt,) = view(store, case_id).debts
    store.do(PutDebt(case_id, replace(debt, remaining=1))).result()
    crossed.site.exchange()
    for enter in (crossed.first, crossed.second, crossed.first):
        settle(enter())
        found = view(enter(), case_id)
        assert (found.writable, found.step, found.debts, found.kept_back) == (False, Step.DIAGNOSIS, (), 1)
        crossed.site.exchange()


@pytest.mark.parametrize("freezing", Freezing)
def test_a_frozen_sheet_stands_and_what_was_typed_over_it_goes_on_as_a_copy(
    crossed: Crossed, freezing: Freezing
) -> None:
    case_id, store = crossed.case_id, crossed.first()
    sheet_id = store.do(NewSheet(case_id)).result().made[0]
    crossed.site.exchange()
    store = crossed.first()
    (sheet,) = sheets(store, case_id)
    store.do(FreezeSheet(sheet_id, sheet.clock, freezing)).result()
    store = crossed.second()
    (sheet,) = sheets(store, case_id)
    lines = (replace(sheet.lines[0], cents=74_200), *sheet.lines[1:])
    store.do(ChangeSheet(replace(sheet, lines=lines))).result()
    crossed.site.exchange()
    for enter in (crossed.first, crossed.second, crossed.first):
        settle(enter())
        frozen, copy = sheets(enter(), case_id)
        assert (frozen.id, frozen.freezing, frozen.lines[0].cents) == (sheet_id, freezing, None)
        assert (copy.frozen, copy.lines[0].cents) == (False, 74_200)
        crossed.site.exchange()


def settle(store: Store) -> None:
    """Wait for what the session began by closing again."""
    store.file.writer.run(lambda _: None).result()  # type: ignore[attr-defined]  # the inside of the store
