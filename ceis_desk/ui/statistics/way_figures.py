"""Asks for the figures of the parcours, shows them over the page, and writes them to a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import document_name
from ceis_desk.core.store import Change
from ceis_desk.parcours.figures import FreinFigures, ReadFreinFigures
from ceis_desk.parcours.self_assessment import PairedChange, ReadPairedChange
from ceis_desk.statistics.model import Period
from ceis_desk.statistics.rules import year_of
from ceis_desk.statistics.ways import FILE_HEADS, file_rows
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.places import CSV_FILES, ask_where_to_save, write_table
from ceis_desk.ui.statistics.way_sheet import WaySheet

_WIDTH = 960


class WayFigures(QObject):
    """One sheet at a time; what it shows is kept for the file."""

    def __init__(self, page: QWidget, theme: Theme, link: StoreLink, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._theme, self._link, self._clock = page, theme, link, clock
        self._sheets, self._answers = Sheets(page, theme), Answers(self)
        self._wanted: Period | None = None
        self._shown: tuple[Period, FreinFigures, tuple[PairedChange, ...]] | None = None

    def show(self, month: dt.date) -> None:
        """The calendar year of this month."""
        period = year_of(month)
        sheet = WaySheet(self._theme, period, self._clock().date())
        sheet.period_asked.connect(lambda first, last: self._count(sheet, first, last))
        sheet.table_asked.connect(self._save)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Freins et évolution", sheet.first, width=_WIDTH)
        sheet.ask()

    def _count(self, sheet: WaySheet, first: dt.date, last: dt.date) -> None:
        self._wanted = wanted = Period(first, last)

        def with_freins(figures: FreinFigures) -> None:
            self._link.ask(
                ReadPairedChange(first, last), lambda changes: show(figures, changes), refused, key="way-changes"
            )

        def show(figures: FreinFigures, changes: tuple[PairedChange, ...]) -> None:
            if isValid(sheet) and self._wanted == wanted:
                self._shown = (wanted, figures, changes)
                sheet.show_figures(figures, changes)

        def refused(refusal: Refusal) -> None:
            if isValid(sheet) and self._wanted == wanted:
                sheet.refuse(refusal.sentence)

        self._link.ask(ReadFreinFigures(first, last), with_freins, refused, key="way-freins")

    def _save(self) -> None:
        if self._shown is None:
            return
        period, figures, changes = self._shown
        days = f"{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}"
        name = document_name("freins-et-evolution", days).removesuffix(".pdf") + ".csv"

        def save(place: Path) -> None:
            written = aside(lambda: write_table(place, FILE_HEADS, file_rows(figures, changes)))
            self._answers.when(written, self._saved, lambda refusal: self._link.refused.emit(refusal.sentence))

        ask_where_to_save(self._page, "Enregistrer le tableau", name, CSV_FILES, save)

    def _saved(self, place: Path) -> None:
        self._link.done.emit(Change(said=f"Tableau enregistré\u00a0: {place.name}"))
