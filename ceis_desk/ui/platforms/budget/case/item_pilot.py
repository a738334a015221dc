"""Drives the lines of a case: debts, documents asked, things to do; added, changed, ticked, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Gesture
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    DoAction,
    PutAction,
    PutDebt,
    PutIntervention,
    PutMicrocredit,
    PutRight,
    ReceiveDocument,
    WithdrawItem,
)
from ceis_desk.platforms.budget.interventions import (
    Answer,
    CreditState,
    Intervention,
    InterventionAim,
    Microcredit,
    RightOpened,
)
from ceis_desk.platforms.budget.model import ActionKind, CaseAction, Debt, DebtFamily, SpecialDebt
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.forms.form_sheet import Lines
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.platforms.budget.case import forms
from ceis_desk.ui.platforms.budget.case.follow_part import ASKED
from ceis_desk.ui.platforms.budget.case.line_rows import right_words
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage

T = TypeVar("T")
_ENUMS: dict[str, type] = {
    "kind": ActionKind,
    "family": DebtFamily,
    "special": SpecialDebt,
    "aim": InterventionAim,
    "answer": Answer,
    "state": CreditState,
}


class ItemPilot:
    """Each card of lines with its form and its gestures."""

    def __init__(self, page: CasePage, here: OpenCase) -> None:
        self._here = here
        follow, work, rights = page.follow, page.work, page.rights
        self._wire(follow.debts, lambda view: view.debts, self.edit_debt)
        follow.debts.ticked.connect(self._settle)
        follow.documents.added.connect(self._ask_documents)
        follow.documents.opened.connect(self._tick_asked)
        follow.documents.ticked.connect(self._tick_asked)
        follow.todo.ticked.connect(self._tick_action)
        self._wire(follow.todo, lambda view: view.actions, self.edit_action)
        self._wire(work.interventions, lambda view: view.interventions, self._edit_intervention)
        self._wire(work.microcredits, lambda view: view.microcredits, self._edit_microcredit)
        self._wire(rights.opened, lambda view: view.rights, self._edit_right)
        rights.to_check.opened.connect(self._note_right)
        rights.to_check.added.connect(lambda: self._note_right(rights.to_check.lines.current()))

    def _wire(self, card: ListCard, rows: Callable[[Any], Sequence[Any]], edit: Callable[[Any], None]) -> None:
        def row_of(ident: str) -> Any:  # noqa: ANN401 the rows of one card are all of one kind
            found = rows(self._here.view) if self._here.view else ()
            return next((row for row in found if str(row.id) == ident), None)

        def open_row(ident: str) -> None:
            if (row := row_of(ident)) is not None:
                edit(row)

        def drop_row(ident: str) -> None:
            if (row := row_of(ident)) is not None:
                self._here.do(WithdrawItem((row.id,), clocks=(row.clock,)))

        card.added.connect(lambda: edit(None))
        card.opened.connect(open_row)
        card.dropped.connect(drop_row)

    # -- debts

    def edit_debt(self, debt: Debt | None) -> None:
        """Write a debt, or begin one."""
        blank = Debt(new_id(), 0, "", "", DebtFamily.CURRENT, SpecialDebt.NONE, 0)
        aside = ("Solder", "check") if debt and debt.settled_on is None else ("", "")
        under = "Les montants s’écrivent comme ils viennent\u00a0: 1 250 ou 45+12,90. Entrée passe au champ suivant."
        self._open(forms.DEBT, debt, blank, "Dette", PutDebt, under=under, aside=aside)

    def _settle(self, ident: str) -> None:
        """Settled today, or owed again."""
        debt = next((one for one in self._here.case_view().debts if str(one.id) == ident), None)
        if debt is not None:
            settled = None if debt.settled_on else self._here.today
            self._here.do(PutDebt(self._here.case_view().case.id, replace(debt, settled_on=settled)))

    # -- documents asked

    def _ask_documents(self) -> None:
        case_id = self._here.case_view().case.id
        sheet = self._here.form(forms.ASKED, "Demander des documents", verb="Demander")

        def made(values: Values) -> Gesture:
            labels = tuple(line.strip(" -•\t") for line in str(values["labels"]).splitlines())
            return AskDocument(case_id, tuple(label for label in labels if label))

        self._here.fill_in(sheet, "Demander des documents", f"asked:{case_id}", made)

    def _tick_asked(self, ident: str) -> None:
        """Received today, or waited for again."""
        wanted = ident.removeprefix(ASKED)
        found = next((one for one in self._here.case_view().asked if str(one.id) == wanted), None)
        if found is not None and ident.startswith(ASKED) and self._here.may_write():
            received = None if found.received_on else self._here.today
            self._here.do(ReceiveDocument(found.id, found.clock, received))

    # -- things to do

    def edit_action(self, action: CaseAction | None) -> None:
        """Write something to do, or begin it."""
        blank = CaseAction(new_id(), 0, "", ActionKind.CALL, None)
        self._open(forms.ACTION, action, blank, "À faire", PutAction)

    def _tick_action(self, ident: str) -> None:
        """Done today, or waited for again."""
        found = next((one for one in self._here.case_view().actions if str(one.id) == ident), None)
        if found is not None:
            self._here.do(DoAction(found.id, found.clock, None if found.done_on else self._here.today))

    # -- what is done for the household

    def _edit_intervention(self, line: Intervention | None) -> None:
        blank = Intervention(new_id(), 0, "", InterventionAim.DELAY, self._here.today)
        self._open(forms.INTERVENTION, line, blank, "Intervention", PutIntervention)

    def _edit_microcredit(self, line: Microcredit | None) -> None:
        blank = Microcredit(new_id(), 0, "", 0, 0, CreditState.PREPARED, self._here.today)
        self._open(forms.MICROCREDIT, line, blank, "Microcrédit", PutMicrocredit)

    def _edit_right(self, line: RightOpened | None) -> None:
        blank = RightOpened(new_id(), 0, "other", "", self._here.today)
        self._open(forms.RIGHT, line, blank, "Droit ouvert", _put_right)

    def _note_right(self, code: str) -> None:
        """Open the form of a right of the checklist; none chosen, it says nothing yet."""
        if not self._here.may_write():
            return
        blank = RightOpened(new_id(), 0, code or "other", "", self._here.today)
        self._open(forms.RIGHT, None, blank, "Droit ouvert", _put_right)

    # -- one form for all

    def _open(
        self,
        lines: Lines,
        row: T | None,
        blank: T,
        title: str,
        put: Callable[[Id, T], Gesture],
        *,
        under: str = "",
        aside: tuple[str, str] = ("", ""),
    ) -> None:
        """The form of a line: over it, or over a blank one; `put` is the gesture that writes it."""
        case_id, start = self._here.case_view().case.id, row or blank
        sheet = self._here.form(lines, title, verb="Enregistrer", under=under, aside=aside)
        kind = f"{title}:{getattr(start, 'id') if row else case_id}"  # noqa: B009 the rows of a card share no class

        def made(values: Values) -> Gesture:
            meant = {code: _ENUMS[code](value) if code in _ENUMS else value for code, value in values.items()}
            return put(case_id, replace(start, **meant))  # type: ignore[type-var]  # every row is a frozen dataclass

        sheet.aside_asked.connect(lambda: self._settle_from_form(str(getattr(start, "id"))))  # noqa: B009 as above
        self._here.fill_in(sheet, title, kind, made, forms.shown(start, sheet.controls))

    def _settle_from_form(self, ident: str) -> None:
        self._here.sheets.close()
        self._settle(ident)


def _put_right(case_id: Id, right: RightOpened) -> Gesture:
    """A right of the list bears its own words unless others are given."""
    return PutRight(case_id, replace(right, label=right_words(right)))
