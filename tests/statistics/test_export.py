from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from ceis_desk.statistics.export import HEADS, to_json, to_rows
from ceis_desk.statistics.masking import MASKED
from ceis_desk.statistics.model import AgeBand, Figures, Period, PlatformCount, Qpv

# The example of the command line's contract, figure for figure.
CONTRACT = """
{"period": {"from": "2019-02-01", "to": "2019-02-28"}, "visits": 692, "anonymous_visits": 82, "participants": 308, "new_people": 37,
 "by_motif": {"Rendez-vous budget": 77, "Recherche d'emploi": 104},
 "by_platform": {"reception": {"visits": 419, "participants": 235}, "employment": {"visits": 104, "participants": 75}, "digital": {"visits": 101, "participants": 82}, "budget": {"visits": 77, "participants": 59}, "health": {"visits": 94, "participants": 69}},
 "by_age_band": {"0-11": 0, "12-17": 20, "18-24": 33, "25-39": 68, "40-59": 76, "60-69": 39, "70+": 63, "unknown": 9},
 "by_qpv": {"yes": 124, "no": 155, "unknown": 29}, "complete": true, "missing": []}
"""  # noqa: E501  # as it is printed there

FEBRUARY = Figures(
    period=Period(dt.date(2019, 2, 1), dt.date(2019, 2, 28)),
    visits=692,
    anonymous_visits=82,
    participants=308,
    new_people=37,
    by_motif={"Rendez-vous budget": 77, "Recherche d’emploi": 104},
    by_platform={
        "reception": PlatformCount(419, 235),
        "employment": PlatformCount(104, 75),
        "digital": PlatformCount(101, 82),
        "budget": PlatformCount(77, 59),
        "health": PlatformCount(94, 69),
    },
    by_age_band=dict(zip(AgeBand, (0, 20, 33, 68, 76, 39, 63, 9), strict=True)),
    by_qpv={Qpv.YES: 124, Qpv.NO: 155, Qpv.UNKNOWN: 29},
)


def test_the_json_is_that_of_the_contract_to_the_order_of_its_keys() -> None:
    assert json.dumps(to_json(FEBRUARY), ensure_ascii=False) == json.dumps(json.loads(CONTRACT), ensure_ascii=False)


def test_the_json_says_which_desks_are_missing() -> None:
    told = to_json(replace(FEBRUARY, complete=False, missing=("poste 2 non reçu depuis 3 jours",)))
    assert (told["complete"], told["missing"]) == (False, ["poste 2 non reçu depuis 3 jours"])


def test_the_spreadsheet_has_one_line_a_count_under_its_heads() -> None:
    rows = to_rows(FEBRUARY)
    assert all(len(row) == len(HEADS) for row in rows)
    assert ("Période", "du 2019-02-01 au 2019-02-28", "", "") in rows
    assert ("Ensemble", "total", "692", "308") in rows
    assert ("Motif", "Recherche d’emploi", "104", "") in rows
    assert ("Plateforme", "Numérique", "101", "82") in rows
    assert ("Âge", "25 à 39 ans", "", "68") in rows
    assert ("Quartier prioritaire", "non renseigné", "", "29") in rows


def test_the_spreadsheet_hides_small_counts_and_what_would_give_them_away() -> None:
    rows = to_rows(replace(FEBRUARY, by_qpv={Qpv.YES: 3, Qpv.NO: 276, Qpv.UNKNOWN: 29}, new_people=4))
    told = {(part, line): people for part, line, _, people in rows}
    assert told["Quartier prioritaire", "oui"] == MASKED
    assert [told["Quartier prioritaire", line] for line in ("non", "non renseigné")].count(MASKED) == 1
    assert told["Ensemble", "nouvelles personnes"] == MASKED
    assert told["Âge", "0 à 11 ans"] == "0"


def test_a_platform_seen_by_few_is_hidden_with_the_motif_that_would_tell_it() -> None:
    few = {**FEBRUARY.by_platform, "health": PlatformCount(3, 2)}
    rows = to_rows(replace(FEBRUARY, by_platform=few, by_motif={"Logement": 689, "Santé, prévention": 3, "Autre": 90}))
    told = {line: (visits, people) for part, line, visits, people in rows if part in {"Plateforme", "Motif"}}
    assert told["Santé"] == (MASKED, MASKED)
    assert told["Santé, prévention"][0] == MASKED


def test_a_motif_from_someone_elses_file_is_no_formula() -> None:
    rows = to_rows(replace(FEBRUARY, by_motif={"=SOMME(A1:A9)": 8, "Logement": 9}))
    assert [line for part, line, *_ in rows if part == "Motif"] == ["'=SOMME(A1:A9)", "Logement"]


def test_the_spreadsheet_says_when_the_figures_are_provisional() -> None:
    assert ("Période", "chiffres complets", "", "") in to_rows(FEBRUARY)
    rows = to_rows(replace(FEBRUARY, complete=False, missing=("poste 2 non reçu depuis 3 jours",)))
    assert ("Période", "chiffres provisoires\u00a0: poste 2 non reçu depuis 3 jours", "", "") in rows
