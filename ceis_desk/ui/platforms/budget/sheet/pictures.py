"""A drawing of the sheet and the table that says the same, one small button away."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ceis_desk.drawing.shapes import twin
from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.charts import SHOW_CHART, SHOW_TABLE, Draw
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.quiet import QuietDrawing


class SmallPicture(QWidget):
    """As `ChartView`, in a card too narrow for its button; the table is filled only while it is looked at."""

    def __init__(self, theme: Theme, name: str, head: QHBoxLayout, height: float) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.drawing = QuietDrawing(theme, name, height)
        self.table = Table(theme, name, TableRows(()))
        self.switch = IconButton(theme, "table", f"{SHOW_TABLE}\u00a0: {name}", kind="quiet", compact=True)
        self.switch.clicked.connect(self._turn)
        head.addWidget(self.switch)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.drawing)
        self._pages.addWidget(self.table)
        theme.changed.connect(self.drawing.forget)

    def show_draw(self, draw: Draw) -> None:
        """Show another drawing, in the table too when it is the table that shows."""
        self.drawing.show_draw(draw)
        if self._pages.currentWidget() is self.table:
            self._fill()

    def _turn(self) -> None:
        to_table = self._pages.currentWidget() is self.drawing
        if to_table:
            self._fill()
        self._pages.setCurrentWidget(self.table if to_table else self.drawing)
        self.switch.rename(f"{SHOW_CHART if to_table else SHOW_TABLE}\u00a0: {self._name}")
        self.switch.set_icon("chart-bar" if to_table else "table")

    def _fill(self) -> None:
        rows = [tuple(cells) for cells in twin(self.drawing.drawn())]
        heads = rows[0] if rows else ()
        self.table.show_model(TableRows(heads, tuple(rows[1:]), frozenset(range(1, len(heads)))))
