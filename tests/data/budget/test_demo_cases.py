"""The cases of the demonstration say what the pictures show."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.clock import stopped_at
from ceis_desk.core.store import Store
from ceis_desk.data.demo import OPENING, PASSWORD
from ceis_desk.data.door import LocalDoor
from ceis_desk.platforms.budget.debts import totals
from ceis_desk.platforms.budget.model import Step
from ceis_desk.platforms.budget.overindebtedness import ClockKind, Stage, stage_of
from ceis_desk.platforms.budget.questions import CaseView, ListCases, ReadCase, RightsToCheck
from ceis_desk.platforms.budget.repayment import standing_of
from ceis_desk.platforms.budget.rights_check import Housing, Right
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from tests.scenarios.desks import QUICK
from tests.scenarios.windows import demo_copy


@pytest.fixture(scope="module")
def claire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = demo_copy(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("exemple") / "registre")
    door = LocalDoor(folder, stopped_at(OPENING), QUICK)
    yield door.open("claire", PASSWORD).result().store
    door.close()


def view(store: Store, name: str) -> CaseView:
    (line,) = store.ask(ListCases(name)).result()
    return store.ask(ReadCase(line.id)).result()


def test_the_case_of_the_dupuys_is_that_of_the_picture(claire: Store) -> None:
    found = view(claire, "dupuy")
    assert (found.step, totals(found.debts).remaining, found.referent_name) == (
        Step.FOLLOW_UP,
        1_445_445,
        "Claire Fabre",
    )
    assert [(one.civility, one.first_name) for one in found.persons] == [("Mme", "Laure"), ("M.", "Yves")]
    assert [debt.label for debt in found.debts][:2] == ["Loyer", "Crédit renouvelable"]
    assert [asked.received_on is not None for asked in found.asked] == [True, True, True, True, False, False]
    assert [(note.author_name, note.text is None) for note in found.notes][:2] == [
        ("Claire Fabre", False),
        ("Nadia Haddad", True),
    ]
    assert all(note.sound for note in found.notes)
    assert found.overindebtedness is not None
    assert stage_of(found.overindebtedness, OPENING.date()) is Stage.MEASURES
    assert [one.on for one in found.deadlines if one.kind is ClockKind.CONTEST] == [dt.date(2019, 7, 5)]
    assert claire.ask(ReadDraft(f"note:{found.case.id}")).result().startswith("Mesures reçues le 5 juin")


def test_the_plans_of_mme_benali_are_those_of_the_pictures(claire: Store) -> None:
    rent, power = view(claire, "benali").plans
    standing = standing_of(rent, OPENING.date())
    assert (len(rent.instalments), standing.paid, standing.left, standing.late) == (10, 20_000, 30_000, 0)
    assert (power.creditor, power.total, power.paid) == ("Lumélia Énergie", 21_200, 0)
    assert [one.cents for one in power.instalments] == [3_533] * 5 + [3_535]
    assert (power.made_on, power.instalments[0].day) == (OPENING.date(), dt.date(2019, 7, 5))


def test_rights_that_her_sheet_has_are_not_to_be_verified_and_her_rent_says_that_she_is_a_tenant(claire: Store) -> None:
    asked = RightsToCheck(view(claire, "benali").case.id)
    found = {line.right: line for line in claire.ask(asked).result()}
    for had in (Right.PRIME_ACTIVITE, Right.HOUSING_AID, Right.ASF, Right.FAMILY_BENEFITS):
        assert had not in found
    assert found[Right.ENERGY_CHEQUE].to_ask == ()
    owner = {line.right for line in claire.ask(dataclasses.replace(asked, housing=Housing.HOSTED)).result()}
    assert Right.ENERGY_CHEQUE not in owner


def test_whoever_is_being_received_is_known_in_her_case(claire: Store) -> None:
    here = view(claire, "arnal").here
    assert here is not None
    assert here.busy_at == dt.datetime(2019, 6, 18, 10, 1)


def test_the_list_holds_what_a_counsellor_follows(claire: Store) -> None:
    lines = {line.used_name: line for line in claire.ask(ListCases()).result()}
    assert set(lines) == {"Arnal", "Benali", "Dupuy", "Koffi", "Ouali", "Teissier"}
    assert lines["Arnal"].overdue == 1
    assert "Martel" in {line.used_name for line in claire.ask(ListCases(closed=True)).result()}


def test_nothing_of_a_case_is_older_than_its_opening(claire: Store) -> None:
    lines = (*claire.ask(ListCases()).result(), *claire.ask(ListCases(closed=True)).result())
    assert view(claire, "benali").case.opened_on == dt.date(2019, 2, 19)
    for line in lines:
        found = claire.ask(ReadCase(line.id)).result()
        sheets = claire.ask(ReadSheets(line.id)).result().sheets
        days = (*(one.day for one in sheets), *(one.day for one in found.notes), *(one.asked_on for one in found.asked))
        assert all(day >= found.case.opened_on for day in days), line.used_name
        assert found.case.marks[0].day == found.case.opened_on
