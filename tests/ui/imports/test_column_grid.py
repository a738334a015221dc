"""The columns of a file said one by one, by the arrows too: what is only passed over is not taken from another."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ceis_desk.reception.importing import HeaderCell
from ceis_desk.ui.imports.column_grid import ColumnGrid
from ceis_desk.ui.kit.theme import Theme

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
FIELDS = (("name", "Nom"), ("phone", "Téléphone"), ("about", "Présentation"))
DOWN = Qt.Key.Key_Down


@pytest.fixture
def grid(qtbot: QtBot) -> ColumnGrid:
    made = ColumnGrid(Theme(RESOURCES))
    qtbot.addWidget(made)
    cells = tuple(HeaderCell(at, head, (), "name" if at == 0 else "") for at, head in enumerate("ABC"))
    made.show_columns(cells, FIELDS, str)
    return made


def test_a_field_said_of_another_column_leaves_the_first_one(grid: ColumnGrid) -> None:
    QTest.keyClick(grid.box(1), DOWN)
    assert grid.mapping() == {0: None, 1: "name", 2: None}


def test_a_field_that_the_arrows_only_passed_over_goes_back_to_its_column(grid: ColumnGrid) -> None:
    for _ in range(2):
        QTest.keyClick(grid.box(1), DOWN)
    assert grid.mapping() == {0: "name", 1: "phone", 2: None}


def test_what_was_given_to_another_column_meanwhile_is_not_taken_back(grid: ColumnGrid) -> None:
    QTest.keyClick(grid.box(1), DOWN)
    QTest.keyClick(grid.box(2), DOWN)
    QTest.keyClick(grid.box(1), DOWN)
    assert grid.mapping() == {0: None, 1: "name", 2: None}


def test_a_list_left_for_another_one_keeps_what_it_took(grid: ColumnGrid) -> None:
    QTest.keyClick(grid.box(1), DOWN)
    for _ in range(2):
        QTest.keyClick(grid.box(2), DOWN)
    assert grid.mapping() == {0: None, 1: "name", 2: "phone"}
