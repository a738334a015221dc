"""« Démarches suivies jusqu’au bout »: those to follow, the most pressing first, and those ended."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.platforms.digital.model import Procedure, ProcedureList, ProcedureTab
from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.digital.words import procedure_row

_NOTHING = {
    ProcedureTab.FOLLOW: "Aucune démarche à suivre.",
    ProcedureTab.SUCCEEDED: "Aucune démarche aboutie.",
    ProcedureTab.WITHOUT: "Aucune démarche refusée ou abandonnée.",
}
_TALL, _NARROW, _TITLE_ALONE = 130, 560, 690


class ProceduresCard(Card):
    """`opened` gives the id of a procedure, `viewed` that the other tab is wanted, `new_asked` one more."""

    opened = Signal(str)
    viewed = Signal(str)
    new_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__(theme, "Démarches suivies jusqu’au bout", "list-check")
        self._theme, self._discreet = theme, discreet
        self._lines: tuple[Procedure, ...] = ()
        self._today = dt.date.min
        self.tab = Segmented(theme, "Quelles démarches", tuple((one.value, one.label) for one in ProcedureTab))
        self.late = Chip(theme, "")
        self.late.hide()
        self.new = IconButton(theme, "plus", "Suivre une démarche", compact=True)
        self._tools = QWidget()
        self._tools.setLayout(row(self.tab, self.new))
        self.right.addWidget(self._tools)
        self._under = row(self.late, None)
        self.add(self._under)
        self.rows = RowList(theme, "Démarches")
        self.rows.setMinimumHeight(theme.px(_TALL))
        self.nothing = EmptyState(theme, _NOTHING[ProcedureTab.FOLLOW], icon="list-check", action="Suivre une démarche")
        self.nothing.hide()
        self.add(self.rows, 1)
        self.add(self.nothing, 1)
        self.tab.chosen.connect(self.viewed)
        self.rows.opened.connect(self.opened)
        self.new.clicked.connect(self.new_asked)
        self.nothing.acted.connect(self.new_asked)

    def show_list(self, found: ProcedureList, today: dt.date) -> None:
        """The procedures of the tab in force."""
        self._lines, self._today = found.lines, today
        for one, count in found.counts.items():
            self.tab.set_words(one.value, f"{one.label}  {count}")
        self.late.show_look(ChipLook(f"{found.late} en retard", "danger", "alert-triangle"))
        self.late.setVisible(found.late > 0)
        self.nothing.sentence.setText(_NOTHING[self.current_tab()])
        self.nothing.setVisible(not found.lines)
        self.rows.setVisible(bool(found.lines))
        self.render_rows()

    def render_rows(self) -> None:
        """Write the rows again: names hidden or shown, another width."""
        narrow = self.width() < self._theme.px(_NARROW)
        show = self._discreet.show
        self.rows.show_rows(
            [(str(line.id), procedure_row(line, self._today, show, narrow=narrow)) for line in self._lines]
        )

    def current_tab(self) -> ProcedureTab:
        """The tab in force."""
        return ProcedureTab(self.tab.value())

    def line(self, ident: str) -> Procedure | None:
        """The procedure behind a row."""
        return next((line for line in self._lines if line.id == Id(ident)), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < self._theme.px(_NARROW)) != (self.width() < self._theme.px(_NARROW)):
            self.render_rows()
        self._place_tools()

    def _place_tools(self) -> None:
        """The tabs stand at the right of the title, or on the line below where both would not fit."""
        place = self._under if self.width() < self._theme.px(_TITLE_ALONE) else self.right
        if place.indexOf(self._tools) < 0:
            place.addWidget(self._tools)
