"""« Plateformes »: what each platform has today, and the way into it."""

from __future__ import annotations

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.home.page import HomePage
from ceis_desk.ui.platforms.home.pilot import HomePilot
from ceis_desk.ui.platforms.home.ways import ways_of
from ceis_desk.ui.shell.pages import Page


def build(
    *, theme: Theme, link: StoreLink, discreet: Discreet, actor: Actor, clock: Clock, pages: tuple[Page, ...]
) -> HomePilot:
    """The page and its pilot, wired together."""
    page = HomePage(theme, ways_of(PLATFORMS, pages, actor, clock().date()))
    return HomePilot(page, link, discreet, clock)
