"""The look and the window that these tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.theme import Theme

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(RESOURCES)


@pytest.fixture
def to_front(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Show a window and give it the keyboard: without that nothing has the cursor."""

    def bring(window: QWidget) -> None:
        qtbot.addWidget(window)
        window.resize(1162, 700)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    return bring
