"""« Qui voit quoi » as rows: drawn from the table of rights, one line a thing and one column a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import RIGHTS

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
_SHORT = {Role.DIGITAL: "Numér.", Role.ADMIN: "Admin."}
_ICONS: Mapping[Level, str] = {
    Level.NONE: "lock",
    Level.PROPOSE: "message",
    Level.DEPOSIT: "upload",
    Level.MOTIFS: "layout-grid",
    Level.DOMAIN: "filter",
    Level.OWN: "user",
    Level.READ: "eye",
    Level.GROUP: "users",
    Level.CARRY_OUT: "player-play",
    Level.DECIDE: "signature",
    Level.WRITE: "pencil",
}
# Said in one word in a narrow cell, whole in its tooltip and aloud.
_BRIEF = {Level.MOTIFS: "motifs", Level.DOMAIN: "domaine"}
_STRONG = frozenset({Level.WRITE, Level.GROUP, Level.DECIDE, Level.CARRY_OUT})


@dataclass(frozen=True)
class Cell:
    """How a level looks: icon, word, ink, weight, and whether its role is that of the chosen account."""

    icon: str
    words: str
    tone: str
    strong: bool
    chosen: bool


_THINGS, _ROLE_COLUMNS = tuple(Thing), tuple(Role)


class RightsRows(QAbstractTableModel):
    """The whole table; `choose` highlights the roles of an account."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen: frozenset[Role] = frozenset()

    def choose(self, roles: frozenset[Role]) -> None:
        """Highlight these columns."""
        self._chosen = roles
        self.dataChanged.emit(self.index(0, 0), self.index(len(Thing) - 1, len(Role)))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Role))

    def is_chosen(self, column: int) -> bool:
        """Whether the column is highlighted."""
        return column > 0 and _ROLE_COLUMNS[column - 1] in self._chosen

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Thing)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Role) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        thing = _THINGS[index.row()]
        if index.column() == 0:
            return thing.label if role == Qt.ItemDataRole.DisplayRole else None
        who = _ROLE_COLUMNS[index.column() - 1]
        level = RIGHTS[thing][who]
        if role == Qt.ItemDataRole.DisplayRole:
            return level.label
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{who.label}, {thing.label}\u00a0: {level.label}"
        if role == CELL_ROLE:
            return cell_of(level, chosen=who in self._chosen)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if section == 0:
            return "Ce qui est gardé" if role == Qt.ItemDataRole.DisplayRole else None
        who = _ROLE_COLUMNS[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return _SHORT.get(who, who.label)
        return who.label if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None


def cell_of(level: Level, *, chosen: bool) -> Cell:
    """The look of one level."""
    tone = "ink3" if level is Level.NONE else "primary" if level in _STRONG else "ink"
    return Cell(_ICONS[level], _BRIEF.get(level, level.label), tone, level in _STRONG, chosen)
