"""Legal scales added, corrected and taken away by the administration; those of the program stay below."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from ceis_desk.platforms.budget.scales import RsaScale, Scales, SeizureScale, joined
from ceis_desk.platforms.budget.sheet_questions import ReadScales
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.row_delegate import look_at
from ceis_desk.ui.settings.budget_law import BudgetLawView
from ceis_desk.ui.settings.own_scales import own_scales
from ceis_desk.ui.settings.scale_form import NEGATIVE, NO_SOURCE, NOT_GROWING, TAKEN, ScaleForm
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]
BANDS = (448_000, 873_000, 1_300_000, 1_723_000, 2_147_000, 2_581_000)
SHIPPED = Scales(
    (SeizureScale(dt.date(2026, 1, 1), BANDS, 174_000, verified=False, source="décret n° 2025-1299"),),
    (RsaScale(dt.date(2026, 4, 1), 65_169, verified=False, source="décret à relire"),),
)
LIVING = {
    "from": "2026-01-01",
    "base": [63_200, 22_100],
    "home": [12_100, 4_200],
    "heating": [12_300, 4_350],
    "verified": False,
    "source": "règlement de la commission",
}
OURS = {"from": "2027-04-01", "base": 66_000, "verified": False, "source": "décret n° 2027-100"}


@pytest.fixture
def law(open_settings: Open) -> tuple[Bench, BudgetLawView]:
    bench = open_settings()
    bench.house.store.answers[ReadScales] = lambda _: joined(own_scales(bench.house.settings), SHIPPED)
    view = bench.view("budget").findChild(BudgetLawView)
    assert isinstance(view, BudgetLawView)
    return bench, view


def form_of(bench: Bench) -> ScaleForm:
    form = bench.sheet()
    assert isinstance(form, ScaleForm)
    return form


def write(field: TextField, words: str) -> None:
    field.selectAll()
    type_text(field, words)


def opened(bench: Bench, view: BudgetLawView, ident: str) -> ScaleForm:
    view.scales.setFocus()
    view.scales.go_to(ident)
    bench.key(Qt.Key.Key_Return)
    return form_of(bench)


def looks(view: BudgetLawView) -> dict[str, tuple[str, str]]:
    """The chip and the button of each row."""
    rows = view.scales.rows
    found = {rows.ident(at): look_at(rows.index(at, 0)) for at in range(rows.rowCount())}
    return {ident: (look.chips[0].words, look.action) for ident, look in found.items()}


def with_ours(bench: Bench, view: BudgetLawView) -> None:
    bench.house.settings["budget_scales"] = json.dumps({"seizure": [], "rsa": [OURS]})
    bench.pilot.enter()


def test_a_new_amount_of_the_rsa_is_typed_any_way_and_waits_to_be_checked(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    view.add_rsa.click()
    form = form_of(bench)
    assert bench.focused() is form.day
    assert form.amounts[0].placeholderText() == "651,69\u00a0€"
    write(form.day, "01/04/2027")
    write(form.amounts[0], "650+10")
    retype(bench, form.source, "décret n° 2027-100")
    assert settings_set(bench) == [("budget_scales", {"seizure": [], "rsa": [OURS]})]
    assert not bench.has_sheet()


def test_a_new_seizure_scale_holds_its_six_bands_and_what_a_dependant_adds(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    view.add_seizure.click()
    form = form_of(bench)
    for field, words in zip(
        form.amounts, ("4 500", "8 800", "13100", "17300", "21500", "25900,50", "1750"), strict=True
    ):
        write(field, words)
    write(form.day, "01/01/2027")
    form.verified.setFocus()
    bench.key(Qt.Key.Key_Space)
    retype(bench, form.source, "décret n° 2026-900")
    ((_, scales),) = settings_set(bench)
    assert scales["seizure"] == [  # type: ignore[index]  # JSON
        {
            "from": "2027-01-01",
            "thresholds": [450_000, 880_000, 1_310_000, 1_730_000, 2_150_000, 2_590_050],
            "per_dependant": 175_000,
            "verified": True,
            "source": "décret n° 2026-900",
        }
    ]


def test_a_band_that_does_not_grow_is_said_beside_its_field_and_kept(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    form = opened(bench, view, "seizure 2026-01-01")
    retype(bench, form.amounts[2], "8 730")
    assert [field.message() for field in form.amount_fields[:4]] == ["", "", NOT_GROWING, ""]
    assert bench.focused() is form.amounts[2]
    assert form.amounts[2].text() == "8 730"
    assert settings_set(bench) == []


def test_what_is_missing_or_wrong_is_said_beside_each_field(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    view.add_rsa.click()
    form = form_of(bench)
    write(form.day, "01/04/2026")
    retype(bench, form.amounts[0], "-5")
    assert form.day_field.message() == TAKEN
    assert form.amount_fields[0].message() == NEGATIVE
    assert form.source_field.message() == NO_SOURCE
    retype(bench, form.amounts[0], "environ 650")
    assert "n’est pas compris" in form.amount_fields[0].message()
    assert settings_set(bench) == []


def test_a_scale_of_the_program_is_marked_as_verified_on_its_own_day(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    form = opened(bench, view, "rsa 2026-04-01")
    assert form.day.isReadOnly()
    form.verified.setFocus()
    bench.key(Qt.Key.Key_Space)
    bench.key(Qt.Key.Key_Return)
    ((_, scales),) = settings_set(bench)
    assert scales["rsa"] == [  # type: ignore[index]  # JSON
        {"from": "2026-04-01", "base": 65_169, "verified": True, "source": "décret à relire"}
    ]


def test_only_what_the_site_has_added_is_taken_away(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    with_ours(bench, view)
    assert looks(view) == {
        "seizure 2026-01-01": ("à vérifier", ""),
        "rsa 2027-04-01": ("à vérifier", "Retirer"),
        "rsa 2026-04-01": ("à vérifier", ""),
    }
    view.scales.setFocus()
    for ident in ("rsa 2026-04-01", "rsa 2027-04-01"):
        view.scales.go_to(ident)
        bench.key(Qt.Key.Key_Space)
    assert settings_set(bench) == [("budget_scales", None)]


def test_ones_own_scale_may_change_its_day(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    with_ours(bench, view)
    form = opened(bench, view, "rsa 2027-04-01")
    retype(bench, form.day, "01/05/2027")
    ((_, scales),) = settings_set(bench)
    assert scales["rsa"] == [{**OURS, "from": "2027-05-01"}]  # type: ignore[index]  # JSON


def test_a_budget_of_everyday_life_is_added_corrected_and_taken_away(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    view.add_living.setFocus()
    bench.key(Qt.Key.Key_Space)
    form = form_of(bench)
    for field, words in zip(form.amounts, ("632", "221", "121", "42", "123", "43,50"), strict=True):
        write(field, words)
    write(form.day, "01/01/2026")
    retype(bench, form.source, "règlement de la commission")
    (said,) = settings_set(bench)
    assert said == ("budget_living", [LIVING])
    bench.house.settings["budget_living"] = json.dumps([LIVING])
    bench.pilot.enter()
    assert looks(view)["living 2026-01-01"] == ("à vérifier", "Retirer")
    retype(bench, opened(bench, view, "living 2026-01-01").amounts[1], "230")
    bench.key(Qt.Key.Key_Space)
    assert settings_set(bench)[1:] == [("budget_living", [{**LIVING, "base": [63_200, 23_000]}]), ("budget_living", [])]


def test_those_who_do_not_administer_open_no_scale(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    view = bench.view("budget").findChild(BudgetLawView)
    assert isinstance(view, BudgetLawView)
    view.scales.setFocus()
    view.scales.go_to("rsa 2026-04-01")
    bench.key(Qt.Key.Key_Return)
    assert not bench.has_sheet()
    assert not view.add_rsa.isVisibleTo(view)


def test_an_amount_changed_is_to_be_checked_again(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    bench.house.settings["budget_scales"] = json.dumps({"seizure": [], "rsa": [{**OURS, "verified": True}]})
    bench.pilot.enter()
    form = opened(bench, view, "rsa 2027-04-01")
    assert form.verified.isChecked()
    retype(bench, form.amounts[0], "661")
    ((_, scales),) = settings_set(bench)
    assert scales["rsa"] == [{**OURS, "base": 66_100, "verified": False}]  # type: ignore[index]  # JSON


def test_a_verified_scale_kept_as_it_is_stays_verified(law: tuple[Bench, BudgetLawView]) -> None:
    bench, view = law
    bench.house.settings["budget_scales"] = json.dumps({"seizure": [], "rsa": [{**OURS, "verified": True}]})
    bench.pilot.enter()
    opened(bench, view, "rsa 2027-04-01")
    bench.key(Qt.Key.Key_Return)
    ((_, scales),) = settings_set(bench)
    assert scales["rsa"] == [{**OURS, "verified": True}]  # type: ignore[index]  # JSON
