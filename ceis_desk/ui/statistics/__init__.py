"""Statistics: the page of the figures."""

from __future__ import annotations

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.statistics.page import StatisticsPage
from ceis_desk.ui.statistics.pilot import StatisticsPilot


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Clock,
    site: Site,
) -> StatisticsPilot:
    """The month dashboard of one signed-in account."""
    page = StatisticsPage(theme, keyboard)
    return StatisticsPilot(page, theme, link, discreet, keyboard, actor, clock, demo=site.demo)
