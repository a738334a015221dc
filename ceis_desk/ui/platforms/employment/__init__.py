"""« Emploi »: places and contracts on a day, the groups of Unis’Vers."""

from __future__ import annotations

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.employment.page import EmploymentPage
from ceis_desk.ui.platforms.employment.pilot import EmploymentPilot
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor, clock: Clock, site: Site
) -> EmploymentPilot:
    """The page and its pilot, wired together."""
    page = EmploymentPage(theme, discreet, keyboard, actor)
    return EmploymentPilot(
        page, FormsOver(theme, link, discreet, keyboard, actor, clock, Sheets(page, theme)), actor, site
    )
