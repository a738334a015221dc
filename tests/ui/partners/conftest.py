"""« Partenaires » and « Projets » in a window, over a store that answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.ids import new_id
from ceis_desk.partners.projects import ReadProject, ReadProjects
from ceis_desk.partners.questions import Agreements, FindPartners, ReadPartner, ReferralsToChase
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.ui import partners as partners_page
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_delegate import LOOK_ROLE
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners import projects as projects_page
from ceis_desk.ui.partners.pilot import PartnersPilot
from ceis_desk.ui.partners.projects.pilot import ProjectsPilot
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import NO_MODIFIER, type_text
from tests.ui.fake_store import FakeStore
from tests.ui.partners import files
from tests.ui.people import files as people

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """A pilot, its store, a keyboard, what was refused and where it asked to go."""

    pilot: PartnersPilot | ProjectsPilot
    store: FakeStore
    discreet: Discreet
    qtbot: QtBot
    refused: list[str] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    @property
    def partners(self) -> PartnersPilot:
        assert isinstance(self.pilot, PartnersPilot)
        return self.pilot

    @property
    def projects(self) -> ProjectsPilot:
        assert isinstance(self.pilot, ProjectsPilot)
        return self.pilot

    def cursor(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, given by the system to whatever has the cursor: shortcuts hear it first, as at work."""
        QTest.keyClick(self.cursor(), key, held)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        type_text(self.cursor(), text)
        QApplication.processEvents()

    def sheet(self) -> QWidget:
        """What is open over the page."""
        content = self.pilot.sheets.content()
        assert content is not None, "nothing is open over the page"
        return content

    def fill(self, name: str, text: str) -> None:
        """Replace what stands in a field of the form that is open."""
        control = next(child for child in self.sheet().findChildren(QWidget) if child.accessibleName() == name)
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.setFocus()
        control.selectAll()
        type_text(control, text)

    def words(self, root: QWidget | None = None) -> str:
        """Everything that may be read in what shows, rows and spoken words included."""
        QApplication.processEvents()
        page = root or self.pilot.page
        shown = [child for child in page.findChildren(QWidget) if child.isVisibleTo(page)]
        said = [child.text() for child in shown if isinstance(child, QLabel | QPushButton)]
        said += [f"{child.accessibleName()} {child.accessibleDescription()} {child.toolTip()}" for child in shown]
        for model in [child.model() for child in shown if isinstance(child, QListView)]:
            looks = [model.data(model.index(at, 0), LOOK_ROLE) for at in range(model.rowCount())]
            said += [look.spoken() for look in looks if isinstance(look, RowLook)]
        return "\n".join(said)


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """One of the two pages for an account of these roles, over these answers."""
    links: list[StoreLink] = []

    def make(*roles: Role, answers: dict[type, object] | None = None, projects: bool = False) -> Desk:
        store = FakeStore(
            {
                FindPartners: files.found,
                ReadPartner: files.VIEW,
                ReferralsToChase: (files.SENT, files.SEALED),
                Agreements: files.AGREEMENTS,
                FindPeople: people.HITS,
                OpenRecord: people.RECORD,
                ReadProjects: (files.GARDEN_LINE,),
                ReadProject: files.GARDEN,
                **(answers or {}),
            }
        )
        link, discreet = StoreLink(store), Discreet()
        links.append(link)
        actor = Actor(new_id(), "Léa Bastide", frozenset(roles or {Role.SOCIAL}), new_id())
        build = projects_page.build if projects else partners_page.build
        pilot = build(
            theme=Theme(RESOURCES), link=link, discreet=discreet, keyboard=Keyboard(), actor=actor,
            clock=lambda: files.NOW,
        )  # fmt: skip
        desk = Desk(pilot, store, discreet, qtbot)
        link.refused.connect(desk.refused.append)
        pilot.go.connect(lambda code, argument: desk.went.append((code, argument)))
        qtbot.addWidget(pilot.page)
        pilot.page.resize(1162, 712)
        with qtbot.waitActive(pilot.page):
            pilot.page.show()
            pilot.page.activateWindow()
        pilot.enter()
        QApplication.processEvents()
        return desk

    yield make
    for link in links:
        link.close()
