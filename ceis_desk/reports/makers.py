"""Which function makes which paper: the whole list, in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from ceis_desk.access.papers import RecoveryPaper, RightsPaper
from ceis_desk.agenda.papers import AppointmentCardsPaper, DayListPaper, RemindersPaper, WeekPaper
from ceis_desk.agenda.workshop_papers import AttendancePaper
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import document_name
from ceis_desk.core.press import Paper
from ceis_desk.reports.budget.press import BUDGET_MAKERS, Maker
from ceis_desk.reports.employment.press import EMPLOYMENT_MAKERS
from ceis_desk.reports.parcours.press import PARCOURS_MAKERS
from ceis_desk.statistics.papers import MonthlyPaper
from ceis_desk.statistics.sentences import is_provisional


def make(paper: Paper, target: Path) -> Path:
    """Write a document, in a folder under its own name or where it is asked for; gives the path, raises Refusal."""
    name, write = MAKERS[type(paper)]
    try:
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
    except OSError as error:
        message = "Ce nom de fichier ne convient pas. Rien n’a été écrit : choisissez-en un plus court."
        raise Refusal(message) from error
    if is_folder:
        return write(paper, target / name(paper))
    if not has_folder:
        message = f"Le dossier {target.parent} n’existe pas. Rien n’a été écrit : choisissez-en un autre."
        raise Refusal(message)
    return write(paper, target)


def _monthly(paper: MonthlyPaper, path: Path) -> Path:
    from ceis_desk.reports.monthly import write_monthly

    return write_monthly(paper.report, path)


def _period(paper: MonthlyPaper) -> str:
    state = "-provisoire" if is_provisional(paper.report) else ""
    return f"{paper.report.month:%Y-%m}{state}"


def _day_list(paper: DayListPaper, path: Path) -> Path:
    from ceis_desk.reports.day_list import write_day_list

    return write_day_list(paper, path)


def _cards(paper: AppointmentCardsPaper, path: Path) -> Path:
    from ceis_desk.reports.appointment_cards import write_appointment_cards

    return write_appointment_cards(paper, path)


def _week(paper: WeekPaper, path: Path) -> Path:
    from ceis_desk.reports.week_list import write_week

    return write_week(paper, path)


def _first_day(paper: WeekPaper) -> dt.date:
    return paper.week.days[0].day if paper.week.days else paper.printed_at.date()


def _reminders(paper: RemindersPaper, path: Path) -> Path:
    from ceis_desk.reports.reminders import write_reminders

    return write_reminders(paper, path)


def _attendance(paper: AttendancePaper, path: Path) -> Path:
    from ceis_desk.reports.attendance import write_attendance

    return write_attendance(paper, path)


def _recovery(paper: RecoveryPaper, path: Path) -> Path:
    from ceis_desk.reports.recovery_key import write_recovery_key

    return write_recovery_key(paper, path)


def _rights(paper: RightsPaper, path: Path) -> Path:
    from ceis_desk.reports.rights_table import write_rights_table

    return write_rights_table(paper, path)


MAKERS: Mapping[type[Paper], Maker] = {
    MonthlyPaper: (lambda paper: document_name("rapport-mensuel", _period(paper)), _monthly),
    DayListPaper: (lambda paper: document_name("liste-du-jour", paper.day), _day_list),
    AppointmentCardsPaper: (lambda paper: document_name("cartes-rendez-vous", paper.made_at), _cards),
    WeekPaper: (lambda paper: document_name("semaine", _first_day(paper)), _week),
    RemindersPaper: (lambda paper: document_name("rappels", paper.day), _reminders),
    AttendancePaper: (
        lambda paper: document_name("emargement", paper.roll.session.starts_at, paper.rank),
        _attendance,
    ),
    RecoveryPaper: (lambda paper: document_name("cle-de-secours", paper.made_on), _recovery),
    RightsPaper: (lambda paper: document_name("qui-voit-quoi", paper.printed_on), _rights),
    **BUDGET_MAKERS,
    **EMPLOYMENT_MAKERS,
    **PARCOURS_MAKERS,
}
