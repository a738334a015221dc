"""« À vérifier »: what only a person can settle, one case at a time."""

from __future__ import annotations

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.ui.check.page import CheckPage
from ceis_desk.ui.check.pilot import CheckPilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Clock,
    watch: ExchangeWatch,
) -> CheckPilot:
    """The page and its pilot."""
    page = CheckPage(theme, discreet, keyboard, decides=may(actor.roles, Thing.MERGE, Level.WRITE))
    return CheckPilot(page, theme, link, discreet, keyboard, actor, clock, watch)
