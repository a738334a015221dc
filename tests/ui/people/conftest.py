"""« Personnes » in a window, over a store that answers at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Role
from ceis_desk.access.questions import ReadDraft, Staff
from ceis_desk.core.store import Change, Subject
from ceis_desk.exchange.questions import CrossedEdits, ReadExchange
from ceis_desk.parcours.freins import FREINS
from ceis_desk.parcours.own_words import ReadOwnWords
from ceis_desk.parcours.questions import FreinKinds, ReadWay
from ceis_desk.parcours.self_assessment import DEFAULT_SCALE, ReadOwnScale, ReadSelfAssessments
from ceis_desk.parcours.sharing import ReadShares
from ceis_desk.people.gestures import CreatePerson, TellApart
from ceis_desk.people.model import Work
from ceis_desk.people.questions import (
    FindLookalikes,
    FindPeople,
    KnownDistricts,
    OpenRecord,
    VisitsOf,
    WorkOf,
)
from ceis_desk.reception.questions import CommentsOf
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people import build
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import NO_MODIFIER, press, type_text
from tests.ui.exchange.files import ALONE
from tests.ui.fake_store import FakeStore
from tests.ui.parcours import ways
from tests.ui.people import files

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """The pilot, its store, a keyboard, and where it asked to go."""

    pilot: PeoplePilot
    store: FakeStore
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    drafts: dict[str, str]
    seconds: list[float]
    went: list[tuple[str, object]] = field(default_factory=list)

    def cursor(self) -> QWidget:
        """What has the cursor."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, text: str = "") -> None:
        """One key, given to whatever has the cursor."""
        press(self.cursor(), key, modifiers, text)

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return, text="\r")

    def tab(self) -> None:
        self.key(Qt.Key.Key_Tab, text="\t")

    def control_n(self) -> None:
        self.key(Qt.Key.Key_N, CONTROL)

    def escape(self) -> None:
        self.key(Qt.Key.Key_Escape)

    def write(self, text: str) -> None:
        """Type where the cursor is."""
        type_text(self.cursor(), text)

    def fill(self, code: str, text: str) -> None:
        """Type in one field of the form."""
        control = self.pilot.page.form.form.entries.texts[code]
        control.setFocus()
        type_text(control, text)

    def settle(self) -> None:
        """What happens 300 ms and half a second after the last key, then the card stands long enough to be read."""
        for timer in (self.pilot.form.look, self.pilot.form.drafts.timer):
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()
        self.seconds[0] += 1

    def words(self) -> str:
        """Everything that may be read in the page shown, rows included."""
        QApplication.processEvents()  # a layout shows what it was just given on its next turn
        page = self.pilot.page.currentWidget()
        assert page is not None
        shown = [child for child in page.findChildren(QWidget) if child.isVisibleTo(page)]
        labels = [child.text() for child in shown if isinstance(child, QLabel)]
        tips = [child.toolTip() + child.accessibleName() for child in shown]
        rows = []
        for model in [child.model() for child in shown if isinstance(child, QListView)]:
            for at in range(model.rowCount()):
                look = model.data(model.index(at, 0), Qt.ItemDataRole.UserRole + 1)
                rows.append(look.spoken() if isinstance(look, RowLook) else "")
        return "\n".join((*labels, *tips, *rows, self.pilot.page.windowTitle()))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """A desk for an account with these roles; `answers` replace those of the store."""
    links: list[StoreLink] = []

    def make(*roles: Role, **answers: object) -> Desk:
        drafts: dict[str, str] = {}

        def keep(gesture: KeepDraft) -> Change:
            drafts[gesture.kind] = gesture.text
            return Change()

        def create(gesture: CreatePerson) -> Change:
            made = files.ident("made")
            undo = TellApart(made, made)
            return Change(frozenset({Subject("person", made)}), "Fiche créée.", undo, (made,))

        store = FakeStore(
            {
                KeepDraft: keep,
                ReadDraft: lambda question: drafts.get(question.kind, ""),
                Staff: files.STAFF,
                KnownDistricts: files.DISTRICTS,
                FindPeople: files.HITS,
                FindLookalikes: (),
                ReadExchange: ALONE,
                CrossedEdits: (),
                OpenRecord: lambda question: files.RECORDS.get(question.person_id, files.RECORD),
                VisitsOf: files.VISITS,
                WorkOf: Work.EMPLOYED,
                CommentsOf: (),
                ReadWay: ways.NONE_YET,
                FreinKinds: FREINS,
                ReadOwnWords: (),
                ReadOwnScale: DEFAULT_SCALE,
                ReadSelfAssessments: (),
                ReadShares: (),
                CreatePerson: create,
            }
        )
        link, discreet, keyboard, seconds = StoreLink(store), Discreet(), Keyboard(), [0.0]
        links.append(link)
        theme = Theme(RESOURCES)
        pilot = build(
            theme=theme,
            link=link,
            discreet=discreet,
            keyboard=keyboard,
            actor=files.actor(*(roles or (Role.RECEPTION,))),
            clock=lambda: files.NOW,
            site=Site("CCAS", "Accueil", "Poste 1"),
        )
        pilot.page.form.doubt.now = lambda: seconds[0]
        desk = Desk(pilot, store, link, discreet, keyboard, drafts, seconds)
        pilot.go.connect(lambda code, argument: desk.went.append((code, argument)))
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


@pytest.fixture
def today() -> dt.date:
    return files.NOW.date()
