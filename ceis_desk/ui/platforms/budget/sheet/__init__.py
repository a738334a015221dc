"""Budget sheet: the page of one sheet of a household, and of its versions."""

from __future__ import annotations

from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from ceis_desk.ui.platforms.budget.sheet.to_print import PaperOf
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    clock: Clock,
    paper_of: PaperOf | None = None,
) -> SheetPilot:
    """The sheets of one signed-in counsellor; `paper_of` makes the document to sign of a sheet."""
    return SheetPilot(SheetPage(theme, keyboard), theme, link, discreet, keyboard, clock, paper_of)
