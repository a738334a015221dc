"""Drives the letters of a case and its checklist of rights: filled with the case, read over, kept in its history."""

from __future__ import annotations

from dataclasses import replace

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Gesture
from ceis_desk.platforms.budget.gestures import KeepLetter, WithdrawItem
from ceis_desk.platforms.budget.letters import Letter, LetterDraft
from ceis_desk.platforms.budget.model import Debt
from ceis_desk.platforms.budget.questions import DraftLetter, LetterTemplates, RightsToCheck
from ceis_desk.platforms.budget.rights_check import Housing
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.platforms.budget.case import forms
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import LETTERS, RIGHTS, CasePage

_NO_DEBT = "none"


class LetterPilot:
    """A template, a debt if there is one, then the letter to read over."""

    def __init__(self, page: CasePage, here: OpenCase) -> None:
        self._here, self._page = here, page
        self._housing = Housing.UNKNOWN
        page.letters.models.opened.connect(self._choose_debt)
        page.letters.sent.opened.connect(self._open_kept)
        page.letters.sent.dropped.connect(self._drop)
        page.rights.housing_chosen.connect(self._choose_housing)
        page.part_shown.connect(self.read_part)

    def open(self) -> None:
        """Nothing is known yet of the housing of this household."""
        self._housing = Housing.UNKNOWN
        self._page.rights.housing.set_value(Housing.UNKNOWN.value)

    def read_part(self, part: str) -> None:
        """What the part shown needs besides the case."""
        if part == LETTERS:
            self._here.link.ask(LetterTemplates(), self._page.letters.show_templates, key="letter-templates")
        elif part == RIGHTS and self._here.view is not None:
            self._check_rights()

    # -- rights

    def _choose_housing(self, code: str) -> None:
        self._housing = Housing(code)
        self._check_rights()

    def _check_rights(self) -> None:
        view = self._here.case_view()
        received = frozenset(right.code for right in view.rights)
        question = RightsToCheck(view.case.id, self._housing, received=received)
        self._here.link.ask(question, self._page.rights.show_to_check, key="case-rights")

    # -- letters

    def _choose_debt(self, code: str) -> None:
        """Which debt the letter is about; there is nothing to choose in a case without debts."""
        debts = [debt for debt in self._here.case_view().debts if debt.settled_on is None]
        if not debts:
            self._draft(code, None)
            return
        show = self._here.discreet.show
        choices = [(str(debt.id), *_debt_words(debt), "receipt") for debt in debts]
        shown = [(ident, show.detail(words), show.amount(amount), icon) for ident, words, amount, icon in choices]
        choices = [*shown, (_NO_DEBT, "Aucune en particulier", "", "minus")]
        sheet = ChoiceSheet(self._here.theme, self._here.keyboard, "Au sujet de quelle dette\u00a0?", choices)

        def chosen(ident: str) -> None:
            self._here.sheets.close()
            self._draft(code, None if ident == _NO_DEBT else Id(ident))

        sheet.chosen.connect(chosen)
        self._here.close_when_hidden(sheet)
        self._here.sheets.open(sheet, "Choisir une dette", sheet.choices, width=520)

    def _draft(self, code: str, debt_id: Id | None) -> None:
        case_id = self._here.case_view().case.id
        self._here.link.ask(
            DraftLetter(case_id, code, debt_id), lambda draft: self._read_over(draft, debt_id), key="letter-draft"
        )

    def _read_over(self, draft: LetterDraft, debt_id: Id | None) -> None:
        here = self._here
        letter = Letter(
            new_id(),
            0,
            draft.code,
            draft.recipient,
            draft.subject,
            draft.text,
            here.today,
            debt_id,
            here.actor.account_id,
        )
        under = "Relisez, complétez, puis gardez le courrier dans le dossier."
        if draft.missing:
            under = f"Le dossier ne dit pas\u00a0: {', '.join(draft.missing)}. Complétez les points de suspension."
        self._edit(letter, under)

    def _open_kept(self, ident: str) -> None:
        view = self._here.case_view()
        letter = next((one for one in view.letters if str(one.id) == ident), None)
        if letter is not None:
            self._edit(
                letter, "Un courrier gardé peut être corrigé tant qu’il n’est pas parti." if view.is_open else ""
            )

    def _drop(self, ident: str) -> None:
        letter = next((one for one in self._here.case_view().letters if str(one.id) == ident), None)
        if letter is not None:
            self._here.do(WithdrawItem((letter.id,), clocks=(letter.clock,)))

    def _edit(self, letter: Letter, under: str) -> None:
        case_id = self._here.case_view().case.id
        sheet = self._here.form(forms.LETTER, "Courrier", verb="Garder le courrier", under=under)

        def made(given: Values) -> Gesture:
            return KeepLetter(case_id, replace(letter, **given))  # type: ignore[arg-type]  # the fields of the form are its own

        kind = f"letter:{letter.id if letter.clock else f'{case_id}:{letter.code}:{letter.debt_id}'}"
        self._here.fill_in(sheet, "Courrier", kind, made, forms.shown(letter, sheet.controls), width=820)


def _debt_words(debt: Debt) -> tuple[str, str]:
    said = ", ".join(part for part in (debt.label, debt.creditor) if part)
    return said or debt.family.label, write_amount(debt.remaining)
