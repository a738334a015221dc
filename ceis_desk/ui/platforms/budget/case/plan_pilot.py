"""Drives the plans d’apurement of a case: made from its debts, kept, followed payment by payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.gestures import KeepPlans, PayPlan, WithdrawItem
from ceis_desk.platforms.budget.model import Debt
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.repayment import RepaymentPlan, Terms, plans_of, standing_of
from ceis_desk.platforms.budget.schedules import month_after
from ceis_desk.ui.forms.asks import Ask, Kind
from ceis_desk.ui.forms.filling import Values, day_of
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.platforms.budget.case.plan_sheet import PlanSheet

PLAN = "Plan d’apurement"
NOTHING_OWED = "Aucune dette du dossier ne reste à payer. Ajoutez-la d’abord, avec son montant."
FOLLOWED = " (déjà un plan en cours)"
_MOST_MONTHS, _USUAL_MONTHS, _TICK = 120, 12, "debt:"
_WHOLE, _LATE = "whole", "late"
_TERMS = (
    (
        Ask("months", "Nombre de mois", Kind.NUMBER, most=_MOST_MONTHS),
        Ask("monthly", "Ou chaque mois, en tout", Kind.AMOUNT),
        Ask("first", "Première échéance", Kind.DAY, missing="Donnez le jour de la première échéance."),
    ),
    (Ask("spread", "Montant étalé", Kind.CHOICE, ((_WHOLE, "tout le reste dû"), (_LATE, "le retard seulement"))),),
)
_HOW = (
    "Un nombre de mois fait des parts égales\u00a0; à 0, la somme de chaque mois est partagée comme les dettes. "
    "Chaque créancier a son plan\u00a0: il n’y lit rien des autres."
)
Then = Callable[[tuple[RepaymentPlan, ...]], None]


class PlanPilot(QObject):
    """`print_asked` gives a plan to print."""

    print_asked = Signal(object)

    def __init__(self, page: CasePage, here: OpenCase) -> None:
        super().__init__(page)
        self._here, self._card, self._shown = here, page.follow.plans, ""
        self._card.added.connect(self._prepare)
        page.follow.spread.clicked.connect(self._prepare)
        self._card.opened.connect(self._open)
        self._card.ticked.connect(self._open)
        self._card.dropped.connect(self._drop)

    def prepare(self, then: Then | None = None) -> None:
        """Ask which debts are spread and how, keep the plans, and give them to `then`."""
        view = self._here.case_view()
        owed = owed_debts(view)
        if not owed:
            self._here.link.refused.emit(NOTHING_OWED)
            return
        sheet = self._here.form((*self._ticks(owed), *_TERMS), PLAN, verb="Garder le plan")
        sheet.tell(self._here.discreet, lambda: _HOW, lambda: chain.from_iterable(self._ticks(owed)))
        sheet.put(_first_values(owed, self._here))
        draft = FormDraft(self._here.link, f"plan:{view.case.id}", sheet)

        def kept(plans: tuple[RepaymentPlan, ...]) -> None:
            draft.forget()
            self._here.sheets.close()
            if then is not None:
                # What comes now has the cursor: the card, read again later, must not take it.
                then(plans)
            else:
                self._card.wanted = str(plans[0].id)

        sheet.kept.connect(lambda given: self._keep(sheet, view, owed, given, kept))
        sheet.closed.connect(self._here.sheets.close)
        self._here.sheets.open(sheet, PLAN, sheet.first(), width=760)

    def current(self) -> str:
        """The id of the plan that is open, or under the cursor; empty when there is none."""
        opened = isinstance(self._here.sheets.content(), PlanSheet)
        return self._shown if opened else self._card.under_cursor()

    def _prepare(self) -> None:
        self.prepare()

    def _ticks(self, owed: Sequence[Debt]) -> list[tuple[Ask, ...]]:
        show, today = self._here.discreet.show, self._here.today
        followed = {
            (plan.label, plan.creditor) for plan in self._here.case_view().plans if standing_of(plan, today).left
        }
        asks = []
        for debt in owed:
            words = f"{show.detail(_debt_name(debt))}\u00a0: {show.amount(write_amount(debt.remaining))}"
            has_plan = (debt.label or debt.family.label, debt.creditor) in followed
            asks.append(Ask(f"{_TICK}{debt.id}", f"{words}{FOLLOWED if has_plan else ''}", Kind.TICK))
        return [tuple(asks[at : at + 2]) for at in range(0, len(asks), 2)]

    def _keep(self, sheet: FormSheet, view: CaseView, owed: Sequence[Debt], given: Values, kept: Then) -> None:
        chosen = [debt for debt in owed if given[f"{_TICK}{debt.id}"]]
        try:
            plans = plans_of(chosen, _terms(given, self._here), self._here.today, self._here.actor.account_id)
        except Refusal as refusal:
            sheet.refuse(refusal.sentence)
            return

        gesture = KeepPlans(view.case.id, plans)
        self._here.link.do(gesture, lambda _change: kept(plans), lambda refusal: sheet.refuse(refusal.sentence))

    # -- a plan that is followed

    def _open(self, ident: str) -> None:
        plan = self._plan(ident)
        if plan is None:
            return
        here = self._here
        sheet = PlanSheet(here.theme, here.discreet, here.keyboard, here.clock, writable=here.case_view().writable)
        sheet.show_plan(plan)
        self._shown = ident
        draft = FormDraft(here.link, f"payment:{ident}", sheet)
        sheet.paid.connect(lambda payments: self._pay(sheet, draft, ident, payments))
        sheet.closed.connect(here.sheets.close)
        sheet.print_asked.connect(lambda: self._print(ident))
        here.sheets.open(sheet, PLAN, sheet.first(), width=640)

    def _pay(self, sheet: PlanSheet, draft: FormDraft, ident: str, payments: object) -> None:
        plan = self._plan(ident)
        if plan is None or not isinstance(payments, tuple):
            return

        def paid(_change: Change) -> None:
            draft.forget()
            if isValid(sheet) and self._here.sheets.content() is sheet:
                self._card.wanted = ident
                self._here.sheets.close()

        gesture = PayPlan(plan.id, plan.clock, payments)
        self._here.link.do(gesture, paid, lambda refusal: sheet.refuse(refusal.sentence))

    def _print(self, ident: str) -> None:
        plan = self._plan(ident)
        self._here.sheets.close()
        if plan is not None:
            self.print_asked.emit(plan)

    def _drop(self, ident: str) -> None:
        plan = self._plan(ident)
        if plan is not None:
            self._here.do(WithdrawItem((plan.id,), clocks=(plan.clock,)))

    def _plan(self, ident: str) -> RepaymentPlan | None:
        return next((one for one in self._here.case_view().plans if str(one.id) == ident), None)


def owed_debts(view: CaseView) -> list[Debt]:
    """The debts that may be spread."""
    return [debt for debt in view.debts if debt.settled_on is None and debt.remaining > 0]


def _debt_name(debt: Debt) -> str:
    return ", ".join(part for part in (debt.label or debt.family.label, debt.creditor) if part)


def _first_values(owed: Sequence[Debt], here: OpenCase) -> dict[str, object]:
    """The only debt is ticked, with what is paid of it already; several wait for a choice."""
    only = owed[0] if len(owed) == 1 else None
    monthly = only.monthly if only else 0
    next_on = only.next_on if only and only.next_on and only.next_on >= here.today else None
    ticked: dict[str, object] = {f"{_TICK}{only.id}": True} if only else {}
    first = next_on or month_after(here.today, 1)
    return {**ticked, "monthly": monthly, "months": 0 if monthly else _USUAL_MONTHS, "first": first, "spread": _WHOLE}


def _terms(given: Values, here: OpenCase) -> Terms:
    months, monthly = given["months"], given["monthly"]
    return Terms(
        months if isinstance(months, int) else 0,
        monthly if isinstance(monthly, int) else 0,
        day_of(given, "first") or here.today,
        late_only=given["spread"] == _LATE,
    )
