"""What is printed of a case: plan of action, debts, plan to settle one of them, closing review, letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.press import Paper
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import Debt
from ceis_desk.platforms.budget.paper_making import (
    Issued,
    action_plan_paper,
    debts_paper,
    letter_paper,
    plan_paper,
    review_paper,
)
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.schedules import Instalment, equal_instalments, fixed_instalments, month_after
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from ceis_desk.ui.platforms.budget.case.asks import Ask, Kind
from ceis_desk.ui.platforms.budget.case.form_sheet import FormSheet
from ceis_desk.ui.platforms.budget.case.opened import OpenCase, Values, day_of
from ceis_desk.ui.platforms.budget.case.page import LETTERS, CasePage
from ceis_desk.ui.printing.choosing import Offer, choose
from ceis_desk.ui.printing.issuing import Issuing

PLAN = "Plan d’apurement"
_MOST_MONTHS, _USUAL_MONTHS = 120, 12
_ASKED = (
    (
        Ask("months", "Nombre de mois", Kind.NUMBER, most=_MOST_MONTHS),
        Ask("monthly", "Ou chaque mois", Kind.AMOUNT),
        Ask("first", "Première échéance", Kind.DAY, missing="Donnez le jour de la première échéance."),
    ),
)
_HOW = "Un nombre de mois fait des parts égales\u00a0; à 0, c’est la somme de chaque mois qui compte."
Then = Callable[[Paper], None]


class CasePapers:
    """Offers what the case shown has to print; a line under the cursor comes first."""

    def __init__(self, page: CasePage, here: OpenCase, issuing: Issuing) -> None:
        self._page, self._here, self._issuing = page, here, issuing

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
        if view.case.objectives or view.actions:
            yield Offer("Plan d’action", "Objectifs et choses à faire, à signer.", "list-check",
                        self._made(view, action_plan_paper, then))  # fmt: skip
        if view.debts:
            yield Offer("Tableau des dettes", "Ce qui est dû, par famille.", "receipt",
                        self._made(view, debts_paper, then))  # fmt: skip
        owed = [debt for debt in view.debts if debt.settled_on is None and debt.remaining > 0]
        if owed:
            what = show.detail(f"Un échéancier, pour {len(owed)} dette{'s' if len(owed) > 1 else ''} à choisir.")
            yield Offer(PLAN, what if len(owed) > 1 else "L’échéancier de la dette, à signer.", "calendar-event",
                        lambda: self._choose_debt(view, owed, then))  # fmt: skip
        yield Offer("Bilan de l’accompagnement", "La première et la dernière fiche budget, et ce qui a été fait.",
                    "chart-bar", lambda: self._review(view, then))  # fmt: skip
        yield from (self._letter(view, letter, then) for letter in letters)

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

    def _review(self, view: CaseView, then: Then) -> None:
        self._here.link.ask(
            ReadSheets(view.case.id),
            lambda folder: self._issuing.issued(lambda issued: then(review_paper(issued, view, folder.sheets))),
            key="case-review",
        )

    # -- a plan to settle a debt

    def _choose_debt(self, view: CaseView, owed: list[Debt], then: Then) -> None:
        here, show = self._here, self._here.discreet.show
        offers = tuple(
            Offer(
                show.detail(debt.label or debt.family.label),
                show.amount(write_amount(debt.remaining)),
                "receipt",
                lambda debt=debt: self._ask_plan(view, debt, then),  # type: ignore[misc]  # bound now
            )
            for debt in owed
        )
        choose(here.sheets, here.theme, here.keyboard, here.discreet, offers, "Quelle dette\u00a0?")

    def _ask_plan(self, view: CaseView, debt: Debt, then: Then) -> None:
        here = self._here
        under = f"Reste dû\u00a0: {here.discreet.show.amount(write_amount(debt.remaining))}. {_HOW}"
        sheet = here.form(_ASKED, PLAN, verb="Voir le document", under=under)
        months = 0 if debt.monthly else _USUAL_MONTHS
        sheet.put({"monthly": debt.monthly, "months": months, "first": debt.next_on or month_after(here.today, 1)})
        sheet.kept.connect(lambda given: self._plan(sheet, view, debt, given, then))
        sheet.closed.connect(here.sheets.close)
        here.sheets.open(sheet, PLAN, sheet.first(), width=720)

    def _plan(self, sheet: FormSheet, view: CaseView, debt: Debt, given: Values, then: Then) -> None:
        try:
            instalments = _instalments(debt.remaining, given, self._here.today)
        except Refusal as refusal:
            sheet.refuse(refusal.sentence)
            return
        self._here.sheets.close()
        self._issuing.issued(lambda issued: then(plan_paper(issued, view, debt, instalments)))


def _instalments(total: int, given: Values, today: dt.date) -> tuple[Instalment, ...]:
    """The payments that were asked for: equal ones, else so much a month; raises Refusal."""
    first = day_of(given, "first") or today
    months, monthly = given["months"], given["monthly"]
    if isinstance(months, int) and months > 0:
        return equal_instalments(total, months, first)
    return fixed_instalments(total, monthly if isinstance(monthly, int) else 0, first)
