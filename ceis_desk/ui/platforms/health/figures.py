"""Prevention of a period by theme, as a table: times and persons, hidden under five."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import write_count
from ceis_desk.platforms.health.model import PreventionFigures, Theme
from ceis_desk.platforms.health.themes import theme_label
from ceis_desk.statistics.model import Period
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme as Look

HEADS = ("Thème", "Entretiens", "Personnes", "Présences", "Personnes en séance")
HIDDEN = "masqué"
UNDER = (
    "«\u00a0masqué\u00a0»\u00a0: moins de cinq personnes. Entretiens et séances ne s’additionnent pas\u00a0: une même "
    "personne peut être dans les deux."
)
NOTHING = "Rien n’est noté pour cette période."
_LEAST = 260


class FiguresSheet(QWidget):
    """A period: nobody's name, and no total that would give a hidden count back."""

    def __init__(self, look: Look, year: Period, figures: PreventionFigures, themes: Sequence[Theme]) -> None:
        super().__init__()
        rows = tuple(
            (
                theme_label(line.theme, themes),
                *(_said(count) for count in (line.interviews, line.interviewed, line.presences, line.present)),
            )
            for line in figures.themes
        )
        self.table = Table(look, "Prévention par thème", TableRows(HEADS, rows, frozenset({1, 2, 3, 4})), grows=0)
        self.table.setMinimumHeight(look.px(_LEAST))
        empty = EmptyState(look, NOTHING, icon="chart-bar")
        title = Text(f"Prévention, année {year.first.year}, à ce jour", "title")
        shown = self.table if rows else empty
        (empty if rows else self.table).setParent(self)
        (empty if rows else self.table).hide()
        close_it = LeaveButton(look, "Fermer")
        under = Text(UNDER, "hint", "ink3", wrap=True)
        self.setLayout(column(title, shown, under, row(None, close_it), gap=12, margins=(20, 16, 20, 16)))


def _said(count: int | None) -> str:
    return HIDDEN if count is None else write_count(count)
