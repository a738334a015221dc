"""The formulas of the reste à vivre in the settings, each in force from its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from shiboken6 import isValid

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import sound
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_day
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.formula import read_formulas, rest_words, written_formula
from ceis_desk.platforms.budget.sheet import USUAL_FORMULA, RestFormula
from ceis_desk.platforms.budget.sheet_settings import FORMULAS
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.formula_form import FormulaForm
from ceis_desk.ui.settings.page import SettingsPage
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WHY = "Ce que le reste à vivre retire des ressources, et depuis quand. La formule est écrite sur la fiche imprimée."
KEYS = "Entrée ouvre une formule, Espace retire un ajout."
_USUAL = "usual"


class FormulaCard(Card):
    """Days of formulas go out, nothing for a new one."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__(theme, "Formule du reste à vivre", "list-check")
        self._writable = writable
        self.list = RowList(theme, "Formules du reste à vivre", fit=True)
        self.add_button = Button(theme, "Ajouter une formule", icon="plus", compact=True)
        self.add(Text(f"{WHY} {KEYS}" if writable else WHY, "secondary", "ink2", wrap=True))
        self.add(FlowLine(self.add_button))
        self.add(self.list)
        self.add_button.setVisible(writable)
        if writable:
            self.add_button.clicked.connect(lambda: self.opened.emit(""))
            self.list.opened.connect(self.opened)
            self.list.acted.connect(self.removed)

    def show_formulas(self, formulas: Sequence[RestFormula]) -> None:
        """Those of the CCAS, the latest first, then the usual one."""
        own = [_row(one, writable=self._writable) for one in reversed(formulas)]
        first = formulas[0].starts if formulas else None
        usual = f"Avant le {write_day(first)}" if first else "Formule du programme"
        last = RowLook(usual, subtitle=rest_words(USUAL_FORMULA), icon="list-check")
        self.list.show_rows([*own, (_USUAL, last)])


class FormulaPart:
    """The card at work."""

    def __init__(self, page: SettingsPage, link: StoreLink, clock: Clock, *, writable: bool) -> None:
        self.card = FormulaCard(page.theme, writable=writable)
        self._page, self._link, self._clock = page, link, clock
        self._formulas: tuple[RestFormula, ...] = ()
        self.card.opened.connect(self._open)
        self.card.removed.connect(self._remove)

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._formulas = read_formulas(sound(FORMULAS, values.kept.get(FORMULAS)) or ())
        self.card.show_formulas(self._formulas)

    def _open(self, ident: str) -> None:
        """One of the list to correct, else a new one that begins as the last one counts."""
        former = self._called(ident)
        latest = self._formulas[-1] if self._formulas else USUAL_FORMULA
        days = {one.starts for one in self._formulas if one is not former and one.starts}
        start = former or replace(latest, starts=None)
        form = FormulaForm(self._page.theme, self._clock().date(), start, days)
        sheet = self._page.open_sheet(form, "Formule du reste à vivre", form.day, width=780)
        draft = FormDraft(self._link, f"formula:{ident if former else ''}", form)

        def close(_change: Change) -> None:
            draft.forget()
            if isValid(sheet):
                sheet.close_sheet()

        def keep(given: RestFormula) -> None:
            self._link.do(_set([*(one for one in self._formulas if one is not former), given]), close)

        form.given.connect(keep)

    def _remove(self, ident: str) -> None:
        former = self._called(ident)
        if former is not None:
            self._link.do(_set(one for one in self._formulas if one is not former))

    def _called(self, ident: str) -> RestFormula | None:
        return next((one for one in self._formulas if _ident(one) == ident), None)


def _set(formulas: Iterable[RestFormula]) -> SetSiteSetting:
    ordered = sorted(formulas, key=lambda one: one.starts or dt.date.min)
    return SetSiteSetting(FORMULAS, as_json([written_formula(one) for one in ordered]))


def _ident(formula: RestFormula) -> str:
    return formula.starts.isoformat() if formula.starts else _USUAL


def _row(formula: RestFormula, *, writable: bool) -> tuple[str, RowLook]:
    look = RowLook(
        f"Depuis le {write_day(formula.starts)}" if formula.starts else "",
        subtitle=rest_words(formula),
        icon="list-check",
        action="Retirer" if writable else "",
        action_icon="trash" if writable else "",
    )
    return _ident(formula), look
