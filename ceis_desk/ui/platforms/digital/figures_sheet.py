"""The figures of the digital space for a period, and the two files that may be made of them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.statistics.digital import DIGITAL_DEFINITIONS, HEADS, DigitalFigures, figure_rows
from ceis_desk.statistics.model import Period
from ceis_desk.statistics.rules import calendar_period, month_of
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_TALL = 300


class FiguresSheet(QWidget):
    """`period_asked` gives two days; `coop_asked` and `table_asked` ask for a file."""

    period_asked = Signal(object, object)
    coop_asked = Signal(object, object)
    table_asked = Signal()

    def __init__(self, theme: Theme, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self._wanted: Period | None = None
        self.first, self.last = TextField(theme), TextField(theme)
        month = month_of(today)
        self.first.setText(write_day(month.first))
        self.last.setText(write_day(month.last))
        self.from_field, self.to_field = Field(theme, "Du", self.first), Field(theme, "Au", self.last)
        self.table = Table(theme, "Chiffres de l’espace numérique", TableRows(HEADS), grows=1)
        self.table.setMinimumHeight(theme.px(_TALL))
        words = " ".join(f"{one.term}\u00a0: {one.text}" for one in DIGITAL_DEFINITIONS)
        self.definitions = Text(words, "hint", "ink2", wrap=True)
        self.coop = Button(theme, "Exporter pour La Coop", kind="main", icon="file-download")
        self.save = Button(theme, "Enregistrer le tableau", icon="download")
        self.save.setEnabled(False)
        close_it = LeaveButton(theme, "Fermer")
        hidden = (
            "Un nombre de 1 à 4 est masqué dans ce tableau, qui se compte par mois, trimestre, semestre ou année "
            "entiers. L’export pour La Coop prend deux jours quelconques et ne porte aucun nom."
        )
        counted = QWidget()
        counted.setLayout(column(self.table, Text(hidden, "hint", "ink2", wrap=True), self.definitions, gap=10))
        parts = (
            Text("Chiffres et export", "title"),
            even(self.from_field, self.to_field),
            SheetScroll(counted),
            row(self.coop, self.save, close_it, None, gap=10),
        )
        self.setLayout(column(*parts, gap=10, margins=(20, 16, 20, 16)))
        for field in (self.first, self.last):
            field.editingFinished.connect(self.ask)
        self.coop.clicked.connect(self._ask_coop)
        self.save.clicked.connect(self.table_asked)

    def ask(self) -> None:
        """Count again, over a whole period: the table hides small counts."""
        days = self._period()
        if days is None:
            return
        try:
            period = calendar_period(*days)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
        else:
            self._wanted = period
            self.period_asked.emit(period.first, period.last)

    def show_figures(self, figures: DigitalFigures) -> None:
        """The figures counted, unless the days have changed meanwhile."""
        if figures.period != self._wanted:
            return
        self.table.show_model(TableRows(HEADS, tuple(figure_rows(figures)), frozenset({2})))
        self.save.setEnabled(True)

    def refuse(self, words: str) -> None:
        """Say why nothing was counted; what was shown before is of another period."""
        self._wanted = None
        self.to_field.set_error(words)
        self.table.show_model(TableRows(HEADS))
        self.save.setEnabled(False)

    def _ask_coop(self) -> None:
        period = self._period()
        if period is not None:
            self.coop_asked.emit(*period)

    def _period(self) -> tuple[dt.date, dt.date] | None:
        days = []
        for field, control in ((self.from_field, self.first), (self.to_field, self.last)):
            field.clear_message()
            try:
                days.append(parse_day(control.text(), self._today))
            except Refusal as refusal:
                field.set_error(refusal.sentence)
                return None
        return days[0], days[1]
