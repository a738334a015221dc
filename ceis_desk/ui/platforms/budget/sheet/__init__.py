"""Budget sheet: the page of one sheet of a household, and of its versions."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.core.press import Paper
from ceis_desk.platforms.budget.paper_making import sheet_paper
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from ceis_desk.ui.platforms.budget.sheet.to_print import PaperOf, SheetToPrint
from ceis_desk.ui.printing.issuing import Issuing
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


def sheet_papers(link: StoreLink, site: Site, actor: Actor, clock: Clock) -> PaperOf:
    """The document to sign of a sheet, its issuer and its signer read when it is asked for."""
    issuing = Issuing(link, site, actor, clock)

    def give(made: SheetToPrint, then: Callable[[Paper], None]) -> None:
        issuing.issued(lambda issued: then(sheet_paper(issued, made.folder, made.sheet, made.before, made.levers)))

    return give
