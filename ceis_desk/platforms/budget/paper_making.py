"""The documents of a case from what its pages have read: who is named, who signs, and nothing that is never printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, mark_of
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import BudgetCase, Member
from ceis_desk.platforms.budget.papers import (
    ActionPlanPaper,
    Counsellor,
    DebtSummaryPaper,
    Kept,
    LetterPaper,
    PlanPaper,
    ReviewPaper,
    SheetPaper,
)
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.repayment import RepaymentPlan, standing_of
from ceis_desk.platforms.budget.sheet import KeptLever, Sheet, shared_custody
from ceis_desk.platforms.budget.sheet_questions import Folder


@dataclass(frozen=True)
class Issued:
    """What every document of a case bears: who issues and signs it, on which day, and whether its data are examples.

    `rule_on` is the day from which the CCAS applies its formula of the reste à vivre, None when it is not known.
    """

    issuer: Issuer
    counsellor: Counsellor
    on: dt.date
    demo: bool = False
    rule_on: dt.date | None = None


def sheet_paper(
    issued: Issued, folder: Folder, sheet: Sheet, before: Sheet | None = None, levers: tuple[KeptLever, ...] = ()
) -> SheetPaper:
    """A sheet to sign, compared with the one before it."""
    first = Named(folder.civility, folder.used_name, folder.first_name)
    return SheetPaper(
        issued.issuer,
        (first, *_other_adults(folder.members)),
        issued.counsellor,
        sheet,
        before,
        levers,
        issued.rule_on,
        shared_custody(folder.members),
        case_id=folder.case_id,
        mark=mark_of(sheet.id),
        demo=issued.demo,
    )


def plan_paper(issued: Issued, view: CaseView, plan: RepaymentPlan) -> PlanPaper:
    """A plan as it was kept; once something was paid or missed, where it stands today too."""
    owed = f"Dette\u00a0: {plan.label}, auprès de {plan.creditor}." if plan.creditor else f"Dette\u00a0: {plan.label}."
    standing = standing_of(plan, issued.on)
    told = bool(plan.payments or standing.missed)
    return PlanPaper(
        issued.issuer,
        people_of(view),
        issued.counsellor,
        plan.creditor,
        owed,
        plan.made_on,
        plan.instalments,
        standing if told else None,
        issued.on if told else None,
        case_id=view.case.id,
        mark=mark_of(plan.id),
        demo=issued.demo,
    )


def letter_paper(issued: Issued, view: CaseView, letter: Letter, enclosures: tuple[str, ...] = ()) -> LetterPaper:
    """A letter as it was kept; its recipient may be written on several lines."""
    return LetterPaper(
        issued.issuer,
        issued.counsellor,
        tuple(line.strip() for line in letter.recipient.splitlines() if line.strip()),
        letter.day,
        letter.subject,
        letter.text,
        (f"Nos références\u00a0: courrier {mark_of(letter.id)}, suivi par {issued.counsellor.name}",),
        enclosures,
        case_id=view.case.id,
        mark=mark_of(letter.id),
        demo=issued.demo,
    )


def action_plan_paper(issued: Issued, view: CaseView) -> ActionPlanPaper:
    """Objectives and things to do, until the next appointment."""
    return ActionPlanPaper(
        issued.issuer,
        people_of(view),
        issued.counsellor,
        issued.on,
        view.case.objectives,
        view.actions,
        view.next_appointment.starts_at if view.next_appointment else None,
        case_id=view.case.id,
        mark=mark_of(view.case.id),
        demo=issued.demo,
    )


def debts_paper(issued: Issued, view: CaseView) -> DebtSummaryPaper:
    """What the household owes today."""
    return DebtSummaryPaper(
        issued.issuer,
        people_of(view),
        issued.counsellor,
        issued.on,
        view.debts,
        case_id=view.case.id,
        mark=mark_of(view.case.id),
        demo=issued.demo,
    )


def review_paper(issued: Issued, view: CaseView, sheets: tuple[Sheet, ...]) -> ReviewPaper:
    """The first and the last of the sheets (oldest first) compared, with how many interviews there were between."""
    return ReviewPaper(
        issued.issuer,
        people_of(view),
        issued.counsellor,
        issued.on,
        view.case.opened_on,
        view.case.closure,
        view.interviews,
        sheets[0] if sheets else None,
        sheets[-1] if sheets else None,
        view.case.objectives,
        view.interventions,
        view.rights,
        view.actions,
        tuple(Kept(one.label, one.creditor, one.made_on, standing_of(one, issued.on)) for one in view.plans),
        case_id=view.case.id,
        mark=mark_of(view.case.id),
        demo=issued.demo,
    )


def people_of(view: CaseView) -> tuple[Named, ...]:
    """Who signs: the person of the case, then the other adults of the household."""
    known = {one.id: Named(one.civility, one.used_name, one.first_name) for one in view.persons}
    return tuple(_named(member, known) for member in _adults(view.case))


def _adults(case: BudgetCase) -> tuple[Member, ...]:
    """She in whose name the case stands comes first and signs, whatever her age."""
    first, *others = case.members or (Member("", None, True, case.person_id),)
    return (first, *(member for member in others if member.adult))


def _named(member: Member, known: dict[Id, Named]) -> Named:
    found = known.get(member.person_id) if member.person_id else None
    return found or Named("", member.name, "")


def _other_adults(members: Iterable[Member]) -> tuple[Named, ...]:
    return tuple(Named("", member.name, "") for member in list(members)[1:] if member.adult)
