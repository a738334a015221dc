"""What the law takes and leaves of a sheet: the seizable part, alimony, RSA, and the capacity to repay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ceis_desk.core.dates import write_day
from ceis_desk.platforms.budget.living import living_budget
from ceis_desk.platforms.budget.scales import DatedT, LivingScale, Scales, in_force
from ceis_desk.platforms.budget.seizure import (
    repayment_capacity,
    rsa_amount,
    seizable,
    seizable_exactly,
    seizable_for_alimony,
)
from ceis_desk.platforms.budget.sheet import Sheet, UsedScales
from ceis_desk.platforms.budget.sheet_rules import Figure, Unit, totals_of, trait_total
from ceis_desk.platforms.budget.usual_lines import Trait

_TO_CHECK = "à vérifier"


def scales_of(sheet: Sheet, scales: Scales, living: Sequence[LivingScale] = ()) -> UsedScales:
    """The scales of a sheet: those it was frozen with, else those in force on its day; None where there is none.

    `living` is the series of the site, for the budget of everyday life.
    """
    if sheet.scales is not None:
        return sheet.scales
    return UsedScales(_known(scales.seizure, sheet.day), _known(scales.rsa, sheet.day), _known(living, sheet.day))


def pay_of(sheet: Sheet) -> Fraction:
    """The net pay that a seizure looks at, in exact cents a month: no family benefit, no housing allowance, no RSA."""
    return trait_total(sheet.lines, Trait.PAY)


def legal_figures(sheet: Sheet, used: UsedScales) -> tuple[Figure, ...]:
    """The seizable part, what alimony may take, the RSA of the household and the capacity to repay, in this order."""
    rsa, seizure, household = used.rsa, used.seizure, sheet.household
    pay = pay_of(sheet)
    part = alimony = socle = capacity = None
    if rsa is not None:
        alimony, socle = seizable_for_alimony(pay, rsa), rsa_amount(household.rsa, rsa)
    if rsa is not None and seizure is not None:
        part = seizable(pay, household.dependants, seizure, rsa)
        resources = totals_of(sheet.lines).resources
        on_all = seizable_exactly(resources, household.dependants, seizure, rsa)
        living = living_budget(sheet, used.living)
        capacity = repayment_capacity(resources, living, household.rsa, on_all, rsa)
    return (
        _euros(
            "seizable",
            "Part saisissable du salaire",
            f"barème d’un an sur {_persons(household.dependants)} ÷ 12, en laissant le RSA d’une personne",
            _source("code du travail, art. R.3252-2 à R.3252-5", used, seizure=True),
            part if pay else None,
        ),
        _euros(
            "alimony",
            "Saisissable pour une pension alimentaire",
            "salaire − RSA d’une personne",
            _source("code du travail, art. R.3252-5", used),
            alimony if pay else None,
        ),
        _euros(
            "rsa",
            "RSA du foyer avant ressources",
            "RSA d’une personne × coefficient du foyer",
            _source("CASF, art. R.262-1", used),
            socle,
        ),
        _euros(
            "capacity",
            "Capacité de remboursement maximale",
            "la plus petite de\u00a0: ressources − budget de vie courante, part saisissable des ressources, "
            "ressources − RSA du foyer",
            _source(
                f"code de la consommation, art. R.731-1 à R.731-3\u00a0; {_living(used.living)}", used, seizure=True
            ),
            capacity,
        ),
    )


def _known(series: Sequence[DatedT], day: dt.date) -> DatedT | None:
    found = [scale for scale in series if scale.starts <= day]
    return in_force(found, day, "") if found else None


def _euros(code: str, label: str, text: str, source: str, cents: int | None) -> Figure:
    return Figure(code, label, text, source, Unit.EUROS, None if cents is None else Fraction(cents))


def _source(law: str, scales: UsedScales, *, seizure: bool = False) -> str:
    used = [scales.rsa, *([scales.seizure] if seizure else [])]
    if any(scale is None for scale in used):
        return f"{law}\u00a0; aucun barème connu à cette date"
    found = [scale for scale in used if scale is not None]
    said = "\u00a0; ".join(f"barème du {write_day(scale.starts)}" for scale in found)
    return f"{law}\u00a0; {said}{'' if all(scale.verified for scale in found) else ', ' + _TO_CHECK}"


def _living(scale: LivingScale | None) -> str:
    if scale is None:
        return f"budget de vie courante\u00a0: charges et dépenses saisies, faute de barème, {_TO_CHECK}"
    checked = "" if scale.verified else f", {_TO_CHECK}"
    return f"budget de vie courante\u00a0: barème du {write_day(scale.starts)}{checked}"


def _persons(dependants: int) -> str:
    return (
        "le net, sans personne à charge"
        if dependants == 0
        else (f"le net, {dependants} personne{'s' if dependants > 1 else ''} à charge")
    )
