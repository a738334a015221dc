"""The look that kit tests share."""

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
    """A theme that dresses nobody: enough for painted widgets."""
    return Theme(RESOURCES)


@pytest.fixture
def dressed(qapp: QApplication, theme: Theme) -> Theme:
    """A theme installed in the program, as at the desk; a test that counts on the style sheet dresses its window."""
    theme.install(qapp)
    return theme


@pytest.fixture
def to_front(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Show a window and give it the keyboard: without that nothing has the cursor."""

    def bring(window: QWidget) -> None:
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    return bring
