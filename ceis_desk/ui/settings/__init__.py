"""Settings: the page where the house and this desk are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ceis_desk.access.door import Door
    from ceis_desk.access.model import Actor
    from ceis_desk.core.clock import Clock
    from ceis_desk.ui.kit.discreet import Discreet
    from ceis_desk.ui.kit.link import StoreLink
    from ceis_desk.ui.kit.site import Site
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.settings.pilot import Pilot
    from ceis_desk.ui.shell.desk_choices import DeskChoices
    from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    discreet: Discreet,
    keyboard: Keyboard,
    actor: Actor,
    clock: Clock,
    site: Site,
    door: Door,
    choices: DeskChoices,
) -> Pilot:
    """The page of the settings at work for one account."""
    from ceis_desk.ui.settings.pilot import Pilot

    return Pilot(theme, link, discreet, keyboard, actor, clock, site, door, choices)
