"""An invented household and its budget, the ones of the pictures, that every test of budget documents starts from."""

from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.core.ids import code_id
from ceis_desk.core.press import Named
from ceis_desk.platforms.budget.papers import Counsellor, SheetPaper
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.seizure import RsaHousehold
from ceis_desk.platforms.budget.sheet import Freezing, Household, KeptLever, LineGroup, Sheet, SheetLine, Thresholds
from tests.reports.agenda_samples import ISSUER, SAMIRA

DAY = dt.date(2019, 6, 18)
MARK = "k7m2qd"
CLAIRE = Counsellor("Claire Fabre", "conseillère budget")
REMARK = "Cette remarque reste entre nous"

_LINES = (
    (LineGroup.RESOURCES, "salary", "Salaire, temps partiel", 74_200),
    (LineGroup.RESOURCES, "prime_activite", "Prime d’activité", 31_840),
    (LineGroup.RESOURCES, "housing_aid", "Aide au logement (APL)", 37_200),
    (LineGroup.RESOURCES, "asf", "Soutien familial (ASF)", 23_198),
    (LineGroup.RESOURCES, "af", "Allocations familiales", 13_155),
    (LineGroup.FIXED, "rent", "Loyer et charges", 54_800),
    (LineGroup.FIXED, "power", "Électricité", 7_400),
    (LineGroup.FIXED, "water", "Eau", 2_850),
    (LineGroup.FIXED, "home_insurance", "Assurance habitation", 1_690),
    (LineGroup.FIXED, "health_insurance", "Mutuelle", 4_200),
    (LineGroup.FIXED, "phone", "Téléphone, internet", 4_598),
    (LineGroup.FIXED, "transport", "Transports (TaM)", 3_400),
    (LineGroup.FIXED, "childcare", "Cantine et garde", 8_800),
    (LineGroup.CURRENT, "food", "Alimentation", 43_500),
    (LineGroup.CURRENT, "hygiene", "Hygiène et entretien", 5_200),
    (LineGroup.CURRENT, "clothes", "Habillement", 5_500),
    (LineGroup.CURRENT, "health", "Santé non remboursée", 1_840),
    (LineGroup.CURRENT, "school", "École et fournitures", 3_800),
    (LineGroup.CURRENT, "leisure", "Loisirs des enfants", 4_500),
    (LineGroup.CURRENT, "other_current", "Divers", 4_500),
)


def budget_lines() -> tuple[SheetLine, ...]:
    """The lines of the picture, remarks included."""
    lines = [SheetLine(group, label, code, cents, remark=REMARK) for group, code, label, cents in _LINES]
    lines.append(SheetLine(LineGroup.CREDIT, "Crédit renouvelable", "revolving", 9_600, owed=184_260, remark=REMARK))
    lines.append(SheetLine(LineGroup.PLAN, "Loyer en retard, 4/10", "rent_late", 5_000, owed=30_000, remark=REMARK))
    lines.append(SheetLine(LineGroup.PLAN, "Électricité", "power_late", None, owed=21_200, remark=REMARK))
    return tuple(lines)


def sheet() -> Sheet:
    """June 2019, frozen for its signature."""
    return Sheet(
        id=code_id("sheet", 3),
        clock=7,
        case_id=code_id("case", 1),
        day=DAY,
        version=3,
        household=Household(Home((34, 9, 6), children=2), RsaHousehold(couple=False, children=2), 2),
        divisor=Divisor.PERSONS,
        thresholds=Thresholds(700, 1_000),
        lines=budget_lines(),
        levers=(
            KeptLever("css", "Aide à la complémentaire santé", 4_200),
            KeptLever("cheque_energie", "Chèque énergie (12\u00a0€ par mois)", 1_200),
            KeptLever("mobile", "Forfait mobile à 10\u00a0€", 2_400),
        ),
        freezing=Freezing.PRINTED,
        frozen_on=DAY,
    )


def march() -> Sheet:
    """The former sheet: 6,64 € a day and person."""
    now = sheet()
    lines = (dataclasses.replace(now.lines[0], cents=74_200 - 17_460), *now.lines[1:])
    return dataclasses.replace(now, id=code_id("sheet", 2), version=2, day=dt.date(2019, 3, 12), lines=lines)


def sheet_paper() -> SheetPaper:
    """The sheet of the pictures."""
    return SheetPaper(ISSUER, (SAMIRA,), CLAIRE, sheet(), before=march(), rule_on=dt.date(2019, 1, 1), mark=MARK)


def twenty_lines() -> SheetPaper:
    """A couple whose every card has twenty lines and more."""
    many = [
        SheetLine(group, f"{group.label}, ligne {rank} au nom qui n’en finit pas", cents=1_000 + rank, owed=5_000)
        for group in LineGroup
        for rank in range(1, 24)
    ]
    weekly = SheetLine(LineGroup.CURRENT, "Marché", cents=2_000, periodicity=Periodicity.WEEKLY)
    long = dataclasses.replace(sheet(), lines=(*many, weekly))
    couple = (Named("Mme", "Dupuy-Lacoste de La Tour", "Laure-Anne"), Named("M.", "Dupuy", "Yves"))
    return dataclasses.replace(sheet_paper(), sheet=long, people=couple, before=None, demo=True)
