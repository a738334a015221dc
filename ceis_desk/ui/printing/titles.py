"""What a paper is called on screen, and which ones bear names."""

from __future__ import annotations

from ceis_desk.access.papers import RecoveryPaper, RightsPaper
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.core.dates import write_month
from ceis_desk.core.press import Paper
from ceis_desk.statistics.papers import MonthlyPaper

NAMES_ON_PAGE = "Cette page porte des noms. Elle ne dit ni objet, ni note, ni montant."
INITIALS_ON_PAGE = "Cette page porte des initiales. Elle ne dit ni objet, ni note, ni montant."
KEY_ON_PAGE = "Cette page ouvre toutes les données. Rangez-la sous clé, loin de ce poste."


def title_of(paper: Paper) -> str:
    """The title of the preview."""
    if isinstance(paper, MonthlyPaper):
        return f"Rapport mensuel, {write_month(paper.report.month)}"
    titles = {DayListPaper: "Liste du jour", RecoveryPaper: "Clé de secours", RightsPaper: "Qui voit quoi"}
    return titles.get(type(paper), "Document")


def warning_of(paper: Paper) -> str:
    """What to know before it lies on a printer, empty when it says nothing of anyone."""
    if isinstance(paper, DayListPaper):
        return NAMES_ON_PAGE if paper.whole_names else INITIALS_ON_PAGE
    return KEY_ON_PAGE if isinstance(paper, RecoveryPaper) else ""
