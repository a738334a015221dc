"""Freins raised and lifted and how people's own marks changed, over a period: counts alone, small ones hidden."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.parcours.figures import FreinFigures
from ceis_desk.parcours.self_assessment import PairedChange
from ceis_desk.statistics.model import Period
from ceis_desk.statistics.ways import (
    CHANGE_HEADS,
    FREIN_HEADS,
    HIDDEN_FEW,
    PARTIAL,
    WAY_DEFINITIONS,
    WHOLE,
    change_rows,
    frein_rows,
)
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_TALL = 250


class WaySheet(QWidget):
    """`period_asked` gives two days, whole or not; `table_asked` asks for a file of what is shown."""

    period_asked = Signal(object, object)
    table_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, period: Period, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self.first, self.last = TextField(theme), TextField(theme)
        self.first.setText(write_day(period.first))
        self.last.setText(write_day(period.last))
        self.from_field, self.to_field = Field(theme, "Du", self.first), Field(theme, "Au", self.last)
        self.freins = Table(theme, "Freins repérés et levés", TableRows(FREIN_HEADS))
        self.changes = Table(theme, "Évolution des personnes", TableRows(CHANGE_HEADS), grows=0)
        for table in (self.freins, self.changes):
            table.setMinimumHeight(theme.px(_TALL))
        self.partial = Text(PARTIAL, "hint", "ink2", wrap=True)
        self.partial.hide()
        self.save = Button(theme, "Enregistrer le tableau", icon="download")
        self.save.setEnabled(False)
        self.leave = Button(theme, "Fermer", key="Échap")
        self._build()
        for field in (self.first, self.last):
            field.editingFinished.connect(self.ask)
        self.save.clicked.connect(self.table_asked)
        self.leave.clicked.connect(self.closed)

    def _build(self) -> None:
        words = " ".join(f"{one.term}\u00a0: {one.text}" for one in WAY_DEFINITIONS)
        inside = QWidget()
        parts = (
            even(self.from_field, self.to_field),
            Text("Freins", "card"),
            self.freins,
            self.partial,
            Text("Ce que les personnes disent d’elles", "card"),
            self.changes,
            Text(f"{HIDDEN_FEW} {WHOLE} {words}", "hint", "ink2", wrap=True),
        )
        inside.setLayout(column(*parts, gap=10, margins=(4, 4, 12, 4)))
        title = Text("Freins et évolution", "title")
        whole = column(title, SheetScroll(inside), row(None, self.save, self.leave), gap=12, margins=(20, 16, 20, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def ask(self) -> None:
        """Count again, or say at the field why its date is not one."""
        days = []
        for field, control in ((self.from_field, self.first), (self.to_field, self.last)):
            field.clear_message()
            try:
                days.append(parse_day(control.text(), self._today))
            except Refusal as refusal:
                field.set_error(refusal.sentence)
                return
        self.period_asked.emit(*days)

    def show_figures(self, figures: FreinFigures, changes: tuple[PairedChange, ...]) -> None:
        """What was counted."""
        self.freins.show_model(TableRows(FREIN_HEADS, frein_rows(figures), frozenset({1, 2})))
        self.changes.show_model(TableRows(CHANGE_HEADS, change_rows(changes), frozenset({2, 3, 4, 5, 6})))
        self.partial.setVisible(figures.partial)
        self.save.setEnabled(True)

    def refuse(self, words: str) -> None:
        """Say why nothing was counted; what was shown before is of another period."""
        self.to_field.set_error(words)
        self.freins.show_model(TableRows(FREIN_HEADS))
        self.changes.show_model(TableRows(CHANGE_HEADS))
        self.save.setEnabled(False)
