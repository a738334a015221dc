"""Opens the sheet in which an appointment is given or moved, from the agenda or from a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.questions import Settings
from ceis_desk.access.rights import may
from ceis_desk.agenda.gestures import MoveAppointment
from ceis_desk.agenda.questions import FindSlots, ReadWeek, WaitingFor
from ceis_desk.agenda.week import CalendarWeek, Entry, Professional, Slot, WaitingPerson
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import InTheWay, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.agenda.booking_sheet import BookingSheet, Offer
from ceis_desk.ui.agenda.kinds import MINUTES, kinds_by_code
from ceis_desk.ui.agenda.side import waiting_row
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.shell.keyboard import Keyboard

WIDTH = 760
_FOUND, _WAITING = 4, 3


@dataclass(frozen=True)
class Wished:
    """A moment that was refused, with whom, and the sentence that says why."""

    starts_at: dt.datetime
    account_id: Id
    reason: str


class Bookings(QObject):
    """Reads who receives and which types there are, then opens the sheet over the window of `page`.

    `booked` gives the id of the appointment just given.
    """

    booked = Signal(object)

    def __init__(
        self, page: QWidget, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._theme, self._link, self._discreet, self._keyboard = theme, link, discreet, keyboard
        self._actor, self._clock = actor, clock
        self.sheets = Sheets(page, theme)

    def book(self, guest: Guest | None = None, slot: Slot | None = None, waiting: WaitingPerson | None = None) -> None:
        """Give an appointment: to this person, at this free time, settling this line of the waiting list."""
        if waiting is not None:
            guest = guest_of_waiting(waiting)

        def ready(week: CalendarWeek, settings: Mapping[str, str]) -> None:
            self._open(self._offer(week, settings, guest, slot, waiting))

        self._prepare(ready)

    def move(self, entry: Entry, to: Wished | None = None) -> None:
        """Give an appointment another moment; `to` is one that was refused, to be done all the same perhaps."""
        guest = Guest(entry.person_id, entry.civility, entry.used_name, entry.first_name)

        def ready(week: CalendarWeek, settings: Mapping[str, str]) -> None:
            account, at = (entry.with_id, None) if to is None else (to.account_id, to.starts_at)
            offer = Offer(
                week.people, kinds_by_code(settings), self._clock(), guest, None, account, entry.minutes, entry, at
            )  # fmt: skip
            sheet = self._open(offer)
            if to is not None:
                sheet.refuse(to.reason, anyway=True)

        self._prepare(ready)

    def carry(self, entry: Entry, starts_at: dt.datetime, person: Professional) -> None:
        """Put an appointment down where it was carried; where something stands, ask whether all the same."""

        def refused(refusal: Refusal) -> None:
            if isinstance(refusal, InTheWay):
                self.move(entry, Wished(starts_at, person.id, refusal.sentence))
            else:
                self._link.refused.emit(refusal.sentence)

        self._link.do(_moved(entry, starts_at, person), None, refused)

    def _prepare(self, then: Callable[[CalendarWeek, Mapping[str, str]], None]) -> None:
        def know(settings: Mapping[str, str]) -> None:
            read = ReadWeek(self._clock().date(), 1)
            self._link.ask(read, lambda week: then(week, settings), key="booking-people")

        self._link.ask(Settings(), know, key="booking-kinds")

    def _offer(
        self, week: CalendarWeek, settings: Mapping[str, str], guest: Guest | None, slot: Slot | None,
        waiting: WaitingPerson | None,
    ) -> Offer:  # fmt: skip
        me = self._actor.account_id if any(one.id == self._actor.account_id for one in week.people) else None
        roles = self._actor.roles
        subjects = may(roles, Thing.APPOINTMENT_SUBJECT, Level.WRITE) or may(
            roles, Thing.APPOINTMENT_SUBJECT, Level.OWN
        )
        return Offer(
            people=week.people,
            kinds=kinds_by_code(settings),
            now=self._clock(),
            guest=guest,
            slot=slot,
            account_id=waiting.account_id if waiting is not None else me,
            minutes=waiting.minutes if waiting is not None else 0,
            waiting_id=waiting.id if waiting is not None else None,
            subjects=subjects,
        )

    def _open(self, offer: Offer) -> BookingSheet:
        sheet = BookingSheet(self._theme, self._discreet, self._keyboard, offer)
        draft = self._draft(offer, sheet)
        sheet.sought.connect(lambda account, minutes: self._seek(sheet, account, minutes))
        sheet.typed.connect(lambda typed: self._find(sheet, typed))
        sheet.given.connect(lambda gesture: self._give(sheet, gesture, draft))
        sheet.closed.connect(self.sheets.close)
        sheet.reshaped.connect(self.sheets.refit)
        self.sheets.open(sheet, sheet.title.text(), sheet.first(), width=WIDTH)
        if offer.slot is not None and offer.guest is None:
            self._offer_waiting(sheet, offer.slot)
        sheet.seek()
        return sheet

    def _draft(self, offer: Offer, sheet: BookingSheet) -> FormDraft | None:
        """What was typed for a person is hers alone, and no moment of before takes the place of a free time chosen."""
        if offer.moved is not None or offer.slot is not None or offer.guest is None:
            return None
        return FormDraft(self._link, f"booking:{offer.guest.id}", sheet.fields)

    def _seek(self, sheet: BookingSheet, account: Id | None, minutes: int) -> None:
        accounts = (account,) if account is not None else ()
        question = FindSlots(self._clock(), minutes or MINUTES, accounts)
        self._link.ask(question, lambda slots: sheet.show_slots(slots) if isValid(sheet) else None, key="booking-slots")

    def _find(self, sheet: BookingSheet, typed: str) -> None:
        if not typed.strip():
            return

        def show(hits: tuple[PersonHit, ...]) -> None:
            if isValid(sheet):
                sheet.picker.show_hits(typed, hits, self._clock().date())
                sheet.reshaped.emit()

        self._link.ask(FindPeople(typed, limit=_FOUND), show, key="booking-person")

    def _offer_waiting(self, sheet: BookingSheet, slot: Slot) -> None:
        known: dict[str, WaitingPerson] = {}

        def name() -> None:
            today, words = self._clock().date(), self._discreet.show
            rows = [(key, waiting_row(one, {}, words, today, suits=False)) for key, one in known.items()]
            if isValid(sheet):
                sheet.show_waiting(rows)

        def take(waiting: tuple[WaitingPerson, ...]) -> None:
            known.update({str(one.id): one for one in waiting[:_WAITING]})
            name()

        sheet.waiting_picked.connect(lambda key: sheet.take_guest(guest_of_waiting(known[key]), known[key].id))
        sheet.discreet_changed.connect(name)
        self._link.ask(WaitingFor(slot), take, lambda _refusal: None, key="booking-waiting")

    def _give(self, sheet: BookingSheet, gesture: Gesture, draft: FormDraft | None) -> None:
        def done(change: Change) -> None:
            if draft is not None:
                draft.forget()
            if self.sheets.content() is sheet:
                self.sheets.close()
            if change.made:
                self.booked.emit(change.made[0])

        def refused(refusal: Refusal) -> None:
            if isValid(sheet):
                sheet.refuse(refusal.sentence, anyway=isinstance(refusal, InTheWay))
            else:
                self._link.refused.emit(refusal.sentence)

        self._link.do(gesture, done, refused)


def guest_of_waiting(one: WaitingPerson) -> Guest:
    """Who waits, as somebody to book for."""
    return Guest(one.person_id, one.civility, one.used_name, one.first_name)


def _moved(item: Entry, starts_at: dt.datetime, person: Professional) -> MoveAppointment:
    other = person.id != item.with_id
    account, room = (person.id, person.room or None) if other else (None, None)
    return MoveAppointment(item.id, starts_at, item.clock, account, room=room)
