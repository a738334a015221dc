"""A head figure: its icon, its number, its name, and its gap with the month before."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.statistics.months import KeyFigure

_WAYS = {-1: "trending-down", 0: "equal", 1: "trending-up"}


class KeyTile(Card):
    """Shows one key figure; its icon and colour say which one, never whether it is good."""

    def __init__(self, theme: Theme, figure: KeyFigure) -> None:
        super().__init__(theme)
        self._theme = theme
        self.number = Text("", "figure")
        self.name = Text(figure.name, "body", "ink2")
        self.compared = Text("", "secondary", "ink2")
        self._way = Icon(theme, "equal", "ink2", 16)
        self._tile = IconTile(theme, figure.icon, figure.tone, 40)
        gap = row(self._way, self.compared, None, gap=6)
        line = row(gap=14)
        line.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(column(self.number, self.name, gap, gap=0), 1)
        self.add(line)
        self.show_figure(figure)

    def show_figure(self, figure: KeyFigure) -> None:
        """Show the number of another month."""
        self.number.setText(figure.said)
        self.compared.setText(figure.compared)
        self._way.set_icon(_WAYS[figure.way], "ink2")
        self._way.setVisible(bool(figure.compared))
        self.setAccessibleName(f"{figure.said} {figure.name}, {figure.compared}".rstrip(", "))
