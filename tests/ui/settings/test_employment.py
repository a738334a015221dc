"""Trades, sites, places and the boundary of a lasting job, set by the administration."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.platforms.employment.gestures import PutPlace
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.places import FIRST_PLACES, FIRST_SITES, FIRST_TRADES
from ceis_desk.platforms.employment.questions import ReadPlaces
from ceis_desk.ui.settings.employment import WRONG, EmploymentView
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.line_grid import LineGrid
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]
KEPT = tuple(replace(one, clock=7) for one in FIRST_PLACES)


def view_of(bench: Bench) -> EmploymentView:
    bench.house.store.answers[ReadPlaces] = KEPT
    view = bench.view("employment")
    assert isinstance(view, EmploymentView)
    return view


def cell(grid: LineGrid, rank: int, column: int) -> KeptText:
    found = grid.cells[rank][column]
    assert isinstance(found, KeptText)
    return found


def given(bench: Bench) -> list[PutPlace]:
    return [one for one in bench.house.store.done if isinstance(one, PutPlace)]


def test_trades_and_sites_are_those_of_the_store(open_settings: Open) -> None:
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


def test_a_name_retyped_renames_the_same_place(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    retype(bench, cell(view.sites, 2, 0), "Les Tamaris bleus")
    site = FIRST_SITES[2]
    assert given(bench) == [PutPlace(ContractKind.PEC, "Les Tamaris bleus", 2, site.tutor, site.id, 7)]


def test_a_number_of_places_is_kept_once_it_is_one(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    retype(bench, cell(view.trades, 1, 1), "beaucoup")
    assert view.trades.trouble.text() == WRONG
    assert given(bench) == []
    retype(bench, cell(view.trades, 1, 1), "5")
    trade = FIRST_TRADES[1]
    assert given(bench) == [PutPlace(ContractKind.CHANTIER, trade.name, 5, "", trade.id, 7)]
    assert view.trades.trouble.text() == ""


def test_a_name_emptied_takes_the_place_away_and_a_new_line_makes_one(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    name = cell(view.trades, 3, 0)
    name.setFocus()
    name.selectAll()
    bench.key(Qt.Key.Key_Delete)
    bench.key(Qt.Key.Key_Return)
    cook = FIRST_TRADES[3]
    assert given(bench) == [PutPlace(ContractKind.CHANTIER, "Cuisinier", 3, "", cook.id, 7, withdrawn=True)]
    cell(view.trades, 4, 1).setText("2")
    retype(bench, cell(view.trades, 4, 0), "Jardinier")
    assert given(bench)[-1] == PutPlace(ContractKind.CHANTIER, "Jardinier", 2)


def test_whether_the_months_are_enough_is_a_box_and_the_rule_follows(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    view.reached.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert settings_set(bench) == [("exit_boundary", {"months": 6, "reached": False})]
    bench.house.settings["exit_boundary"] = json.dumps({"months": 6, "reached": False})
    bench.pilot.enter()
    assert "de plus de 6 mois" in view.rule.text()
