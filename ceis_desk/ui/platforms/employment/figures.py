"""The four key figures above the board."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.core.dates import MONTHS
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.questions import Board
from ceis_desk.platforms.employment.rules import SOON_DAYS
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import IconTile, Text
from ceis_desk.ui.kit.theme import Theme


class KeyFigure(Card):
    """An icon, a number, what it counts; read as one sentence."""

    def __init__(self, theme: Theme, icon: str, tone: str) -> None:
        super().__init__(theme)
        self.figure, self.words = Text("", "title"), Text("", "secondary", "ink2", wrap=True)
        parts = row(IconTile(theme, icon, tone, 40), column(self.figure, self.words, gap=0), gap=12)
        parts.setStretch(1, 1)
        self.add(parts)
        inside = self.layout()
        if inside is not None:
            inside.setContentsMargins(14, 8, 14, 8)

    def show_figure(self, figure: str, words: str) -> None:
        """What it says now."""
        self.figure.setText(figure)
        self.words.setText(words)
        self.setAccessibleName(f"{figure} {words}")


class KeyFigures(QWidget):
    """Places of the chantier, contracts of the PEC, ends to come, entries in the school."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cards = (
            KeyFigure(theme, "tools", "blue"),
            KeyFigure(theme, "stethoscope", "blue"),
            KeyFigure(theme, "calendar-due", "warn"),
            KeyFigure(theme, "certificate", "success"),
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.set_across(len(self.cards))

    def set_across(self, across: int) -> None:
        """How many stand on a line."""
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // across, at % across)
        for at in range(len(self.cards)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)

    def show_board(self, board: Board) -> None:
        """The figures of a day."""
        chantier, pec = board.counts[ContractKind.CHANTIER], board.counts[ContractKind.PEC]
        sites = sum(one.place.kind is ContractKind.PEC and one.place.places > 0 for one in board.rows)
        until = board.day + dt.timedelta(days=SOON_DAYS)
        shown = (
            (f"{chantier.held + chantier.surplus} sur {chantier.places}", "places au chantier"),
            (f"{pec.held + pec.surplus} sur {pec.places}", f"contrats PEC, {sites} EHPAD"),
            (_many(board.ending, "fin"), f"d’ici au {until.day} {MONTHS[until.month - 1]}"),
            (f"{_many(board.entered, 'entrée')} en un an", "en école d’aide-soignant"),
        )
        for card, (figure, words) in zip(self.cards, shown, strict=True):
            card.show_figure(figure, words)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"
