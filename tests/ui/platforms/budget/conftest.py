"""« Budget » in a window, over a store that answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft, Staff
from ceis_desk.agenda.questions import FindSlots
from ceis_desk.core.store import Change
from ceis_desk.notes.model import DEFAULT_TEMPLATES, NoteHit
from ceis_desk.notes.questions import FindInNotes, NoteTemplates, OpenDocument
from ceis_desk.people.questions import FindPeople
from ceis_desk.platforms.budget.letters import DEFAULT_LETTERS, LetterDraft
from ceis_desk.platforms.budget.questions import (
    CasesOf,
    CaseView,
    DraftLetter,
    LetterTemplates,
    ListCases,
    ProposeMembers,
    ReadCase,
    RightsToCheck,
)
from ceis_desk.platforms.budget.rights_check import Right, RightToCheck
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_delegate import LOOK_ROLE
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.draft_note import DraftNote
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.platforms.budget.cases import build
from ceis_desk.ui.platforms.budget.cases.pilot import BudgetPilot
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import NO_MODIFIER, type_text
from tests.ui.fake_store import FakeStore
from tests.ui.people import files as people
from tests.ui.platforms.budget import files

RESOURCES = Path(__file__).resolve().parents[4] / "resources"
SITE = Site("CCAS de Montpellier", "CEIS", "Bureau 2")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, SPACE, DELETE, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Escape


@dataclass
class Desk:
    """The pilot, its store, a keyboard, what was refused and where it asked to go."""

    pilot: BudgetPilot
    store: FakeStore
    discreet: Discreet
    drafts: dict[str, str]
    refused: list[str] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    @property
    def case(self) -> CasePage:
        return self.pilot.page.case

    @property
    def draft(self) -> DraftNote:
        return self.case.follow.notes.draft

    def cursor(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, given by the system to whatever has the cursor: shortcuts hear it first, as at work."""
        QTest.keyClick(self.cursor(), key, held)
        QApplication.processEvents()

    def control(self, key: Qt.Key) -> None:
        self.key(key, CONTROL)

    def write(self, text: str) -> None:
        type_text(self.cursor(), text)

    def keep(self) -> None:
        """What happens half a second after the last key."""
        timer = self.pilot.case.notes.keeper.timer
        if timer.isActive():
            timer.stop()
            timer.timeout.emit()

    def sheet(self) -> QWidget:
        """What is open over the page."""
        content = self.pilot.sheets.content()
        assert content is not None, "nothing is open over the page"
        return content

    def field(self, name: str) -> QWidget:
        """A field of the form that is open, by its label."""
        return next(child for child in self.sheet().findChildren(QWidget) if child.accessibleName() == name)

    def fill(self, name: str, text: str) -> None:
        """Replace what stands in a field of the form that is open."""
        control = self.field(name)
        control.setFocus()
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.selectAll()
        type_text(control, text)

    def words(self, root: QWidget | None = None) -> str:
        """Everything that may be read in what shows, rows and spoken words included."""
        QApplication.processEvents()
        page = root or self.pilot.page.currentWidget()
        assert page is not None
        shown = [child for child in page.findChildren(QWidget) if child.isVisibleTo(page)]
        said = [child.text() for child in shown if isinstance(child, QLabel | QAbstractButton)]
        said += [f"{child.accessibleName()} {child.accessibleDescription()} {child.toolTip()}" for child in shown]
        # What bears no word comes and goes with the scroll bars.
        return "\n".join(one for one in (*said, *rows_of(shown)) if one.strip())


def rows_of(shown: list[QWidget]) -> list[str]:
    """What the lists among these widgets say."""
    said = []
    for model in [child.model() for child in shown if isinstance(child, QListView)]:
        looks = [model.data(model.index(at, 0), LOOK_ROLE) for at in range(model.rowCount())]
        said += [look.spoken() for look in looks if isinstance(look, RowLook)]
    return said


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """The pages of a budget counsellor over this case, its list and other answers."""
    links: list[StoreLink] = []

    def make(view: CaseView = files.VIEW, answers: dict[type, object] | None = None) -> Desk:
        drafts: dict[str, str] = {}

        def keep(gesture: KeepDraft) -> Change:
            drafts[gesture.kind] = gesture.text
            return Change()

        store = FakeStore(
            {
                ReadDraft: lambda question: drafts.get(question.kind, ""),
                KeepDraft: keep,
                Staff: files.STAFF,
                ListCases: (files.DUPUY, files.LATE),
                ReadCase: view,
                CasesOf: (),
                ProposeMembers: files.MEMBERS,
                FindPeople: people.HITS,
                FindInNotes: (
                    NoteHit(files.FILED.id, files.CASE, files.FILED.day, "Claire Fabre", "Bailleur prévenu", ((0, 8),)),
                ),
                NoteTemplates: DEFAULT_TEMPLATES,
                FindSlots: (),
                LetterTemplates: DEFAULT_LETTERS,
                DraftLetter: LetterDraft("dispute", "Ma Banque", "Contestation", "Madame, Monsieur,", ("son adresse",)),
                RightsToCheck: (RightToCheck(Right.RSA, ("un adulte a 25 ans ou plus",)),),
                OpenDocument: b"",
                **(answers or {}),
            }
        )
        link, discreet, keyboard = StoreLink(store), Discreet(), Keyboard()
        links.append(link)
        pilot = build(
            theme=Theme(RESOURCES), link=link, discreet=discreet, keyboard=keyboard, actor=files.ACTOR,
            clock=lambda: files.NOW, site=SITE,
        )  # fmt: skip
        desk = Desk(pilot, store, discreet, drafts)
        link.refused.connect(desk.refused.append)
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
def open_case(make_desk: MakeDesk) -> MakeDesk:
    """The case of a household, the cursor where it starts."""

    def make(view: CaseView = files.VIEW, answers: dict[type, object] | None = None) -> Desk:
        desk = make_desk(view, answers)
        desk.pilot.open_case(files.CASE)
        QApplication.processEvents()
        return desk

    return make
