from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.access.site_settings import LOGO_BYTES, check_own_setting, check_site_setting
from ceis_desk.core.errors import Refusal

DATED: dict[str, object] = {"from": "2026-01-01", "verified": False, "source": "arrêté"}
SEIZURE = DATED | {"thresholds": [1, 2, 3, 4, 5, 6], "per_dependant": 0}
RSA = DATED | {"base": 65_169}
LIVING = DATED | {"base": [57_300, 20_100], "home": [11_000, 4_000], "heating": [11_200, 3_900]}
LEVER: dict[str, object] = {"code": "css", "label": "Aide", "effect": "down_to", "line": "health_insurance", "cents": 0}
FORMULA: dict[str, object] = {
    "from": "2026-01-01",
    "taken": ["fixed", "credit"],
    "aside": ["ars", "water"],
    "housing": ["rent"],
}
SOUND: dict[str, list[object]] = {
    "structure": ["CCAS de Montpellier", "x" * 120],
    "place": ["CEIS", ""],
    "means": [None, {"full_time_hundredths": 1350, "investment_cents": 0, "running_cents": 60_000_000}],
    "report_reference_month": [None, "2018-12"],
    "wait_thresholds": [{"amber": 10, "red": 20}],
    "opening_hours": [{}, {"0": [["09:00", "13:00"], ["14:00", "18:00"]], "2": [["09:00", "13:00"]]}],
    "qpv_list": [
        [],
        [
            {"name": "Mosson", "from": "2015-01-01"},
            {"name": "A", "from": "2015-01-01", "to": "2018-12-31", "note": "b"},
        ],
    ],
    "budget_divisor": ["persons", "shares", "units"],
    "budget_thresholds": [{"low": 650, "high": 950}],
    "budget_scales": [None, {"seizure": [], "rsa": []}, {"seizure": [SEIZURE], "rsa": [RSA]}],
    "budget_living": [[], [LIVING]],
    "budget_levers": [[], [LEVER], [{**LEVER, "chip": "aide possible"}]],
    "budget_formulas": [[], [FORMULA], [FORMULA, {**FORMULA, "from": "2027-01-01", "taken": ["fixed", "current"]}]],
}
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n, the rest").decode()
SOUND |= {
    "issuer_logo": ["", PNG, base64.b64encode(b"\xff\xd8\xff").decode()],
    "appointment_kinds": [[], [{"code": "first", "label": "Premier rendez-vous", "short": "1er", "minutes": 45}]],
    "rooms": [[], [{"name": "bureau 2", "shared": False}]],
    "school_holidays": [[], [{"name": "Vacances d’été", "from": "2029-07-07", "to": "2029-09-02"}]],
    "agenda_gap": [0, 15],
}
NO_MEANS: dict[str, object] = {"full_time_hundredths": 0, "investment_cents": 0, "running_cents": 0}
WRONG: dict[str, list[object]] = {
    "structure": ["", "  ", "x" * 121, 5, None, ["CCAS"]],
    "place": [5, None, "x" * 121],
    "means": [
        *({}, {"full_time_hundredths": 1350}, [1, 2, 3], "x"),
        *(NO_MEANS | {"investment_cents": wrong} for wrong in (-1, 1.5, True, "1")),
    ],
    "report_reference_month": ["", "12/2018", "2018-13", 201812],
    "wait_thresholds": [{}, ["amber", "red"], 5] + [{"amber": amber, "red": 5} for amber in (5, 6, 0, "1", None)],
    "opening_hours": [None, [], {"7": []}, {"0": [["13:00", "09:00"]]}, {"0": [["9h", "13h"]]}, {"0": [["09:00"]]}],
    "qpv_list": [None, {}, ["Mosson"], [{"name": "Mosson"}], [{"name": "", "from": "2015-01-01"}]]
    + [[{"name": "A", "from": wrong}] for wrong in ("hier", "20150101", None)]
    + [[{"name": "A", "from": "2015-01-01"} | more] for more in ({"to": "2014-01-01"}, {"to": None}, {"x": 1})],
    "budget_divisor": ["", "person", 3, None, ["persons"]],
    "budget_thresholds": [None, {}, {"low": 5, "high": 5}, {"low": 0, "high": 5}, {"low": 1.5, "high": 5}],
    "budget_scales": [
        *({}, [], {"seizure": []}, {"seizure": [], "rsa": [DATED]}, {"seizure": [], "rsa": [1]}),
        *({"seizure": [SEIZURE | {"thresholds": tops}], "rsa": []} for tops in ([], [6, 5, 4, 3, 2, 1], [1] * 6, 5)),
        *({"seizure": [], "rsa": [RSA | {"from": day}]} for day in ("20260101", "hier", 5)),
    ],
    "budget_living": [None, {}, [DATED], [LIVING | {"base": [1]}], [LIVING | {"base": [1, -2]}]],
    "budget_formulas": [
        *(None, {}, [{}], [FORMULA, FORMULA], ["fixed"]),
        *([FORMULA | {"taken": wrong}] for wrong in ([], ["resources"], ["fixed", "fixed"], "fixed", None)),
        *([FORMULA | {"aside": wrong}] for wrong in (["Eau"], [1], [""], ["water"] * 2, ["a"] * 121)),
        *([FORMULA | wrong] for wrong in ({"from": "20260101"}, {"from": None}, {"code": "1 + 1"})),
    ],
    "budget_levers": [
        *(None, {}, [{}], [LEVER, LEVER]),
        *([LEVER | wrong] for wrong in ({"effect": "up"}, {"cents": -1}, {"label": " "}, {"colour": "blue"})),
    ],
}
KIND: dict[str, object] = {"code": "first", "label": "Premier rendez-vous", "short": "1er", "minutes": 45}
WRONG |= {
    "issuer_logo": [
        *(None, 5, "é", "a", PNG[:-1]),
        base64.b64encode(b"GIF89a").decode(),
        base64.b64encode(b"\xff\xd8\xff" + bytes(LOGO_BYTES)).decode(),
    ],
    "appointment_kinds": [None, {}, [KIND, KIND], [{"code": "first"}]]
    + [[KIND | {field: wrong}] for field, wrong in (("code", "É"), ("label", " "), ("minutes", 0), ("minutes", 481))],
    "rooms": [{}, ["bureau 2"], [{"name": "bureau 2"}], [{"name": "", "shared": False}], [{"name": "a", "shared": 1}]],
    "school_holidays": [
        *(None, [{"name": "Été"}], ["x"]),
        *([{"name": "Été", "from": first, "to": "2029-07-07"}] for first in ("2029-09-02", "hier")),
    ],
    "agenda_gap": [None, -1, 121, 1.5, True, "15"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in SOUND.items() for value in values])
def test_what_the_settings_page_writes_is_taken(name: str, value: object) -> None:
    check_site_setting(name, json.dumps(value))


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_value_of_another_shape_is_refused(name: str, value: object) -> None:
    with pytest.raises(Refusal):
        check_site_setting(name, json.dumps(value))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(SOUND)), JSON)
def test_whatever_is_given_the_answer_is_yes_or_a_sentence(name: str, value: object) -> None:
    try:
        check_site_setting(name, json.dumps(value))
    except Refusal as refusal:
        assert refusal.sentence.endswith(".")  # noqa: PT017 both answers are right, a bug is neither


@given(st.text())
def test_a_text_that_is_not_json_is_refused_in_a_sentence(text: str) -> None:
    try:
        check_own_setting("colours", text)
    except Refusal as refusal:
        assert "forme" in refusal.sentence  # noqa: PT017 both answers are right, a bug is neither
