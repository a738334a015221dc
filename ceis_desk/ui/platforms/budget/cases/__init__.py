"""« Budget »: the list of cases, and the case of a household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ceis_desk.access.model import Actor
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.cases.pilot import BudgetPage, BudgetPilot
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
) -> BudgetPilot:
    """The pages and their pilot, wired together."""
    page = BudgetPage(theme, discreet, keyboard, actor.account_id)
    return BudgetPilot(page, theme, link, discreet, keyboard, actor, clock, site)
