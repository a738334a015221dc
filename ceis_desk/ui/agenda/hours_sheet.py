"""When professionals receive, and what closes: what there is, to add to or to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.agenda.week import Availability, BusyTime
from ceis_desk.core.dates import DAYS, write_day, write_hour
from ceis_desk.core.ids import Id
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_TALL = 380
_ALL = "Toute la place"


def hours_row(line: Availability, names: Mapping[Id, str]) -> RowLook:
    """« mardi, 9:00 à 12:30 », who, in which room, since when."""
    every = "" if line.every == 1 else f"une semaine sur {line.every}"
    until = f"jusqu’au {write_day(line.to_day)}" if line.to_day else f"depuis le {write_day(line.from_day)}"
    parts = (names.get(line.account_id, ""), line.room, every, until)
    title = f"{DAYS[line.weekday]}, {write_hour(line.first)} à {write_hour(line.last)}"
    return RowLook(title, " · ".join(part for part in parts if part), action="Retirer", compact=True)


def busy_row(line: BusyTime, names: Mapping[Id, str]) -> RowLook:
    """« Réunion d’équipe », when and for whom."""
    start, end = line.span.start, line.span.end
    when = f"{DAYS[start.weekday()]} {write_day(start.date())}, {write_hour(start.time())} à {write_hour(end.time())}"
    every = "" if not line.every else "chaque semaine" if line.every == 1 else f"toutes les {line.every} semaines"
    whose = names.get(line.account_id, "") if line.account_id is not None else _ALL
    parts = (when, every, whose)
    return RowLook(line.title, " · ".join(part for part in parts if part), action="Retirer", compact=True)


class HoursSheet(QWidget):
    """`withdrawn` gives the id of a line; `added` asks for the form of new hours."""

    withdrawn = Signal(str)
    added = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = RowList(theme, "Disponibilités, réunions et fermetures")
        self.rows.setMinimumHeight(theme.px(_TALL))
        self.nothing = Text("Aucune disponibilité n’est encore saisie.", "secondary", "ink2", wrap=True)
        add = Button(theme, "Ajouter une disponibilité", kind="main", icon="plus")
        leave = Button(theme, "Fermer", key="Échap")
        add.clicked.connect(self.added)
        leave.clicked.connect(self.closed)
        parts = (Text("Disponibilités et fermetures", "title"), self.nothing, self.rows, row(add, leave, None, gap=10))
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        self.rows.acted.connect(self.withdrawn)

    def show_lines(self, hours: Sequence[Availability], busy: Sequence[BusyTime], names: Mapping[Id, str]) -> None:
        """Everything there is from today on."""
        ordered = sorted(hours, key=lambda line: (names.get(line.account_id, ""), line.weekday, line.first))
        rows = [(str(line.id), hours_row(line, names)) for line in ordered]
        rows += [(str(line.id), busy_row(line, names)) for line in busy]
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        if not self.rows.current():
            self.rows.step(1)
        self.nothing.setVisible(not rows)
