"""How each document of budget counselling is named and made; ReportLab is imported with the first one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ceis_desk.core.paths import document_name
from ceis_desk.core.press import Paper
from ceis_desk.platforms.budget.papers import (
    ActionPlanPaper,
    DebtSummaryPaper,
    LetterPaper,
    PlanPaper,
    ReviewPaper,
    SheetPaper,
)

Maker = tuple[Callable[[Any], str], Callable[[Any, Path], Path]]
"""The name of a paper's file, which says nobody, and what writes it."""


def _sheet(paper: SheetPaper, path: Path) -> Path:
    from ceis_desk.reports.budget.sheet import write_sheet

    return write_sheet(paper, path)


def _plan(paper: PlanPaper, path: Path) -> Path:
    from ceis_desk.reports.budget.plan import write_plan

    return write_plan(paper, path)


def _letter(paper: LetterPaper, path: Path) -> Path:
    from ceis_desk.reports.budget.letter import write_letter

    return write_letter(paper, path)


def _action_plan(paper: ActionPlanPaper, path: Path) -> Path:
    from ceis_desk.reports.budget.action_plan import write_action_plan

    return write_action_plan(paper, path)


def _debts(paper: DebtSummaryPaper, path: Path) -> Path:
    from ceis_desk.reports.budget.debts import write_debts

    return write_debts(paper, path)


def _review(paper: ReviewPaper, path: Path) -> Path:
    from ceis_desk.reports.budget.review import write_review

    return write_review(paper, path)


BUDGET_MAKERS: Mapping[type[Paper], Maker] = {
    SheetPaper: (lambda paper: document_name("fiche-budget", paper.sheet.day, paper.mark or None), _sheet),
    PlanPaper: (lambda paper: document_name("plan-apurement", paper.made_on, paper.mark or None), _plan),
    LetterPaper: (lambda paper: document_name("courrier", paper.day, paper.mark or None), _letter),
    ActionPlanPaper: (lambda paper: document_name("plan-action", paper.made_on, paper.mark or None), _action_plan),
    DebtSummaryPaper: (lambda paper: document_name("tableau-dettes", paper.made_on, paper.mark or None), _debts),
    ReviewPaper: (lambda paper: document_name("bilan", paper.made_on, paper.mark or None), _review),
}
