"""« Personnes »: finding, opening, creating, checking and joining records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ceis_desk.access.model import Actor
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.page import PeoplePage
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Callable[[], dt.datetime],
    site: Site,
) -> PeoplePilot:
    """The page and its pilot, wired together."""
    return PeoplePilot(
        PeoplePage(theme, discreet, keyboard, actor.roles, actor.account_id),
        theme,
        link,
        discreet,
        keyboard,
        actor,
        clock,
        site,
    )
