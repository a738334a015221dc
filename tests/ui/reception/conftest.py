"""The welcome page in a window, over a store that answers at once or when told to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.questions import Settings
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.store import Question
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.questions import Absences, PartnersNamed, ReadDay
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.pilot import Pilot
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import press, type_text
from tests.ui.fake_store import FakeStore
from tests.ui.reception import desk_day

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


class SlowStore(FakeStore):
    """Keeps the answers to some questions until `release`."""

    def __init__(self, answers: dict[type, object]) -> None:
        super().__init__(answers)
        self.slow: set[type] = set()
        self.held: list[tuple[Future[Any], Future[Any]]] = []

    def ask(self, question: Question[Any]) -> Future[Any]:
        ready = super().ask(question)
        if type(question) not in self.slow:
            return ready
        promise: Future[Any] = Future()
        self.held.append((promise, ready))
        return promise

    def release(self, count: int = 1000) -> None:
        """Give the oldest answers kept."""
        for _ in range(min(count, len(self.held))):
            promise, ready = self.held.pop(0)
            promise.set_result(ready.result())


@dataclass
class Desk:
    """The page, its pilot, its store, and a keyboard."""

    page: ReceptionPage
    pilot: Pilot
    store: SlowStore
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    now: list[dt.datetime]
    went: list[tuple[str, object]] = field(default_factory=list)
    strokes: int = 0

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> None:
        """One key, given to whatever has the cursor."""
        self.strokes += 1
        press(self.cursor(), key, modifiers, text)

    def keys(self, text: str) -> None:
        """The letters and digits of `text`, one key each; « ⏎ » is Entrée."""
        for sign in text:
            if sign == "⏎":
                self.key(Qt.Key.Key_Return, text="\r")
            else:
                self.strokes += 1
                type_text(self.cursor(), sign)

    def cursor(self) -> Any:  # noqa: ANN401 each test knows where it has put the cursor
        """The widget that has the cursor, in this window."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def close_sheet(self) -> None:
        press(self.cursor(), Qt.Key.Key_Escape)


def answers() -> dict[type, object]:
    return {
        ReadDay: desk_day.DAY,
        DayAppointments: desk_day.LINES,
        Settings: {},
        PartnersNamed: ("CAF", "CPAM"),
        FindPeople: lambda question: desk_day.people_like(question.text),
        OpenRecord: desk_day.RECORD,
        Absences: desk_day.ABSENCES,
    }


@contextmanager
def built(qtbot: QtBot, store: SlowStore) -> Iterator[Desk]:
    """The page in a window, entered, as at a start of the program."""
    theme, discreet, keyboard = Theme(RESOURCES), Discreet(), Keyboard()
    now = [desk_day.NOW]
    page = ReceptionPage(theme, discreet, keyboard, lambda: now[0])
    qtbot.addWidget(page)
    link = StoreLink(store, page)
    site = Site("CCAS de Montpellier", "Tiers-lieu", "Poste 1")
    pilot = Pilot(page, link, discreet, desk_day.ACTOR, lambda: now[0], site)
    desk = Desk(page, pilot, store, link, discreet, keyboard, now)
    pilot.go.connect(lambda code, what: desk.went.append((code, what)))
    page.resize(1162, 712)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    pilot.enter()
    yield desk
    pilot.leave()
    link.close()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with built(qtbot, SlowStore(answers())) as desk:
        yield desk
