"""The eight roles, each a chip to tick."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Role
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.account_words import role_look


class RoleChip(Button):
    """Ticked by Espace, Entrée or a click; a check mark says so besides the colour."""

    def __init__(self, theme: Theme, role: Role) -> None:
        self._plain_icon = role_look(role).icon
        super().__init__(theme, role.label, icon=self._plain_icon, compact=True)
        self.setCheckable(True)
        self.toggled.connect(lambda on: self.set_icon("check" if on else self._plain_icon))


class RoleChoice(QWidget):
    """`changed` says that another set is ticked."""

    changed = Signal()

    def __init__(self, theme: Theme, roles: frozenset[Role] = frozenset()) -> None:
        super().__init__()
        self.chips = {role: RoleChip(theme, role) for role in Role}
        for role, chip in self.chips.items():
            chip.setChecked(role in roles)
            chip.toggled.connect(self.changed)
        self.setLayout(Flow(*self.chips.values()))
        self.setFocusProxy(self.chips[Role.RECEPTION])

    def roles(self) -> frozenset[Role]:
        """The roles ticked."""
        return frozenset(role for role, chip in self.chips.items() if chip.isChecked())
