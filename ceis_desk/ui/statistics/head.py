"""The head of the page: which month, how sure its figures are, and how they leave the desk."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ceis_desk.core.dates import write_month
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard

Month = dt.date


class StatisticsHead(QWidget):
    """`month_asked` gives the first day of a month; `step_asked` a month before (-1) or after (1)."""

    month_asked = Signal(object)
    step_asked = Signal(int)
    pdf_asked = Signal()
    table_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self.title = Text("Statistiques", "title")
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.state = Chip(theme, "Chiffres provisoires", "warn", "alert-triangle")
        self.state.hide()
        self.before = IconButton(theme, "chevron-left", "Mois précédent")
        self.months = ComboBox(theme)
        self.months.setAccessibleName("Mois")
        self.after = IconButton(theme, "chevron-right", "Mois suivant")
        self.table = Button(theme, "Tableau (CSV)", icon="download")
        self.pdf = Button(theme, "Exporter le PDF", kind="main", icon="file-text")
        names = column(Flow(self.title, self.state, gap=12), self.about, gap=2)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(8)
        self._tools.addLayout(row(self.before, self.months, self.after, gap=8))
        self._tools.addLayout(row(self.table, self.pdf, gap=8))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self._line.addLayout(names, 1)
        self._line.addLayout(self._tools)
        self.setLayout(self._line)
        for button, code in ((self.before, "month-before"), (self.after, "month-after"), (self.pdf, "print")):
            keyboard.show_on(button, code)
        self._connect()

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.step_asked.emit(-1))
        self.after.clicked.connect(lambda: self.step_asked.emit(1))
        self.months.activated.connect(lambda _: self.month_asked.emit(dt.date.fromisoformat(self.months.value())))
        self.table.clicked.connect(self.table_asked)
        self.pdf.clicked.connect(self.pdf_asked)

    def show_months(self, months: tuple[Month, ...], at: Month) -> None:
        """Offer these months, the latest first, and show one of them."""
        self.months.clear()
        for month in months:
            self.months.addItem(write_month(month).capitalize(), month.isoformat())
        self.months.set_value(at.isoformat())
        self.before.setEnabled(at > months[-1])
        self.after.setEnabled(at < months[0])
        de = "d’" if write_month(at)[0] in "ao" else "de "
        self.title.setText(f"Statistiques {de}{write_month(at)}")

    def show_about(self, about: str, *, provisional: bool) -> None:
        """Say what is counted, and whether the figures may still change."""
        self.about.setText(about)
        self.state.setVisible(provisional)

    def set_room(self, *, narrow: bool, slim: bool) -> None:
        """Put the buttons under the title when there is no room beside it, then on two lines."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(below if narrow else beside)
        self._tools.setDirection(below if slim else beside)
