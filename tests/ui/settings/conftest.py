"""The settings in a window of their own, for one account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.core.settings import save_settings
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings import build
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.pilot import Pilot
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.typing_help import press
from tests.ui.settings.house import NOW, House

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def at_once(work: Callable[..., object], *arguments: object) -> Future[object]:
    future: Future[object] = Future()
    future.set_result(work(*arguments))
    return future


class Bench:
    """The page of one account, and what it said."""

    def __init__(self, house: House, theme: Theme, name: str, folder: Path) -> None:
        self.house, self.folder = house, folder
        self.link = StoreLink(house.store)
        self.discreet = Discreet()
        self.choices = DeskChoices(folder / "poste.json", at_once)
        self.keyboard = Keyboard()
        self.choices.changed.connect(self._take_keys)
        self.pilot: Pilot = build(
            theme=theme,
            link=self.link,
            discreet=self.discreet,
            keyboard=self.keyboard,
            actor=house.actor(name),
            clock=lambda: NOW,
            site=Site("CCAS de Montpellier", "CEIS", "Accueil · Poste 1"),
            door=house.door,  # type: ignore[arg-type]  # the part of the door that the settings use
            choices=self.choices,
        )
        self.page = self.pilot.page
        self.said: list[str] = []
        self.refused: list[str] = []
        self.link.done.connect(self._hear)
        self.link.refused.connect(self.refused.append)

    def _take_keys(self) -> None:
        self.keyboard.take(self.choices.now.keys, single=self.choices.now.single_keys)

    def _hear(self, change: Change) -> None:
        if change.said:
            self.said.append(change.said)

    def view(self, code: str) -> SectionView:
        """A section, shown by its code."""
        self.pilot.open_section(code)
        return self.page._views[code]

    def sheet(self) -> QWidget:
        """What the open sheet holds."""
        sheets = [sheet for sheet in self.page.window().findChildren(Sheet) if sheet.isVisible()]
        assert len(sheets) == 1
        inside: QWidget = sheets[0].content.widget()  # type: ignore[attr-defined]  # a sheet of this page scrolls
        return inside

    def has_sheet(self) -> bool:
        return any(sheet.isVisible() for sheet in self.page.window().findChildren(Sheet))

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> None:
        """One key, where the cursor is."""
        press(self.focused(), key, modifiers, text)


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def open_settings(qtbot: QtBot, house: House, tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """The page as `name` sees it, in front, entered."""
    benches: list[Bench] = []
    save_settings(tmp_path / "poste.json", DeskChoices(tmp_path / "poste.json", at_once).now)

    def make(name: str = "Hélène Costa") -> Bench:
        bench = Bench(house, Theme(RESOURCES), name, tmp_path)
        benches.append(bench)
        bench.page.resize(1162, 712)
        qtbot.addWidget(bench.page)
        with qtbot.waitActive(bench.page):
            bench.page.show()
            bench.page.activateWindow()
        bench.pilot.enter()
        return bench

    yield make
    for bench in benches:
        bench.link.close()
