"""Plans d’apurement in a real store: kept sealed, followed, taken back, exchanged, copied and buried like debts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget.gestures import (
    Crossing,
    KeepPlans,
    OpenCase,
    PayPlan,
    PutDebt,
    SeparateCouple,
    SettleCrossed,
    WithdrawItem,
)
from ceis_desk.platforms.budget.model import CaseKind, Debt, DebtFamily, Member, Source, SpecialDebt
from ceis_desk.platforms.budget.questions import ReadCase
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan, Terms, plans_of
from tests.data.budget.households import Office
from tests.data.budget.test_burying import erase, inside, left
from tests.data.budget.test_separation import couple
from tests.data.budget.test_things import facts
from tests.data.exchange.site_of_desks import site_of_desks
from tests.scenarios.agents import TODAY, Agent
from tests.scenarios.desks import PASSWORD

FIRST = dt.date(2019, 7, 5)


def keep(office: Office, case_id: Id, *debts: Debt, months: int = 6) -> Change:
    plans = plans_of(debts, Terms(months, 0, FIRST), TODAY, new_id())
    return office.claire.do(KeepPlans(case_id, plans))


def kept(office: Office, months: int = 6, label: str = "Loyer") -> tuple[Id, RepaymentPlan]:
    case_id = office.open()
    keep(office, case_id, office.owe(case_id, label, 21_200), months=months)
    (plan,) = office.view(case_id).plans
    return case_id, plan


def pay(office: Office, plan: RepaymentPlan, *payments: tuple[dt.date, int]) -> Change:
    return office.claire.do(PayPlan(plan.id, plan.clock, tuple(Payment(day, cents) for day, cents in payments)))


def test_a_plan_is_read_back_as_it_was_agreed_whatever_becomes_of_its_debt(office: Office) -> None:
    case_id, plan = kept(office)
    debt = office.view(case_id).debts[0]
    office.claire.do(PutDebt(case_id, replace(debt, creditor="Un autre", remaining=5)))
    (again,) = office.view(case_id, "nadia").plans
    assert again == plan
    assert (again.creditor, again.total, len(again.instalments)) == ("Hérault Logement", 21_200, 6)


def test_plans_made_together_are_taken_back_together(office: Office) -> None:
    case_id = office.open()
    change = keep(office, case_id, office.owe(case_id, "Loyer", 90_000), office.owe(case_id, "Gaz", 12_000))
    assert change.said == "2 plans d’apurement gardés."
    assert [one.id for one in office.view(case_id).plans] == list(change.made)
    again = office.claire.do(change.undo)
    assert office.view(case_id).plans == ()
    office.claire.do(again.undo)
    assert len(office.view(case_id).plans) == 2


def test_a_payment_is_noted_and_taken_back(office: Office) -> None:
    case_id, plan = kept(office)
    change = pay(office, plan, (TODAY, 3_533))
    assert change.said == "Paiement noté."
    assert office.view(case_id).plans[0].paid == 3_533
    back = office.claire.do(change.undo)
    assert back.said == "Paiement retiré."
    assert office.view(case_id).plans[0].payments == ()
    office.claire.do(back.undo)
    assert office.view(case_id).plans[0].payments == (Payment(TODAY, 3_533),)


def test_a_payment_over_that_of_a_colleague_is_not_written(office: Office) -> None:
    _case_id, plan = kept(office)
    office.nadia.do(PayPlan(plan.id, plan.clock, (Payment(TODAY, 100),)))
    with pytest.raises(Outdated):
        pay(office, plan, (TODAY, 200))


def test_what_makes_no_plan_or_no_payment_is_refused_and_nothing_is_written(office: Office) -> None:
    case_id, plan = kept(office)
    with pytest.raises(Refusal, match="pas encore venu"):
        pay(office, plan, (TODAY + dt.timedelta(days=1), 100))
    with pytest.raises(Refusal, match="dépasse"):
        pay(office, plan, (TODAY, 21_201))
    with pytest.raises(Refusal, match="total"):
        office.claire.do(KeepPlans(case_id, (replace(plan, id=new_id(), clock=0, instalments=()),)))
    with pytest.raises(Refusal, match="sécurité sociale"):
        office.claire.do(KeepPlans(case_id, (replace(plan, id=new_id(), label="2 84 03 34 172 045 12"),)))
    with pytest.raises(Outdated):
        office.claire.do(KeepPlans(case_id, (plan,)))
    debt = office.view(case_id).debts[0]
    with pytest.raises(Refusal):
        office.claire.do(PayPlan(debt.id, debt.clock, ()))
    assert office.view(case_id).plans == (plan,)


def test_the_figures_learn_cents_months_and_family_and_no_creditor(office: Office) -> None:
    _case_id, plan = kept(office, label="Canarilabel")
    pay(office, plan, (TODAY, 3_533))
    (fact,) = [one for one in facts(office) if one["kind"] == "repayment_plan"]
    assert {**fact} == {
        "kind": "repayment_plan",
        "family": "housing",
        "cents": 21_200,
        "months": 6,
        "paid": 3_533,
        "month": "2019-06",
    }


def test_neither_the_administration_nor_a_social_worker_keeps_or_reads_a_plan(office: Office) -> None:
    case_id, plan = kept(office)
    office.day.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    for login in ("helene", "lea"):
        with pytest.raises(Denied):
            Agent(office.day.desk, login).do(PayPlan(plan.id, plan.clock, ()))
        with pytest.raises(Denied):
            Agent(office.day.desk, login).ask(ReadCase(case_id))


def test_a_plan_withdrawn_is_out_of_the_case_until_it_is_put_back(office: Office) -> None:
    case_id, plan = kept(office)
    gone = office.claire.do(WithdrawItem((plan.id,), clocks=(plan.clock,)))
    assert office.view(case_id).plans == ()
    office.claire.do(gone.undo)
    assert [one.id for one in office.view(case_id).plans] == [plan.id]


def test_a_couple_that_parts_takes_a_copy_of_the_plan_and_the_common_one_stays_as_it_was(office: Office) -> None:
    common, laure, yves = couple(office)
    keep(office, common, office.owe(common, "Loyer", 21_200))
    (plan,) = office.view(common).plans
    pay(office, plan, (TODAY, 3_533))
    clock = office.view(common).case.clock
    gesture = SeparateCouple(common, clock, (laure,), (yves,), first_takes=(plan.id,))
    her, his = office.claire.do(gesture).made
    (copy,) = office.view(her).plans
    assert (copy.id != plan.id, copy.instalments, copy.paid) == (True, plan.instalments, 3_533)
    assert office.view(his).plans == ()
    (closed,) = office.view(common).plans
    with pytest.raises(Refusal, match="séparation"):
        office.claire.do(PayPlan(closed.id, closed.clock, ()))
    with pytest.raises(Refusal, match="séparation"):
        office.claire.do(KeepPlans(common, (replace(plan, id=new_id(), clock=0, payments=()),)))


def test_nothing_of_a_plan_is_left_once_its_persons_are_erased(office: Office) -> None:
    kept(office)
    erase(office, office.persons["Dupuy"])
    assert left(inside(office, "claire")) == [0, 0, 0, 0]


def test_two_desks_that_note_a_payment_at_once_lose_neither(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        site.first.enter("helene")
        site.first.door.add_account("nadia", "Nadia Haddad", frozenset({Role.BUDGET}), PASSWORD).result()
        store = site.first.enter("claire").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
        case_id = store.do(OpenCase(person, CaseKind.CURATIVE, Source.CAF, (member,))).result().made[0]
        debt = Debt(new_id(), 0, "Loyer", "bailleur", DebtFamily.HOUSING, SpecialDebt.NONE, 100_000)
        store.do(KeepPlans(case_id, plans_of([debt], Terms(10, 0, FIRST), TODAY, new_id()))).result()
        site.exchange()
        nadia = site.second.enter("nadia").store
        (plan,) = nadia.ask(ReadCase(case_id)).result().plans
        day = plan.made_on
        store = site.first.enter("claire").store
        store.do(PayPlan(plan.id, plan.clock, (Payment(day, 1_000),))).result()
        nadia = site.second.enter("nadia").store
        nadia.do(PayPlan(plan.id, plan.clock, (Payment(day, 2_000),))).result()
        site.exchange()
        nadia = site.second.enter("nadia").store
        view = nadia.ask(ReadCase(case_id)).result()
        (crossed,) = view.crossed
        assert isinstance(crossed.aside, RepaymentPlan)
        assert {view.plans[0].paid, crossed.aside.paid} == {1_000, 2_000}
        nadia.do(SettleCrossed(case_id, crossed.id, crossed.clock, Crossing.TAKE)).result()
        assert nadia.ask(ReadCase(case_id)).result().plans[0].paid == crossed.aside.paid
