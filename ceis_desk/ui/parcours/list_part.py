"""A card of rows, or its sentence when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme


class ListPart(Card):
    """Its rows are as many as they are: the page scrolls."""

    def __init__(self, theme: Theme, title: str, icon: str, empty: str) -> None:
        super().__init__(theme, title, icon)
        self.rows = RowList(theme, title, fit=True)
        self._empty = Text(empty, "secondary", "ink2", wrap=True)
        self.add(self.rows)
        self.add(self._empty)

    def show_rows(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Replace the rows by (identity, look) pairs."""
        self.rows.show_rows(rows)
        self.show()
        self.rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)
