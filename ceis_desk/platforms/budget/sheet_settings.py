"""What a site sets of its budget sheets: divisor, thresholds of the gauge, formulas, scales and levers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ceis_desk.platforms.budget.formula import read_formulas
from ceis_desk.platforms.budget.levers import DEFAULT_LEVERS, Lever, read_levers
from ceis_desk.platforms.budget.living import read_living
from ceis_desk.platforms.budget.ratios import Divisor
from ceis_desk.platforms.budget.scales import LivingScale, Scales, joined, read_scales
from ceis_desk.platforms.budget.sheet import RestFormula, Thresholds

DIVISOR, THRESHOLDS, SCALES, LIVING, LEVERS, RULE_ON, FORMULAS = (
    "budget_divisor",
    "budget_thresholds",
    "budget_scales",
    "budget_living",
    "budget_levers",
    "budget_rule_on",
    "budget_formulas",
)
"""The names of the settings, whose shapes `access/budget_settings.py` checks."""
DEFAULT_THRESHOLDS = Thresholds(low=700, high=1_000)
"""Those of the design: no text fixes them, each CCAS sets its own."""


@dataclass(frozen=True)
class BudgetSettings:
    """The settings in force, defaults filled in; `own_thresholds` is False while nobody has set any."""

    divisor: Divisor
    thresholds: Thresholds
    scales: Scales
    living: tuple[LivingScale, ...]
    levers: tuple[Lever, ...]
    own_thresholds: bool
    formulas: tuple[RestFormula, ...] = ()


def read_budget_settings(settings: Mapping[str, str], shipped: Scales) -> BudgetSettings:
    """The settings of a site by name, as JSON; `shipped` are the scales of the program.

    A scale of the site joins those of the program and replaces the one of its day; raises ValueError for a setting of
    another shape.
    """
    thresholds = json.loads(settings[THRESHOLDS]) if THRESHOLDS in settings else None
    scales = json.loads(settings[SCALES]) if SCALES in settings else None
    own = read_scales(scales) if scales else Scales((), ())
    return BudgetSettings(
        divisor=Divisor(json.loads(settings[DIVISOR])) if DIVISOR in settings else Divisor.PERSONS,
        thresholds=Thresholds(thresholds["low"], thresholds["high"]) if thresholds else DEFAULT_THRESHOLDS,
        scales=joined(own, shipped),
        living=read_living(json.loads(settings[LIVING])) if LIVING in settings else (),
        levers=read_levers(json.loads(settings[LEVERS])) if LEVERS in settings else DEFAULT_LEVERS,
        own_thresholds=thresholds is not None,
        formulas=read_formulas(json.loads(settings[FORMULAS])) if FORMULAS in settings else (),
    )
