"""« Agenda »: professionals side by side, appointments, collective sessions, free times and who waits."""

from __future__ import annotations

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.ui.agenda.page import AgendaPage
from ceis_desk.ui.agenda.pilot import AgendaPilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor, clock: Clock, site: Site
) -> AgendaPilot:
    """The page and its pilot, wired together."""
    page = AgendaPage(theme, keyboard, books=may(actor.roles, Thing.APPOINTMENTS, Level.WRITE))
    return AgendaPilot(page, theme, link, discreet, keyboard, actor, clock, site)
