"""« Échanges » in a window, over a store and an exchanger that answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.core.store import Change
from ceis_desk.exchange.questions import Arrivals, ReadExchange
from ceis_desk.ui.exchange import build
from ceis_desk.ui.exchange.pilot import ExchangePilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.exchange_keeper import ExchangeKeeper
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import NO_MODIFIER, press, type_text
from tests.ui.exchange import files
from tests.ui.fake_exchange import FakeExchanger
from tests.ui.fake_safety import FakeSafety
from tests.ui.fake_store import FakeStore
from tests.ui.people.files import NOW, actor

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@dataclass
class Desk:
    """The pilot, its store and its exchanger, a keyboard, what was said and where it asked to go."""

    pilot: ExchangePilot
    store: FakeStore
    exchange: FakeExchanger
    keeper: ExchangeKeeper
    discreet: Discreet
    safety: FakeSafety
    said: list[str] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    def cursor(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, text: str = "") -> None:
        """One key, given to whatever has the cursor."""
        press(self.cursor(), key, NO_MODIFIER, text)

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return, "\r")

    def write(self, text: str) -> None:
        type_text(self.cursor(), text)

    def words(self) -> str:
        """Everything that may be read in the window, sheets and rows included."""
        QApplication.processEvents()
        shown = [child for child in self.pilot.page.findChildren(QWidget) if child.isVisibleTo(self.pilot.page)]
        labels = [child.text() for child in shown if isinstance(child, QLabel)]
        named = [f"{child.accessibleName()} {child.accessibleDescription()} {child.toolTip()}" for child in shown]
        rows = [
            str(child.model().index(at, 0).data())
            for child in shown
            if isinstance(child, QListView)
            for at in range(child.model().rowCount())
        ]
        return "\n".join((*labels, *named, *rows))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """The page for an account with these roles, over this status."""
    links: list[StoreLink] = []

    def make(*roles: Role, status: object = files.STATUS, arrivals: object = files.ARRIVALS) -> Desk:
        store = FakeStore({ReadExchange: status, Arrivals: arrivals})
        exchange, link, discreet, theme = FakeExchanger(), StoreLink(store), Discreet(), Theme(RESOURCES)
        links.append(link)
        keeper = ExchangeKeeper(exchange, lambda: NOW, link)
        watch = ExchangeWatch(link, keeper)
        safety = FakeSafety()
        who = actor(*(roles or (Role.RECEPTION,)))
        pilot = build(
            theme=theme, link=link, discreet=discreet, keyboard=Keyboard(), actor=who, clock=lambda: NOW, watch=watch,
            safety=safety, checks=not roles,
        )  # fmt: skip
        desk = Desk(pilot, store, exchange, keeper, discreet, safety)
        pilot.go.connect(lambda code, argument: desk.went.append((code, argument)))
        link.done.connect(lambda change: _hear(desk, change))
        qtbot.addWidget(pilot.page)
        pilot.page.resize(1162, 712)
        with qtbot.waitActive(pilot.page):
            pilot.page.show()
            pilot.page.activateWindow()
        pilot.enter()
        return desk

    yield make
    for link in links:
        link.close()


def _hear(desk: Desk, change: Change) -> None:
    desk.said.append(change.said)
