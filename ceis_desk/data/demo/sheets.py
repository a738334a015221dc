"""The budget sheets of the pictures, by the functions of every day: one signed in March, one under way in June."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from ceis_desk.core.ids import Id
from ceis_desk.data.budget.items import read_item
from ceis_desk.data.budget.sheets import change_sheet, freeze_sheet, new_sheet
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import Freezing, LineGroup, Sheet, SheetLine
from ceis_desk.platforms.budget.sheet_codec import decode_sheet
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, FreezeSheet, NewSheet

MARCH, JUNE = dt.date(2019, 3, 12), dt.date(2019, 6, 18)
_R, _F, _C = LineGroup.RESOURCES, LineGroup.FIXED, LineGroup.CURRENT

LINES: tuple[SheetLine, ...] = (
    SheetLine(_R, "Salaire, temps partiel", "salary", 74_200, payer="employeur", day=28, justified=True),
    SheetLine(_R, "Prime d’activité", "prime_activite", 31_840, payer="CAF", day=5, justified=True),
    SheetLine(_R, "Aide au logement (APL)", "housing_aid", 37_200, payer="CAF", day=5, to_landlord=True),
    SheetLine(_R, "Soutien familial (ASF)", "asf", 23_198, payer="CAF", day=5, justified=True),
    SheetLine(_R, "Allocations familiales", "af", 13_155, payer="CAF", day=5, justified=True),
    SheetLine(_F, "Loyer et charges", "rent", 54_800, day=5, justified=True),
    SheetLine(_F, "Électricité", "power", 7_400, day=10),
    SheetLine(_F, "Eau", "water", 8_550, periodicity=Periodicity.QUARTERLY),
    SheetLine(_F, "Assurance habitation", "home_insurance", 1_690),
    SheetLine(_F, "Mutuelle", "health_insurance", 4_200),
    SheetLine(_F, "Téléphone, internet", "phone", 4_598, day=15),
    SheetLine(_F, "Transports (TaM)", "transport", 3_400),
    SheetLine(_F, "Cantine et garde", "canteen", 8_800, justified=True),
    SheetLine(_C, "Alimentation", "food", 43_500),
    SheetLine(_C, "Hygiène et entretien", "hygiene", 5_200),
    SheetLine(_C, "Habillement", "clothes", 5_500),
    SheetLine(_C, "Santé non remboursée", "health", 1_840),
    SheetLine(_C, "École et fournitures", "school", 3_800),
    SheetLine(_C, "Loisirs des enfants", "leisure", 4_500),
    SheetLine(_C, "Divers", "other_current", 4_500),
    SheetLine(LineGroup.CREDIT, "Crédit renouvelable", "revolving", 9_600, owed=184_260, day=8),
    SheetLine(LineGroup.PLAN, "Retard de loyer, 4/10", "late_rent", 5_000, owed=30_000, day=5, justified=True),
    SheetLine(LineGroup.PLAN, "Électricité", "late_energy", None, owed=21_200, remark="Facture de régularisation."),
)
"""June, as the pictures have it."""

# What was otherwise in March: amounts, and what was left to pay; the electricity bill had not come.
_THEN = {"prime_activite": (14_380, None), "revolving": (9_600, 213_060), "late_rent": (5_000, 45_000)}


def write_sheets(on: Callable[[dt.date], Tx], case_id: Id) -> None:
    """Both sheets of a case; `on` gives the transaction of a day, in the name of its counsellor."""
    march = _begin(on(MARCH), case_id, None, tuple(map(_then, LINES[:-1])))
    freeze_sheet(on(MARCH), FreezeSheet(march.id, march.clock, Freezing.SIGNED))
    _begin(on(JUNE), case_id, march.id, LINES)


def _begin(tx: Tx, case_id: Id, copied_from: Id | None, lines: tuple[SheetLine, ...]) -> Sheet:
    sheet_id = new_sheet(tx, NewSheet(case_id, copied_from)).made[0]
    change_sheet(tx, ChangeSheet(replace(_read(tx, sheet_id), lines=lines)))
    return _read(tx, sheet_id)


def _read(tx: Tx, sheet_id: Id) -> Sheet:
    item = read_item(tx.connection, tx.keys, sheet_id)
    return decode_sheet(item.id, item.case_id, item.clock, item.payload)


def _then(line: SheetLine) -> SheetLine:
    cents, owed = _THEN.get(line.code, (line.cents, line.owed))
    return replace(line, cents=cents, owed=owed)
