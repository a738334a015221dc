"""The cards of the dashboard: each one shows a report, with counts written as they are given."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import write_count
from ceis_desk.drawing.columns import columns_by_month
from ceis_desk.drawing.heat import heat_table
from ceis_desk.drawing.shapes import Picture, Sizes
from ceis_desk.statistics.definitions import DEFINITIONS
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import evolution, plural
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.charts import ChartView
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.statistics import rows
from ceis_desk.ui.statistics.figure_table import FigureTable, Line
from ceis_desk.ui.statistics.months import comparison_lines, month_columns, not_compared
from ceis_desk.ui.statistics.said import NB, Said

Lines = Callable[[MonthReport, Said], tuple[Line, ...]]
Base = Callable[[MonthReport, Said], str]
Note = Callable[[MonthReport], str]


class TableCard(Card):
    """One table of lines, what they are counted on at the right of the title, a note below."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        icon: str,
        heads: tuple[str, ...],
        lines: Lines,
        *,
        base: Base,
        note: Note | None,
    ) -> None:
        super().__init__(theme, title, icon)
        self._heads, self._lines, self._base, self._note = heads, lines, base, note
        self.table = FigureTable(theme, title)
        self.base = Text("", "secondary", "ink2")
        self.note = Text("", "hint", "ink2", wrap=True)
        self.right.addWidget(self.base)
        self.add(self.table, 1)
        self.add(self.note)

    def show_report(self, report: MonthReport, said: Said) -> None:
        """Show the figures of a month."""
        self.table.show_lines(self._heads, self._lines(report, said))
        self.base.setText(self._base(report, said))
        self.note.setText(self._note(report) if self._note else "")
        self.note.setVisible(bool(self.note.text()))


class MonthsCard(Card):
    """Participants month by month, visits under them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Participants par mois", "trending-up")
        self.chart = ChartView(theme, "Participants par mois", self.right, height=250, upright=True)
        self.note = Text("", "hint", "ink2", wrap=True)
        self.add(self.chart, 1)
        self.add(self.note)

    def show_report(self, report: MonthReport, said: Said) -> None:
        """Show the months up to this one."""
        columns = month_columns(report, said)
        names = ("participants", "passages")
        self.chart.show_draw(lambda width, height, sizes: columns_by_month(columns, names, width, height, sizes))
        self.note.setText(evolution(report))


class HoursCard(Card):
    """Visits by day of the week and hour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Affluence par jour et par heure", "clock")
        self.peak = Text("", "label", "primary")
        self.right.addWidget(self.peak)
        self.chart = ChartView(theme, "Affluence par jour et par heure", self.right, height=270)
        self.note = Text("", "hint", "ink2", wrap=True)
        self.add(self.chart, 1)
        self.add(self.note)

    def show_report(self, report: MonthReport, said: Said) -> None:
        """Show the week of a month."""
        heads, days, totals = rows.heat_rows(report, said)

        def draw(width: float, height: float, sizes: Sizes) -> Picture:
            tall = (height - 2.7 * sizes.small - sizes.rule) / (len(days) + 1)
            return heat_table(heads, days, totals, width, tall, sizes)

        self.chart.show_draw(draw)
        self.peak.setText(rows.busiest_hour(report))
        self.note.setText(rows.heat_note(report))


class ComparisonCard(Card):
    """The month beside the one before, the year before and the month of reference."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Comparaison", "table")
        self.table = FigureTable(theme, "Comparaison")
        self.note = Text("", "hint", "ink2", wrap=True)
        self.add(self.table, 1)
        self.add(self.note)

    def show_report(self, report: MonthReport, said: Said) -> None:
        """Show what is compared."""
        self.table.show_lines(*comparison_lines(report, said))
        self.note.setText(not_compared(report))
        self.note.setVisible(bool(self.note.text()))


class ReportCard(Card):
    """What the monthly report holds, and the way to it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Rapport prêt à imprimer", "file-text")
        facts = ("4 pages A4", "résumé en phrases simples", "effectifs de moins de 5 masqués", "aucun nom, aucune note")
        for fact in facts:
            self.add(row(Icon(theme, "check", "success", 18), Text(fact, "secondary"), None))
        self.see = Button(theme, "Voir le rapport", icon="file-text")
        self.add(row(self.see, None))
        self.body.addStretch(1)


class DefinitionsCard(Card):
    """The words of the page and what they count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Définitions", "info-circle")
        half = -(-len(DEFINITIONS) // 2)
        sides = []
        for found in (DEFINITIONS[:half], DEFINITIONS[half:]):
            side = QWidget()
            entries = [
                column(Text(one.term, "strong"), Text(one.text, "secondary", "ink2", wrap=True), gap=1) for one in found
            ]
            side.setLayout(column(*entries, None, gap=8))
            sides.append(side)
        both = row(*sides, gap=24)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.add(both)


def _of_participants(report: MonthReport, said: Said) -> str:
    return f"participants, sur {said(report.figures.participants)}"


def _of_visits(report: MonthReport, said: Said) -> str:
    return f"passages, sur {said(report.figures.visits)}"


def _waits(report: MonthReport, said: Said) -> str:
    return f"{said(report.waiting.waits)} attentes"


def _meetings(report: MonthReport, said: Said) -> str:
    return f"{said(report.outcomes.planned)} prévus"


def _platforms_note(report: MonthReport) -> str:
    total = sum(count.visits for count in report.figures.by_platform.values())
    both = f"{write_count(total)} au total pour {write_count(report.figures.visits)} passages"
    return f"Un passage qui touche deux plateformes compte dans chacune{NB}: {both}."


def _motifs_note(report: MonthReport) -> str:
    total = plural(sum(report.figures.by_motif.values()), "motif", "motifs")
    return f"Un passage peut avoir plusieurs motifs{NB}: {total} pour {write_count(report.figures.visits)} passages."


def _publics_note(report: MonthReport) -> str:
    return "Une personne peut être dans plusieurs publics, ou dans aucun." if report.figures.participants else ""


def table_cards(theme: Theme) -> dict[str, TableCard]:
    """The cards that are one table, by the place they take."""

    def card(title: str, icon: str, heads: tuple[str, ...], lines: Lines, base: Base, note: Note | None) -> TableCard:
        return TableCard(theme, title, icon, heads, lines, base=base, note=note)

    n, visits, people = ("", "n", "part"), _of_visits, _of_participants
    both = ("", "passages", "participants")
    return {
        "platforms": card("Passages par plateforme", "layout-grid", both, rows.platform_lines, visits, _platforms_note),
        "motifs": card("Par motif", "clipboard-text", ("", "passages", "part"), rows.motif_lines, visits, _motifs_note),
        "publics": card(
            "Publics accompagnés", "users", ("", "n / N", "part"), rows.public_lines, people, _publics_note
        ),
        "ages": card("Âge", "users-group", n, rows.age_lines, people, None),
        "qpv": card("Habite un quartier prioritaire", "map-pin", n, rows.qpv_lines, people, None),
        "known": card("Venues", "user-plus", n, rows.known_lines, people, None),
        "waiting": card("Attente à l’accueil", "armchair", n, rows.waiting_lines, _waits, rows.waiting_note),
        "outcomes": card("Rendez-vous individuels", "calendar-event", n, rows.outcome_lines, _meetings, None),
    }
