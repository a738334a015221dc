"""Give an appointment, or another moment to one: the first free times by a digit, any other moment typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.agenda.gestures import BookAppointment, MoveAppointment
from ceis_desk.agenda.week import AppointmentKind, Entry, Professional, Slot
from ceis_desk.core.ids import Id
from ceis_desk.core.nir import find_nir
from ceis_desk.core.store import Gesture
from ceis_desk.ui.agenda.booking_parts import BookingFields, SlotChoice
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.typed import NIR
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.keys import digit_of
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.rows import name_of
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import AGENDA

WHO, WHOM = "Choisissez d’abord la personne.", "Choisissez avec qui."
BOOK, MOVE, ANYWAY, MOVE_ANYWAY = "Réserver", "Reporter", "Réserver quand même", "Reporter quand même"


@dataclass(frozen=True)
class Offer:
    """What a booking begins with; `moved` is the appointment that gets another moment, `starts_at` the one wished."""

    people: tuple[Professional, ...]
    kinds: Mapping[str, AppointmentKind]
    now: dt.datetime
    guest: Guest | None = None
    slot: Slot | None = None
    account_id: Id | None = None
    minutes: int = 0
    moved: Entry | None = None
    starts_at: dt.datetime | None = None
    waiting_id: Id | None = None
    subjects: bool = False


class BookingSheet(QWidget):
    """`given` the gesture; `typed` searches a person; `sought` asks for free times of (account or None, minutes)."""

    given = Signal(object)
    typed = Signal(str)
    sought = Signal(object, int)
    reshaped = Signal()
    closed = Signal()
    waiting_picked = Signal(str)
    discreet_changed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, offer: Offer) -> None:
        super().__init__()
        self._discreet, self._keyboard, self._offer = discreet, keyboard, offer
        self._guest, self._slot, self._waiting = offer.guest, offer.slot, offer.waiting_id
        self._anyway = False
        moving = offer.moved is not None
        self.title = Text("Reporter le rendez-vous" if moving else "Nouveau rendez-vous", "title")
        self.who = Text("", "strong", wrap=True)
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.change = Button(theme, "Changer", kind="quiet", compact=True)
        self.picker = PersonPicker(theme, discreet, "Personne")
        self.waiting = RowList(theme, "En attente, que ce créneau arrange", fit=True)
        self._waiting_head = Text("En attente, que ce créneau arrange", "label", "ink2")
        self.slots = SlotChoice(theme, keyboard, offer.now)
        self.fields = BookingFields(theme, discreet, offer.people, offer.kinds, moving=moving, subjects=offer.subjects)
        self.refused = Text("", "strong", "danger", wrap=True)
        self.book = Button(theme, MOVE if moving else BOOK, kind="main", icon="calendar-event")
        self.anyway = Button(theme, MOVE_ANYWAY if moving else ANYWAY)
        self._build(theme)
        self._connect()
        self._begin()

    def _build(self, theme: Theme) -> None:
        keyboard = self._keyboard
        keyboard.show_on(self.book, "validate")
        leave = Button(theme, "Annuler", key="Échap")
        leave.clicked.connect(self.closed)
        inside = QWidget()
        parts = (
            self.title, self.about, row(self.who, self.change, None, gap=8), self.picker, self._waiting_head,
            self.waiting, self.slots, self.fields, self.refused,
        )  # fmt: skip
        inside.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 8)))
        scroll = SheetScroll(inside)
        scroll.reshaped.connect(self.reshaped)
        foot = row(self.book, self.anyway, leave, None, gap=10, margins=(20, 8, 20, 16))
        self.setLayout(column(scroll, foot, gap=0))
        for part in (self.refused, self.anyway, self.waiting, self._waiting_head):
            part.hide()

    def _connect(self) -> None:
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self._pick)
        self.change.clicked.connect(self._forget)
        self.slots.picked.connect(self._take)
        self.fields.sought.connect(self._seek)
        self.fields.entered.connect(self._give)
        self.book.clicked.connect(self._give)
        self.anyway.clicked.connect(self._give_anyway)
        self.waiting.opened.connect(self.waiting_picked)
        self.fields.understood.connect(self._say_when)
        self._discreet.changed.connect(self._rename)

    def _begin(self) -> None:
        offer = self._offer
        slot = offer.slot
        account = slot.account_id if slot is not None else offer.account_id
        self.fields.know(offer.now)
        self.fields.begin(account, offer.minutes or (slot.minutes if slot is not None else 0))
        if slot is not None:
            self.fields.put_moment(slot.starts_at)
        elif offer.starts_at is not None:
            self.fields.put_moment(offer.starts_at)
        self._name()

    def first(self) -> QWidget:
        """Where the cursor starts: the person, then the free times."""
        return self.picker.field if self._guest is None else self.slots.rows

    def seek(self) -> None:
        """Ask for the free times that the fields allow."""
        self._seek()

    # -- what the pilot shows

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """The first free times."""
        self.slots.show_slots(slots)
        self.reshaped.emit()

    def show_waiting(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Those of the waiting list whom the moment suits."""
        shown = bool(rows) and self._guest is None
        self.waiting.show_rows(rows)
        self.waiting.setVisible(shown)
        self._waiting_head.setVisible(shown)
        self.reshaped.emit()

    def take_guest(self, guest: Guest, waiting_id: Id | None = None) -> None:
        """The person is known."""
        self._waiting = waiting_id
        self._pick(guest)

    def refuse(self, words: str, *, anyway: bool = False) -> None:
        """Say why it was not done, and offer to do it all the same where that is allowed."""
        self.refused.setText(words)
        self.refused.show()
        self.anyway.setVisible(anyway)
        announce(self, words)
        self.reshaped.emit()

    # -- inside

    def _rename(self) -> None:
        self._name()
        self.discreet_changed.emit()
        # Names already found are asked for again, to be written as the screen now allows.
        self.typed.emit(self.picker.field.text())

    def _name(self) -> None:
        known = self._guest is not None
        self.who.setText(name_of(self._guest, self._discreet.show) if self._guest is not None else "")
        self.who.setVisible(known)
        self.change.setVisible(known and self._offer.moved is None and self._offer.guest is None)
        self.picker.setVisible(not known)

    def _say_when(self, words: str) -> None:
        """The moment that « Réserver » gives, with whom."""
        person = self.fields.person()
        self.about.setText(f"{words}, avec {person.name}" if person is not None and words else words)
        self.about.setVisible(bool(words))

    def _pick(self, guest: Guest) -> None:
        self._guest = guest
        self._name()
        self.show_waiting(())
        (self.book if self._slot is not None else self.slots.rows).setFocus(Qt.FocusReason.TabFocusReason)
        self.reshaped.emit()

    def _forget(self) -> None:
        self._guest = self._waiting = None
        self._name()
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self) -> None:
        self.sought.emit(self.fields.account_id(), self.fields.minutes())

    def _take(self, slot: Slot) -> None:
        """A free time by its digit or Entrée: done at once when the person is known."""
        self._slot = slot
        self.fields.account.set_value(str(slot.account_id))
        self.fields.put_moment(slot.starts_at)
        if self._guest is None:
            self.picker.field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._give()

    def _give_anyway(self) -> None:
        self._anyway = True
        self._give()

    def _give(self) -> None:
        gesture = self._gesture()
        if gesture is not None:
            self.refused.hide()
            self.given.emit(gesture)
        self._anyway = False

    def _gesture(self) -> Gesture | None:
        fields, moved = self.fields, self._offer.moved
        starts_at = fields.moment(self._offer.now)
        person = fields.person()
        if self._guest is None or self._guest.id is None:
            self._ask(WHO, self.picker.field)
        elif starts_at is None:
            fields.when.setFocus(Qt.FocusReason.OtherFocusReason)
        elif person is None:
            self._ask(WHOM, fields.account)
        elif find_nir(fields.subject.text()):
            self._ask(NIR, fields.subject)
        elif moved is not None:
            account = person.id if person.id != moved.with_id else None
            return MoveAppointment(
                moved.id, starts_at, moved.clock, account, fields.minutes(), self._room(person, starts_at), self._anyway
            )
        else:
            return BookAppointment(
                self._guest.id, person.id, person.platform, starts_at, fields.minutes(),
                self._room(person, starts_at) or "",
                fields.kind.value(), fields.subject.text().strip(), fields.every(), fields.times(), self._waiting,
                self._anyway,
            )  # fmt: skip
        return None

    def _room(self, person: Professional, starts_at: dt.datetime) -> str | None:
        """That of the free time chosen, known to be free; else her own; None keeps that of the moved one."""
        slot, moved = self._slot, self._offer.moved
        if slot is not None and (slot.account_id, slot.starts_at) == (person.id, starts_at):
            return slot.room
        return None if moved is not None and moved.with_id == person.id else person.room

    def _ask(self, words: str, field: QWidget) -> None:
        self.refused.setText(words)
        self.refused.show()
        announce(self, words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reshaped.emit()

    def _in_fields(self) -> bool:
        """Whether the cursor is where another moment is given: a digit is not a free time there."""
        cursor = QApplication.focusWidget()
        return cursor is not None and self.fields.isAncestorOf(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event, self._keyboard)
        if self._keyboard.asked(event, AGENDA) == "validate":
            self._give()
        elif digit and self.slots.at(digit) is not None and not event.isAutoRepeat() and not self._in_fields():
            self.slots.pick(digit)
        else:
            super().keyPressEvent(event)
