"""Two sheets of a case side by side: the one shown, and the one before it unless another is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_questions import Folder
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.platforms.budget.sheet import rows
from ceis_desk.ui.platforms.budget.sheet.keeper import SheetKeeper
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage


class Comparing(QObject):
    """Shows the comparison again when `show` is told of another sheet."""

    def __init__(self, page: SheetPage, discreet: Discreet, keeper: SheetKeeper) -> None:
        super().__init__(page)
        self._page, self._discreet, self._keeper = page, discreet, keeper
        self._folder: Folder | None = None
        self._other: Id | None = None
        page.compare.other_asked.connect(self._choose)
        page.head.compare_asked.connect(self._turn)

    def show(self, folder: Folder) -> None:
        """Another sheet, or the same as it is now."""
        self._folder = folder
        if self._page.comparing():
            self._render()

    def _turn(self) -> None:
        if self._page.comparing():
            self._page.show_cells()
            self._page.go_to_first()
        elif self._folder is not None and self._keeper.sheet is not None:
            self._keeper.give()
            before = sheet_before(self._folder, self._keeper.sheet.id)
            if before is not None:
                self._other = before.id
                self._page.show_compared()
                self._render()

    def _choose(self, code: str) -> None:
        if code:
            self._other = Id(code)
            self._render()

    def _render(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is None or folder is None:
            return
        others = [one for one in folder.sheets if one.id != sheet.id]
        other = next((one for one in others if one.id == self._other), None)
        if other is None:
            self._page.show_cells()
            return
        compare = self._page.compare
        compare.show_others([(str(one.id), rows.version_words(one)) for one in others], str(other.id))
        heads = ("Par mois", write_day(other.day), write_day(sheet.day), "Écart")
        title = f"{rows.version_words(sheet)}, comparée à la version {other.version}"
        compare.show_rows(title, heads, rows.compared_rows(other, sheet, self._discreet.show))


def sheet_before(folder: Folder, sheet_id: Id | None) -> Sheet | None:
    """The sheet of a case that comes before this one."""
    ids = [one.id for one in folder.sheets]
    at = ids.index(sheet_id) if sheet_id in ids else 0
    return folder.sheets[at - 1] if at > 0 else None
