"""From months asked for to figures shown, printed and saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import document_name
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.statistics.export import HEADS, to_rows
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.papers import MonthlyPaper
from ceis_desk.statistics.questions import ReadMonth
from ceis_desk.statistics.sentences import is_provisional
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.places import CSV_FILES, ask_where_to_save, write_table
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import STATISTICS, KeyLine, command_of
from ceis_desk.ui.statistics.page import StatisticsPage
from ceis_desk.ui.statistics.said import discreet_count, true_count
from ceis_desk.ui.statistics.way_figures import WayFigures

_QUIET_MS = 300
_YEARS_BACK = 5
_WAYS = (Thing.SEALED_FIGURES, Level.READ)
_COUNTED = ("visit", "person", "pair", "motif", "setting")


class StatisticsPilot(QObject):
    """Reads a month when it is asked for and again when something counted has changed."""

    print_asked = Signal(object)

    def __init__(
        self,
        page: StatisticsPage,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Clock,
        *,
        demo: bool,
    ) -> None:
        super().__init__(page)
        self._keyboard = keyboard
        self.page, self._link, self._discreet, self._clock, self._demo = page, link, discreet, clock, demo
        self._open = may(actor.roles, Thing.FIGURES, Level.READ)
        self._answers = Answers(self)
        self._month = clock().date().replace(day=1)
        self._report: MonthReport | None = None
        self._starts: dt.date | None = None
        self._waiting: Callable[[Paper], None] | None = None
        self._shown = False
        self._ways = WayFigures(page, theme, link, clock) if may(actor.roles, *_WAYS) else None
        page.ways.setVisible(self._ways is not None)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(lambda: self.page.show_working(True))
        self._connect()

    def _connect(self) -> None:
        head = self.page.head
        head.month_asked.connect(self._go_to)
        head.step_asked.connect(self._step)
        head.pdf_asked.connect(lambda: self.papers(self.print_asked.emit))
        head.table_asked.connect(self._save_table)
        self.page.ways_asked.connect(self.way_figures)
        self.page.current_asked.connect(lambda: self._go_to(self._today()))
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._render)

    def enter(self) -> None:
        """Read the month again and put the cursor on what the page is for."""
        if not self._open:
            self.page.show_locked()
            return
        self._shown = True
        self._read()
        self.page.head.pdf.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Stop following what happens at the desk."""
        self._shown = False
        self._quiet.stop()

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Give `then` the report of the month shown, at once or as soon as it is counted."""
        if self._report is None:
            self._waiting = then if self._open else None
        elif self._report.figures.visits or self._report.figures.participants:
            then(MonthlyPaper(self._report))

    def way_figures(self) -> None:
        """Show freins and what persons say of themselves, of the year up to the month shown."""
        if self._ways is not None:
            self._ways.show(self._month)

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        export = self._keyboard.line("print", "exporter le rapport du mois en PDF")
        reserved = {command_of("way-figures").words} if self._ways is None else set()
        return (*(line for line in self._keyboard.lines(STATISTICS) if line.what not in reserved), export)

    def _today(self) -> dt.date:
        return self._clock().date().replace(day=1)

    def _months(self) -> tuple[dt.date, ...]:
        """What may be chosen, the latest first; example data goes on after the day it opens on."""
        last = max(self._month, self._today(), *(_stepped(self._today(), 12),) if self._demo else ())
        first = min(self._starts or _stepped(self._today(), -12 * _YEARS_BACK), self._month)
        count = (last.year - first.year) * 12 + last.month - first.month
        return tuple(_stepped(last, -back) for back in range(count + 1))

    def _step(self, by: int) -> None:
        wish = _stepped(self._month, by)
        if wish in self._months():
            self._go_to(wish)

    def _go_to(self, month: dt.date) -> None:
        self._month, self._report = month, None
        self._read()

    def _read(self) -> None:
        self.page.head.show_months(self._months(), self._month)
        self.page.show_way_back(offered=self._month != self._today())
        self._quiet.start()
        self._link.ask(ReadMonth(self._month), self._show, self._refused, key="statistics-month")

    def _show(self, report: MonthReport) -> None:
        self._quiet.stop()
        self.page.show_working(False)
        self._report, self._starts = report, report.register_starts and report.register_starts.replace(day=1)
        self.page.head.show_months(self._months(), self._month)
        self._render()
        then, self._waiting = self._waiting, None
        if then is not None:
            self.papers(then)

    def _refused(self, refusal: Refusal) -> None:
        self._quiet.stop()
        self._waiting = None
        self.page.show_working(False)
        self.page.show_failed(refusal.sentence)

    def _render(self) -> None:
        if self._report is not None:
            self.page.show_report(self._report, discreet_count if self._discreet.on else true_count)

    def _changed(self, change: Change) -> None:
        if self._shown and change.touches(*_COUNTED):
            self._read()

    def _save_table(self) -> None:
        report = self._report
        if report is None:
            return
        state = "-provisoire" if is_provisional(report) else ""
        name = document_name("chiffres-du-mois", f"{report.month:%Y-%m}{state}").removesuffix(".pdf") + ".csv"

        def save(place: Path) -> None:
            written = aside(lambda: write_table(place, HEADS, to_rows(report.figures)))
            self._answers.when(
                written, lambda _: self._saved(place), lambda refusal: self._link.refused.emit(refusal.sentence)
            )

        ask_where_to_save(self.page, "Enregistrer le tableau", name, CSV_FILES, save)

    def _saved(self, place: Path) -> None:
        self._link.done.emit(Change(said=f"Tableau enregistré\u00a0: {place.name}"))


def _stepped(month: dt.date, by: int) -> dt.date:
    rank = month.year * 12 + month.month - 1 + by
    return dt.date(rank // 12, rank % 12 + 1, 1)
