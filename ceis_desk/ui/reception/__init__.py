"""« Accueil »: checking in, the queue, the day's appointments, the board."""

from __future__ import annotations

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.pilot import Pilot
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Clock,
    site: Site,
) -> Pilot:
    """The page and its pilot, wired together."""
    page = ReceptionPage(theme, discreet, keyboard, clock, actor.name)
    return Pilot(page, link, discreet, actor, clock, site)
