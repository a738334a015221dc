"""Below the chosen box: the first free times, and who waits for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.week import Slot, WaitingPerson, Wish
from ceis_desk.ui.agenda.boxes import key_of
from ceis_desk.ui.agenda.words import moment_words, since_words
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

_NOON = dt.time(12, 30)
NO_SLOT = "Aucun créneau libre dans les deux mois."
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
    morning = slot.starts_at.time() < _NOON
    when = one.wish is Wish.ANY or (one.wish is Wish.MORNING) == morning
    return whom and when and slot.minutes >= one.minutes


def slot_for(one: WaitingPerson, slots: Iterable[Slot]) -> Slot | None:
    """The first free time that suits her."""
    return next((slot for slot in sorted(slots, key=lambda slot: slot.starts_at) if suits(one, slot)), None)


class SidePanel(Card):
    """`slot_asked` and `waiting_asked` give a row of « Proposer »."""

    slot_asked = Signal(str)
    waiting_asked = Signal(str)
    waiting_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("Créneaux libres et liste d’attente")
        self.slots = RowList(theme, "Premiers créneaux libres", fit=True)
        self.no_slot = Text(NO_SLOT, "secondary", "ink2", wrap=True)
        self.waiting = RowList(theme, "Liste d’attente", fit=True)
        self.nobody = Text(NOBODY, "secondary", "ink2", wrap=True)
        self.count = Text("", "secondary", "ink2")
        self.add(row(Icon(theme, "search", "primary", 20), Text("Premiers créneaux libres", "card"), None, gap=8))
        for part in (self.slots, self.no_slot):
            self.add(part)
        self.add(row(Icon(theme, "bell", "primary", 20), Text("Liste d’attente", "card"), None, self.count, gap=8))
        for part in (self.waiting, self.nobody):
            self.add(part)
        self.body.addStretch(1)
        self.slots.acted.connect(self.slot_asked)
        self.slots.opened.connect(self.slot_asked)
        self.waiting.acted.connect(self.waiting_asked)
        self.waiting.opened.connect(self.waiting_opened)

    def show_slots(self, slots: Sequence[Slot], now: dt.datetime, *, books: bool) -> None:
        """The first free times."""
        action = "Proposer" if books else ""
        self.slots.show_rows([(key_of(slot), slot_row(slot, now, action=action)) for slot in slots])
        self.slots.setVisible(bool(slots))
        self.no_slot.setVisible(not slots)

    def show_waiting(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Who waits, longest first."""
        self.waiting.show_rows(rows)
        self.waiting.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.count.setText(str(len(rows)) if rows else "")
