"""The card of the plans d’apurement, under the debts that they settle."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from ceis_desk.access.masking import Discretion
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.repayment import standing_of
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.case.plan_rows import plan_row

NO_PLAN = "Aucun plan gardé."


class PlansCard(ListCard):
    """Shown once a plan is kept; `wanted` is the plan that the cursor goes to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Plans d’apurement", "calendar-event", verb="Préparer", empty=NO_PLAN)
        self.wanted = ""

    def show_plans(self, view: CaseView, show: Discretion, today: dt.date) -> None:
        """The plans that are followed, then those that are paid, the latest first of each."""
        latest = sorted(view.plans, key=lambda one: (one.made_on, one.id), reverse=True)
        plans = sorted(latest, key=lambda one: standing_of(one, today).left == 0)
        self.show_rows([(str(one.id), plan_row(one, show, today)) for one in plans])
        self.setVisible(bool(plans))
        if self.wanted in self.lines.rows.idents():
            self.lines.go_to(self.wanted)
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
            self.wanted = ""

    def under_cursor(self) -> str:
        """The id of the plan under the cursor, empty when the cursor is elsewhere."""
        return self.lines.current() if self.lines.hasFocus() else ""
