"""Settings changed with keys alone: what Entrée has saved, Ctrl Z takes back with the cursor still in the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.questions import Settings
from ceis_desk.core.clock import running_from
from ceis_desk.ui.kit.choices import NumberField
from ceis_desk.ui.settings.kept_text import KeptText
from tests.scenarios.windows import CONTROL, ENTER, Seat, demo_copy, seated

TEN = dt.datetime(2019, 6, 18, 10, 42)
UNDO, REDO = Qt.Key.Key_Z, Qt.Key.Key_Y


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    folder = demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")
    with seated(qapp, qtbot, folder, running_from(TEN)) as seat:
        seat.open_as("admin")
        yield seat


def test_ctrl_z_takes_back_letters_while_they_are_typed_then_what_was_saved(seat: Seat) -> None:
    seat.session.go("settings", "structure")
    seat.quiet()
    field = next(one for one in seat.page.findChildren(KeptText) if one.accessibleName() == "Lieu")
    seat.tab_to(field)
    seat.strike(Qt.Key.Key_End)
    seat.write(" sud")
    seat.strike(UNDO, CONTROL)
    seat.quiet()
    assert field.text() == "CEIS"
    assert seat.ask(Settings())["place"] == '"CEIS"'
    seat.write(" nord")
    seat.strike(ENTER)
    seat.quiet()
    assert seat.ask(Settings())["place"] == '"CEIS nord"'
    seat.strike(UNDO, CONTROL)
    seat.quiet()
    assert (seat.ask(Settings())["place"], field.text()) == ('"CEIS"', "CEIS")
    assert field.hasFocus()
    seat.strike(REDO, CONTROL)
    seat.quiet()
    assert (seat.ask(Settings())["place"], field.text()) == ('"CEIS nord"', "CEIS nord")


def test_a_number_saved_by_enter_is_taken_back_in_its_field_the_first_time_too(seat: Seat) -> None:
    seat.session.go("settings", "digital")
    seat.quiet()
    minutes = next(one.spin for one in seat.page.findChildren(NumberField) if one.isVisible())
    seat.tab_to(minutes)
    minutes.selectAll()
    seat.write("45")
    seat.strike(ENTER)
    seat.quiet()
    assert seat.ask(Settings())["digital_minutes"] == "45"
    seat.strike(UNDO, CONTROL)
    seat.quiet()
    assert (seat.ask(Settings())["digital_minutes"], minutes.value()) == ("60", 60)
