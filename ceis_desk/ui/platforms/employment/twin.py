"""The board as a table, and the exits: what is drawn said in rows, over the page."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day
from ceis_desk.platforms.employment.exits import DYNAMIC, ExitClass, ExitFigures
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.questions import Board
from ceis_desk.platforms.employment.rules import SeatState
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.employment.seat_words import seat_look

Means = dict[ContractKind, tuple[int, int]]
_HEADS = ("Dispositif", "Place", "N°", "État", "Qui", "Nature", "Du", "Au", "Tutorat", "Prescripteur", "Référent")
_EXIT_HEADS = ("Classe", "Sorties", "Sur", "Taux")
_AROUND = 190
NONE_COUNTED = "non calculable"
NO_EXIT = "Aucune sortie dite cette année."
NOT_SHOWN = "motif non affiché"
PLACES_OF_EACH_DAY = "Jours de place\u00a0: ceux des places de chaque jour, avant et après un ajout ou un retrait."


def board_rows(board: Board, show: Discretion, *, named: bool) -> tuple[tuple[str, ...], ...]:
    """One row a seat, in the order of the board."""
    found = []
    for line in board.rows:
        for seat in line.seats:
            look = seat_look(line, seat, board.day, show, named=named)
            one = seat.contract
            dates = (write_day(one.first), write_day(one.end) if one.end else "") if one else ("", "")
            who = "" if seat.state is SeatState.FREE else look.title
            state = seat.state.label if one else f"{seat.state.label} {look.line}".strip()
            number = str(seat.position + 1)
            terms, tutor = (one.terms, one.tutor) if one else ("", line.place.tutor)
            prescribed = (one.prescriber, one.referent) if one else ("", "")
            kind = "Chantier" if line.place.kind is ContractKind.CHANTIER else "PEC"
            found.append((kind, line.place.name, number, state, who, terms, *dates, tutor, *prescribed))
    return tuple(found)


class TableSheet(QWidget):
    """The board as a table; `room` is how tall the window is."""

    closed = Signal()

    def __init__(self, theme: Theme, board: Board, show: Discretion, *, named: bool, room: int) -> None:
        super().__init__()
        model = TableRows(_HEADS, board_rows(board, show, named=named), frozenset({2}))
        self.table = Table(theme, f"Places le {write_day(board.day)}", model)
        self.table.setMinimumHeight(min(theme.px(420), room - theme.px(_AROUND)))
        close_it = Button(theme, "Fermer", key="Échap", compact=True)
        title = Text(f"Places et contrats le {write_day(board.day)}", "title", wrap=True)
        self.setLayout(column(title, self.table, row(close_it, None), gap=12, margins=(20, 16, 20, 18)))
        close_it.clicked.connect(self.closed)


def exit_rows(figures: ExitFigures) -> tuple[tuple[str, ...], ...]:
    """Each class with its numerator and its denominator, the « sorties dynamiques » last; a rate of nothing is none."""

    def line(label: str, count: int) -> tuple[str, ...]:
        whole = figures.counted
        rate = f"{round(100 * count / whole)}\u00a0%" if whole else NONE_COUNTED
        return label, str(count), str(whole), rate

    classes = [line(one.label, figures.by_class[one]) for one in ExitClass]
    return (*classes, line("Sorties dynamiques, les trois premières", sum(figures.by_class[one] for one in DYNAMIC)))


def left_out(figures: ExitFigures, show: Discretion) -> str:
    """How many exits are in no rate, and why for whoever may read it; reasons are free words, which may tell who."""
    count = sum(figures.excluded.values())
    if not count:
        return "toutes comptées"
    found = Counter[str]()
    for reason, number in figures.excluded.items():
        found[show.motif(reason) if reason else NOT_SHOWN] += number
    reasons = "\u00a0; ".join(f"{reason}\u00a0: {number}" for reason, number in sorted(found.items()))
    return f"dont {plural(count, 'exclue', 'exclues')} du calcul ({reasons})"


class ExitsSheet(QWidget):
    """The exits of a year: classes, excluded ones apart, the rule; `year_asked` gives the step to another year."""

    year_asked = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._discreet = discreet
        self._shown: tuple[ExitFigures, Means, dt.date] | None = None
        self.title = Text("Sorties", "title")
        self.before = Button(theme, "Année précédente", icon="chevron-left", compact=True)
        self.after = Button(theme, "Année suivante", icon="chevron-right", compact=True)
        self.table = Table(theme, "Sorties par classe", TableRows(_EXIT_HEADS), grows=0)
        self.table.setMinimumHeight(theme.px(230))
        self.aside, self.rule = Text("", "secondary", "ink", wrap=True), Text("", "secondary", "ink2", wrap=True)
        close_it = Button(theme, "Fermer", key="Échap", compact=True)
        inside = QWidget()
        inside.setLayout(column(self.table, self.aside, self.rule, gap=10, margins=(4, 4, 12, 4)))
        steps = row(self.before, self.after, None, close_it)
        whole = column(self.title, SheetScroll(inside), steps, gap=12, margins=(20, 16, 20, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.before.clicked.connect(lambda: self.year_asked.emit(-1))
        self.after.clicked.connect(lambda: self.year_asked.emit(1))
        close_it.clicked.connect(self.closed)
        discreet.follow(self, self._say)

    def show_exits(self, year: int, figures: ExitFigures, means: Means, today: dt.date) -> None:
        """The exits of a year and the mean occupation of the month of today."""
        self.title.setText(f"Sorties {year}")
        self.table.show_model(TableRows(_EXIT_HEADS, exit_rows(figures), frozenset({1, 2, 3})))
        self.rule.setText(figures.rule)
        self._shown = figures, means, today
        self._say()

    def _say(self) -> None:
        if self._shown is None:
            return
        figures, means, today = self._shown
        left = plural(figures.left, "sortie dite", "sorties dites")
        said = [f"{left}, {left_out(figures, self._discreet.show)}." if figures.left else NO_EXIT]
        if figures.unsaid:
            over = plural(figures.unsaid, "contrat terminé", "contrats terminés")
            said.append(f"{over} dont la sortie n’est pas dite\u00a0: hors du calcul.")
        said += [*(_mean(kind, *means[kind], today) for kind in ContractKind), PLACES_OF_EACH_DAY]
        self.aside.setText("\n".join(said))


def _mean(kind: ContractKind, held: int, places: int, today: dt.date) -> str:
    if not places:
        return f"{kind.label}\u00a0: occupation moyenne {NONE_COUNTED}."
    share = round(100 * held / places)
    return f"{kind.label}, {today:%m/%Y}\u00a0: {held} jours occupés sur {places} jours de place, {share}\u00a0%."
