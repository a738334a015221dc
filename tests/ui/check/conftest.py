"""« À vérifier » in a window, with one case of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.agenda.questions import DoubleBookings
from ceis_desk.core.store import Change
from ceis_desk.exchange.questions import CrossedEdits, ReadExchange
from ceis_desk.people.questions import DoubtfulPairs, OpenRecord
from ceis_desk.ui.check import build
from ceis_desk.ui.check.pilot import CheckPilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.exchange_keeper import ExchangeKeeper
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import NO_MODIFIER, press
from tests.ui.exchange import files
from tests.ui.fake_exchange import FakeExchanger
from tests.ui.fake_store import FakeStore
from tests.ui.people import files as people

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """The pilot, its store, a keyboard, what was refused and where it asked to go."""

    pilot: CheckPilot
    store: FakeStore
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    refused: list[str] = field(default_factory=list)
    done: list[Change] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    def cursor(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, text: str = "") -> None:
        """One key, given to whatever has the cursor."""
        press(self.cursor(), key, modifiers, text)

    def digit(self, number: int) -> None:
        keys = {1: Qt.Key.Key_1, 2: Qt.Key.Key_2, 3: Qt.Key.Key_3}
        self.key(keys[number], text=str(number))

    def title(self) -> str:
        """What the case being decided is about."""
        return self.pilot.page.case.title.text()

    def words(self) -> str:
        """Everything that may be read in the page."""
        QApplication.processEvents()
        page = self.pilot.page
        shown = [child for child in page.findChildren(QWidget) if child.isVisibleTo(page)]
        said = [child.text() for child in shown if isinstance(child, QLabel | QPushButton)]
        return "\n".join((*said, *(f"{child.accessibleName()} {child.toolTip()}" for child in shown)))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """The page for an account with this role, over these cases."""
    links: list[StoreLink] = []

    def make(
        role: Role = Role.SOCIAL, pairs: object = (people.PAIR,), edits: object = (files.EDIT,),
        slots: object = (files.TOMORROW,),
    ) -> Desk:  # fmt: skip
        store = FakeStore(
            {
                DoubtfulPairs: pairs,
                CrossedEdits: edits,
                DoubleBookings: slots,
                ReadExchange: files.STATUS,
                OpenRecord: lambda question: people.RECORDS.get(question.person_id, people.RECORD),
            }
        )
        link, discreet, keyboard = StoreLink(store), Discreet(), Keyboard()
        links.append(link)
        watch = ExchangeWatch(link, ExchangeKeeper(FakeExchanger(), lambda: people.NOW, link))
        pilot = build(
            theme=Theme(RESOURCES), link=link, discreet=discreet, keyboard=keyboard, actor=people.actor(role),
            clock=lambda: people.NOW, watch=watch,
        )  # fmt: skip
        desk = Desk(pilot, store, link, discreet, keyboard)
        link.refused.connect(desk.refused.append)
        link.done.connect(desk.done.append)
        pilot.go.connect(lambda code, argument: desk.went.append((code, argument)))
        watch.read()
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
