"""« Vie collective »: the figures of a month of sessions, their definitions, and whom animations brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.first_contact import ContactCounts, NamedContact
from ceis_desk.core.dates import MONTHS, write_day
from ceis_desk.statistics import collective as words
from ceis_desk.statistics.collective import CollectiveLife
from ceis_desk.statistics.definitions import Definition
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.statistics.said import Said, discreet_count, true_count

Line = tuple[Definition, str]


def life_lines(life: CollectiveLife, contacts: ContactCounts, say: Said) -> tuple[Line, ...]:
    """Each figure beside its definition; small ones are hidden on a discreet screen."""
    return (
        (words.SESSIONS_HELD, say(life.sessions)),
        (words.ATTENDANCES, f"{say(life.attendances)}, de {say(life.people)} personnes"),
        (words.UNNAMED, say(life.unnamed)),
        (words.MIXED, f"{say(life.mixed)} sur {say(life.together)}"),
        (words.LINKED_SENIORS, say(life.isolated_seniors)),
        (words.LINKED_PARENTS, say(life.single_parents)),
        (words.FIRST_CONTACTS, f"{say(contacts.reached)}, dont {say(contacts.came_back)} de retour"),
    )


def contact_row(one: NamedContact, show: Discretion) -> RowLook:
    """Who, by which animation, and when she came back."""
    back = one.contact.back_on
    return RowLook(
        show.name(one.civility, one.used_name, one.first_name),
        f"{one.contact.animation}, le {write_day(one.contact.day)}",
        right=f"revenue le {write_day(back)}" if back else "pas encore revenue",
        compact=True,
    )


class FiguresSheet(QWidget):
    """Read only; Échap or « Fermer » closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, month: dt.date, *, named: bool) -> None:
        super().__init__()
        self._discreet = discreet
        self._found: tuple[CollectiveLife, ContactCounts] | None = None
        self._names: tuple[NamedContact, ...] = ()
        self.figures: list[Text] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.people = RowList(theme, "Personnes venues au numérique par une animation", fit=True)
        self.people.hide()
        self._named = named
        self.leave = Button(theme, "Fermer", key="Échap")
        self.leave.clicked.connect(self.closed)
        head = f"Vie collective, {MONTHS[month.month - 1]} {month.year}"
        inside = QWidget()
        inside.setLayout(column(self._grid, self.people, None, gap=12, margins=(6, 4, 14, 6)))
        whole = column(
            row(Text(head, "card"), None, margins=(6, 0, 14, 0)), SheetScroll(inside),
            row(None, self.leave, margins=(0, 0, 14, 0)), gap=8, margins=(14, 16, 6, 16),
        )  # fmt: skip
        whole.setStretch(1, 1)
        self.setLayout(whole)
        discreet.changed.connect(self._show)

    def show_figures(self, life: CollectiveLife, contacts: ContactCounts) -> None:
        """What was counted."""
        self._found = (life, contacts)
        self._show()

    def show_names(self, names: Sequence[NamedContact]) -> None:
        """Whom animations brought, for those who may read them."""
        self._names = tuple(names)
        self._show()

    def _show(self) -> None:
        if self._found is not None:
            say = discreet_count if self._discreet.on else true_count
            for at, (definition, figure) in enumerate(life_lines(*self._found, say)):
                self._put(at, definition, figure)
        rows = [(str(one.contact.person), contact_row(one, self._discreet.show)) for one in self._names]
        self.people.show_rows(rows)
        self.people.setVisible(bool(rows) and self._named)

    def _put(self, at: int, definition: Definition, figure: str) -> None:
        if at < len(self.figures):
            self.figures[at].setText(figure)
            return
        said = column(Text(definition.term, "strong"), Text(definition.text, "hint", "ink3", wrap=True), gap=0)
        self.figures.append(Text(figure, "strong"))
        self._grid.addLayout(said, at, 0)
        self._grid.addWidget(self.figures[at], at, 1)
