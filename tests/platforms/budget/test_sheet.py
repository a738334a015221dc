"""A sheet as it is kept, typed, compared, and read by the rules beside its figures."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.amounts import half_up, write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.cells import (
    NEGATIVE,
    next_periodicity,
    reason,
    rebased,
    with_added,
    with_line,
    with_typed,
    without_line,
)
from ceis_desk.platforms.budget.levers import (
    DEFAULT_LEVERS,
    Effect,
    Lever,
    a_day_with,
    chips,
    gain,
    offered,
    read_levers,
    with_levers,
)
from ceis_desk.platforms.budget.living import read_living
from ceis_desk.platforms.budget.model import Member
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.scales import LivingScale
from ceis_desk.platforms.budget.seizure import RsaHousehold
from ceis_desk.platforms.budget.sheet import (
    Freezing,
    Household,
    KeptLever,
    LineGroup,
    Sheet,
    SheetLine,
    Thresholds,
    UsedScales,
    household_of,
    shared_custody,
)
from ceis_desk.platforms.budget.sheet_checks import hints_of
from ceis_desk.platforms.budget.sheet_codec import decode_sheet, encode_sheet
from ceis_desk.platforms.budget.sheet_law import scales_of
from ceis_desk.platforms.budget.sheet_rules import (
    Zone,
    compared,
    compared_totals,
    figures_of,
    group_total,
    since,
    summary_of,
    totals_of,
    write_change,
    zone_of,
)
from ceis_desk.platforms.budget.sheet_settings import DEFAULT_THRESHOLDS, read_budget_settings
from ceis_desk.platforms.budget.usual_lines import USUAL_LINES, Trait, first_lines, matching, traits_of
from tests.platforms.budget.examples import SCALES, rsa_of, seizure_of
from tests.platforms.budget.sheets import JUNE_2026, LONE_WITH_TWO, SAMIRA, line, own, sheet

CENTS = st.integers(0, 10**9)
TEXTS = st.text(max_size=20)
LINES = st.builds(
    SheetLine,
    st.sampled_from(LineGroup),
    TEXTS,
    st.sampled_from(["", "salary", "rent", "of a later version"]),
    st.none() | CENTS,
    TEXTS,
    st.sampled_from(Periodicity),
    TEXTS,
    st.none() | st.integers(1, 31),
    st.booleans(),
    st.booleans(),
    st.none() | CENTS,
    TEXTS,
)
EVERYDAY = LivingScale(dt.date(2026, 1, 1), (1, 2), (3, 4), (5, 6), verified=False, source="essai")
SHEETS = st.builds(
    lambda lines, day, freezing: replace(
        sheet(*lines),
        day=day,
        freezing=freezing,
        frozen_on=day if freezing else None,
        frozen_by=UUID(int=9) if freezing else None,
        levers=(KeptLever("css", "Aide", 4_200),) if freezing else (),
        scales=UsedScales(seizure_of(), rsa_of(), EVERYDAY) if freezing else None,
    ),
    st.lists(LINES, max_size=6),
    st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    st.none() | st.sampled_from(Freezing),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside, max_size=4),
    max_leaves=10,
)


# Kept


@given(SHEETS)
def test_a_sheet_is_read_back_as_it_was_sealed(kept: Sheet) -> None:
    payload = json.loads(json.dumps(encode_sheet(kept)))
    assert decode_sheet(kept.id, kept.case_id, kept.clock, payload) == kept


@given(st.dictionaries(st.sampled_from([*encode_sheet(SAMIRA)]), JSON, min_size=1))
def test_a_payload_of_another_shape_is_refused_and_never_a_fault(wrong: dict[str, object]) -> None:
    payload = {**encode_sheet(SAMIRA), **wrong}
    with suppress(Refusal):
        # What is read in spite of all is written again just as it was read.
        found = decode_sheet(SAMIRA.id, SAMIRA.case_id, 1, payload)
        assert decode_sheet(SAMIRA.id, SAMIRA.case_id, 1, encode_sheet(found)) == found


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": True},
        {"version": "1"},
        {"day": "18/06/2019"},
        {"lines": {}},
        {"lines": [{"group": "savings", "label": "x"}]},
        {"lines": [{"group": "fixed", "label": "x", "cents": 1.5}]},
        {"divisor": 3},
        {"thresholds": None},
        {"household": {"ages": "35"}},
        {"frozen_by": "nobody"},
    ],
)
def test_a_value_of_another_type_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        decode_sheet(SAMIRA.id, SAMIRA.case_id, 1, {**encode_sheet(SAMIRA), **wrong})


def test_what_a_later_version_of_the_program_adds_is_passed_over() -> None:
    payload = {**encode_sheet(SAMIRA), "colour": "blue"}
    payload["lines"] = [{**one, "icon": "x"} for one in payload["lines"]]
    assert decode_sheet(SAMIRA.id, SAMIRA.case_id, 1, payload) == SAMIRA


# The household


def members(*extra: Member) -> tuple[Member, ...]:
    return (
        Member("Samira", 1991, adult=True),
        Member("Adam", 2017, adult=False, dependant=True, family_child=True),
        Member("Lina", 2020, adult=False, dependant=True, family_child=True, disabled=True, custody_percent=50),
        *extra,
    )


def test_the_home_counts_each_person_as_each_formula_means_her() -> None:
    found = household_of(members(Member("Karim", None, adult=True)), JUNE_2026)
    assert found == Household(Home((35, 40, 9, 6), 2, 1), RsaHousehold(couple=True, children=2), 2)
    assert found.words == "2 adultes, 2 enfants de 6 et 9 ans"
    assert shared_custody(members()) == 1


def test_a_single_adult_has_no_child_in_words() -> None:
    assert household_of((Member("Paul", 1960, adult=True),), JUNE_2026).words == "1 adulte"
    assert household_of(members()[:2], dt.date(2018, 1, 1)).words == "1 adulte, 1 enfant de 1 an"


# The catalogue


def test_every_usual_line_has_a_code_of_its_own_and_words() -> None:
    codes = [usual.code for usual in USUAL_LINES]
    assert len(codes) == len(set(codes))
    assert all(usual.label and usual.empty_line().cents is None for usual in USUAL_LINES)
    assert {usual.group for usual in USUAL_LINES} == set(LineGroup)


def test_a_line_is_found_by_the_letters_of_its_name_whatever_the_accents() -> None:
    assert [usual.code for usual in matching(LineGroup.FIXED, "elec")] == ["power"]
    assert [usual.code for usual in matching(LineGroup.RESOURCES, "prime act")] == ["prime_activite"]
    assert matching(LineGroup.FIXED, "salaire") == ()


def test_a_line_already_there_comes_last() -> None:
    found = [usual.code for usual in matching(LineGroup.FIXED, "assurance", {"home_insurance"})]
    assert found == ["car_insurance", "home_insurance"]


def test_a_code_in_another_card_means_nothing_to_the_formulas() -> None:
    assert Trait.REAL in traits_of(line("rent", 1))
    assert traits_of(replace(line("rent", 1), group=LineGroup.CURRENT)) == frozenset()
    assert all(one.code for one in first_lines())


# Typing


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12,5", 1_250), ("1 250", 125_000), ("45+12,90", 5_790), ("=88*2", 17_600), ("74 €", 7_400), ("", None)],
)
def test_an_amount_is_read_as_any_french_hand_writes_it(typed: str, cents: int | None) -> None:
    found = with_typed(line("power", 1), typed)
    assert (found.cents, found.typed, reason(found)) == (cents, "", "")


@pytest.mark.parametrize("typed", ["douze", "12 euros et", "1.250", "12/0", "-5"])
def test_what_is_no_amount_is_kept_and_counts_for_nothing(typed: str) -> None:
    found = with_typed(line("power", 7_400), typed)
    assert (found.cents, found.typed) == (None, typed)
    assert "Le texte est gardé" in reason(found)
    assert totals_of((found,)).fixed == 0


def test_a_negative_amount_says_where_it_belongs() -> None:
    assert reason(with_typed(line("power", 1), "12-20")) == NEGATIVE


@given(CENTS)
def test_an_amount_typed_as_it_is_written_is_the_same_amount(cents: int) -> None:
    assert with_typed(line("power", 0), write_amount(cents)).cents == cents


@given(TEXTS)
def test_typing_anything_never_fails_and_says_why_just_when_it_counts_for_nothing(text: str) -> None:
    found = with_typed(line("power", 1), text)
    assert bool(found.typed) == bool(reason(found))


def test_a_line_added_stands_below_the_cursor_in_its_card_or_last_in_it() -> None:
    start = sheet(line("salary", 1), line("af", 2), line("rent", 3))
    grown, at = with_added(start, line("rsa", 4), 0)
    assert (at, [one.code for one in grown.lines]) == (1, ["salary", "rsa", "af", "rent"])
    grown, at = with_added(start, line("rsa", 4), 2)
    assert (at, grown.lines[at].code) == (2, "rsa")
    grown, at = with_added(start, line("food", 5), None)
    assert (at, grown.lines[at].code) == (3, "food")
    assert without_line(grown, at) == start


def test_the_first_line_of_a_card_stands_after_those_of_the_cards_before() -> None:
    assert with_added(sheet(), line("rent", 1), None)[1] == 0
    assert with_added(sheet(line("rent", 1)), line("salary", 1), None)[1] == 0


def test_the_rhythm_goes_round_and_leaves_the_amount() -> None:
    found = line("power", 9_000)
    for _ in Periodicity:
        found = next_periodicity(found)
    assert found == line("power", 9_000)
    assert next_periodicity(found).periodicity is Periodicity.TWO_MONTHLY


def test_what_two_counsellors_typed_in_two_lines_is_all_kept() -> None:
    kept = sheet(line("salary", 100), line("rent", 200))
    ours = with_line(kept, 0, line("salary", 150))
    theirs = replace(with_line(kept, 1, line("rent", 250)), clock=9)
    assert rebased(ours, kept, theirs) == replace(sheet(line("salary", 150), line("rent", 250)), clock=9)


def test_a_line_that_they_removed_and_we_changed_is_put_back() -> None:
    kept = sheet(line("salary", 100), line("rent", 200))
    ours = with_line(kept, 1, line("rent", 250))
    assert line("rent", 250) in rebased(ours, kept, without_line(kept, 1)).lines


# Rules


def cents(number: int) -> Fraction:
    return Fraction(number)


@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=6))
def test_totals_add_up(first: list[SheetLine], second: list[SheetLine]) -> None:
    for group in LineGroup:
        both = group_total([*first, *second], group)
        assert both == group_total(first, group) + group_total(second, group)


@given(st.lists(LINES, max_size=6))
def test_no_sheet_makes_a_figure_fail(lines: list[SheetLine]) -> None:
    assert all(one.words and one.text and one.source for one in figures_of(sheet(*lines)))


@pytest.mark.parametrize(
    ("cents", "zone"),
    [
        (Fraction(69_999, 100), Zone.FRAGILE),
        (Fraction(700), Zone.WATCH),
        (Fraction(99_999, 100), Zone.WATCH),
        (Fraction(1_000), Zone.BALANCED),
        (Fraction(-1), Zone.FRAGILE),
    ],
)
def test_the_exact_value_decides_of_the_zone(cents: Fraction, zone: Zone) -> None:
    assert zone_of(cents, Thresholds(700, 1_000)) is zone


def test_the_change_since_the_sheet_before_is_exact_and_signed() -> None:
    # 90 euros more a month make 1.00 more a day for three persons.
    before = with_line(SAMIRA, 0, line("salary", 65_200))
    change = since(SAMIRA, before)
    assert change == 100
    assert write_change(change) == "+\u00a01,00\u00a0€"
    assert write_change(-change) == "−\u00a01,00\u00a0€"
    assert write_change(Fraction(1, 3)) == "0,00\u00a0€"


def test_two_sheets_divided_in_two_ways_are_not_compared() -> None:
    assert since(SAMIRA, replace(SAMIRA, divisor=Divisor.UNITS)) is None
    assert since(SAMIRA, sheet()) is None


def test_two_sheets_are_compared_line_by_line() -> None:
    before = sheet(line("salary", 70_000), line("rent", 50_000), own(LineGroup.FIXED, "Parking", 3_000))
    after = sheet(line("salary", 74_200), line("phone", 4_000), own(LineGroup.FIXED, "parking", 3_500))
    found = [(one.label, one.before, one.after, one.change) for one in compared(before, after)]
    assert found == [
        ("Salaire net", cents(70_000), cents(74_200), cents(4_200)),
        ("Téléphone, internet", None, cents(4_000), cents(4_000)),
        ("parking", cents(3_000), cents(3_500), cents(500)),
        ("Loyer et charges", cents(50_000), None, cents(-50_000)),
    ]
    totals = {words: (first, last) for words, first, last in compared_totals(before, after)}
    assert totals["Charges fixes"] == (cents(53_000), cents(7_500))
    assert totals["Reste à vivre"] == (cents(17_000), cents(66_700))


def test_three_lines_of_one_name_are_paired_in_their_order() -> None:
    before = sheet(line("other_credit", 100, label="Cofinoga"), line("other_credit", 200, label="Cetelem"))
    after = sheet(line("other_credit", 250, label="Cetelem"), line("other_credit", 100, label="Cofinoga"))
    assert [(one.label, one.change) for one in compared(before, after)] == [
        ("Cetelem", cents(50)),
        ("Cofinoga", cents(0)),
    ]


def test_the_summary_of_a_sheet_says_what_is_owed() -> None:
    found = summary_of(SAMIRA)
    assert (found.reste_a_vivre, found.owed_credits, found.owed_plans) == (77_255, 184_260, 51_200)


# « Et si… ? »


def test_the_levers_of_the_design_give_what_it_shows() -> None:
    gains = {lever.code: cents for lever, cents in offered(DEFAULT_LEVERS, SAMIRA)}
    assert gains == {"css": 4_200, "cheque_energie": 1_200, "mobile": 2_398}
    value = a_day_with(SAMIRA, sum(gains.values()))
    assert value is not None
    # (772.55 + 77.98) ÷ 3 ÷ 30 = 9.4503
    assert half_up(value) == 945


def test_a_lever_without_its_line_gives_nothing_and_is_not_offered() -> None:
    bare = sheet(line("salary", 100_000), line("health_insurance", None))
    assert offered(DEFAULT_LEVERS, bare) == ()
    assert chips(DEFAULT_LEVERS, bare.lines) == {}


def test_a_line_already_under_the_amount_gives_nothing() -> None:
    lever = Lever("mobile", "Forfait", Effect.DOWN_TO, "phone", 5_000)
    assert gain(lever, SAMIRA.lines) == 0
    assert gain(replace(lever, cents=0), (line("phone", 9_196, Periodicity.TWO_MONTHLY),)) == 4_598


def test_bringing_a_resource_down_is_no_lever() -> None:
    assert gain(Lever("x", "x", Effect.DOWN_TO, "salary", 0), SAMIRA.lines) == 0


def test_levers_are_kept_with_a_sheet_only_when_asked() -> None:
    assert SAMIRA.levers == ()
    kept = with_levers(SAMIRA, DEFAULT_LEVERS[:1])
    assert kept.levers == (KeptLever("css", "Aide à la complémentaire santé", 4_200),)
    assert totals_of(kept.lines) == totals_of(SAMIRA.lines)


# À vérifier


def codes(*lines: SheetLine, household: Household = LONE_WITH_TWO) -> set[str]:
    return {hint.code for hint in hints_of(sheet(*lines, household=household), rsa_of())}


def test_the_asf_without_alimony_is_to_check() -> None:
    texts = [hint.text for hint in hints_of(SAMIRA, rsa_of())]
    assert "Aucune pension alimentaire saisie. L’ASF versée laisse penser qu’elle n’est pas payée." in texts
    assert "alimony" not in codes(line("asf", 23_198), line("alimony_received", 10_000))


def test_rights_to_check_follow_from_the_lines() -> None:
    found = codes(line("salary", 90_000), line("rent", 50_000))
    assert {"family_allowance", "housing_aid", "health_insurance", "rsa"} <= found
    assert "rsa" not in codes(line("salary", 130_000))
    assert codes() == set()


def test_what_spoils_the_figures_comes_first() -> None:
    wrong = with_typed(line("power", 1), "douze")
    found = hints_of(sheet(line("salary", 130_000), line("asf", 1), wrong), rsa_of())
    assert found[0].urgent
    assert found[0].text == "Le montant de «\u00a0Électricité\u00a0» n’est pas compris\u00a0: il ne compte pas."


def test_a_deficit_says_what_is_missing_and_nothing_left_says_so() -> None:
    short = sheet(line("salary", 100_000), line("rent", 60_000), line("food", 45_000))
    assert "Il manque 50,00\u00a0€ chaque mois une fois tout payé." in [hint.text for hint in hints_of(short, None)]
    assert "nothing_left" in codes(line("salary", 50_000), line("rent", 60_000))


def test_a_debt_without_payment_and_an_aid_paid_to_the_landlord_are_said() -> None:
    found = codes(line("late_energy", None, owed=21_200), line("housing_aid", 37_200, to_landlord=True))
    assert {"no_plan", "to_landlord"} <= found


# Settings


def test_without_settings_those_of_the_program_serve_and_say_so() -> None:
    found = read_budget_settings({}, SCALES)
    assert (found.divisor, found.thresholds, found.own_thresholds) == (Divisor.PERSONS, DEFAULT_THRESHOLDS, False)
    assert found.levers == DEFAULT_LEVERS
    assert found.living == ()


def test_a_site_adds_its_own_scales_to_those_of_the_program_and_a_frozen_sheet_keeps_those_of_its_day() -> None:
    rsa = [{"from": "2026-04-01", "base": 70_000, "verified": True, "source": "arrêté"}]
    own_scales = read_budget_settings({"budget_scales": json.dumps({"seizure": [], "rsa": rsa})}, SCALES).scales
    living = scales_of(SAMIRA, own_scales)
    assert living.rsa is not None
    assert (living.rsa.base, living.seizure) == (70_000, seizure_of())
    others = [one for one in SCALES.rsa if one.starts != dt.date(2026, 4, 1)]
    assert [one for one in own_scales.rsa if one.starts != dt.date(2026, 4, 1)] == others
    frozen = replace(SAMIRA, freezing=Freezing.SIGNED, scales=UsedScales(seizure_of(), rsa_of()))
    assert scales_of(frozen, own_scales).rsa == rsa_of()


def test_a_scale_of_everyday_life_serves_from_its_day_on() -> None:
    one = {"from": "2026-01-01", "base": [1, 2], "home": [3, 4], "heating": [5, 6], "verified": False, "source": "x"}
    found = read_budget_settings({"budget_living": json.dumps([one])}, SCALES)
    before, after = (
        scales_of(replace(SAMIRA, day=day), SCALES, found.living).living for day in (dt.date(2025, 12, 31), JUNE_2026)
    )
    assert before is None
    assert after is not None
    assert after.heating == (5, 6)


@pytest.mark.parametrize("read", [read_levers, read_living])
@pytest.mark.parametrize("wrong", [[{}], [1], [{"code": "x"}]])
def test_levers_and_scales_of_another_shape_are_refused(read: Callable[[Any], object], wrong: list[object]) -> None:
    with pytest.raises(ValueError, match="not a list"):
        read(wrong)
