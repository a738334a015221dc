"""What is printed of a case: plan of action, debts, plan to settle one of them, closing review, letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ceis_desk.core.dates import write_day
from ceis_desk.core.press import Paper
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.paper_making import (
    Issued,
    action_plan_paper,
    debts_paper,
    letter_paper,
    plan_paper,
    review_paper,
)
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.repayment import RepaymentPlan
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import LETTERS, CasePage
from ceis_desk.ui.platforms.budget.case.plan_pilot import PlanPilot, owed_debts
from ceis_desk.ui.platforms.budget.case.plan_rows import plan_name
from ceis_desk.ui.printing.choosing import Offer, choose
from ceis_desk.ui.printing.issuing import Issuing

_PREPARE = "Préparer un plan d’apurement"
WHICH_PLAN = "Plans gardés\u00a0: lequel imprimer\u00a0?"
Then = Callable[[Paper], None]


class CasePapers:
    """Offers what the case shown has to print; a line under the cursor comes first."""

    def __init__(self, page: CasePage, here: OpenCase, issuing: Issuing, plans: PlanPilot) -> None:
        self._page, self._here, self._issuing, self._plans = page, here, issuing, plans

    def choose(self, then: Then) -> None:
        """Ask which document, and give it to `then`."""
        here, view = self._here, self._here.view
        if view is not None:
            choose(here.sheets, here.theme, here.keyboard, here.discreet, tuple(self._offers(view, then)))

    def _offers(self, view: CaseView, then: Then) -> Iterator[Offer]:
        show = self._here.discreet.show
        letters = sorted(view.letters, key=lambda one: one.day, reverse=True)
        chosen = self._page.letters.sent.lines.current() if self._page.part() == LETTERS else ""
        letters.sort(key=lambda one: str(one.id) != chosen)
        if chosen:
            yield from (self._letter(view, letter, then) for letter in letters[:1])
            letters = letters[1:]
        plans = sorted(view.plans, key=lambda one: (one.made_on, one.id), reverse=True)
        under_cursor = self._plans.current()
        plans.sort(key=lambda one: str(one.id) != under_cursor)
        if under_cursor:
            yield from (self._plan(view, plan, then) for plan in plans[:1])
            plans = plans[1:]
        if view.case.objectives or view.actions:
            yield Offer("Plan d’action", "Objectifs et choses à faire, à signer.", "list-check",
                        self._made(view, action_plan_paper, then))  # fmt: skip
        if view.debts:
            yield Offer("Tableau des dettes", "Ce qui est dû, par famille.", "receipt",
                        self._made(view, debts_paper, then))  # fmt: skip
        owed = owed_debts(view)
        if owed and view.writable:
            what = f"Un échéancier à garder, pour {len(owed)} dette{'s' if len(owed) > 1 else ''}."
            yield Offer(_PREPARE, show.detail(what), "calendar-event",
                        lambda: self._plans.prepare(lambda plans: self._prepared(plans, then)))  # fmt: skip
        yield Offer("Bilan de l’accompagnement", "La première et la dernière fiche budget, et ce qui a été fait.",
                    "chart-bar", lambda: self._review(view, then))  # fmt: skip
        # What grows with the years comes last: the digits of the others stay the same.
        yield from (self._plan(view, plan, then) for plan in plans)
        yield from (self._letter(view, letter, then) for letter in letters)

    def _prepared(self, plans: tuple[RepaymentPlan, ...], then: Then) -> None:
        """One creditor a document: of several plans kept together, each is printed by its digit."""
        here = self._here
        offers = tuple(self._plan(here.case_view(), plan, then) for plan in plans)
        choose(here.sheets, here.theme, here.keyboard, here.discreet, offers, WHICH_PLAN)

    def _made(self, view: CaseView, make: Callable[[Issued, CaseView], Paper], then: Then) -> Callable[[], None]:
        return lambda: self._issuing.issued(lambda issued: then(make(issued, view)))

    def _letter(self, view: CaseView, letter: Letter, then: Then) -> Offer:
        show = self._here.discreet.show
        return Offer(
            f"Courrier du {write_day(letter.day)}",
            show.detail(letter.subject),
            "mail",
            lambda: self._issuing.issued(lambda issued: then(letter_paper(issued, view, letter))),
        )

    def print_plan(self, plan: RepaymentPlan, then: Then) -> None:
        """A plan as it was kept, with what was paid since."""
        view = self._here.case_view()
        self._issuing.issued(lambda issued: then(plan_paper(issued, view, plan)))

    def _plan(self, view: CaseView, plan: RepaymentPlan, then: Then) -> Offer:
        show = self._here.discreet.show
        return Offer(
            f"Plan d’apurement du {write_day(plan.made_on)}",
            show.detail(plan_name(plan)),
            "calendar-event",
            lambda: self._issuing.issued(lambda issued: then(plan_paper(issued, view, plan))),
        )

    def _review(self, view: CaseView, then: Then) -> None:
        self._here.link.ask(
            ReadSheets(view.case.id),
            lambda folder: self._issuing.issued(lambda issued: then(review_paper(issued, view, folder.sheets))),
            key="case-review",
        )
