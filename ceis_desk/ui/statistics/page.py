"""The dashboard of a month: head, key figures, what they say, then the cards in reading order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import LIMIT, covered, in_brief, is_provisional, state_of_figures
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.progress import ProgressLine
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.statistics.cards import (
    ComparisonCard,
    DefinitionsCard,
    HoursCard,
    MonthsCard,
    ReportCard,
    table_cards,
)
from ceis_desk.ui.statistics.head import StatisticsHead
from ceis_desk.ui.statistics.key_tile import KeyTile
from ceis_desk.ui.statistics.months import key_figures
from ceis_desk.ui.statistics.said import Said

_WIDE, _NARROW, _SLIM = 1420, 980, 700  # pixels of the page at 100 %
LOCKED = (
    "Les chiffres sont réservés aux professionnels, à l’accueil et à la direction. "
    "Pour y avoir accès, demandez à la personne qui administre CEIS Desk."
)
EMPTY = "Aucun passage n’est enregistré ce mois-ci."

# Where each card stands on a grid of twelve columns: (row, column, columns taken, rows taken).
_PLACES: dict[str, dict[str, tuple[int, int, int, int]]] = {
    "wide": {
        "months": (0, 0, 7, 1), "platforms": (0, 7, 5, 1), "hours": (1, 0, 7, 1), "motifs": (1, 7, 5, 1),
        "publics": (2, 0, 4, 1), "ages": (2, 4, 4, 2), "qpv": (2, 8, 4, 1), "known": (3, 0, 4, 1),
        "waiting": (3, 8, 4, 1), "comparison": (4, 0, 5, 1), "outcomes": (4, 5, 4, 1), "report": (4, 9, 3, 1),
        "definitions": (5, 0, 12, 1),
    },
    "usual": {
        "months": (0, 0, 7, 1), "platforms": (0, 7, 5, 1), "hours": (1, 0, 7, 1), "motifs": (1, 7, 5, 1),
        "publics": (2, 0, 7, 1), "waiting": (2, 7, 5, 1), "ages": (3, 0, 7, 2), "qpv": (3, 7, 5, 1),
        "known": (4, 7, 5, 1), "comparison": (5, 0, 7, 2), "outcomes": (5, 7, 5, 1), "report": (6, 7, 5, 1),
        "definitions": (7, 0, 12, 1),
    },
}  # fmt: skip
_READING = tuple(_PLACES["usual"])


class StatisticsPage(QWidget):
    """Shows a report or says why there is none; what the user wants comes out of its head and its cards."""

    current_asked = Signal()
    ways_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme, self._keyboard = theme, keyboard
        self._arrangement = ""
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Statistiques")
        self.head = StatisticsHead(theme, keyboard)
        self.progress = ProgressLine(theme, "Calcul des chiffres")
        self.progress.show_share(0, 0)
        self.brief = Notice(theme, "")
        self.ways = Button(theme, "Freins et évolution", icon="trending-up")
        keyboard.show_on(self.ways, "way-figures")
        self.empty = EmptyState(theme, EMPTY, icon="chart-bar", action="Revenir au mois en cours")
        self.tiles: list[KeyTile] = []
        tables = table_cards(theme)
        self.months, self.hours, self.comparison = MonthsCard(theme), HoursCard(theme), ComparisonCard(theme)
        self.report, self.definitions = ReportCard(theme), DefinitionsCard(theme)
        self.tables = tables
        self.cards: dict[str, QWidget] = {
            **tables, "months": self.months, "hours": self.hours, "comparison": self.comparison,
            "report": self.report, "definitions": self.definitions,
        }  # fmt: skip
        self.locked = EmptyState(theme, LOCKED, icon="lock")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._key_line, self._grid = QGridLayout(), QGridLayout()
        for grid in (self._key_line, self._grid):
            grid.setSpacing(14)
        for twelfth in range(12):
            self._grid.setColumnStretch(twelfth, 1)
        self._figures, inside = QWidget(), QWidget()
        # Beside the sentence which says that counts of comings do not tell whether anybody is better off.
        self._brief = row(self.brief, self.ways, gap=12)
        self._brief.setStretch(0, 1)
        self._figures.setLayout(column(self._key_line, self._brief, self._grid, gap=14))
        inside.setLayout(column(self.head, self.progress, self._figures, self.empty, gap=12, margins=(24, 18, 24, 18)))
        self._scroll = Scroll(inside)
        self.setLayout(column(self._scroll, self.locked, gap=0))
        self._figures.hide()
        self.empty.hide()
        self.locked.hide()
        self.show_working(False)

    def _connect(self) -> None:
        self._keyboard.shortcut(self, "month-before", lambda: self.head.step_asked.emit(-1))
        self._keyboard.shortcut(self, "month-after", lambda: self.head.step_asked.emit(1))
        self._keyboard.shortcut(self, "way-figures", self.ways_asked.emit)
        self.ways.clicked.connect(self.ways_asked)
        self.report.see.clicked.connect(self.head.pdf_asked)
        self.empty.acted.connect(self.current_asked)
        self._theme.changed.connect(self.settle)

    def show_locked(self) -> None:
        """Say to whom the figures are reserved, and whom to ask."""
        self._scroll.hide()
        self.locked.show()

    def show_working(self, on: bool) -> None:
        """Show that the figures are being counted, without moving anything."""
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.setVisible(on)

    def show_report(self, report: MonthReport, said: Said) -> None:
        """Show a month, or the one sentence of a month without anyone."""
        where = " · ".join(part for part in (report.structure, report.place) if part)
        self.head.show_about(
            f"{where} · {covered(report)} {state_of_figures(report)}.", provisional=is_provisional(report)
        )
        something = bool(report.figures.visits or report.figures.participants)
        self._figures.setVisible(something)
        self.empty.setVisible(not something)
        self.head.pdf.setEnabled(something)
        self.head.table.setEnabled(something)
        if something:
            self._show_figures(report, said)

    def show_way_back(self, *, offered: bool) -> None:
        """Offer the month under way where a month has nothing to show; not to that month itself."""
        self.empty.button.setVisible(offered)

    def show_failed(self, sentence: str) -> None:
        """Say why there are no figures."""
        self._figures.hide()
        self.empty.sentence.setText(sentence)
        self.empty.show()

    def _show_figures(self, report: MonthReport, said: Said) -> None:
        figures = key_figures(report, said)
        if not self.tiles:
            self.tiles = [KeyTile(self._theme, figure) for figure in figures]
            self._arrangement = ""
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.show_figure(figure)
        self.brief.words.setText("En bref\u00a0: " + " ".join([*in_brief(report), LIMIT]))
        for table in self.tables.values():
            table.show_report(report, said)
        self.months.show_report(report, said)
        self.hours.show_report(report, said)
        self.comparison.show_report(report, said)
        self.settle()

    def settle(self) -> None:
        """Give the cards the columns that the window and the text size leave them."""
        width = self.width() * 100 // self._theme.scale
        wish = "wide" if width >= _WIDE else "usual" if width >= _NARROW else "single"
        self.head.set_room(narrow=width < _NARROW, slim=width < _SLIM)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._brief.setDirection(below if width < _NARROW else beside)
        self.hours.peak.setVisible(width >= _SLIM)
        if wish + str(width < _SLIM) == self._arrangement:
            return
        self._arrangement = wish + str(width < _SLIM)
        for rank, name in enumerate(_READING):
            line, left, across, down = _PLACES[wish][name] if wish in _PLACES else (rank, 0, 12, 1)
            self._grid.addWidget(self.cards[name], line, left, down, across)
        across = 4 if width >= _NARROW else 1 if width < _SLIM else 2
        for rank, tile in enumerate(self.tiles):
            self._key_line.addWidget(tile, rank // across, rank % across)
        for at in range(4):
            self._key_line.setColumnStretch(at, 1 if at < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()
