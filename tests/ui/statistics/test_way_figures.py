"""« Freins et évolution » over the page of the figures: one key, a period that is typed, a file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.parcours.figures import ReadFreinFigures
from ceis_desk.parcours.self_assessment import ReadPairedChange
from ceis_desk.statistics.questions import ReadMonth
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.statistics import build, way_figures
from ceis_desk.ui.statistics.pilot import StatisticsPilot
from ceis_desk.ui.statistics.way_sheet import WaySheet
from tests.reports.samples import june
from tests.statistics.test_ways import FREINS, HOPE
from tests.ui.fake_store import FakeStore

NOW = dt.datetime(2019, 6, 18, 10, 42)
Make = Callable[[Role], StatisticsPilot]


@pytest.fixture
def store() -> FakeStore:
    return FakeStore({ReadMonth: june(), ReadFreinFigures: FREINS, ReadPairedChange: (HOPE,)})


@pytest.fixture
def make(theme: Theme, to_front: Callable[[QWidget], None], store: FakeStore) -> Iterator[Make]:
    link = StoreLink(store)

    def build_one(role: Role) -> StatisticsPilot:
        actor = Actor(new_id(), "Léa Bastide", frozenset({role}), new_id())
        pilot = build(
            theme=theme, link=link, discreet=Discreet(), keyboard=Keyboard(), actor=actor, clock=lambda: NOW,
            site=Site("CEIS", "CCAS", "Poste 1"),
        )  # fmt: skip
        to_front(pilot.page)
        pilot.enter()
        return pilot

    yield build_one
    link.close()


def opened(pilot: StatisticsPilot) -> WaySheet:
    QTest.keyClick(pilot.page.head.pdf, Qt.Key.Key_F8)
    return next(sheet for sheet in pilot.page.window().findChildren(WaySheet) if sheet.isVisible())


def test_one_key_shows_the_year_of_the_month_shown(make: Make, store: FakeStore) -> None:
    sheet = opened(make(Role.SOCIAL))
    assert ReadFreinFigures(dt.date(2019, 1, 1), dt.date(2019, 12, 31)) in store.asked
    assert QApplication.focusWidget() is sheet.first
    freins, changes = sheet.freins.model(), sheet.changes.model()
    assert [freins.index(0, at).data() for at in range(4)] == ["Logement", "12", "7", "Logement, hébergement"]
    assert [changes.index(0, at).data() for at in (2, 6)] == ["9", "+2,00"]


def test_another_period_is_typed_and_a_bad_one_is_said_at_its_field(make: Make, store: FakeStore) -> None:
    sheet = opened(make(Role.DIRECTOR))
    sheet.first.setText("01/04/2019")
    QTest.keyClick(sheet.first, Qt.Key.Key_Return)
    assert store.asked[-1] == ReadPairedChange(dt.date(2019, 4, 1), dt.date(2019, 12, 31))
    store.answers[ReadFreinFigures] = Refusal("Cette période finit avant de commencer.")
    sheet.last.setText("01/01/2019")
    QTest.keyClick(sheet.last, Qt.Key.Key_Return)
    assert sheet.to_field.message() == "Cette période finit avant de commencer."
    assert not sheet.save.isEnabled()
    assert sheet.freins.model().rowCount() == 0


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.DIGITAL, Role.BUDGET, Role.HEALTH])
def test_who_may_not_read_these_figures_finds_neither_the_button_nor_the_key(make: Make, role: Role) -> None:
    pilot = make(role)
    QTest.keyClick(pilot.page.head.pdf, Qt.Key.Key_F8)
    assert not pilot.page.ways.isVisible()
    assert not pilot.page.window().findChildren(WaySheet)
    keys = pilot.keys()
    assert not [line for line in keys if "freins" in line.what]


def test_the_file_says_the_period_and_nobody(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    place, asked = tmp_path / "freins.csv", []

    def save(_parent: QWidget, _title: str, name: str, _files: str, then: Callable[[Path], None]) -> None:
        asked.append(name)
        then(place)

    monkeypatch.setattr(way_figures, "ask_where_to_save", save)
    opened(make(Role.SOCIAL)).save.click()
    qtbot.waitUntil(place.exists)
    assert asked == ["freins-et-evolution-2019-01-01-2019-12-31.csv"]
    with place.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file, delimiter=";")) == {
            "rubrique": "Freins repérés", "ligne": "Logement", "nombre": "12",
        }  # fmt: skip
