"""What a paper is called on screen, what it bears, and what the journal of access keeps of it."""

from __future__ import annotations

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.papers import RecoveryPaper, RightsPaper
from ceis_desk.agenda.papers import AppointmentCardsPaper, DayListPaper, RemindersPaper, WeekPaper
from ceis_desk.agenda.workshop_papers import AttendancePaper
from ceis_desk.core.dates import write_month
from ceis_desk.core.press import Paper
from ceis_desk.parcours.papers import PartnerSummaryPaper, PlainWayPaper, WayPaper
from ceis_desk.platforms.budget.papers import (
    ActionPlanPaper,
    CasePaper,
    DebtSummaryPaper,
    LetterPaper,
    PlanPaper,
    ReviewPaper,
    SheetPaper,
)
from ceis_desk.platforms.employment.papers import CertificatePaper, OccupationPaper
from ceis_desk.statistics.papers import MonthlyPaper

NAMES_ON_PAGE = "Cette page porte des noms. Elle ne dit ni objet, ni note, ni montant."
INITIALS_ON_PAGE = "Cette page porte des initiales. Elle ne dit ni objet, ni note, ni montant."
CALLS_ON_PAGE = "Cette page porte des noms et des téléphones. Détruisez-la dès les appels faits."
CARDS_ON_PAGE = "Chaque carte porte un nom. Remettez-la à la personne, et à elle seule."
CASE_ON_PAGE = "Cette page est confidentielle. Remettez-la à la personne, ne la laissez pas à l’imprimante."
LETTER_ON_PAGE = "Cette lettre part chez un tiers. Relisez ce qu’elle dit de la personne avant de l’envoyer."
PLACES_ON_PAGE = "Cette page dit qui travaille où. Ne la laissez pas à l’imprimante."
CERTIFICATE_ON_PAGE = "Cette page porte un nom. Remettez-la à la personne, et à elle seule."
WAY_ON_PAGE = "Cette page est à la personne. Remettez-la en main propre, ne la laissez pas à l’imprimante."
SHARED_ON_PAGE = "Cette page part chez un partenaire. Elle ne dit que ce que le partage enregistré énumère."
KEY_ON_PAGE = "Cette page ouvre toutes les données. Rangez-la sous clé, loin de ce poste."

ListPaper = DayListPaper | WeekPaper | AttendancePaper
"""A paper whose names may be initials."""
_NAMED = (
    DayListPaper,
    WeekPaper,
    AttendancePaper,
    RemindersPaper,
    AppointmentCardsPaper,
    OccupationPaper,
    CertificatePaper,
)
_TITLES: dict[type[Paper], str] = {
    DayListPaper: "Liste du jour",
    WeekPaper: "Semaine",
    AttendancePaper: "Feuille d’émargement",
    RemindersPaper: "Rappels par téléphone",
    AppointmentCardsPaper: "Cartes de rendez-vous",
    SheetPaper: "Fiche budget",
    PlanPaper: "Plan d’apurement",
    LetterPaper: "Courrier",
    ActionPlanPaper: "Plan d’action",
    DebtSummaryPaper: "Tableau des dettes",
    ReviewPaper: "Bilan de l’accompagnement",
    OccupationPaper: "Occupation des places",
    CertificatePaper: "Attestation de présence",
    PlainWayPaper: "Fiche parcours simplifiée",
    PartnerSummaryPaper: "Informations partagées",
    RecoveryPaper: "Clé de secours",
    RightsPaper: "Qui voit quoi",
}


def title_of(paper: Paper) -> str:
    """The title of the preview."""
    if isinstance(paper, MonthlyPaper):
        return f"Rapport mensuel, {write_month(paper.report.month)}"
    return _TITLES.get(type(paper), "Document")


def warning_of(paper: Paper) -> str:
    """What to know before it lies on a printer, empty when it says nothing of anyone."""
    if isinstance(paper, ListPaper):
        return NAMES_ON_PAGE if paper.whole_names else INITIALS_ON_PAGE
    warnings = {
        RemindersPaper: CALLS_ON_PAGE,
        AppointmentCardsPaper: CARDS_ON_PAGE,
        OccupationPaper: PLACES_ON_PAGE,
        CertificatePaper: CERTIFICATE_ON_PAGE,
        RecoveryPaper: KEY_ON_PAGE,
        LetterPaper: LETTER_ON_PAGE,
        PlainWayPaper: WAY_ON_PAGE,
        PartnerSummaryPaper: SHARED_ON_PAGE,
    }
    usual = CASE_ON_PAGE if isinstance(paper, CasePaper) else ""
    return warnings.get(type(paper), usual)


def printed_act(paper: Paper | None) -> NoteAccess | None:
    """What the journal keeps when it is printed: nothing of a paper that names nobody."""
    if isinstance(paper, CasePaper):
        return NoteAccess(NotedAct.PRINT_CASE, paper.case_id)
    if isinstance(paper, WayPaper):
        return NoteAccess(NotedAct.PRINT_WAY, paper.person_id)
    return NoteAccess(NotedAct.PRINT_LIST) if isinstance(paper, _NAMED) else None


def saved_act(paper: Paper | None) -> NoteAccess | None:
    """What the journal keeps when it leaves as a file."""
    if isinstance(paper, CasePaper):
        return NoteAccess(NotedAct.EXPORT, paper.case_id)
    if isinstance(paper, WayPaper):
        return NoteAccess(NotedAct.EXPORT, paper.person_id)
    return NoteAccess(NotedAct.EXPORT) if isinstance(paper, _NAMED) else None
