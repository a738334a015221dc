"""A budget sheet that two desks wrote at once: its other version is chosen on its own page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet import build
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.data.budget.crossed_desks import Crossed, crossed_desks, sheet_of, written_at_both
from tests.typing_help import press
from tests.ui.platforms.budget.sheet.conftest import LONG, MOMENT, RESOURCES


@pytest.fixture
def crossed(tmp_path: Path) -> Iterator[Crossed]:
    with crossed_desks(tmp_path) as made:
        yield made


@pytest.fixture
def pilot(crossed: Crossed, qapp: QApplication, qtbot: QtBot) -> Iterator[SheetPilot]:
    written_at_both(crossed)
    link = StoreLink(crossed.second())
    made = build(
        theme=Theme(RESOURCES), link=link, discreet=Discreet(), keyboard=Keyboard(), clock=lambda: MOMENT,
    )  # fmt: skip
    qtbot.addWidget(made.page)
    made.page.resize(1162, 700)
    with qtbot.waitActive(made.page):
        made.page.show()
        made.page.activateWindow()
    made.open_sheet(crossed.case_id)
    qtbot.waitUntil(made.page.crossed.isVisible, timeout=LONG)
    yield made
    qtbot.waitUntil(lambda: not link._answers._waiting, timeout=LONG)
    link.close()


def test_the_two_versions_stand_over_the_sheet_and_the_other_one_is_taken(
    pilot: SheetPilot, crossed: Crossed, qtbot: QtBot
) -> None:
    card = pilot.page.crossed
    assert card in pilot.page.areas()
    take = next(one for one in card.findChildren(Button) if one.text() == "Prendre l’autre")
    take.setFocus()
    press(take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=LONG)
    QCoreApplication.processEvents()
    assert sheet_of(crossed).lines[0].cents == 45_000
    qtbot.waitUntil(lambda: "450" in next(iter(pilot.page.rows().values())).cell.text(), timeout=LONG)
