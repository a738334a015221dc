"""Plans d’apurement of a case by keys: prepared from its debts, followed, printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.gestures import KeepPlans, PayPlan, WithdrawItem
from ceis_desk.platforms.budget.papers import PlanPaper
from ceis_desk.platforms.budget.questions import CaseView, CrossedThing
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan, Terms, plans_of
from ceis_desk.ui.platforms.budget.case.crossed_words import crossed_title, differences
from ceis_desk.ui.platforms.budget.case.plan_pilot import FOLLOWED, NOTHING_OWED
from ceis_desk.ui.platforms.budget.case.plan_sheet import PlanSheet
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import DELETE, ENTER, ESCAPE, SPACE, Desk, MakeDesk
from tests.ui.platforms.budget.test_papers import ANSWERS, ask

MADE = dt.date(2019, 4, 10)


def followed(*payments: tuple[dt.date, int]) -> RepaymentPlan:
    """212,00 € in six times from 5 May 2019; two instalments are past on 18 June."""
    debt = replace(files.DEBTS[0], remaining=21_200)
    (plan,) = plans_of([debt], Terms(6, 0, dt.date(2019, 5, 5)), MADE, files.CLAIRE)
    kept = tuple(Payment(day, cents) for day, cents in payments)
    return replace(plan, clock=4, payments=kept)


def view_with(*plans: RepaymentPlan) -> CaseView:
    return replace(files.VIEW, plans=plans)


def open_plan(desk: Desk) -> PlanSheet:
    desk.case.follow.plans.lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(ENTER)
    sheet = desk.sheet()
    assert isinstance(sheet, PlanSheet)
    return sheet


def test_two_creditors_are_ticked_and_each_has_its_plan(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.follow.spread.setFocus()
    desk.key(SPACE)
    desk.key(SPACE)
    desk.key(ENTER)
    desk.key(SPACE)
    desk.fill("Ou chaque mois, en tout", "100")
    desk.field("Nombre de mois").spin.setValue(0)  # type: ignore[attr-defined]  # a number field
    desk.fill("Première échéance", "05/07/2019")
    desk.control(ENTER)
    (kept,) = desk.store.gestures(KeepPlans)
    first, second = kept.plans
    assert (first.label, first.total, second.total) == ("Loyer", 124_000, 731_215)
    assert first.instalments[0].cents + second.instalments[0].cents == 10_000
    assert first.instalments[0].day == dt.date(2019, 7, 5)
    assert desk.pilot.sheets.content() is None


def test_a_debt_that_has_its_plan_already_says_so_beside_its_box(open_case: MakeDesk) -> None:
    plan = plans_of(files.DEBTS[:1], Terms(6, 0, files.day(7, 5)), files.TODAY, files.CLAIRE)
    desk = open_case(replace(files.VIEW, plans=plan))
    desk.case.follow.spread.click()
    (said,) = (line for line in desk.words(desk.sheet()).splitlines() if FOLLOWED in line)
    assert said.startswith("Loyer, bailleur social")


def test_nothing_ticked_is_said_in_the_form(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.follow.spread.click()
    desk.control(ENTER)
    assert "cochez au moins un créancier" in desk.words(desk.sheet())
    assert desk.store.gestures(KeepPlans) == []


def test_the_only_debt_is_ticked_already_with_what_is_paid_of_it(open_case: MakeDesk) -> None:
    one = replace(files.DEBTS[0], monthly=10_000)
    desk = open_case(replace(files.VIEW, debts=(one,)))
    desk.case.follow.spread.click()
    desk.control(ENTER)
    (kept,) = desk.store.gestures(KeepPlans)
    assert [line.cents for line in kept.plans[0].instalments] == [10_000] * 12 + [4_000]


def test_a_missed_instalment_is_said_in_the_card_and_in_its_sheet(open_case: MakeDesk) -> None:
    desk = open_case(view_with(followed((dt.date(2019, 5, 4), 3_533))))
    words = desk.words(desk.case.follow.plans)
    assert "1 manquée" in words
    assert "prochaine le 05/07/2019" in words
    said = desk.words(open_plan(desk))
    assert "1 échéance manquée, 35,33\u00a0€ en retard." in said
    assert "payée le 04/05/2019" in said
    assert "manquée" in said


def test_a_payment_is_noted_by_keys_with_the_sum_that_is_expected(open_case: MakeDesk) -> None:
    plan = followed()
    desk = open_case(view_with(plan))
    sheet = open_plan(desk)
    assert desk.cursor() is sheet.amount
    assert sheet.amount.text() == "35,33\u00a0€"
    sheet.amount.selectAll()
    desk.write("20+15,33")
    desk.key(ENTER)
    (paid,) = desk.store.gestures(PayPlan)
    assert (paid.item_id, paid.clock, paid.payments) == (plan.id, 4, (Payment(files.TODAY, 3_533),))
    assert desk.pilot.sheets.content() is None
    assert desk.cursor() is desk.case.follow.plans.lines


def test_a_refused_payment_is_said_and_keeps_what_is_typed(open_case: MakeDesk) -> None:
    desk = open_case(view_with(followed()), answers={PayPlan: Refusal("Ce paiement dépasse.")})
    sheet = open_plan(desk)
    desk.fill("Payé le", "hier soir")
    desk.key(ENTER)
    assert desk.store.gestures(PayPlan) == []
    assert sheet.day_field.message() != ""
    desk.fill("Payé le", "hier")
    desk.key(ENTER)
    assert "Ce paiement dépasse." in desk.words(sheet)
    assert sheet.day.text() == "hier"
    desk.key(ESCAPE)
    assert desk.pilot.sheets.content() is None


def test_a_payment_noted_by_mistake_is_taken_away(open_case: MakeDesk) -> None:
    desk = open_case(view_with(followed((dt.date(2019, 5, 4), 3_533), (dt.date(2019, 6, 4), 10))))
    sheet = open_plan(desk)
    sheet.payments.setFocus()
    sheet.payments.go_to("1")
    desk.key(SPACE)
    (paid,) = desk.store.gestures(PayPlan)
    assert paid.payments == (Payment(dt.date(2019, 5, 4), 3_533),)


def test_print_then_enter_prints_the_plan_under_the_cursor_as_it_stands(open_case: MakeDesk) -> None:
    older, plan = followed(), replace(followed((dt.date(2019, 5, 4), 3_533)), made_on=dt.date(2019, 4, 9))
    desk = open_case(view_with(older, plan), answers=ANSWERS)
    lines = desk.case.follow.plans.lines
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    lines.go_to(str(plan.id))
    made = ask(desk)
    desk.key(ENTER)
    (paper,) = made
    assert isinstance(paper, PlanPaper)
    assert (paper.made_on, paper.instalments) == (plan.made_on, plan.instalments)
    assert paper.standing is not None
    assert (paper.standing.paid, len(paper.standing.missed)) == (3_533, 1)


def test_the_plan_that_is_open_is_printed_from_its_sheet(open_case: MakeDesk) -> None:
    desk = open_case(view_with(followed()), answers=ANSWERS)
    sheet = open_plan(desk)
    made: list[object] = []
    desk.pilot.print_asked.connect(made.append)
    sheet.print_asked.emit()
    QApplication.processEvents()
    (paper,) = made
    assert isinstance(paper, PlanPaper)
    assert desk.pilot.sheets.content() is None


def test_a_plan_is_taken_away_at_the_clock_it_was_read(open_case: MakeDesk) -> None:
    plan = followed()
    desk = open_case(view_with(plan))
    desk.case.follow.plans.lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(DELETE)
    assert desk.store.gestures(WithdrawItem) == [WithdrawItem((plan.id,), clocks=(4,))]


def test_a_case_closed_by_a_separation_shows_its_plans_and_writes_none(open_case: MakeDesk) -> None:
    desk = open_case(replace(view_with(followed((dt.date(2019, 5, 4), 3_533))), writable=False), answers=ANSWERS)
    sheet = open_plan(desk)
    assert not sheet.note.isVisibleTo(sheet)
    sheet.payments.setFocus()
    desk.key(SPACE)
    assert desk.store.gestures(PayPlan) == []


def test_the_discreet_screen_shows_neither_creditor_nor_amount(open_case: MakeDesk) -> None:
    desk = open_case(view_with(followed((dt.date(2019, 5, 4), 3_533))))
    desk.discreet.set_on(True)
    words = desk.words(desk.case.follow.plans)
    said = desk.words(open_plan(desk))
    for hidden in ("Loyer", "bailleur social", "35,33", "176,67"):
        assert hidden not in words + said


def test_a_case_without_a_plan_has_no_card_of_plans(open_case: MakeDesk) -> None:
    assert not (desk := open_case()).case.follow.plans.isVisibleTo(desk.case)


def test_without_a_debt_that_is_owed_there_is_nothing_to_spread_and_it_is_said(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, debts=()))
    desk.case.follow.spread.click()
    assert desk.refused == [NOTHING_OWED]


def test_a_second_plan_is_begun_from_the_card_of_the_first(open_case: MakeDesk) -> None:
    desk = open_case(view_with(followed()))
    desk.case.follow.plans.lines.setFocus()
    desk.control(Qt.Key.Key_D)
    assert "Montant étalé" in desk.words(desk.sheet())


def test_two_versions_of_a_plan_are_told_apart(open_case: MakeDesk) -> None:
    desk = open_case()
    here, there = followed(), replace(followed(), payments=(Payment(MADE, 5),))
    thing = CrossedThing(here.id, 4, here, replace(there, id=here.id), "Bureau 2", None)
    show = desk.discreet.show
    assert crossed_title(thing, show) == "Le plan d’apurement a été modifié aussi au poste Bureau 2."
    assert "Paiements\u00a0: différent." in differences(thing, show)
