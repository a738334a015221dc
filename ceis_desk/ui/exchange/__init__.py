"""« Échanges »: what the desks of the site send each other."""

from __future__ import annotations

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.access.safety import Safety
from ceis_desk.core.clock import Clock
from ceis_desk.ui.exchange.page import ExchangePage
from ceis_desk.ui.exchange.pilot import ExchangePilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor, clock: Clock,
    watch: ExchangeWatch, safety: Safety, checks: bool,
) -> ExchangePilot:  # fmt: skip
    """The page and its pilot; `checks`: the account may open « À vérifier »."""
    administers = may(actor.roles, Thing.ACCOUNTS, Level.WRITE)
    page = ExchangePage(theme, discreet, keyboard, administers=administers, checks=checks)
    return ExchangePilot(page, theme, link, discreet, keyboard, actor, clock, watch, safety)
