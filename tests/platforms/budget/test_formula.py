"""Other formulas of the reste à vivre than the usual one, to the cent; each value was laid out by hand first."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from fractions import Fraction

import pytest

from ceis_desk.platforms.budget.formula import (
    effort_words,
    formula_on,
    housing_lines,
    read_formulas,
    rest_words,
    source_words,
    written_formula,
)
from ceis_desk.platforms.budget.levers import Effect, Lever, offered
from ceis_desk.platforms.budget.ratios import reste_a_vivre
from ceis_desk.platforms.budget.scales import Scales
from ceis_desk.platforms.budget.sheet import USUAL_FORMULA, Freezing, LineGroup, RestFormula
from ceis_desk.platforms.budget.sheet_codec import decode_sheet, encode_sheet
from ceis_desk.platforms.budget.sheet_rules import a_day, compared_totals, figure, sheet_totals, since
from ceis_desk.platforms.budget.sheet_settings import FORMULAS, read_budget_settings
from ceis_desk.platforms.budget.steps import steps_of
from tests.platforms.budget.sheets import SAMIRA, line, own, sheet

FIXED, CURRENT, CREDIT, PLAN = LineGroup.FIXED, LineGroup.CURRENT, LineGroup.CREDIT, LineGroup.PLAN
JUNE = dt.date(2019, 6, 1)
NO_RENT = RestFormula((FIXED, CREDIT, PLAN), ("housing_aid", "rent"), starts=JUNE)


@pytest.mark.parametrize(
    ("taken", "aside", "rest", "each_day"),
    [
        # 1 795.93 − 877.38 − 96 − 50
        ((FIXED, CREDIT, PLAN), (), "772,55\u00a0€", "8,58\u00a0€"),
        # 1 795.93 − 877.38; 918.55 ÷ 90 = 10.2061
        ((FIXED,), (), "918,55\u00a0€", "10,21\u00a0€"),
        # 1 795.93 − 877.38 − 688.40 − 96 − 50; 84.15 ÷ 90 = 0.935
        ((FIXED, CURRENT, CREDIT, PLAN), (), "84,15\u00a0€", "0,94\u00a0€"),
        # 1 795.93 − 877.38 − 688.40; 230.15 ÷ 90 = 2.5572
        ((FIXED, CURRENT), (), "230,15\u00a0€", "2,56\u00a0€"),
        # 1 795.93 − 688.40; 1 107.53 ÷ 90 = 12.3059
        ((CURRENT,), (), "1\u00a0107,53\u00a0€", "12,31\u00a0€"),
        # (1 795.93 − 372) − (877.38 − 88); 634.55 ÷ 90 = 7.0506
        ((FIXED,), ("housing_aid", "canteen"), "634,55\u00a0€", "7,05\u00a0€"),
        # (1 795.93 − 372) − (877.38 − 548) − 96 − 50; 948.55 ÷ 90 = 10.5394
        ((FIXED, CREDIT, PLAN), ("housing_aid", "rent"), "948,55\u00a0€", "10,54\u00a0€"),
        # a card that is not taken has nothing to set aside: 1 795.93 − 96
        ((CREDIT,), ("rent",), "1\u00a0699,93\u00a0€", "18,89\u00a0€"),
    ],
)
def test_a_formula_of_the_ccas_to_the_cent(
    taken: tuple[LineGroup, ...], aside: tuple[str, ...], rest: str, each_day: str
) -> None:
    found = replace(SAMIRA, formula=RestFormula(taken, aside))
    assert figure(found, "reste_a_vivre").words == rest
    assert figure(found, "a_day").words == each_day
    # What comes in less what goes out is no matter of choice.
    assert figure(found, "balance").words == "84,15\u00a0€"


@pytest.mark.parametrize(
    ("housing", "gross", "net"),
    [
        (("rent", "rent_charges"), "38\u00a0%", "12\u00a0%"),
        # 548 + 74 + 28.50 + 16.90 = 667.40; ÷ 1 423.93 = 46.87 %, (667.40 − 372) ÷ 1 423.93 = 20.75 %
        (("rent", "rent_charges", "power", "water", "home_insurance"), "47\u00a0%", "21\u00a0%"),
    ],
)
def test_the_charges_of_the_home_are_those_that_the_ccas_lists(housing: tuple[str, ...], gross: str, net: str) -> None:
    found = replace(SAMIRA, formula=RestFormula(housing=housing))
    assert figure(found, "housing_effort_gross").words == gross
    assert figure(found, "housing_effort_net").words == net


def test_a_mortgage_may_be_a_charge_of_the_home() -> None:
    owner = sheet(line("salary", 200_000), line("mortgage", 60_000))
    assert figure(owner, "housing_effort_gross").words == "0\u00a0%"
    counted = replace(owner, formula=RestFormula(housing=("mortgage",)))
    assert figure(counted, "housing_effort_gross").words == "30\u00a0%"
    assert "mortgage" in {one.code for one in housing_lines()}


def test_a_line_of_the_household_counts_as_its_card() -> None:
    found = replace(sheet(line("salary", 100_000), own(FIXED, "Box", 3_000)), formula=RestFormula((FIXED,), ("phone",)))
    assert reste_a_vivre(sheet_totals(found)) == 97_000


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (USUAL_FORMULA, "ressources − charges fixes − crédits − plans d’apurement"),
        (RestFormula((FIXED,)), "ressources − charges fixes"),
        (
            RestFormula((FIXED, CURRENT), ("ars", "water", "seizure")),
            "ressources hors rentrée scolaire (ARS) − charges fixes hors eau, saisie en cours − dépenses courantes",
        ),
        # A line of a card that is not taken is not named.
        (RestFormula((CREDIT,), ("rsa", "water")), "ressources hors RSA − crédits"),
    ],
)
def test_a_formula_is_said_in_words(formula: RestFormula, words: str) -> None:
    assert rest_words(formula) == words


def test_the_figures_bear_the_words_and_the_day_of_the_formula() -> None:
    found = replace(SAMIRA, formula=replace(NO_RENT, housing=("rent", "water")))
    rest = figure(found, "reste_a_vivre")
    assert rest.source == "formule du CCAS depuis le 01/06/2019"
    assert rest.text.startswith("ressources hors aide au logement (APL) − charges fixes hors loyer et charges")
    effort = figure(found, "housing_effort_net")
    assert effort.text == "(loyer et charges + eau − aide au logement) ÷ (ressources − aide au logement)"
    assert "01/06/2019" in effort.source
    assert figure(SAMIRA, "housing_effort_net").text == effort_words(USUAL_FORMULA, net=True)
    assert "chaque CCAS" in source_words(USUAL_FORMULA)
    assert "dépenses courantes" in figure(found, "balance").text


def test_the_steps_end_at_the_balance_whatever_the_formula() -> None:
    usual = steps_of(SAMIRA)
    assert [step.label for step in usual] == [
        *("Ressources", "Charges fixes", "Crédits", "Plans de dettes", "Reste à vivre"),
        *("Dépenses courantes", "Solde du mois"),
    ]
    steps = steps_of(replace(SAMIRA, formula=NO_RENT))
    assert [step.label for step in steps][-4:] == [
        *("Ressources à part", "Dépenses courantes", "Charges à part", "Solde du mois"),
    ]
    assert (steps[0].note, steps[1].note) == ("sans aide au logement (APL)", "sans loyer et charges")
    for found in (usual, steps):
        results = [at for at, step in enumerate(found) if step.result]
        assert sum((step.cents for step in found[: results[0]]), Fraction(0)) == found[results[0]].cents
        moves = [step.cents for step in found if not step.result]
        assert sum(moves, Fraction(0)) == found[-1].cents == Fraction(8_415)


def test_a_formula_is_in_force_from_its_day() -> None:
    later = replace(NO_RENT, taken=(FIXED,), starts=dt.date(2020, 1, 1))
    known = (NO_RENT, later)
    assert formula_on(known, dt.date(2019, 5, 31)) is USUAL_FORMULA
    assert formula_on(known, JUNE) is NO_RENT
    assert formula_on(known, dt.date(2026, 1, 1)) is later


def test_a_setting_is_read_back_as_it_was_written() -> None:
    kept = json.dumps([written_formula(NO_RENT)])
    found = read_budget_settings({FORMULAS: kept}, Scales((), ())).formulas
    assert found == (NO_RENT,)
    assert found[0].starts == JUNE
    with pytest.raises(ValueError, match="formulas"):
        read_formulas([{"from": "2019-06-01"}])


def test_a_frozen_sheet_keeps_its_formula_and_a_living_one_does_not() -> None:
    frozen = replace(SAMIRA, formula=NO_RENT, freezing=Freezing.PRINTED)
    payload = json.loads(json.dumps(encode_sheet(frozen)))
    again = decode_sheet(frozen.id, frozen.case_id, frozen.clock, payload)
    assert (again, again.formula.starts) == (frozen, JUNE)
    assert encode_sheet(replace(SAMIRA, formula=NO_RENT))["formula"] is None


def test_a_sheet_frozen_before_formulas_were_settings_keeps_the_usual_one() -> None:
    payload = encode_sheet(replace(SAMIRA, freezing=Freezing.SIGNED))
    del payload["formula"]
    assert decode_sheet(SAMIRA.id, SAMIRA.case_id, 1, payload).formula == USUAL_FORMULA


def test_two_formulas_are_not_compared() -> None:
    other = replace(SAMIRA, formula=NO_RENT)
    assert since(other, SAMIRA) is None
    assert since(SAMIRA, SAMIRA) == 0
    assert "Reste à vivre (deux formules)" in [words for words, _, _ in compared_totals(SAMIRA, other)]


def test_a_lever_on_a_line_that_does_not_count_is_not_offered() -> None:
    phone = Lever("mobile", "Forfait", Effect.DOWN_TO, "phone", 2_000)
    assert offered((phone,), SAMIRA)
    assert offered((phone,), replace(SAMIRA, formula=RestFormula((FIXED,), ("phone",)))) == ()


def test_without_resources_no_formula_gives_a_figure() -> None:
    assert a_day(replace(sheet(line("rent", 50_000)), formula=NO_RENT)) is None
