"""« Ateliers »: the collective life of every platform."""

from __future__ import annotations

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.workshops.page import WorkshopsPage
from ceis_desk.ui.workshops.pilot import WorkshopsPilot


def build(
    *, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor, clock: Clock, site: Site
) -> WorkshopsPilot:
    """The page and its pilot, wired together."""
    page = WorkshopsPage(theme, discreet, keyboard, writes=may(actor.roles, Thing.SESSIONS, Level.WRITE))
    return WorkshopsPilot(page, theme, link, discreet, keyboard, actor, clock, site)
