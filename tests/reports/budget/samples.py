"""An invented household and its budget, the ones of the pictures, that every test of budget documents starts from."""

from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.core.ids import code_id
from ceis_desk.core.press import Named
from ceis_desk.platforms.budget.interventions import Answer, Intervention, InterventionAim, RightOpened
from ceis_desk.platforms.budget.model import (
    ActionKind,
    CaseAction,
    ClosureReason,
    Debt,
    DebtFamily,
    Objective,
    SpecialDebt,
)
from ceis_desk.platforms.budget.papers import (
    ActionPlanPaper,
    Counsellor,
    DebtSummaryPaper,
    LetterPaper,
    PlanPaper,
    ReviewPaper,
    SheetPaper,
)
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.schedules import equal_instalments
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


def plan_paper(total: int = 21_200, months: int = 6) -> PlanPaper:
    """The plan of the picture."""
    return PlanPaper(
        issuer=ISSUER,
        people=(SAMIRA,),
        counsellor=CLAIRE,
        creditor="Lumélia Énergie",
        debt="Dette d’électricité auprès de Lumélia Énergie, facture de régularisation du 7 juin 2019.",
        made_on=DAY,
        instalments=equal_instalments(total, months, dt.date(2019, 7, 5)),
        mark=MARK,
    )


LETTER = """Madame, Monsieur,

Madame Samira Benali est accompagnée par le Point conseil budget du CCAS de Montpellier. Elle m’a demandé de vous \
écrire et son accord signé est joint à ce courrier.

Elle a reçu une facture de régularisation de 212,00\u00a0€. Elle souhaite la régler, mais ne peut pas le faire en une \
seule fois.

Nous vous proposons un paiement en 6 fois, le 5 de chaque mois, de juillet à décembre 2019\u00a0: cinq échéances de \
35,33\u00a0€, puis une dernière de 35,35\u00a0€, soit 212,00\u00a0€ au total. L’échéancier est joint.

Pendant ce plan, merci de suspendre les relances et toute mesure de réduction ou de coupure, et de me confirmer votre \
accord par écrit.

Je reste à votre disposition au 04 65 71 00 12.

Veuillez agréer, Madame, Monsieur, mes salutations distinguées.

Claire Fabre
CEIS de Montpellier"""


def letter_paper() -> LetterPaper:
    """The letter of the picture."""
    return LetterPaper(
        issuer=ISSUER,
        counsellor=CLAIRE,
        addressee=("Lumélia Énergie", "Service clients, pôle solidarité", "TSA 00000", "99999 Ville Cedex"),
        day=DAY,
        purpose="demande de paiement en plusieurs fois",
        body=LETTER,
        references=(
            "Client\u00a0: Madame Samira Benali",
            "Vos références\u00a0: contrat 0000 4711, facture du 7 juin 2019",
            "Nos références\u00a0: courrier 2019-0146, suivi par Claire Fabre",
        ),
        enclosures=("accord signé de Madame Benali", "échéancier", "copie de la facture"),
        mark=MARK,
    )


def action(text: str, due: dt.date | None, who: str, done_on: dt.date | None = None) -> CaseAction:
    """One thing to do."""
    return CaseAction(code_id("action", text), 1, text, ActionKind.OTHER, due, who, done_on)


def action_plan_paper() -> ActionPlanPaper:
    """Two objectives, four actions."""
    return ActionPlanPaper(
        issuer=ISSUER,
        people=(SAMIRA,),
        counsellor=CLAIRE,
        made_on=DAY,
        objectives=(
            Objective("Ne plus avoir de retard de loyer à la rentrée.", DAY),
            Objective("Comprendre sa facture d’électricité et choisir le bon tarif.", DAY),
            Objective("Ouvrir le droit à la complémentaire santé solidaire.", DAY, dt.date(2019, 6, 12)),
        ),
        actions=(
            action("Envoyer la demande d’échéancier à Lumélia Énergie", dt.date(2019, 6, 21), "Claire Fabre"),
            action("Apporter l’attestation CAF et les trois dernières factures", dt.date(2019, 7, 9), "Mme Benali"),
            action("Demander le forfait mobile à 10\u00a0€", None, "Mme Benali"),
            action("Appeler le bailleur", dt.date(2019, 6, 14), "Claire Fabre", dt.date(2019, 6, 13)),
        ),
        next_at=dt.datetime(2019, 7, 9, 10, 45),
        mark=MARK,
    )


def debt(label: str, creditor: str, family: DebtFamily, remaining: int, **changes: object) -> Debt:
    """One debt."""
    given: dict[str, object] = {
        "id": code_id("debt", label),
        "clock": 1,
        "label": label,
        "creditor": creditor,
        "family": family,
        "special": SpecialDebt.NONE,
        "remaining": remaining,
        "remark": REMARK,
    }
    return Debt(**{**given, **changes})  # type: ignore[arg-type]  # the fields above


def debts_paper() -> DebtSummaryPaper:
    """The debts of picture 17."""
    debts = (
        debt("Loyer", "Habitat du Midi", DebtFamily.HOUSING, 124_000, special=SpecialDebt.LANDLORD, late=124_000),
        debt("Crédit renouvelable", "Crédinord", DebtFamily.CONSUMER, 486_040, monthly=9_600, credit=True),
        debt("Prêt personnel", "Banque du Lez", DebtFamily.CONSUMER, 731_215, monthly=11_200, co_borrower="Yves Dupuy"),
        debt("Électricité", "Lumélia Énergie", DebtFamily.CURRENT, 38_690, late=38_690, next_on=dt.date(2019, 7, 5)),
        debt("Découvert", "Banque du Lez", DebtFamily.OTHER, 52_000),
        debt("Amende", "Trésor public", DebtFamily.OTHER, 13_500, special=SpecialDebt.FINE, bailiff=True),
        debt("Cantine", "Ville", DebtFamily.CURRENT, 0, settled_on=dt.date(2019, 5, 2)),
    )
    return DebtSummaryPaper(ISSUER, (SAMIRA,), CLAIRE, DAY, debts, mark=MARK)


def review_paper() -> ReviewPaper:
    """A case that ends well enough."""
    return ReviewPaper(
        issuer=ISSUER,
        people=(SAMIRA,),
        counsellor=CLAIRE,
        made_on=dt.date(2019, 9, 24),
        opened_on=dt.date(2019, 3, 5),
        closure=ClosureReason.PLAN,
        interviews=7,
        first=march(),
        last=sheet(),
        objectives=action_plan_paper().objectives,
        interventions=(
            Intervention(
                code_id("intervention", 1),
                1,
                "Lumélia Énergie",
                InterventionAim.PLAN,
                DAY,
                Answer.GRANTED,
                dt.date(2019, 6, 28),
                21_200,
                REMARK,
            ),
        ),
        rights=(RightOpened(code_id("right", 1), 1, "css", "", dt.date(2019, 7, 1), 4_200, remark=REMARK),),
        actions=action_plan_paper().actions,
        mark=MARK,
    )
