"""The figures of the digital space counted, and written to a file: the table, or La Coop's own columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import document_name
from ceis_desk.core.store import Change
from ceis_desk.platforms.digital.questions import CoopRows
from ceis_desk.statistics.coop import COOP_HEADS
from ceis_desk.statistics.digital import HEADS, DigitalFigures, DigitalPeriod, figure_rows
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.digital.figures_sheet import FiguresSheet
from ceis_desk.ui.platforms.digital.page import DigitalPage
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.places import CSV_FILES, ask_where_to_save, write_table

_NOTHING = "Aucune aide ni séance sur cette période. Aucun fichier n’a été écrit."


class FiguresActs(QObject):
    """Opens the sheet of the figures."""

    def __init__(self, page: DigitalPage, sheets: Sheets, theme: Theme, link: StoreLink, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._sheets, self._theme, self._link, self._clock = page, sheets, theme, link, clock
        self._answers = Answers(self)
        self._figures: DigitalFigures | None = None
        page.figures_asked.connect(self.show)

    def show(self) -> None:
        """The month so far."""
        sheet = FiguresSheet(self._theme, self._clock().date())
        sheet.period_asked.connect(lambda first, last: self._count(sheet, first, last))
        sheet.coop_asked.connect(self.export)
        sheet.table_asked.connect(self._save_table)
        self._sheets.open(sheet, "Chiffres et export", sheet.first, width=760)
        sheet.ask()

    def export(self, first: dt.date, last: dt.date) -> None:
        """Write the activities of the period as La Coop codes them."""

        def write(rows: tuple[tuple[str, ...], ...]) -> None:
            if not rows:
                self._link.refused.emit(_NOTHING)
                return
            self._ask_place("activites-la-coop", first, last, COOP_HEADS, rows)

        self._link.ask(CoopRows(first, last), write, key="digital-coop")

    def _count(self, sheet: FiguresSheet, first: dt.date, last: dt.date) -> None:
        def counted(figures: DigitalFigures) -> None:
            self._figures = figures
            if isValid(sheet):
                sheet.show_figures(figures)

        def refused(refusal: Refusal) -> None:
            if isValid(sheet):
                sheet.refuse(refusal.sentence)

        self._link.ask(DigitalPeriod(first, last), counted, refused, key="digital-figures")

    def _save_table(self) -> None:
        if self._figures is not None:
            period = self._figures.period
            self._ask_place("chiffres-numerique", period.first, period.last, HEADS, figure_rows(self._figures))

    def _ask_place(
        self, what: str, first: dt.date, last: dt.date, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
    ) -> None:
        name = document_name(what, f"{first:%Y-%m-%d}-{last:%Y-%m-%d}").removesuffix(".pdf") + ".csv"

        def save(place: Path) -> None:
            self._answers.when(aside(lambda: write_table(place, heads, rows)), self._saved, self._failed)

        ask_where_to_save(self._page, "Enregistrer le tableau", name, CSV_FILES, save)

    def _saved(self, place: Path) -> None:
        self._link.do(NoteAccess(NotedAct.EXPORT))
        self._link.done.emit(Change(said=f"Tableau enregistré\u00a0: {place.name}"))

    def _failed(self, refusal: Refusal) -> None:
        self._link.refused.emit(refusal.sentence)
