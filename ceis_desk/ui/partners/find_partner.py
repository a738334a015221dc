"""Have a structure found by its name over a page, then go on with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.partners.model import PartnerLine
from ceis_desk.partners.questions import FindPartners
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.find_sheet import PartnerFindSheet
from ceis_desk.ui.people.sheets import Sheets


def find_partner(
    theme: Theme,
    link: StoreLink,
    sheets: Sheets,
    title: str,
    then: Callable[[PartnerLine], None],
    *,
    head: QWidget | None = None,
    written: Callable[[str], None] | None = None,
) -> None:
    """`then` is given the line of the directory that was chosen, `written` a name that is not there.

    Without `written` the directory alone is offered; nothing happens when nothing is chosen.
    """
    sheet = PartnerFindSheet(theme, title, head, free=written is not None)

    def search(words: str) -> None:
        def offer(lines: tuple[PartnerLine, ...]) -> None:
            if isValid(sheet):
                sheet.show_lines(words, lines)

        link.ask(FindPartners(words), offer, key="find-partner")

    def picked(line: PartnerLine) -> None:
        sheets.close()
        then(line)

    def typed(words: str) -> None:
        if written is not None:
            sheets.close()
            written(words)

    sheet.searched.connect(search)
    sheet.picked.connect(picked)
    sheet.written.connect(typed)
    sheets.open(sheet, title, sheet.search)
    search("")
