"""The tab « Parcours »: passive cards, rows in by methods, intentions out by signals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.decided import (
    decided_rows,
    frein_row,
    objective_look,
    objectives,
    past_row,
    referent_row,
    twin_row,
)
from ceis_desk.ui.parcours.event_rows import coming_rows, latest_rows
from ceis_desk.ui.parcours.lanes_card import LanesCard
from ceis_desk.ui.parcours.list_part import ListPart
from ceis_desk.ui.parcours.moves import on_moves
from ceis_desk.ui.parcours.objective_lines import ObjectiveLines
from ceis_desk.ui.parcours.whole_part import WholePart
from ceis_desk.ui.parcours.words import standing
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.shell.keyboard import Keyboard

OPEN, ACT = "Ouvrir un parcours", "Agir sur le parcours"
NO_WAY = "Aucun parcours ouvert."
NO_OBJECTIVE = "Aucun objectif pour l’instant."
NOTHING_NEXT = "Rien n’est prévu."
NO_EVENT = "Aucun événement pour l’instant."
NO_STEP = "Aucune étape ni action pour l’instant."
NO_FREIN = "Aucun frein regardé pour l’instant."
NOTHING_TO_KNOW = "Rien à savoir de particulier."


@dataclass(frozen=True)
class Names:
    """How freins and colleagues are called here."""

    freins: Mapping[str, FreinKind]
    staff: Mapping[Id, str]

    def of(self, ids: Iterable[Id]) -> list[str]:
        """The names of colleagues, those who left being somebody all the same."""
        return [self.staff.get(one, "une personne partie") for one in ids]


class WayPanel(QWidget):
    """`event_opened` gives an event, the other ones what was decided; `act_asked` the list of what may be done."""

    event_opened = Signal(str)
    item_opened = Signal(str)
    item_done = Signal(str)
    item_moved = Signal(str, int)
    frein_opened = Signal(str)
    referent_opened = Signal(str)
    act_asked = Signal()
    note_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, roles: frozenset[Role], *, keeps_notes: bool = False) -> None:
        super().__init__()
        self._writes = may(roles, Thing.PARCOURS, Level.WRITE)
        self.lanes = LanesCard(theme, keyboard)
        self.latest = ListPart(theme, "Derniers événements", "history", NO_EVENT)
        self.decided = ListPart(theme, "Étapes et actions", "list-check", NO_STEP)
        self.freins = ListPart(theme, "Freins", "alert-circle", NO_FREIN)
        self.at_desk = Card(theme, "À savoir à l’accueil", "bulb", kind="warn")
        self.at_desk_words = Text("", "secondary", wrap=True)
        self.goals = Card(theme, "Ses objectifs", "flag")
        self.objectives = ObjectiveLines(theme)
        self._no_objective = Text(NO_OBJECTIVE, "secondary", "ink2", wrap=True)
        self.reached = Text("", "secondary", "ink2")
        self.coming = ListPart(theme, "Et ensuite", "calendar-event", NOTHING_NEXT)
        self.follow = ListPart(theme, "Suivi", "user-check", NO_WAY)
        self.whole = WholePart(theme, roles)
        self.standing = Text("", "secondary", "ink2", wrap=True)
        self.act = Button(theme, ACT, kind="tinted", icon="edit", compact=True)
        keyboard.show_on(self.act, "way-act")
        if keeps_notes:
            note = Button(theme, "Ajouter une note", icon="edit", compact=True)
            keyboard.show_on(note, "note")
            note.clicked.connect(self.note_asked)
            self.latest.right.addWidget(note)
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self.at_desk.add(self.at_desk_words)
        self.goals.right.addWidget(self.reached)
        self.goals.add(self.objectives)
        self.goals.add(self._no_objective)
        self.follow.body.insertWidget(0, self.standing)
        self.follow.add(self.act)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.lanes, self.latest, self.decided, self.freins, self.whole, None, gap=12))
        right.setLayout(column(self.at_desk, self.goals, self.coming, self.follow, None, gap=12))
        self.setLayout(column(SideBySide(theme, left, right, narrow=880, shares=(7, 3))))
        self.act.setVisible(self._writes)
        self.cards = (
            *(self.lanes, self.latest, self.decided, self.freins, *self.whole.cards),
            *(self.at_desk, self.goals, self.coming, self.follow),
        )
        self._own = [card for card in self.cards if card not in self.whole.cards]
        self.lanes.view.opened.connect(self.event_opened)
        self.latest.rows.opened.connect(self.event_opened)
        self.coming.rows.opened.connect(self.event_opened)
        self.objectives.opened.connect(self.item_opened)
        self.decided.rows.opened.connect(self.item_opened)
        self.decided.rows.acted.connect(self.item_done)
        for held in (self.objectives, self.decided.rows):
            on_moves(held, self._moved(held))
        self.freins.rows.opened.connect(self.frein_opened)
        self.follow.rows.opened.connect(self.referent_opened)
        self.act.clicked.connect(self.act_asked)
        self.clear()

    def _moved(self, held: ObjectiveLines | RowList) -> Callable[[int], None]:
        return lambda by: self.item_moved.emit(held.current(), by)

    def clear(self) -> None:
        """Before a parcours is read, nothing is said of it: neither what is in it nor that it is empty."""
        for card in self.cards:
            card.setVisible(card is self.at_desk)

    def show_way(self, way: WayOfPerson, names: Names, now: dt.datetime, show: Discretion, *, anew: bool) -> None:
        """Everything of a parcours, as far as the reader may see it."""
        today, current = now.date(), way.current
        for card in self._own:
            card.setVisible(current is not None or card not in (self.decided, self.freins))
        self.lanes.show_way(way, today, show, anew=anew)
        self.latest.show_rows(latest_rows(way, today, show))
        self.coming.show_rows(coming_rows(way, now, show))
        goals = objectives(current) if current else []
        looks = [objective_look(one, current, show) for one in goals] if current else []
        self.objectives.show_looks(looks)
        self.objectives.setVisible(bool(looks))
        self._no_objective.setVisible(not looks)
        self.reached.setText(f"{sum(look.done for look in looks)} sur {len(looks)}" if looks else "")
        if current is not None:
            self.decided.show_rows(decided_rows(current, today, show))
            self.freins.show_rows(
                [
                    (str(one.id), frein_row(one, names.freins, names.of(one.readers), today, show))
                    for one in current.freins
                ]
            )
        self._show_follow(way, today)

    def show_at_desk(self, words: str) -> None:
        """What the counter must know, already as the discreet screen allows it."""
        self.at_desk_words.setText(words or NOTHING_TO_KNOW)

    def _show_follow(self, way: WayOfPerson, today: dt.date) -> None:
        current = way.current
        rows = [(str(one.id), referent_row(one, today)) for one in current.referents] if current else []
        if current:
            rows += [(str(one.id), twin_row(one, current, today)) for one in way.twins]
        rows += [(str(one.id), past_row(one, today)) for one in way.past if one not in way.twins]
        self.follow.show_rows(rows)
        self.standing.setText(standing(way, today))
        self.standing.setVisible(current is not None)
        self.act.setText(ACT if current is not None else OPEN)
        self.act.updateGeometry()
