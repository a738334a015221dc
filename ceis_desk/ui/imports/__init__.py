"""Imports: a spreadsheet becomes visits or people, from a window."""

from __future__ import annotations

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.ui.imports.page import ImportPage
from ceis_desk.ui.imports.pilot import ImportPilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard


def build(
    *,
    theme: Theme,
    link: StoreLink,
    keyboard: Keyboard,
    actor: Actor,
    clock: Clock,
    discreet: Discreet | None = None,
) -> ImportPilot:
    """The page « import » of one signed-in account; without `discreet` nothing of the file is hidden."""
    return ImportPilot(ImportPage(theme, keyboard), link, discreet or Discreet(), keyboard, actor, clock)
