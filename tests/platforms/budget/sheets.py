"""Sheets for the tests: the household of the design, and lines written short."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.seizure import RsaHousehold
from ceis_desk.platforms.budget.sheet import Household, LineGroup, Sheet, SheetLine, Thresholds
from ceis_desk.platforms.budget.usual_lines import usual_line

JUNE_2026 = dt.date(2026, 6, 18)
LONE_WITH_TWO = Household(Home((35, 9, 6), children=2), RsaHousehold(couple=False, children=2), dependants=2)
ALONE = Household(Home((52,)), RsaHousehold(couple=False, children=0))


def line(code: str, cents: int | None, periodicity: Periodicity | None = None, **more: object) -> SheetLine:
    """A usual line with its amount."""
    usual = usual_line(code)
    assert usual is not None, code
    known = SheetLine(usual.group, usual.label, code, cents, periodicity=periodicity or usual.periodicity)
    return SheetLine(**{**known.__dict__, **more})


def own(group: LineGroup, label: str, cents: int, periodicity: Periodicity = Periodicity.MONTHLY) -> SheetLine:
    """A line that the catalogue has not."""
    return SheetLine(group, label, cents=cents, periodicity=periodicity)


def sheet(*lines: SheetLine, household: Household = LONE_WITH_TWO, divisor: Divisor = Divisor.PERSONS) -> Sheet:
    """A living sheet of June 2026."""
    return Sheet(UUID(int=1), 1, UUID(int=2), JUNE_2026, 1, household, divisor, Thresholds(700, 1_000), lines)


SAMIRA = sheet(
    line("salary", 74_200),
    line("prime_activite", 31_840),
    line("housing_aid", 37_200),
    line("asf", 23_198),
    line("af", 13_155),
    line("rent", 54_800),
    line("power", 7_400),
    line("water", 8_550, Periodicity.QUARTERLY),
    line("home_insurance", 20_280, Periodicity.YEARLY),
    line("health_insurance", 4_200),
    line("phone", 4_598),
    line("transport", 3_400),
    line("canteen", 8_800),
    line("food", 43_500),
    line("hygiene", 5_200),
    line("clothes", 5_500),
    line("health", 1_840),
    line("school", 3_800),
    line("leisure", 4_500),
    line("other_current", 4_500),
    line("revolving", 9_600, owed=184_260),
    line("late_rent", 5_000, owed=30_000),
    line("late_energy", None, owed=21_200),
)
"""The sheet of the design, its water by the quarter and its insurance by the year."""
