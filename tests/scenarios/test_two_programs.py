"""A window stays open while a command writes into the same store: the window shows it, nobody has to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.core.clock import wall_clock
from ceis_desk.ui.shell import exchange_keeper
from tests.data.test_elsewhere import in_another_process
from tests.scenarios.desks import PASSWORD, new_desk
from tests.scenarios.windows import seated


def test_a_check_in_of_another_program_appears_in_the_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_keeper, "NOTICE_MS", 100)
    with new_desk(tmp_path / "registre"):
        pass
    with seated(qapp, qtbot, tmp_path / "registre", wall_clock) as seat:
        seat.open_as("sofiane", PASSWORD)
        seat.quiet()
        day = seat.reception._day
        assert day is not None
        assert not day.visits
        in_another_process(seat.folder)
        seat.until(lambda: seat.reception._day is not None and seat.reception._day.visits, "it never shows")
