"""Below the chosen box: the first free times, and who waits for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.slots import suits as fits_wish
from ceis_desk.agenda.week import Slot, WaitingPerson
from ceis_desk.ui.agenda.boxes import key_of
from ceis_desk.ui.agenda.words import moment_words, since_words
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

NO_SLOT = (
    "Aucun créneau libre dans les deux mois. Les heures où chacune reçoit se notent dans l’agenda\u00a0: "
    "Nouveau, Disponibilités."
)
NOBODY = "Personne n’attend un rendez-vous."


def slot_row(slot: Slot, now: dt.datetime, *, action: str = "Proposer", key: str = "") -> RowLook:
    """« mardi 18, 15:00 », with whom."""
    return RowLook(
        moment_words(slot.starts_at, now), slot.name, action=action, key=key, key_always=bool(key), compact=True
    )


def waiting_row(
    one: WaitingPerson, names: dict[object, str], show: Discretion, today: dt.date, *, suits: bool
) -> RowLook:
    """Who waits, since when, for whom and when she would rather come."""
    parts = (since_words(one.since, today), names.get(one.account_id, ""), one.wish.label if one.wish else "")
    return RowLook(
        show.name(one.civility, one.used_name, one.first_name),
        " · ".join(part for part in parts if part),
        action="Proposer" if suits else "",
        compact=True,
    )


def suits(one: WaitingPerson, slot: Slot) -> bool:
    """Whether a free time is one that she waits for."""
    whom = one.account_id == slot.account_id if one.account_id is not None else one.platform == slot.platform
    return whom and fits_wish(slot.starts_at, one.wish) and slot.minutes >= one.minutes


def slot_for(one: WaitingPerson, slots: Iterable[Slot]) -> Slot | None:
    """The first free time that suits her."""
    return next((slot for slot in sorted(slots, key=lambda slot: slot.starts_at) if suits(one, slot)), None)


class SidePanel(Card):
    """`slot_asked` and `waiting_asked` give a row of « Proposer », `waiting_left` who waits no more."""

    slot_asked = Signal(str)
    waiting_asked = Signal(str)
    waiting_opened = Signal(str)
    waiting_left = Signal(str)

    def __init__(self, theme: Theme, *, books: bool) -> None:
        super().__init__(theme)
        self._books = books
        self.setAccessibleName("Créneaux libres et liste d’attente")
        self.slots = RowList(theme, "Premiers créneaux libres", fit=True)
        self.no_slot = Text(NO_SLOT, "secondary", "ink2", wrap=True)
        self.waiting = RowList(theme, "Liste d’attente", fit=True)
        self.nobody = Text(NOBODY, "secondary", "ink2", wrap=True)
        self.count = Text("", "secondary", "ink2")
        self.add(row(Icon(theme, "search", "primary", 20), Text("Premiers créneaux libres", "card"), None, gap=8))
        for part in (self.slots, self.no_slot):
            self.add(part)
        head = row(Icon(theme, "bell", "primary", 20), Text("Liste d’attente", "card"), None, self.count, gap=8)
        self.list = QWidget()
        self.list.setLayout(column(head, self.waiting, self.nobody, gap=8))
        # Who waits is told to those who may give an appointment, and to nobody else.
        self.add(self.list)
        self.list.setVisible(books)
        self.body.addStretch(1)
        self.slots.acted.connect(self.slot_asked)
        self.slots.opened.connect(self.slot_asked)
        self.waiting.acted.connect(self.waiting_asked)
        self.waiting.opened.connect(self.waiting_opened)

    def leave(self) -> None:
        """Whoever is under the cursor waits no more."""
        if self._books and self.waiting.current():
            self.waiting_left.emit(self.waiting.current())

    def show_slots(self, slots: Sequence[Slot], now: dt.datetime) -> None:
        """The first free times."""
        action = "Proposer" if self._books else ""
        self.slots.show_rows([(key_of(slot), slot_row(slot, now, action=action)) for slot in slots])
        self.slots.setVisible(bool(slots))
        self.no_slot.setVisible(not slots)

    def show_waiting(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Who waits, longest first."""
        self.waiting.show_rows(rows)
        self.waiting.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.count.setText(str(len(rows)) if rows else "")
