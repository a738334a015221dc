"""« Accueil »: checking in, the queue, the day's appointments, the board."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.pilot import Pilot
from ceis_desk.ui.shell.keyboard import Keyboard


def lay(theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> ReceptionPage:
    """The page alone: it holds nothing, and knows nobody, until a pilot has it."""
    return ReceptionPage(theme, discreet, keyboard, clock)


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Clock,
    site: Site,
    laid: QWidget | None = None,
) -> Pilot:
    """The page and its pilot, wired together; the page is the one laid before, when there is one."""
    page = laid if isinstance(laid, ReceptionPage) else lay(theme, discreet, keyboard, clock)
    return Pilot(page, link, discreet, actor, clock, site)
