"""Ctrl P in a case: which documents it offers, and what each of them is made of."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ceis_desk.access.gestures import NoteAccess
from ceis_desk.access.questions import Settings
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Subject
from ceis_desk.platforms.budget.gestures import KeepPlans
from ceis_desk.platforms.budget.papers import ActionPlanPaper, DebtSummaryPaper, LetterPaper, PlanPaper, ReviewPaper
from ceis_desk.platforms.budget.questions import ReadCase
from ceis_desk.platforms.budget.repayment import Terms, plans_of
from ceis_desk.platforms.budget.scales import Scales
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadSheets
from ceis_desk.platforms.budget.sheet_settings import read_budget_settings
from ceis_desk.ui.platforms.budget.case.papers import WHICH_PLAN
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import ENTER, Desk, MakeDesk

FOLDER = Folder(files.CASE, files.LAURE, "Mme", "Dupuy", "Laure", (), (), read_budget_settings({}, Scales((), ())))
ANSWERS: dict[type, object] = {Settings: {"issuer_town": json.dumps("Montpellier")}, ReadSheets: FOLDER}


def ask(desk: Desk) -> list[Paper]:
    """The documents that Ctrl P gives from now on."""
    made: list[Paper] = []
    desk.pilot.papers(made.append)
    QApplication.processEvents()
    return made


def pick(desk: Desk, digit: int) -> None:
    desk.key(Qt.Key(Qt.Key.Key_0 + digit))


def printed(desk: Desk, digit: int) -> Paper:
    made = ask(desk)
    pick(desk, digit)
    (paper,) = made
    return paper


def test_the_list_of_cases_prints_nothing(make_desk: MakeDesk) -> None:
    assert ask(make_desk(answers=ANSWERS)) == []


def test_enter_prints_the_first_document_that_is_offered(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    made = ask(desk)
    desk.key(ENTER)
    (paper,) = made
    assert isinstance(paper, ActionPlanPaper)
    assert (paper.issuer.town, paper.counsellor.name) == ("Montpellier", files.ACTOR.name)
    assert paper.case_id == files.CASE


def test_debts_and_review_are_one_digit_away(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    assert isinstance(printed(desk, 2), DebtSummaryPaper)
    assert isinstance(printed(desk, 4), ReviewPaper)


def test_a_letter_that_was_kept_is_printed_as_it_was_kept(open_case: MakeDesk) -> None:
    paper = printed(open_case(answers=ANSWERS), 5)
    assert isinstance(paper, LetterPaper)
    assert (paper.addressee, paper.purpose) == (("Ma Banque",), "Contestation")


def test_a_plan_asks_which_debts_and_how_they_are_paid_and_is_kept_before_it_is_shown(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    made = ask(desk)
    pick(desk, 3)
    desk.key(Qt.Key.Key_Space)
    assert made == []
    desk.control(ENTER)
    (paper,) = made
    assert isinstance(paper, PlanPaper)
    (kept,) = desk.store.gestures(KeepPlans)
    assert kept.plans[0].instalments == paper.instalments
    assert sum(one.cents for one in paper.instalments) == 124_000
    assert paper.instalments[-1].left == 0


def test_several_plans_kept_together_are_each_one_digit_away(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    made = ask(desk)
    pick(desk, 3)
    desk.key(Qt.Key.Key_Space)
    desk.key(ENTER)
    desk.key(Qt.Key.Key_Space)
    desk.control(ENTER)
    assert made == []
    (kept,) = desk.store.gestures(KeepPlans)
    desk.store.answers[ReadCase] = replace(files.VIEW, plans=kept.plans)
    desk.store.tell(Change(frozenset({Subject("case", files.CASE)})))
    assert WHICH_PLAN in desk.words(desk.sheet())
    pick(desk, 2)
    (paper,) = made
    assert isinstance(paper, PlanPaper)
    assert "Prêt personnel" in paper.debt


def test_many_plans_push_no_letter_out_of_reach(open_case: MakeDesk) -> None:
    plans = tuple(
        plan
        for month in range(1, 10)
        for plan in plans_of(files.DEBTS[:1], Terms(6, 0, files.day(month, 5)), files.day(month, 1), files.CLAIRE)
    )
    desk = open_case(replace(files.VIEW, plans=plans), answers=ANSWERS)
    assert isinstance(printed(desk, 4), ReviewPaper)
    made = ask(desk)
    pick(desk, 9)
    pick(desk, 6)
    (paper,) = made
    assert isinstance(paper, LetterPaper)


def test_a_plan_that_would_never_end_is_refused_in_its_form(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    made = ask(desk)
    pick(desk, 3)
    desk.key(Qt.Key.Key_Space)
    desk.fill("Ou chaque mois, en tout", "0,05")
    desk.field("Nombre de mois").spin.setValue(0)  # type: ignore[attr-defined]  # a number field
    desk.control(ENTER)
    assert made == []
    assert "dépasse 120 mois" in desk.words(desk.sheet())


def test_a_case_asked_for_again_stays_as_it_was_left(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    desk.case.show_part("rights")
    opened = len(desk.store.gestures(NoteAccess))
    desk.pilot.open(files.CASE)
    assert desk.case.part() == "rights"
    assert len(desk.store.gestures(NoteAccess)) == opened
