"""The real window on a real encrypted store: what is struck on the keyboard, and every word that the screen gives."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pypdfium2
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ceis_desk.core.clock import Clock, running_from
from ceis_desk.core.store import Question
from ceis_desk.data.demo import PASSWORD, found_demo
from ceis_desk.data.door import LocalDoor
from ceis_desk.reception.model import DeskDay, Motif, Visit
from ceis_desk.reception.questions import ReadDay
from ceis_desk.reports.press import LocalPress
from ceis_desk.ui.kit.row_delegate import LOOK_ROLE
from ceis_desk.ui.reception.pilot import Pilot as ReceptionPilot
from ceis_desk.ui.shell.program import Program
from ceis_desk.ui.shell.session import Session
from ceis_desk.ui.shell.window import OpeningPage
from tests.scenarios.desks import QUICK

AnswerT = TypeVar("AnswerT")
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
LONG = 20_000  # ms: two busy cores; nothing waits that long when it works
MOST_TABS = 120
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.UserRole,
    LOOK_ROLE,
)
Said = tuple[str, str]
DAY = dt.date(2019, 6, 18)

# What the row of digits is and writes on AZERTY without Maj, from 0 to 9.
AZERTY = dict(
    zip(
        "à&é\"'(-è_ç",
        (
            Qt.Key.Key_Agrave,
            Qt.Key.Key_Ampersand,
            Qt.Key.Key_Eacute,
            Qt.Key.Key_QuoteDbl,
            Qt.Key.Key_Apostrophe,
            Qt.Key.Key_ParenLeft,
            Qt.Key.Key_Minus,
            Qt.Key.Key_Egrave,
            Qt.Key.Key_Underscore,
            Qt.Key.Key_Ccedilla,
        ),
        strict=True,
    )
)


@dataclass
class Seat:
    """Somebody before the window; `struck` counts keys since it was put back to nought.

    `lost` has one line each time that the window lost the keys to another one.
    """

    program: Program
    door: LocalDoor
    folder: Path
    qtbot: QtBot
    lost: list[str]
    struck: int = 0

    # -- keyboard

    def strike(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_MODIFIER, text: str = "") -> None:
        """One key, given by the system to the window itself: shortcuts, fields and pages hear it as they do at work."""
        self.struck += 1
        if QApplication.activeWindow() is None:
            # Another window took the keys and went: no window manager is here to give them back.
            with self.qtbot.waitActive(self.program.window, timeout=LONG):
                self.program.window.activateWindow()
        handle = self.program.window.windowHandle()
        written = text or ("\r" if key in (ENTER, Qt.Key.Key_Enter) else " " if key == Qt.Key.Key_Space else "")
        QTest.sendKeyEvent(QTest.KeyAction.Click, handle, key, written, held)

    def write(self, text: str) -> None:
        """A text, one key each character, whatever the accents."""
        for sign in text:
            code = AZERTY.get(sign) or (Qt.Key(ord(sign.upper())) if ord(sign.upper()) < 256 else Qt.Key(0))
            self.strike(code, text=sign)

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until the cursor is there, as somebody without a mouse."""
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is wanted:
                return
            self.strike(TAB)
        said = wanted.text() if isinstance(wanted, QAbstractButton) else wanted.accessibleName()
        message = f"Tab never reaches {type(wanted).__name__} « {said} »"
        raise AssertionError(message)

    # -- waiting

    def until(self, true: Callable[[], object], what: str = "") -> None:
        """Let the program work until something is true."""

        def check() -> None:
            assert true(), what or "it never happens"

        self.qtbot.waitUntil(check, timeout=LONG)

    def quiet(self) -> None:
        """Let the store answer all that the pages have asked of it."""
        self.until(lambda: not self.session.ground.link._answers._waiting, "the store never answers")
        self.settle()

    def settle(self) -> None:
        """Let what is queued be delivered and laid out."""
        for _ in range(3):
            QCoreApplication.processEvents()

    # -- what is there

    @property
    def session(self) -> Session:
        """Whoever is in front."""
        session = self.program.desk.session
        assert session is not None, "nobody is signed in"
        return session

    @property
    def reception(self) -> ReceptionPilot:
        """The welcome page of whoever is in front."""
        pilot = self.session.pilot()
        assert isinstance(pilot, ReceptionPilot)
        return pilot

    @property
    def page(self) -> QWidget:
        """The page shown, a preview included."""
        page = self.session.frame.stack.currentWidget()
        assert page is not None
        return page

    def ask(self, question: Question[AnswerT]) -> AnswerT:
        """What the store itself answers to whoever is in front."""
        return self.session.ground.link.store.ask(question).result(LONG / 1000)

    def day(self) -> DeskDay:
        """The day as it is kept."""
        return self.ask(ReadDay(self.door.now().date()))

    def motifs(self) -> dict[int, Motif]:
        """The motifs by their digit."""
        return {motif.position: motif for motif in self.day().motifs if motif.position}

    def last_visit(self) -> Visit:
        """The visit recorded last."""
        return max(self.day().visits, key=lambda visit: visit.id)

    def words(self) -> str:
        """Every word now on the screen, title included."""
        return "\n".join(said for _where, said in words_of())

    # -- coming in

    def choose(self, login: str) -> None:
        """Go to an agent by the arrows."""
        agents = self.program.desk.entry.lock.agents
        for _ in range(MOST_TABS):
            if agents.login == login:
                return
            self.strike(Qt.Key.Key_Right)
        message = f"the arrows never reach {login}"
        raise AssertionError(message)

    def open_as(self, login: str, password: str = PASSWORD) -> None:
        """Type a password on the opening screen, and wait for the first page to be read."""
        self.until(lambda: self.program.window.screen_shown() is self.program.desk.entry.lock)
        # Who may come in is read again behind the lock; the list that comes would put the cursor back on whoever left.
        self.until(lambda: not self.program.desk.entry._answers._waiting)
        self.choose(login)
        self.write(password)
        self.strike(ENTER)
        self.until(lambda: self.program.desk.session is not None, "the desk never opens")
        self.ready()

    def ready(self) -> None:
        """Wait for the welcome page to know its day, when it is the page shown."""
        pilot = self.session.pilot()
        if isinstance(pilot, ReceptionPilot):
            self.until(lambda: pilot._day is not None and pilot._lines is not None, "the day is never read")


@contextmanager
def seated(qapp: QApplication, qtbot: QtBot, folder: Path, clock: Clock | None = None) -> Iterator[Seat]:
    """The program on a store folder, its door and its press real; all is closed at the end."""
    # The window of the program reads ahead of the examination of its file.
    door = LocalDoor(folder, clock or running_from(dt.datetime(2026, 3, 10, 9, 30)), QUICK, ahead=True)
    press = LocalPress()
    lost: list[str] = []

    def note(window: QWindow | None) -> None:
        # A part shown before it has its place is a window of its own for an instant, and takes the keys with it.
        if window is not program.window.windowHandle() and (window is None or window.type() is Qt.WindowType.Window):
            lost.append(window.objectName() if window else "")

    program = Program(qapp, folder, RESOURCES, lambda: (door, press))
    qtbot.addWidget(program.window)
    qapp.focusWindowChanged.connect(note)
    try:
        with qtbot.waitActive(program.window, timeout=LONG):
            program.begin()
            program.window.activateWindow()
        seat = Seat(program, door, folder, qtbot, lost)
        seat.until(lambda: not isinstance(program.window.screen_shown(), OpeningPage), "the window never opens")
        yield seat
    finally:
        qapp.focusWindowChanged.disconnect(note)
        program.window.close()
        program.end()
        press.close()


def demo_copy(base: Path, folder: Path) -> Path:
    """A copy of the demonstration, made once a run: the workers of one run share the folder above their own `base`."""
    root = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    original, making = root / "exemple", root / "exemple-en-cours"
    with suppress(FileExistsError):
        making.mkdir()
        found_demo(making / "exemple")
        (making / "exemple").rename(original)
    while not original.exists():
        time.sleep(0.1)
    shutil.copytree(original, folder)
    return folder


def pdf_text(path: Path) -> str:
    """The words of a PDF."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def words_of(*, hidden: bool = False) -> Iterator[Said]:
    """Every word that the windows give to eyes or ears, each with where; `hidden` adds what is built and not shown."""
    for window in QApplication.topLevelWidgets():
        for widget in (window, *window.findChildren(QWidget)):
            if hidden or widget.isVisible():
                where = f"{type(widget).__name__} « {widget.accessibleName()} »"
                yield from ((where, words) for words in _said_by(widget, hidden=hidden) if words)


def _said_by(widget: QWidget, *, hidden: bool) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.text() if hidden else widget.displayText(), widget.placeholderText())
    elif isinstance(widget, QPlainTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield from (widget.tabText(at), widget.accessibleTabName(at), widget.tabToolTip(at))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    # A list model keeps its number of columns for itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(value) for role in ROLES if (value := model.data(index, role)) is not None)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
