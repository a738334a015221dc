"""A press for tests: two small pages of real PDF, made at once."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.press import Paper
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.papers import MonthlyPaper
from tests.reports.samples import june

NAME = "liste-du-jour-2019-06-18.pdf"


def write_pages(path: Path, words: tuple[str, ...], size: tuple[float, float] = (595, 842)) -> Path:
    canvas = Canvas(str(path), pagesize=size)
    for line in words:
        canvas.drawString(72, size[1] - 100, line)
        canvas.rect(72, 72, 200, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return path


class FakePress:
    """Writes who is on the list, whole names or initials; refuses when told to."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.rooms: list[Path] = []
        self.refusal: Refusal | None = None

    def make(self, paper: Paper, target: Path) -> Future[Path]:
        self.papers.append(paper)
        self.rooms.append(target)
        made: Future[Path] = Future()
        if self.refusal is not None:
            made.set_exception(self.refusal)
        else:
            whole = isinstance(paper, DayListPaper) and paper.whole_names
            words = ("BENALI Samira" if whole else "B. S.", "page deux")
            made.set_result(write_pages(target / NAME, words))
        return made


def day_list(*, whole_names: bool = True) -> DayListPaper:
    at = dt.datetime(2019, 6, 18, 10, 45)
    line = DayAppointment(
        id=new_id(), at=at, minutes=60, platform="budget", person_id=new_id(), civility="Mme", used_name="BENALI",
        first_name="Samira", title="", enrolled=0, with_id=None, with_name="Claire Fabre", room="bureau 2", at_desk="",
        no_call=False, outcome=Outcome.OPEN, visit_at=None, visit_state="",
    )  # fmt: skip
    return DayListPaper(
        "CEIS de Montpellier", "CCAS", "Poste 1", at, at.date(), (line,), (), (), whole_names=whole_names
    )


def monthly(report: MonthReport | None = None) -> MonthlyPaper:
    return MonthlyPaper(report or june())
