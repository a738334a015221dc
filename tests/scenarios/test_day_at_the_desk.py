"""Whole days at the counter, by keys alone, in the real window on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.scenarios.windows import CONTROL, ENTER, Seat, demo_copy, seated


@pytest.fixture
def morning(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    """The opening screen of the demonstration, on its Tuesday at 10:42."""
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as seat:
        yield seat


@pytest.fixture
def counter(morning: Seat) -> Seat:
    """The reception account on its welcome page."""
    morning.open_as("accueil")
    morning.struck = 0
    return morning


def test_the_password_opens_the_desk_on_the_welcome_page_with_the_cursor_in_the_search(morning: Seat) -> None:
    morning.open_as("accueil")
    assert morning.program.window.windowTitle() == "CEIS Desk — Accueil"
    assert "Bonjour Sofiane" in morning.words()
    assert "Mme LOPEZ Carmen" in morning.words()
    assert QApplication.focusWidget() is morning.reception.page.card.search


def test_a_known_person(counter: Seat) -> None:
    counter.write("kova")
    counter.strike(ENTER)
    counter.write("3")
    counter.strike(ENTER)
    assert counter.struck == 7
    n = len(counter.day().visits)
    print(n, counter.last_visit())
    assert 0
