"""The tabs of a record that this account reads itself, instead of whom to ask for them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.kept_part import DocumentsPart, NotesPart, keeping_group
from ceis_desk.ui.parcours.kept_pilot import DOCUMENTS_TAB, NOTES_TAB
from ceis_desk.ui.parcours.page import WayPanel
from ceis_desk.ui.shell.keyboard import Keyboard


def own_tabs(
    theme: Theme, discreet: Discreet, keyboard: Keyboard, roles: frozenset[Role], me: Id, way_tab: str
) -> dict[str, QWidget]:
    """The panels by the code of their tab; none for whoever may not read the parcours."""
    if not may(roles, Thing.PARCOURS, Level.READ):
        return {}
    keeps = keeping_group(roles) is not None
    tabs: dict[str, QWidget] = {way_tab: WayPanel(theme, keyboard, roles, keeps_notes=keeps)}
    if keeps:
        tabs |= {NOTES_TAB: NotesPart(theme, discreet, keyboard, me), DOCUMENTS_TAB: DocumentsPart(theme)}
    return tabs
