"""« Santé »: the prevention of today, who is to be seen again, and what is kept of one person."""

from __future__ import annotations

from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.health.page import HealthPage
from ceis_desk.ui.platforms.health.pilot import HealthPilot
from ceis_desk.ui.shell.keyboard import Keyboard


def build(*, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> HealthPilot:
    """The page and its pilot, wired together."""
    return HealthPilot(HealthPage(theme, discreet, keyboard), theme, link, discreet, keyboard, clock)
