"""Worked cases to the cent: each expected value was laid out by hand, band by band, before the program was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ceis_desk.core.amounts import half_up
from ceis_desk.platforms.budget.living import living_budget
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home, reste_a_vivre
from ceis_desk.platforms.budget.scales import LivingScale
from ceis_desk.platforms.budget.schedules import equal_instalments, share_out
from ceis_desk.platforms.budget.seizure import (
    RsaHousehold,
    repayment_capacity,
    rsa_amount,
    seizable,
    seizable_for_alimony,
)
from ceis_desk.platforms.budget.sheet import Household, LineGroup
from ceis_desk.platforms.budget.sheet_law import legal_figures, scales_of
from ceis_desk.platforms.budget.sheet_rules import NOT_COMPUTABLE, a_day, figure, figures_of, totals_of
from tests.platforms.budget.examples import SCALES, rsa_of, seizure_of
from tests.platforms.budget.sheets import ALONE, LONE_WITH_TWO, SAMIRA, line, own, sheet

JUNE_2024, JUNE_2025 = dt.date(2024, 6, 15), dt.date(2025, 6, 15)
FEBRUARY_2026, APRIL_2026 = dt.date(2026, 2, 15), dt.date(2026, 4, 2)
JUNE_2026 = dt.date(2026, 6, 15)
Bands = tuple[tuple[int, Fraction], ...]
TW, TE, FI, FO, TH, TT, ALL = (
    Fraction(1, 20),
    Fraction(1, 10),
    Fraction(1, 5),
    Fraction(1, 4),
    Fraction(1, 3),
    Fraction(2, 3),
    Fraction(1),
)

# (day, net a month in cents, dependants, euros of a year in each band with its share, expected cents)
SEIZED: tuple[tuple[dt.date, int, int, Bands, int], ...] = (
    (JUNE_2026, 72_000, 0, ((4480, TW), (4160, TE)), 5_333),
    (JUNE_2026, 100_000, 0, ((4480, TW), (4250, TE), (3270, FI)), 10_858),
    (JUNE_2026, 130_000, 0, ((4480, TW), (4250, TE), (4270, FI), (2600, FO)), 17_942),
    (JUNE_2026, 160_000, 2, ((7960, TW), (4250, TE), (4270, FI), (2720, FO)), 19_642),
    (JUNE_2026, 150_000, 0, ((4480, TW), (4250, TE), (4270, FI), (4230, FO), (770, TH)), 23_476),
    # 338.375 a month: half a cent goes up.
    (JUNE_2026, 180_000, 0, ((4480, TW), (4250, TE), (4270, FI), (4230, FO), (4240, TH), (130, TT)), 33_838),
    (JUNE_2026, 200_000, 1, ((6220, TW), (4250, TE), (4270, FI), (4230, FO), (4240, TH), (790, TT)), 38_229),
    (
        JUNE_2026,
        250_000,
        0,
        ((4480, TW), (4250, TE), (4270, FI), (4230, FO), (4240, TH), (4340, TT), (4190, ALL)),
        92_143,
    ),
    (
        JUNE_2026,
        400_000,
        0,
        ((4480, TW), (4250, TE), (4270, FI), (4230, FO), (4240, TH), (4340, TT), (22_190, ALL)),
        242_143,
    ),
    (JUNE_2026, 130_000, 3, ((9700, TW), (4250, TE), (1650, FI)), 10_333),
    (JUNE_2024, 140_000, 0, ((4370, TW), (4150, TE), (4170, FI), (4110, FO)), 20_792),
    (JUNE_2024, 140_000, 2, ((7750, TW), (4150, TE), (4170, FI), (730, FO)), 15_158),
    # 155.625 a month.
    (JUNE_2025, 120_000, 0, ((4440, TW), (4220, TE), (4230, FI), (1510, FO)), 15_563),
    (FEBRUARY_2026, 120_000, 0, ((4480, TW), (4250, TE), (4270, FI), (1400, FO)), 15_442),
)


@pytest.mark.parametrize(("day", "net", "dependants", "bands", "cents"), SEIZED)
def test_the_seizable_part_is_that_of_the_bands_laid_out_by_hand(
    day: dt.date, net: int, dependants: int, bands: Bands, cents: int
) -> None:
    assert sum(width for width, _ in bands) * 100 == net * 12
    by_hand = sum((width * share for width, share in bands), Fraction(0)) / 12
    assert half_up(by_hand * 100) == cents
    assert seizable(net, dependants, seizure_of(day), rsa_of(day)) == cents


@pytest.mark.parametrize(
    ("day", "net", "left", "cents"),
    [
        (JUNE_2026, 30_000, 65_169, 0),
        (JUNE_2026, 65_169, 65_169, 0),
        (JUNE_2026, 65_170, 65_169, 1),
        (JUNE_2026, 70_000, 65_169, 4_831),
        (FEBRUARY_2026, 66_000, 64_652, 1_348),
        (APRIL_2026, 66_000, 65_169, 831),
    ],
)
def test_the_rsa_of_one_person_is_left_whatever_the_bands_say(day: dt.date, net: int, left: int, cents: int) -> None:
    assert rsa_of(day).base == left
    assert seizable(net, 0, seizure_of(day), rsa_of(day)) == cents
    assert seizable(net, 4, seizure_of(day), rsa_of(day)) <= cents


def test_alimony_may_take_all_but_the_rsa_of_one_person() -> None:
    assert seizable_for_alimony(130_000, rsa_of()) == 64_831
    assert seizable_for_alimony(60_000, rsa_of()) == 0


@pytest.mark.parametrize(
    ("couple", "children", "tenths", "day", "cents"),
    [
        (False, 0, 10, JUNE_2026, 65_169),
        (False, 4, 26, JUNE_2026, 169_439),
        (True, 4, 29, JUNE_2026, 188_990),
        # 911.625 in May 2023.
        (False, 1, 15, dt.date(2023, 5, 15), 91_163),
    ],
)
def test_the_rsa_of_a_household_is_its_coefficient(
    couple: bool, children: int, tenths: int, day: dt.date, cents: int
) -> None:
    assert half_up(Fraction(rsa_of(day).base * tenths, 10)) == cents
    assert rsa_amount(RsaHousehold(couple, children), rsa_of(day)) == cents


COUPLE_WITH_TWO = RsaHousehold(couple=True, children=2)  # RSA 2.1 × 651.69 = 1 368.549 → 1 368.55


@pytest.mark.parametrize(
    ("resources", "living", "cents", "which"),
    [
        # 24 000 a year: (224 + 425 + 854 + 1 057.50 + 4 240 ÷ 3 + 2 530 × 2 ÷ 3) ÷ 12 = 471.7083
        (200_000, 150_000, 47_171, "the seizable part"),
        (200_000, 160_000, 40_000, "resources less living"),
        (140_000, 130_000, 3_145, "resources less the RSA of the household"),
        (140_000, 150_000, 0, "nothing is left"),
        (120_000, 50_000, 0, "under the RSA of the household"),
    ],
)
def test_the_capacity_is_the_smallest_of_three(resources: int, living: int, cents: int, which: str) -> None:
    part = seizable(resources, 0, seizure_of(), rsa_of())
    assert repayment_capacity(resources, living, COUPLE_WITH_TWO, part, rsa_of()) == cents, which


@pytest.mark.parametrize(
    ("salary", "benefits", "home", "cents"),
    [
        # (1 200 + 450) ÷ 3
        (120_000, (30_000, 15_000), Home((35, 9, 6), children=2), 55_000),
        # (1 000 + 600.50) ÷ 4 = 400.125
        (100_000, (60_050, 0), Home((40, 38, 12, 9, 3), children=3), 40_013),
        # (900 + 300) ÷ 3: one child with a disability
        (90_000, (30_000, 0), Home((40, 9), children=1, disabled_children=1), 40_000),
        # (742 + 1 053.93) ÷ 3 = 598.6433
        (74_200, (105_393, 0), Home((35, 9, 6), children=2), 59_864),
        # 1 500 ÷ 2
        (150_000, (0, 0), Home((60,)), 75_000),
    ],
)
def test_the_quotient_of_a_sheet_is_that_of_twelve_such_months(
    salary: int, benefits: tuple[int, int], home: Home, cents: int
) -> None:
    household = replace(LONE_WITH_TWO, home=home)
    found = sheet(
        line("salary", salary), line("housing_aid", benefits[0]), line("af", benefits[1]), household=household
    )
    value = figure(found, "family_quotient").value
    assert value is not None
    assert half_up(value) == cents


@pytest.mark.parametrize(
    ("total", "months", "cents"),
    [
        (21_200, 6, (3_533, 3_533, 3_533, 3_533, 3_533, 3_535)),
        (10_000, 3, (3_333, 3_333, 3_334)),
        (100_000, 7, (14_286,) * 6 + (14_284,)),
        (5, 3, (2, 2, 1)),
        (12_000, 1, (12_000,)),
    ],
)
def test_instalments_are_equal_and_the_last_one_closes(total: int, months: int, cents: tuple[int, ...]) -> None:
    plan = equal_instalments(total, months, dt.date(2026, 7, 5))
    assert tuple(one.cents for one in plan) == cents
    assert sum(cents) == total


@pytest.mark.parametrize(
    ("amount", "debts", "shares"),
    [
        (12_000, (90_000, 120_000, 150_000), (3_000, 4_000, 5_000)),
        (10_000, (1, 1, 1), (1, 1, 1)),
        (100, (1_000, 1_000, 1_000), (34, 33, 33)),
        (5_000, (30_000, 0, 10_000), (3_750, 0, 1_250)),
        (50_000, (10_000, 20_000), (10_000, 20_000)),
    ],
)
def test_a_sum_is_shared_as_the_debts_are(amount: int, debts: tuple[int, ...], shares: tuple[int, ...]) -> None:
    assert share_out(amount, debts) == shares


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("reste_a_vivre", "772,55\u00a0€"),
        # 772.55 ÷ 3 ÷ 30 = 8.5839
        ("a_day", "8,58\u00a0€"),
        # 772.55 − 688.40
        ("balance", "84,15\u00a0€"),
        # 96 ÷ 1 795.93 = 5.35 %
        ("debt_ratio", "5\u00a0%"),
        # 146 ÷ 1 795.93 = 8.13 %
        ("debt_weight", "8\u00a0%"),
        # 877.38 ÷ 1 795.93 = 48.85 %
        ("fixed_weight", "49\u00a0%"),
        # 548 ÷ 1 423.93 = 38.49 %
        ("housing_effort_gross", "38\u00a0%"),
        # 176 ÷ 1 423.93 = 12.36 %
        ("housing_effort_net", "12\u00a0%"),
        ("consumption_units", "1,6"),
        # 1 795.93 ÷ 1.6 = 1 122.456
        ("living_standard", "1\u00a0122,46\u00a0€"),
        ("family_quotient", "598,64\u00a0€"),
    ],
)
def test_the_sheet_of_the_design_comes_to_its_figures(code: str, words: str) -> None:
    assert figure(SAMIRA, code).words == words


def test_the_law_of_the_sheet_of_the_design() -> None:
    base = scales_of(SAMIRA, SCALES)
    words = {one.code: one.words for one in legal_figures(SAMIRA, base)}
    # 742 a month, two dependants: 7 960 × 1/20 + 944 × 1/10 = 492.40 a year, 41.03 a month; 742 − 651.69 = 90.31
    assert words["seizable"] == "41,03\u00a0€"
    assert words["alimony"] == "90,31\u00a0€"
    # 1.8 × 651.69
    assert words["rsa"] == "1\u00a0173,04\u00a0€"
    # 1 795.93 − 877.38 − 688.40 = 230.15; 21 551.16 a year: 398 + 425 + 854 + 1 057.50 + 841.16 ÷ 3 = 3 014.8867,
    # 251.24 a month; 1 795.93 − 1 173.04 = 622.89
    assert words["capacity"] == "230,15\u00a0€"


def test_the_public_example() -> None:
    home = replace(LONE_WITH_TWO, home=Home((40, 8), children=1))
    found = sheet(
        line("salary", 124_000),
        line("rent", 65_500),
        line("personal_loan", 8_000),
        line("late_rent", 4_000),
        household=home,
    )
    assert reste_a_vivre(totals_of(found.lines)) == 46_500
    assert a_day(found) == 775
    ratio = figure(found, "debt_ratio").value
    assert ratio is not None
    assert half_up(ratio * 10_000) == 645


@pytest.mark.parametrize(
    ("cents", "periodicity", "month"),
    [
        (6_000, Periodicity.WEEKLY, Fraction(26_000)),
        (1_000, Periodicity.WEEKLY, Fraction(13_000, 3)),
        (9_196, Periodicity.TWO_MONTHLY, Fraction(4_598)),
        (8_550, Periodicity.QUARTERLY, Fraction(2_850)),
        (23_600, Periodicity.HALF_YEARLY, Fraction(11_800, 3)),
        (42_687, Periodicity.YEARLY, Fraction(14_229, 4)),
    ],
)
def test_each_rhythm_makes_its_month(cents: int, periodicity: Periodicity, month: Fraction) -> None:
    found = sheet(own(LineGroup.FIXED, "Divers", cents, periodicity))
    assert totals_of(found.lines).fixed == month


def test_three_yearly_lines_are_rounded_once_and_not_three_times() -> None:
    # 100 a year is 8.3333 a month: three of them make 25.00, and not three times 8.33.
    found = sheet(*(own(LineGroup.FIXED, f"Taxe {rank}", 10_000, Periodicity.YEARLY) for rank in range(3)))
    assert totals_of(found.lines).fixed == 2_500


def test_without_resources_every_ratio_is_said_not_to_be_computable() -> None:
    found = {one.code: one.words for one in figures_of(sheet(line("rent", 50_000)))}
    for code in ("a_day", "debt_ratio", "debt_weight", "fixed_weight", "housing_effort_net", "family_quotient"):
        assert found[code] == NOT_COMPUTABLE
    assert found["reste_a_vivre"] == "−500,00\u00a0€"


@pytest.mark.parametrize(
    ("divisor", "cents"),
    # 772.55 ÷ 30 = 25.7517, by 3 persons, 3 shares, 1.6 units
    [(Divisor.PERSONS, 858), (Divisor.SHARES, 858), (Divisor.UNITS, 1_609)],
)
def test_each_divisor_gives_its_day(divisor: Divisor, cents: int) -> None:
    value = a_day(replace(SAMIRA, divisor=divisor))
    assert value is not None
    assert half_up(value) == cents


def test_a_scale_of_everyday_life_replaces_what_it_covers_and_adds_what_is_paid_in_truth() -> None:
    # For three: 573 + 2 × 201, 110 + 2 × 40, 112 + 2 × 39; rent 548, transport 34, canteen 88, school 38 are real.
    scale = LivingScale(
        dt.date(2026, 1, 1), (57_300, 20_100), (11_000, 4_000), (11_200, 3_900), verified=False, source="essai"
    )
    by_hand = (57_300 + 40_200) + (11_000 + 8_000) + (11_200 + 7_800) + 54_800 + 3_400 + 8_800 + 3_800
    assert living_budget(SAMIRA, scale) == by_hand
    assert living_budget(SAMIRA, None) == 87_738 + 68_840


def test_the_law_is_rounded_once_and_not_what_it_starts_from() -> None:
    # 250.06 a week is 13 003.12 a year: 224 + 425 + 854 + 0.78 = 1 503.78, 125.315 a month, and half a cent goes up.
    weekly = sheet(line("salary", 25_006, Periodicity.WEEKLY), household=ALONE)
    # 1 000.000833 − 950.005 = 49.995833; rounded before, 1 000.00 − 950.01 would give 49.99.
    yearly = sheet(
        own(LineGroup.RESOURCES, "Rente", 1_200_001, Periodicity.YEARLY),
        line("rent", 1_140_006, Periodicity.YEARLY),
        household=ALONE,
    )
    seized, capacity = (
        next(one for one in legal_figures(found, scales_of(found, SCALES)) if one.code == code)
        for found, code in ((weekly, "seizable"), (yearly, "capacity"))
    )
    assert (seized.words, capacity.words) == ("125,32\u00a0€", "50,00\u00a0€")


def test_the_quotient_is_rounded_once() -> None:
    # (1 000 + 0.15 ÷ 12) ÷ 2.5 = 400.005: half a cent goes up.
    household = replace(LONE_WITH_TWO, home=Home((40, 9), children=1))
    found = sheet(line("salary", 100_000), line("af", 15, Periodicity.YEARLY), household=household)
    assert figure(found, "family_quotient").words == "400,01\u00a0€"


def test_a_single_person_on_the_rsa_owes_nothing_to_a_seizure() -> None:
    found = sheet(line("rsa", 65_169), line("rent", 20_000), household=ALONE)
    words = {one.code: one.words for one in legal_figures(found, scales_of(found, SCALES))}
    assert (words["seizable"], words["capacity"]) == (NOT_COMPUTABLE, "0,00\u00a0€")


def test_before_the_first_scale_the_law_is_said_not_to_be_computable() -> None:
    found = replace(SAMIRA, day=dt.date(2019, 6, 18))
    figures = legal_figures(found, scales_of(found, SCALES))
    assert {one.words for one in figures} == {NOT_COMPUTABLE}
    assert all("aucun barème connu" in one.source for one in figures)


def test_a_household_of_another_size_changes_the_day_and_not_the_month() -> None:
    alone = replace(SAMIRA, household=Household(Home((35,)), RsaHousehold(couple=False, children=0)))
    value = a_day(alone)
    assert value is not None
    assert half_up(value) == 2_575
    assert figure(alone, "reste_a_vivre").words == figure(SAMIRA, "reste_a_vivre").words
