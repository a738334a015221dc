"""The monthly report: four pages of counts, never a name, with its figures embedded as a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.platypus import Flowable, PageBreak

from ceis_desk.core.dates import write_month
from ceis_desk.reports.fonts import width
from ceis_desk.reports.month.activity import activity_page
from ceis_desk.reports.month.head import head_page
from ceis_desk.reports.month.limits import limits_page
from ceis_desk.reports.month.publics import publics_page
from ceis_desk.reports.month.spreadsheet import spreadsheet
from ceis_desk.reports.pages import FOOT_ROOM, Running
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.finish import Attachment
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import document
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import day, is_provisional, state_of_figures


def write_monthly(report: MonthReport, path: Path) -> Path:
    """Write the monthly report at `path`; raises Refusal when it cannot be written there."""
    return write(path, monthly_pdf(report))


def monthly_pdf(report: MonthReport) -> bytes:
    """The bytes of the monthly report: the same report always gives the same bytes."""
    root = document()
    story: list[Flowable] = head_page(root, report)
    for page in (activity_page, publics_page, limits_page):
        story += [PageBreak(), *page(root, report)]
    name = f"Rapport mensuel, {write_month(report.month)}"
    running = Running(report.structure, name, _foot(report, name), report.demo)
    about = About(name, report.structure, dt.datetime.combine(report.edited_on, dt.time()))
    figures = Attachment(
        f"rapport-mensuel-{report.month:%Y-%m}.csv",
        f"Les chiffres de ce rapport, {write_month(report.month)}",
        spreadsheet(report),
    )
    return render(root, story, running, about, [figures])


def _foot(report: MonthReport, name: str) -> str:
    """The state of the figures stands in every foot, in short when the reasons are too long for it."""
    if not is_provisional(report):
        return f"{name} · chiffres arrêtés le {day(report.edited_on)}"
    foot = f"{name} · {state_of_figures(report)}"
    return foot if width(foot, 400, 9.5) <= FOOT_ROOM else f"{name} · Chiffres provisoires"
