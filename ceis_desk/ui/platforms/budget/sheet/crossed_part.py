"""The two versions of a sheet that two desks wrote at once, chosen on its own page as in its case."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.gestures import Crossing, SettleCrossed
from ceis_desk.platforms.budget.questions import CrossedThing
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_questions import CrossedSheets
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.platforms.budget.sheet.keeper import SheetKeeper
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage


class CrossedPart(QObject):
    """Shows those of the sheet under the eyes alone; a choice waits for the cell being typed."""

    def __init__(self, page: SheetPage, link: StoreLink, keeper: SheetKeeper, discreet: Discreet) -> None:
        super().__init__(page)
        self._page, self._link, self._keeper, self._discreet = page, link, keeper, discreet
        self._case: Id | None = None
        self._things: tuple[CrossedThing, ...] = ()
        page.crossed.settled.connect(self._settle)

    def read(self, case_id: Id) -> None:
        """Ask what waits for a choice in a case."""
        if case_id != self._case:
            self._case, self._things = case_id, ()
        self._link.ask(CrossedSheets(case_id), self._take, lambda _refusal: None, key="budget-crossed")

    def show(self) -> None:
        """The versions of the sheet shown now."""
        sheet = self._keeper.sheet
        mine = tuple(
            one for one in self._things if isinstance(one.kept, Sheet) and sheet is not None and one.kept.id == sheet.id
        )
        self._page.crossed.show_crossed(mine, self._discreet.show)

    def _take(self, things: tuple[CrossedThing, ...]) -> None:
        self._things = things
        self.show()

    def _settle(self, thing: CrossedThing, crossing: Crossing) -> None:
        if self._case is not None:
            settle = SettleCrossed(self._case, thing.id, thing.clock, crossing)
            self._keeper.when_kept(lambda _sheet: self._link.do(settle))
