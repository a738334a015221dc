"""« Agenda » in a window, over a store that answers at once with an invented week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.gestures import BookAppointment
from ceis_desk.agenda.questions import Availabilities, FindSlots, ReadRoll, ReadWeek, WaitingFor
from ceis_desk.agenda.week import CalendarWeek, Entry
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture, Subject
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.agenda import build
from ceis_desk.ui.agenda.grid import AgendaGrid
from ceis_desk.ui.agenda.pilot import AgendaPilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_delegate import LOOK_ROLE
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import NO_MODIFIER, press, type_text
from tests.ui.agenda import files
from tests.ui.fake_store import FakeStore
from tests.ui.people import files as people

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
SITE = Site("CCAS de Montpellier", "CEIS", "Accueil · Poste 1")
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """The pilot, its store, a keyboard, what was refused and where it asked to go."""

    pilot: AgendaPilot
    store: FakeStore
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    refused: list[str] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    @property
    def grid(self) -> AgendaGrid:
        return self.pilot.page.view.grid

    def cursor(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, given to whatever has the cursor."""
        press(self.cursor(), key, held, text)

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return, "\r")

    def digit(self, number: int) -> None:
        self.key(Qt.Key(Qt.Key.Key_0 + number), str(number))

    def write(self, text: str) -> None:
        type_text(self.cursor(), text)

    def stand_on(self, what: Entry | str) -> None:
        """The cursor on a box."""
        self.grid.choose(str(what.id) if isinstance(what, Entry) else what)
        self.grid.take_cursor()

    def chosen(self) -> str:
        """The name of the box under the cursor."""
        return self.cursor().accessibleName()

    def done(self, kind: type[Gesture]) -> list[Gesture]:
        return self.store.gestures(kind)

    def words(self) -> str:
        """Everything that may be read in the window, sheets and rows included."""
        window = self.pilot.page
        shown = [child for child in window.findChildren(QWidget) if child.isVisible()]
        said = [child.text() for child in shown if isinstance(child, QLabel | QPushButton)]
        said += [f"{child.accessibleName()} {child.accessibleDescription()} {child.toolTip()}" for child in shown]
        for model in [child.model() for child in shown if isinstance(child, QListView)]:
            looks = [model.data(model.index(at, 0), LOOK_ROLE) for at in range(model.rowCount())]
            said += [look.spoken() for look in looks if isinstance(look, RowLook)]
        return "\n".join(said)


MakeDesk = Callable[..., Desk]


def week_asked(question: ReadWeek, week: CalendarWeek = files.WEEK) -> CalendarWeek:
    """The days asked for of an invented week; other weeks are empty and open."""
    days = tuple(day for day in week.days if 0 <= (day.day - question.first).days < question.days)
    if not days:
        shift = question.first - week.days[0].day
        days = tuple(replace(day, day=day.day + shift) for day in week.days[: question.days])
        return replace(week, days=days, entries=(), people=tuple(replace(one, open=()) for one in week.people))
    shown = {day.day for day in days}
    return replace(week, days=days, entries=tuple(one for one in week.entries if one.starts_at.date() in shown))


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeDesk]:
    """The page of an account of this role; `answers` replace those of the store, by question."""
    links: list[StoreLink] = []

    def book(gesture: BookAppointment) -> Change:
        return Change(frozenset({Subject("appointment")}), "Rendez-vous pris.", None, (files.ident("made"),))

    def make(role: Role = Role.BUDGET, account: Id = files.CLAIRE, answers: dict[type, object] | None = None) -> Desk:
        store = FakeStore(
            {
                ReadWeek: week_asked,
                FindSlots: files.SLOTS,
                Settings: {},
                WaitingFor: files.WAITING,
                ReadRoll: files.ROLL,
                Availabilities: ((), ()),
                FindPeople: people.HITS,
                BookAppointment: book,
                KeepDraft: Change(),
                **(answers or {}),
            }
        )
        link, discreet, keyboard = StoreLink(store), Discreet(), Keyboard()
        links.append(link)
        pilot = build(
            theme=Theme(RESOURCES), link=link, discreet=discreet, keyboard=keyboard, actor=files.actor(role, account),
            clock=lambda: files.NOW,
            site=SITE,
        )  # fmt: skip
        desk = Desk(pilot, store, link, discreet, keyboard)
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


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """Claire's own agenda, at 10:42."""
    return make_desk()
