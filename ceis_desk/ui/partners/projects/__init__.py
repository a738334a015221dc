"""« Projets »: of citizens, of groups, and the expertise of use with a start-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.projects.page import ProjectsPage
from ceis_desk.ui.partners.projects.pilot import ProjectsPilot
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Callable[[], dt.datetime],
) -> ProjectsPilot:
    """The page and its pilot, wired together."""
    page = ProjectsPage(theme, keyboard, writes=may(actor.roles, Thing.PARTNERS, Level.WRITE))
    return ProjectsPilot(page, FormsOver(theme, link, discreet, keyboard, actor, clock, Sheets(page, theme)))
