"""Trades, sites, places and the boundary of a lasting job, set by the administration."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt

from ceis_desk.ui.settings.employment import WRONG, EmploymentView
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.line_grid import LineGrid
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]


def view_of(bench: Bench) -> EmploymentView:
    view = bench.view("employment")
    assert isinstance(view, EmploymentView)
    return view


def cell(grid: LineGrid, rank: int, column: int) -> KeptText:
    found = grid.cells[rank][column]
    assert isinstance(found, KeptText)
    return found


def test_a_site_that_set_none_begins_with_twelve_and_fourteen_places(open_settings: Open) -> None:
    view = view_of(open_settings())
    trades = [(cell(view.trades, rank, 0).text(), cell(view.trades, rank, 1).text()) for rank in range(4)]
    assert trades == [
        ("Aide à domicile", "4"),
        ("Agent technique", "3"),
        ("Médiateur numérique", "2"),
        ("Cuisinier", "3"),
    ]
    assert (cell(view.sites, 6, 0).text(), cell(view.sites, 6, 1).text()) == ("La Lironde", "Mme SERRE")
    assert "de 6 mois ou plus" in view.rule.text()


def test_a_number_of_places_is_kept_once_it_is_one(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    retype(bench, cell(view.trades, 1, 1), "beaucoup")
    assert view.trades.trouble.text() == WRONG
    assert settings_set(bench) == []
    retype(bench, cell(view.trades, 1, 1), "5")
    name, kept = settings_set(bench)[-1]
    assert name == "chantier_trades"
    assert isinstance(kept, list)
    assert {"name": "Agent technique", "places": 5} in kept
    assert view.trades.trouble.text() == ""


def test_two_sites_of_one_name_are_refused(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    retype(bench, cell(view.sites, 1, 0), "Les Micocouliers")
    assert view.sites.trouble.text() == WRONG
    assert settings_set(bench) == []


def test_whether_the_months_are_enough_is_a_box_and_the_rule_follows(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    view.reached.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert settings_set(bench) == [("exit_boundary", {"months": 6, "reached": False})]
    bench.house.settings["exit_boundary"] = json.dumps({"months": 6, "reached": False})
    bench.pilot.enter()
    assert "de plus de 6 mois" in view.rule.text()
