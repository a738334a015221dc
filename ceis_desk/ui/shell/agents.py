"""The agents of the opening screen: tiles in two columns, a search above them when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ceis_desk.access.masking import initials
from ceis_desk.access.model import Account, Role
from ceis_desk.core.folding import tokens
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.layout import Scroll, column
from ceis_desk.ui.kit.person_tile import PersonTile
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.theme import Theme

MANY = 9
_COLUMNS, _TWO_FROM = 2, 400  # two tiles side by side from so many pixels at 100 %
_DRAFT = ChipLook("saisie en cours", "primary", "edit")


@dataclass(frozen=True)
class Agent:
    """One account to choose: what the tile says, and whether something typed waits."""

    login: str
    name: str
    roles: str
    initials: str
    draft: bool = False


def agent_of(account: Account, *, draft: bool) -> Agent:
    """The tile of an account: « Numérique, emploi »."""
    names = [role.label for role in Role if role in account.roles]
    roles = ", ".join([*names[:1], *(name.lower() for name in names[1:])])
    first, _, family = account.name.partition(" ")
    return Agent(account.login, account.name, roles, initials(first, family), draft)


class AgentGrid(QWidget):
    """Moved by the arrows of the password field or by a click; `chosen` gives a login."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._agents: tuple[Agent, ...] = ()
        self._tiles: dict[str, PersonTile] = {}
        self._laid_in = 0
        self.login, self._by_hand = "", False
        self.search = SearchField(theme, placeholder="Chercher un compte", name="Chercher un compte")
        self.search.textChanged.connect(self._lay)
        self._inside = QWidget()
        self._grid = QGridLayout()
        self._inside.setLayout(column(self._grid, None, gap=0))
        self._grid.setSpacing(10)
        self._scroll = Scroll(self._inside)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(column(self.search, self._scroll, gap=10))

    def show_agents(self, agents: Sequence[Agent], login: str) -> None:
        """Replace all tiles, with the cursor on `login`, else on the first."""
        for tile in self._tiles.values():
            tile.deleteLater()
        self._agents = tuple(agents)
        self._tiles = {agent.login: self._tile(agent) for agent in self._agents}
        self.search.setVisible(len(self._agents) > MANY)
        self.search.clear()
        self._lay()
        known = [agent.login for agent in self._agents]
        # The list is read again once the screen is locked: whoever was chosen meanwhile stays chosen.
        wanted = self.login if self._by_hand and self.login in known else login
        self._mark(wanted if wanted in known else (known or [""])[0])

    def release(self) -> None:
        """Forget that an agent was chosen by hand: the screen has just been locked."""
        self._by_hand = False

    def agent(self) -> Agent | None:
        """Whoever is chosen."""
        return next((agent for agent in self._agents if agent.login == self.login), None)

    def step(self, by: int) -> None:
        """Choose the next agent shown, round the grid."""
        shown = self._shown()
        if not shown:
            return
        at = shown.index(self.login) + by if self.login in shown else 0
        self.choose(shown[at % len(shown)])

    def choose(self, login: str) -> None:
        """Choose an agent and say so."""
        self._by_hand = True
        self._mark(login)
        self.chosen.emit(login)

    def _mark(self, login: str) -> None:
        self.login = login
        for other, tile in self._tiles.items():
            tile.setChecked(other == login)
        if login in self._tiles:
            self._scroll.ensureWidgetVisible(self._tiles[login], 0, 4)

    def _tile(self, agent: Agent) -> PersonTile:
        tile = PersonTile(self._theme, agent.name, agent.roles, agent.initials, agent.login)
        tile.setParent(self._inside)
        tile.set_chip(_DRAFT if agent.draft else None)
        tile.clicked.connect(lambda _checked=False, login=agent.login: self.choose(login))
        return tile

    def _shown(self) -> list[str]:
        typed = tokens(self.search.text())
        return [
            agent.login
            for agent in self._agents
            if all(any(word.startswith(part) for word in tokens(f"{agent.name} {agent.roles}")) for part in typed)
        ]

    def _lay(self) -> None:
        self._laid_in = self._columns()
        shown = self._shown()
        for login, tile in self._tiles.items():
            self._grid.removeWidget(tile)
            tile.setVisible(login in shown)
        for at, login in enumerate(shown):
            self._grid.addWidget(self._tiles[login], at // self._columns(), at % self._columns())
        for at in range(_COLUMNS):
            # Columns alike: a tile that says more must not take the names of the others.
            self._grid.setColumnStretch(at, 1 if at < self._columns() else 0)
        if self.search.text() and shown and self.login not in shown:
            self.choose(shown[0])
        self.updateGeometry()

    def _columns(self) -> int:
        return _COLUMNS if self.width() >= self._theme.px(_TWO_FROM) else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._laid_in != self._columns():
            self._lay()

    def sizeHint(self) -> QSize:
        lines = -(-max(len(self._shown()), 1) // self._columns())
        search = self.search.sizeHint().height() + 10 if len(self._agents) > MANY else 0
        return QSize(self._theme.px(674), lines * (self._theme.px(62) + 10) + 6 + search)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(140))
