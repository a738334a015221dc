"""« Ateliers » in a window, over a store that answers at once with an invented week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.first_contact import ContactCounts, CountFirstContacts, NameFirstContacts
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.week import CalendarWeek
from ceis_desk.agenda.workshop_requests import ReadSessions, ReadWorkshop
from ceis_desk.agenda.workshops import SessionLine, WorkshopRoll
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.questions import FindPeople
from ceis_desk.statistics.collective import CollectiveLife, ReadCollectiveLife, ReadMix, SessionMix
from ceis_desk.statistics.model import AgeBand, Period, Qpv
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.workshops import build
from ceis_desk.ui.workshops.page import WorkshopsPage
from ceis_desk.ui.workshops.pilot import WorkshopsPilot
from tests.typing_help import NO_MODIFIER, press, type_text
from tests.ui.fake_store import FakeStore
from tests.ui.people import files as people
from tests.ui.workshops import files

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
SITE = Site("CCAS de Montpellier", "CEIS", "Accueil · Poste 1")
CONTROL = Qt.KeyboardModifier.ControlModifier
LIFE = CollectiveLife(Period(files.MONDAY, files.MONDAY), 4, 92, 3, 80, 10, 9, 9, 18, 2)
NO_MIX = SessionMix(None, dict.fromkeys(Qpv), dict.fromkeys(AgeBand))


@dataclass
class Desk:
    """The pilot, its store and what was refused."""

    pilot: WorkshopsPilot
    store: FakeStore
    link: StoreLink
    discreet: Discreet
    refused: list[str] = field(default_factory=list)

    @property
    def page(self) -> WorkshopsPage:
        return self.pilot.page

    def cursor(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        press(self.cursor(), key, held, text)

    def write(self, text: str) -> None:
        type_text(self.cursor(), text)

    def done(self, kind: type[Gesture]) -> list[Gesture]:
        return self.store.gestures(kind)

    def people(self) -> list[str]:
        """The roll as screen readers hear it."""
        rows = self.page.roster.people.rows
        return [str(rows.data(rows.index(at, 0), Qt.ItemDataRole.AccessibleTextRole)) for at in range(rows.rowCount())]

    def week(self) -> list[str]:
        """The week as screen readers hear it."""
        rows = self.page.week.sessions.rows
        return [str(rows.data(rows.index(at, 0), Qt.ItemDataRole.AccessibleTextRole)) for at in range(rows.rowCount())]

    def paper(self) -> list[Paper]:
        """What Ctrl P gives."""
        given: list[Paper] = []
        self.pilot.papers(given.append)
        return given


MakeDesk = Callable[..., Desk]


def sessions_asked(question: ReadSessions) -> tuple[SessionLine, ...]:
    return files.WEEK if question.first == files.MONDAY else ()


def roll_asked(question: ReadWorkshop) -> WorkshopRoll:
    found = next(one for one in files.WEEK if one.id == question.session_id)
    return files.ROLL if found is files.PROCEDURES else replace(files.EMPTY_ROLL, session=found)


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """The page of an account of this role; `answers` replace those of the store, by question."""
    links: list[StoreLink] = []

    def make(role: Role = Role.DIGITAL, answers: dict[type, object] | None = None) -> Desk:
        store = FakeStore(
            {
                ReadSessions: sessions_asked,
                ReadWorkshop: roll_asked,
                ReadMix: NO_MIX,
                Settings: {},
                ReadWeek: CalendarWeek((), (), (), ()),
                ReadCollectiveLife: LIFE,
                CountFirstContacts: ContactCounts(3, 1),
                NameFirstContacts: (),
                FindPeople: people.HITS,
                KeepDraft: Change(),
                **(answers or {}),
            }
        )
        link, discreet = StoreLink(store), Discreet()
        links.append(link)
        pilot = build(
            theme=Theme(RESOURCES), link=link, discreet=discreet, keyboard=Keyboard(),
            actor=Actor(files.MARC, "Marc Vidal", frozenset({role}), files.ident("desk")),
            clock=lambda: files.NOW, site=SITE,
        )  # fmt: skip
        desk = Desk(pilot, store, link, discreet)
        link.refused.connect(desk.refused.append)
        qtbot.addWidget(pilot.page)
        pilot.page.resize(1162, 712)
        with qtbot.waitActive(pilot.page):
            pilot.page.show()
            pilot.page.activateWindow()
        pilot.enter()
        qtbot.waitUntil(lambda: pilot.page.week.sessions.rows.rowCount() > 0 or pilot.page.week.nothing.isVisible())
        return desk

    yield make
    for link in links:
        link.close()
