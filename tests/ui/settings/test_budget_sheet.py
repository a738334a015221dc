"""What the CCAS chooses of its budget sheets, set by the administration alone."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt

from ceis_desk.core.store import Change, Subject
from ceis_desk.ui.settings.budget_sheet import ORDER, BudgetSheetView
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]


def view_of(bench: Bench) -> BudgetSheetView:
    view = bench.view("budget")
    assert isinstance(view, BudgetSheetView)
    return view


def test_thresholds_that_nobody_has_set_are_shown_as_an_example(open_settings: Open) -> None:
    view = view_of(open_settings())
    assert (view.low.text(), view.high.text()) == ("7,00\u00a0€", "10,00\u00a0€")
    assert view.state.isVisibleTo(view)
    assert view.divisor.value() == "persons"


def test_both_thresholds_are_set_together(open_settings: Open) -> None:
    bench = open_settings()
    retype(bench, view_of(bench).low, "6,50")
    assert settings_set(bench) == [("budget_thresholds", {"low": 650, "high": 1_000})]


def test_thresholds_out_of_order_are_said_and_kept(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    retype(bench, view.low, "12")
    assert view.low_field.message() == ORDER
    assert view.low.text() == "12"
    assert settings_set(bench) == []


def test_the_divisor_is_chosen_by_the_arrows_and_a_key(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    view.divisor.setFocus()
    bench.key(Qt.Key.Key_Right)
    bench.key(Qt.Key.Key_Space)
    assert settings_set(bench)[-1][0] == "budget_divisor"


def test_another_desk_setting_the_thresholds_shows_here(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    bench.house.settings |= {"budget_thresholds": json.dumps({"low": 650, "high": 950}), "budget_divisor": '"units"'}
    bench.house.store.tell(Change(frozenset({Subject("setting")})))
    assert (view.low.text(), view.divisor.value()) == ("6,50\u00a0€", "units")
    assert not view.state.isVisibleTo(view)


def test_who_only_reads_cannot_change_them(open_settings: Open) -> None:
    view = view_of(open_settings("Claire Fabre"))
    assert view.low.isReadOnly()
    assert not view.divisor.isEnabled()
