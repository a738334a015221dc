"""Two desks that write one debt at once: neither version is lost, a counsellor chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Store
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget.gestures import Crossing, OpenCase, PauseCase, PutDebt, ReachStep, SettleCrossed
from ceis_desk.platforms.budget.model import (
    BudgetCase,
    CaseKind,
    Debt,
    DebtFamily,
    Member,
    Pause,
    Source,
    SpecialDebt,
    Step,
)
from ceis_desk.platforms.budget.questions import CaseView, ReadCase
from ceis_desk.platforms.budget.sheet import Freezing, Sheet
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, FreezeSheet, NewSheet
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from tests.data.exchange.site_of_desks import SiteOfDesks, site_of_desks
from tests.scenarios.desks import PASSWORD


@dataclass
class Crossed:
    """A site of two desks, a case on both, and the counsellor of each."""

    site: SiteOfDesks
    case_id: Id

    def first(self) -> Store:
        return self.site.first.enter("claire").store

    def second(self) -> Store:
        return self.site.second.enter("nadia").store

    def view(self) -> CaseView:
        """The case at the second desk: that is where the two versions met."""
        return self.second().ask(ReadCase(self.case_id)).result()


@pytest.fixture
def crossed(tmp_path: Path) -> Iterator[Crossed]:
    with site_of_desks(tmp_path) as site:
        site.first.enter("helene")
        site.first.door.add_account("nadia", "Nadia Haddad", frozenset({Role.BUDGET}), PASSWORD).result()
        store = site.first.enter("claire").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
        case_id = store.do(OpenCase(person, CaseKind.CURATIVE, Source.CAF, (member,))).result().made[0]
        debt = Debt(new_id(), 0, "Loyer", "bailleur", DebtFamily.HOUSING, SpecialDebt.NONE, 100_000)
        store.do(PutDebt(case_id, debt)).result()
        site.exchange()
        made = Crossed(site, case_id)
        (debt,) = made.view().debts
        made.first().do(PutDebt(case_id, replace(debt, remaining=90_000))).result()
        made.second().do(PutDebt(case_id, replace(debt, remaining=80_000))).result()
        site.exchange()
        yield made


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
    sheet = _written_at_both(crossed)
    found = next(one for one in crossed.view().crossed if isinstance(one.kept, Sheet))
    assert isinstance(found.kept, Sheet)
    assert isinstance(found.aside, Sheet)
    assert (found.kept.lines[0].cents, found.aside.lines[0].cents) == (52_000, 45_000)
    take = SettleCrossed(crossed.case_id, found.id, found.clock, Crossing.TAKE)
    change = crossed.second().do(take).result()
    assert _sheet(crossed).lines[0].cents == 45_000
    assert not any(isinstance(one.kept, Sheet) for one in crossed.view().crossed)
    assert change.undo is not None
    crossed.second().do(change.undo).result()
    assert (_sheet(crossed).id, _sheet(crossed).lines[0].cents) == (sheet.id, 52_000)


def test_a_sheet_frozen_since_is_not_exchanged(crossed: Crossed) -> None:
    _written_at_both(crossed)
    found = next(one for one in crossed.view().crossed if isinstance(one.kept, Sheet))
    sheet = _sheet(crossed)
    crossed.second().do(FreezeSheet(sheet.id, sheet.clock, Freezing.SIGNED)).result()
    assert not any(isinstance(one.kept, Sheet) for one in crossed.view().crossed)
    take = SettleCrossed(crossed.case_id, found.id, _sheet(crossed).clock, Crossing.TAKE)
    with pytest.raises(Refusal, match="imprimée ou signée"):
        crossed.second().do(take).result()


def _written_at_both(crossed: Crossed) -> Sheet:
    crossed.first().do(NewSheet(crossed.case_id)).result()
    crossed.site.exchange()
    for enter, cents in ((crossed.first, 45_000), (crossed.second, 52_000)):
        store = enter()
        (sheet,) = store.ask(ReadSheets(crossed.case_id)).result().sheets
        lines = (replace(sheet.lines[0], cents=cents), *sheet.lines[1:])
        store.do(ChangeSheet(replace(sheet, lines=lines))).result()
    crossed.site.exchange()
    return _sheet(crossed)


def _sheet(crossed: Crossed) -> Sheet:
    (sheet,) = crossed.second().ask(ReadSheets(crossed.case_id)).result().sheets
    return sheet
