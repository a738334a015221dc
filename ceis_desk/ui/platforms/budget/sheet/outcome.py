"""What a sheet comes to, on the cards of its page: figures, gauge, levers, hints."""

from __future__ import annotations

from dataclasses import replace

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import half_up, write_amount
from ceis_desk.platforms.budget.formula import rest_words
from ceis_desk.platforms.budget.levers import Lever, a_day_with, chips, offered, with_levers
from ceis_desk.platforms.budget.sheet import Household, Sheet, household_of
from ceis_desk.platforms.budget.sheet_checks import Hint, hints_of
from ceis_desk.platforms.budget.sheet_law import legal_figures, scales_of
from ceis_desk.platforms.budget.sheet_questions import Folder
from ceis_desk.platforms.budget.sheet_rules import NOT_COMPUTABLE, figures_of
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet import rows
from ceis_desk.ui.platforms.budget.sheet.compare_view import FiguresSheet
from ceis_desk.ui.platforms.budget.sheet.keeper import SheetKeeper
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage

HOME_CHANGED = "Le foyer du dossier a changé depuis cette fiche. Le menu «\u00a0…\u00a0» le reprend."
_HEADS = ("Chiffre", "Valeur", "Calcul", "Source")


class Outcome:
    """Writes what a sheet comes to on its page, at each key."""

    def __init__(self, page: SheetPage) -> None:
        self._page = page
        self._sheet_id: object = None

    def show(self, sheet: Sheet, folder: Folder, before: Sheet | None, show: Discretion) -> None:
        """Show every figure of a sheet beside its cells."""
        page, results = self._page, self._page.results
        page.show_totals(sheet, show)
        page.show_tiles(rows.tiles_of(figures_of(sheet), show))
        results.gauge.show_gauge(
            rows.gauge_draw(sheet, show),
            rows.rest_words(sheet, show),
            rows.since_words(sheet, before, show),
            own=folder.settings.own_thresholds,
        )
        results.waterfall.show_draw(rows.waterfall_draw(sheet, show))
        results.formula.setText(f"Reste à vivre = {rest_words(sheet.formula)}")
        results.show_debts(rows.debts_draw(_up_to(folder, sheet), show))
        hints = hints_of(sheet, scales_of(sheet, folder.settings.scales).rsa)
        page.hints.show_hints(rows.hidden_hints((*home_hint(sheet, folder), *hints), show))
        self._show_levers(sheet, folder, show)

    def chips(self, sheet: Sheet, folder: Folder) -> dict[str, str]:
        """The word of a lever on the lines that it touches."""
        return chips(folder.settings.levers, sheet.lines)

    def with_chosen(self, sheet: Sheet, folder: Folder) -> Sheet:
        """The sheet with the levers that are on kept in it."""
        return with_levers(sheet, self._chosen(sheet, folder))

    def keep_levers(self, keeper: SheetKeeper, folder: Folder | None) -> None:
        """Keep with the sheet the levers that are on."""
        sheet = keeper.sheet
        if sheet is not None and folder is not None:
            kept = self.with_chosen(sheet, folder)
            said = "Leviers gardés avec la fiche." if kept.levers else "Leviers retirés de la fiche."
            keeper.change(replace(kept, clock=sheet.clock), said)

    def figures_sheet(self, theme: Theme, sheet: Sheet, folder: Folder, show: Discretion) -> FiguresSheet:
        """Every figure, those of the law too, with their formulas and their sources."""
        used = scales_of(sheet, folder.settings.scales, folder.settings.living)
        found = (*figures_of(sheet), *legal_figures(sheet, used))
        return FiguresSheet(theme, _HEADS, rows.figure_rows(found, show))

    def _show_levers(self, sheet: Sheet, folder: Folder, show: Discretion) -> None:
        card = self._page.results.levers
        found = offered(folder.settings.levers, sheet)
        looks = [(lever.code, lever.label, show.amount(rows.gain_words(cents))) for lever, cents in found]
        if sheet.id != self._sheet_id:
            # Another sheet: the levers kept with it are on, nothing else.
            self._sheet_id = sheet.id
            card.show_levers(looks, "", keep=False)
            card.turn_on(frozenset(one.code for one in sheet.levers))
        card.show_levers(
            looks, self._result(sheet, folder, show), keep=self._differs(sheet) and not (sheet.frozen or folder.closed)
        )

    def _result(self, sheet: Sheet, folder: Folder, show: Discretion) -> str:
        on = self._page.results.levers.on()
        gained = sum(cents for lever, cents in offered(folder.settings.levers, sheet) if lever.code in on)
        if not gained:
            return ""
        value = a_day_with(sheet, gained)
        said = NOT_COMPUTABLE if value is None else write_amount(half_up(value))
        return f"avec ces leviers\u00a0: {show.amount(said)}"

    def _chosen(self, sheet: Sheet, folder: Folder) -> list[Lever]:
        on = self._page.results.levers.on()
        return [lever for lever, _ in offered(folder.settings.levers, sheet) if lever.code in on]

    def _differs(self, sheet: Sheet) -> bool:
        return self._page.results.levers.on() != {one.code for one in sheet.levers}


def _up_to(folder: Folder, sheet: Sheet) -> list[Sheet]:
    """The sheets before the one shown, then itself as it is now."""
    ids = [one.id for one in folder.sheets]
    return [*folder.sheets[: ids.index(sheet.id)], sheet] if sheet.id in ids else [sheet]


def home_now(sheet: Sheet, folder: Folder) -> Household:
    """The home of the case on the day of a sheet."""
    return household_of(folder.members, sheet.day)


def home_hint(sheet: Sheet, folder: Folder) -> tuple[Hint, ...]:
    """What to say when the household of the case is no longer that of the sheet; a frozen one keeps its own."""
    if sheet.frozen or not folder.members or home_now(sheet, folder) == sheet.household:
        return ()
    return (Hint("household", HOME_CHANGED, urgent=True),)
