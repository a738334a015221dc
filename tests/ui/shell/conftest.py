"""The whole window with a door of cardboard and pages of three lines."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.door import Threshold
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.press import Paper
from ceis_desk.partners.questions import FindPartners
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.ui.shell.keys import KeyLine
from ceis_desk.ui.shell.pages import PAGES, Ground, Page, Pilot
from ceis_desk.ui.shell.program import Outside, Program
from ceis_desk.ui.shell.window import OpeningPage
from tests.typing_help import type_text
from tests.ui.shell.fake_door import NOW, FakeDoor, FakePress

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class TinyPilot(QObject):
    """A page that shows a canary name and takes some words."""

    go = Signal(str, object)

    def __init__(self, ground: Ground, words: str) -> None:
        super().__init__()
        self.page = QWidget()
        self.ground = ground
        self.canary = QLabel(f"Mme CANARI Odile, {words}")
        self.field = QLineEdit()
        lines = QVBoxLayout(self.page)
        lines.addWidget(self.canary)
        lines.addWidget(self.field)
        self.entered = self.left = self.homes = 0
        self.taken: list[object] = []

    def enter(self) -> None:
        self.entered += 1
        self.field.setFocus()

    def leave(self) -> None:
        self.left += 1

    def go_home(self) -> None:
        self.homes += 1

    def keys(self) -> tuple[KeyLine, ...]:
        return (KeyLine("F8", "appeler la personne suivante"),)

    def papers(self, then: Callable[[Paper], None]) -> None:
        self.taken.append("papers")

    def open_for(self, person_id: object) -> None:
        self.taken.append(person_id)

    open_record = new_person = open_on = open_for


def tiny(page: Page) -> Page:
    def build(ground: Ground) -> Pilot:
        return TinyPilot(ground, page.words)

    return dataclasses.replace(page, build=build)


class Hands:
    """Keys struck on the window itself, as the system sends them."""

    def __init__(self, program: Program, door: FakeDoor) -> None:
        self.program, self.door = program, door
        self.desk, self.window = program.desk, program.window

    def strike(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)
        self.settle()

    def write(self, text: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the cursor"
        type_text(widget, text)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QCoreApplication.processEvents()

    def open_as(self, login: str) -> None:
        self.desk.entry.lock.agents.choose(login)
        self.write(self.door.password)
        self.strike(Qt.Key.Key_Return)
        assert self.desk.session is not None
        store = self.door.stores[login]
        store.answers.update({DayAppointments: (), FindPeople: (), FindPartners: (), AllMotifs: ()})

    def pilot(self) -> TinyPilot:
        assert self.desk.session is not None
        pilot = self.desk.session.pilot()
        assert isinstance(pilot, TinyPilot)
        return pilot

    def is_open(self) -> bool:
        return self.desk.session is not None

    def words(self) -> str:
        """Every word now on the screen and in the title."""
        shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        return " | ".join([self.window.windowTitle(), *shown])


Start = Callable[..., Hands]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Open the window on a door, one site for all; made after an event, or at once. Closed and forgotten at the end."""
    running: list[tuple[Program, FakeDoor]] = []

    def begin(threshold: Threshold | None = None, *, door_after: threading.Event | None = None) -> Hands:
        door = FakeDoor(threshold)
        if running:
            door.accounts, door.threshold = running[0][1].accounts, running[0][1].threshold
        pages = tuple(tiny(page) for page in PAGES)

        def make() -> tuple[FakeDoor, FakePress]:
            if door_after is not None:
                door_after.wait(20)
            return door, FakePress()

        outside = Outside(lambda: door.threshold, lambda: NOW) if door_after is not None else None
        program = Program(qapp, tmp_path / "store", RESOURCES, make, pages, outside)
        running.append((program, door))
        qtbot.addWidget(program.window)
        with qtbot.waitActive(program.window):
            program.begin()
            program.window.activateWindow()
        qtbot.waitUntil(lambda: not isinstance(program.window.screen_shown(), OpeningPage))
        qtbot.waitUntil(lambda: hasattr(program, "desk"))
        return Hands(program, door)

    yield begin
    for program, _door in running:
        program.window.close()
        program.end()


@pytest.fixture
def hands(start: Start) -> Hands:
    """The locked window of a site with four accounts."""
    return start()
