"""What is done to the lines of a sheet: typed, added, removed, given details."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ceis_desk.platforms.budget.cells import (
    next_periodicity,
    reason,
    with_added,
    with_line,
    without_line,
)
from ceis_desk.platforms.budget.sheet import LineGroup, SheetLine
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.sheet.add_sheet import AddLineSheet
from ceis_desk.ui.platforms.budget.sheet.details_sheet import DetailsSheet
from ceis_desk.ui.platforms.budget.sheet.keeper import SheetKeeper
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage


class SheetEdits(QObject):
    """From the cells to the keeper; `typing` at each key, `settled` when a cell is left."""

    typing = Signal()
    settled = Signal()

    def __init__(self, page: SheetPage, theme: Theme, discreet: Discreet, keeper: SheetKeeper, sheets: Sheets) -> None:
        super().__init__(page)
        self._page, self._theme, self._discreet, self._keeper, self._sheets = page, theme, discreet, keeper, sheets
        page.typed.connect(self._type)
        page.given.connect(self._give)
        page.removed.connect(self._remove)
        page.periodicity_asked.connect(lambda at: self._put(at, next_periodicity(self._line(at))))
        page.details_asked.connect(self._open_details)
        page.add_asked.connect(self._open_add)

    def _type(self, at: int, text: str) -> None:
        self._keeper.type_at(at, text)
        self.typing.emit()

    def _give(self, at: int) -> None:
        sheet = self._keeper.sheet
        if sheet is None or at >= len(sheet.lines):
            return
        found, line = self._page.rows()[at], sheet.lines[at]
        found.show_reason(reason(line))
        found.cell.show_amount(line.cents, line.typed, self._discreet.show)
        self.settled.emit()
        self._keeper.give()

    def _put(self, at: int, line: SheetLine) -> None:
        sheet = self._keeper.sheet
        if sheet is not None:
            self._keeper.change(with_line(sheet, at, line))

    def _remove(self, at: int) -> None:
        sheet = self._keeper.sheet
        if sheet is None:
            return
        left = without_line(sheet, at)
        self._keeper.change(left, f"Ligne «\u00a0{sheet.lines[at].label}\u00a0» retirée.")
        self._page.go_to(min(at, len(left.lines) - 1))

    def _open_add(self, group: LineGroup, after: int | None) -> None:
        sheet = self._keeper.sheet
        if sheet is None or sheet.frozen:
            return
        taken = frozenset(line.code for line in sheet.lines if line.code)
        content = AddLineSheet(self._theme, group, taken)
        content.chosen.connect(lambda line: self._add(line, after))
        self._sheets.open(content, "Ajouter une ligne", content.search, width=640)

    def _add(self, line: SheetLine, after: int | None) -> None:
        sheet = self._keeper.sheet
        self._sheets.close()
        if sheet is not None:
            grown, at = with_added(sheet, line, after)
            self._keeper.change(grown)
            self._page.go_to(at)

    def _open_details(self, at: int) -> None:
        self._keeper.give()
        content = DetailsSheet(self._theme, self._discreet, self._line(at))
        content.given.connect(lambda line: self._close_with(at, line))
        content.closed.connect(self._sheets.close)
        content.removed.connect(lambda: self._close_without(at))
        self._sheets.open(content, "Détails de la ligne", content.words, width=620)

    def _close_with(self, at: int, line: SheetLine) -> None:
        self._sheets.close()
        self._put(at, line)

    def _close_without(self, at: int) -> None:
        self._sheets.close()
        self._remove(at)

    def _line(self, at: int) -> SheetLine:
        sheet = self._keeper.sheet
        if sheet is None:
            raise IndexError(at)
        return sheet.lines[at]
