"""The real window in a child process, driven by keys as in the scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from tests.scenarios.windows import Seat, seated


@contextmanager
def child_seat(folder: Path) -> Iterator[Seat]:
    """The program on a store folder, in a process that is not a test."""
    qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]  # pytest-qt leaves this one without types
    app = QApplication([])
    nobody: Any = SimpleNamespace(node=SimpleNamespace(), config=SimpleNamespace(getini=lambda _name: "true"))
    with seated(app, QtBot(nobody), folder) as seat:
        yield seat
