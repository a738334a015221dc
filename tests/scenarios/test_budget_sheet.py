"""A counsellor's sheet in the real window, driven by keys alone, on the demonstration and its own clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.masking import DOTS
from ceis_desk.people.questions import FindPeople
from ceis_desk.platforms.budget.sheet import LineGroup
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from tests.data.budget.sealed_cases import folder_of, seal_case
from tests.scenarios.windows import CONTROL, ENTER, TAB, Seat, demo_copy, seated, words_of


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp()


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, base: Path, tmp_path: Path) -> Iterator[Seat]:
    with seated(qapp, qtbot, demo_copy(base, tmp_path / "registre")) as made:
        yield made


def open_case(seat: Seat) -> SheetPilot:
    """Samira's case, which its own page will open one day; the counsellor begins a sheet with one key."""
    seat.open_as("claire")
    opened = seat.session.opened
    person = seat.ask(FindPeople("benali samira"))[0].id
    case = seal_case(opened, person)
    seat.session.go("budget-sheet", (case, None))
    pilot = seat.session.pilot()
    assert isinstance(pilot, SheetPilot)
    seat.until(pilot.page.empty.button.isVisible)
    seat.strike(ENTER)
    seat.quiet()
    assert len(folder_of(opened, case).sheets) == 1
    return pilot


def test_a_sheet_is_typed_taken_back_and_hidden_by_keys_alone(seat: Seat) -> None:
    pilot = open_case(seat)
    bands = {group: section.band for group, section in pilot.page.sections.items()}
    seat.write("742")
    seat.strike(ENTER)
    seat.write("318,4")
    seat.strike(TAB)
    seat.quiet()
    assert bands[LineGroup.RESOURCES].total() == "1\u00a0060,40\u00a0€"
    seat.strike(Qt.Key.Key_Z, CONTROL)
    seat.quiet()
    assert bands[LineGroup.RESOURCES].total() == "742,00\u00a0€"
    seat.strike(Qt.Key.Key_Y, CONTROL)
    seat.quiet()
    assert bands[LineGroup.RESOURCES].total() == "1\u00a0060,40\u00a0€"
    seat.strike(Qt.Key.Key_F9)
    seat.settle()
    assert bands[LineGroup.RESOURCES].total() == DOTS
    said = "\n".join(words for _where, words in words_of())
    assert "742" not in said
    assert "060,40" not in said


def test_tab_reaches_every_button_of_the_sheet(seat: Seat) -> None:
    page = open_case(seat).page
    seat.write("900")
    seat.strike(ENTER)
    seat.quiet()
    for wanted in (page.head.figures, page.head.more, page.results.gauge.picture.switch):
        seat.tab_to(wanted)


def test_the_cell_under_the_cursor_is_seen_at_twice_the_size_of_text(seat: Seat) -> None:
    page = open_case(seat).page
    seat.session.ground.theme.set_scale(200)
    seat.settle()
    for _ in range(len(page.rows())):
        seat.strike(ENTER)
        seat.settle()
        cell = QApplication.focusWidget()
        assert cell is not None
        assert not cell.visibleRegion().isEmpty()
