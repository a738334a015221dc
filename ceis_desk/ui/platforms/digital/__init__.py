"""« Espace numérique »: free access to computers, helps, procedures followed to their end."""

from __future__ import annotations

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.core.clock import Clock
from ceis_desk.platforms.digital.gestures import PROFESSIONAL
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.digital.page import DigitalPage
from ceis_desk.ui.platforms.digital.pilot import DigitalPilot
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor, clock: Clock
) -> DigitalPilot:
    """The page and its pilot, wired together."""
    page = DigitalPage(theme, discreet, keyboard, professional=permits(actor.roles, PROFESSIONAL))
    return DigitalPilot(page, theme, link, discreet, keyboard, actor, clock)
