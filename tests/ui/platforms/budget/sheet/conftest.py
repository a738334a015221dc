"""A counsellor before the sheet of a household, on a real encrypted store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.door import Opened
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_questions import Folder
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet import build
from ceis_desk.ui.platforms.budget.sheet.amount_cell import AmountCell
from ceis_desk.ui.platforms.budget.sheet.line_row import LineRow
from ceis_desk.ui.platforms.budget.sheet.page import SheetPage
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from ceis_desk.ui.platforms.budget.sheet.to_print import SheetToPrint
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.data.budget.sealed_cases import folder_of, seal_case
from tests.data.records import create
from tests.scenarios.desks import Desk, new_desk
from tests.typing_help import NO_MODIFIER, press

RESOURCES = Path(__file__).resolve().parents[5] / "resources"
LONG = 20_000  # ms: two busy cores; nothing waits that long when it works
MOMENT = dt.datetime(2026, 6, 18, 11, 7)


@dataclass
class Counsellor:
    """Claire, her keys, and what the store says of the case."""

    pilot: SheetPilot
    who: Opened
    case: Id
    link: StoreLink
    discreet: Discreet
    qtbot: QtBot
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    printed: list[Paper] = field(default_factory=list)

    @property
    def page(self) -> SheetPage:
        return self.pilot.page

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=LONG)

    def quiet(self) -> None:
        """Let the store answer all that was asked of it."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self.until(lambda: not self.link._answers._waiting)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_MODIFIER, text: str = "") -> None:
        press(self.cursor(), key, held, text)

    def write(self, text: str) -> None:
        for sign in text:
            self.key(Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown, text=sign)

    def cursor(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the cursor"
        return found

    def cell(self, label: str) -> AmountCell:
        return self.row(label).cell

    def row(self, label: str) -> LineRow:
        found = [one for one in self.page.rows().values() if one._line is not None and one._line.label == label]
        assert found, f"no line « {label} »"
        return found[0]

    def go(self, label: str) -> None:
        self.cell(label).setFocus()

    def folder(self) -> Folder:
        return folder_of(self.who, self.case)

    def stored(self) -> Sheet:
        """The last sheet as the store holds it."""
        self.quiet()
        return self.folder().sheets[-1]

    def cents(self, label: str) -> int | None:
        return next(line.cents for line in self.stored().lines if line.label == label)

    def open(self) -> None:
        self.pilot.open_sheet(self.case)
        self.quiet()

    def begin(self) -> None:
        """An empty sheet, by the button that the empty page offers."""
        self.open()
        self.page.empty.button.click()
        self.quiet()


@dataclass(frozen=True)
class SheetTestPaper(Paper):
    """What a document made of a sheet would be."""

    made: SheetToPrint


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "registre") as made:
        yield made


@pytest.fixture
def claire(desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[Counsellor]:
    who = desk.enter("claire")
    case = seal_case(who, create(who))
    link, discreet = StoreLink(who.store), Discreet()
    pilot = build(
        theme=Theme(RESOURCES),
        link=link,
        discreet=discreet,
        keyboard=Keyboard(),
        clock=lambda: MOMENT,
        paper_of=lambda made, then: then(SheetTestPaper(made)),
    )
    made = Counsellor(pilot, who, case, link, discreet, qtbot)
    link.done.connect(lambda change: made.said.append(_sentence(change)))
    link.refused.connect(made.refused.append)
    pilot.print_asked.connect(made.printed.append)
    qtbot.addWidget(pilot.page)
    pilot.page.resize(1162, 700)
    with qtbot.waitActive(pilot.page):
        pilot.page.show()
        pilot.page.activateWindow()
    yield made
    made.quiet()
    link.close()


def _sentence(change: Change) -> str:
    return change.said
