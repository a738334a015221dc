"""Drives « Agenda »: what is read, whose agendas are shown, the chosen box and what is done of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.gestures import MoveAppointment, SettleWaiting
from ceis_desk.agenda.questions import FindSlots, ReadWeek
from ceis_desk.agenda.week import AppointmentKind, CalendarWeek, Entry, EntryKind, Slot, WaitingPerson, WaitState
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.ui.agenda.acts import Acts
from ceis_desk.ui.agenda.bookings import Bookings
from ceis_desk.ui.agenda.boxes import Item, Laid, Scope, in_order, key_of, lay_out
from ceis_desk.ui.agenda.calendar_file import CalendarFiles
from ceis_desk.ui.agenda.details import Powers, detail_of
from ceis_desk.ui.agenda.head import SESSIONS, TEAM, WEEK
from ceis_desk.ui.agenda.key_lines import key_lines
from ceis_desk.ui.agenda.kinds import MINUTES, gap_of, kinds_by_code
from ceis_desk.ui.agenda.making import Making
from ceis_desk.ui.agenda.page import AgendaPage
from ceis_desk.ui.agenda.papers import AgendaPapers, OnScreen
from ceis_desk.ui.agenda.shown import (
    bar_people,
    free_chip,
    page_title,
    start_key,
    usual_people,
    waiting_chip,
    without_empty_days,
)
from ceis_desk.ui.agenda.side import slot_for, waiting_row
from ceis_desk.ui.agenda.spoken import spoken, twin_rows
from ceis_desk.ui.agenda.states import takes_room
from ceis_desk.ui.agenda.words import at_minute, span_words, week_of
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing.choosing import choose
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

_TICK_MS = 20_000
_WEEK_DAYS, _FIRST_SLOTS = 7, 3
_SUBJECTS = ("appointment", "availability", "busy_time", "waiting_person", "session", "attendance", "visit", "absence",
             "person", "setting", "account")  # fmt: skip
_WEEK_STEP, _DAY_STEP = dt.timedelta(days=7), dt.timedelta(days=1)


class AgendaPilot(QObject):
    """`go` asks the window for another page; `open_on` and `find_slot` are what other pages ask of this one."""

    go = Signal(str, object)

    def __init__(
        self, page: AgendaPage, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock, site: Site,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self.page, self._link, self._discreet, self._keyboard = page, link, discreet, keyboard
        self._actor, self._clock = actor, clock
        self._powers = Powers.of(actor)
        self._view, self._day = WEEK, clock().date()
        self._week: CalendarWeek | None = None
        self._laid: Laid | None = None
        self._kinds: Mapping[str, AppointmentKind] = kinds_by_code({})
        self._gap = 0
        self._shown: frozenset[Id] | None = None
        self._sessions = False
        self._slots: tuple[Slot, ...] = ()
        self._cursor_wanted, self._wanted = False, ""
        self._carried: Item | None = None
        self.bookings = Bookings(page, theme, link, discreet, keyboard, actor, clock)
        self.acts = Acts(self.bookings, self.bookings.sheets, theme, link, discreet, keyboard, clock)
        self.making = Making(
            self.bookings, theme, link, discreet, keyboard, clock, enrols=self._powers.enrols, me=actor.account_id
        )
        self._theme, self._papers = theme, AgendaPapers(link, discreet, actor, clock, site)
        self.files = CalendarFiles(page, self.bookings.sheets, theme, link, actor, clock)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._minute = clock().replace(second=0)
        self._connect()

    def _connect(self) -> None:
        page, grid = self.page, self.page.view.grid
        page.head.stepped.connect(self.step)
        page.stepped.connect(self.step)
        page.head.viewed.connect(self.view_as)
        page.head.find_asked.connect(self.find_slot)
        page.find_asked.connect(self.find_slot)
        page.head.new_asked.connect(lambda: self.making.ask_new(self._week))
        page.people.toggled.connect(self.toggle)
        page.cancelled.connect(lambda: self._with_entry(self._cancel))
        page.moved.connect(lambda: grid.start_move(grid.current()) if self._powers.books else None)
        grid.chosen.connect(lambda _key: self._show_detail())
        grid.opened.connect(lambda _key: self.page.detail.act())
        grid.moving.connect(self._carry)
        grid.dropped.connect(self._drop)
        page.detail.asked.connect(self._act)
        page.side.slot_asked.connect(self._propose)
        page.side.waiting_asked.connect(self._propose_waiting)
        page.side.waiting_opened.connect(self._propose_waiting)
        page.side.waiting_left.connect(self._let_go)
        self.acts.go.connect(self.go)
        self.acts.roll_asked.connect(self.making.open_roll)
        self.making.file_asked.connect(self.files.ask_file)
        self.making.place_asked.connect(self.files.ask_place)
        self.acts.edit_asked.connect(lambda entry: self.making.edit(entry, self._week))
        self.bookings.booked.connect(self._want)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(lambda _on: self._lay())
        self._tick.timeout.connect(self._follow_clock)

    # -- what the frame asks

    def enter(self) -> None:
        """Read again, the cursor in the agenda as soon as it is read."""
        self._cursor_wanted = True
        self._tick.start()
        self._link.ask(Settings(), self._take_settings, key="agenda-settings")
        self.read()

    def leave(self) -> None:
        """Rest while hidden."""
        self._tick.stop()
        self.page.view.grid.give_up()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return key_lines(self._keyboard)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return self.page.areas()

    def papers(self, then: Callable[[Paper], None]) -> None:
        """The days shown, the card of the chosen appointment, the reminders: `then` gets the one that is chosen."""
        if self._week is None:
            return
        item, scope = self._item(), self._scope(self._week)
        shown = OnScreen(
            self._week,
            tuple(one.id for one in scope.people),
            None if self._view == WEEK else self._day,
            item if isinstance(item, Entry) else None,
        )
        choose(self.bookings.sheets, self._theme, self._keyboard, self._papers.offers(shown, then))

    def find_slot(self) -> None:
        """Give an appointment: at the chosen free time, else at one of the first."""
        if self._powers.books:
            item = self._item()
            self.bookings.book(slot=item if isinstance(item, Slot) else None)

    def open_on(self, wanted: object) -> None:
        """Show a day, book for a person (Guest), or begin with a free time."""
        if isinstance(wanted, Slot):
            self._show_day(wanted.starts_at.date())
            self.bookings.book(slot=wanted)
        elif isinstance(wanted, Guest):
            self.bookings.book(wanted)
        elif isinstance(wanted, dt.date):
            self._show_day(wanted)

    # -- which days

    def step(self, by: int) -> None:
        """A page before or after; 0 is today."""
        step = _WEEK_STEP if self._view == WEEK else _DAY_STEP
        self._show_day(self._clock().date() if by == 0 else self._day + by * step)

    def view_as(self, view: str) -> None:
        """A day, a week, or everybody for one day."""
        self._view = view
        self.page.head.views.set_value(view)
        self.read()

    def toggle(self, code: str) -> None:
        """Show or hide somebody's agenda, or the sessions."""
        if code == SESSIONS:
            self._sessions = not self._sessions
        elif self._week is not None:
            shown = self._shown_ids()
            who = next(one.id for one in self._week.people if str(one.id) == code)
            self._shown = shown - {who} if who in shown else shown | {who}
        self._lay()
        self._seek()

    def _show_day(self, day: dt.date) -> None:
        self._day = day
        self.read()

    # -- reading

    def read(self) -> None:
        """Read the days shown again."""
        first, days = (week_of(self._day), _WEEK_DAYS) if self._view == WEEK else (self._day, 1)
        self._link.ask(ReadWeek(first, days), self._take, key="agenda-week")

    def _take_settings(self, settings: Mapping[str, str]) -> None:
        self._kinds, self._gap = kinds_by_code(settings), gap_of(settings)
        self._lay()

    def _take(self, week: CalendarWeek) -> None:
        self._week = without_empty_days(week) if self._view == WEEK else week
        self._lay()
        self._seek()
        if self._wanted and self._laid is not None and self._wanted in self._laid.items:
            self.page.view.grid.choose(self._wanted)
            self._wanted, self._cursor_wanted = "", True
            self._show_detail()
        if self._cursor_wanted and self.page.isVisible():
            self._cursor_wanted = False
            self.page.start()

    def _want(self, appointment_id: Id) -> None:
        """The cursor goes to what was just booked, when it is among the days shown."""
        self._wanted = str(appointment_id)
        self.read()

    def _seek(self) -> None:
        if self._week is not None:
            accounts = tuple(one.id for one in self._scope(self._week).people)
            question = FindSlots(self._clock(), MINUTES, accounts, count=_FIRST_SLOTS)
            self._link.ask(question, self._take_slots, key="agenda-slots")

    def _take_slots(self, slots: tuple[Slot, ...]) -> None:
        self._slots = slots
        self.page.side.show_slots(slots, self._clock())
        self._show_waiting()

    def _changed(self, change: Change) -> None:
        if change.touches(*_SUBJECTS) and self.page.isVisible():
            self.read()

    def _follow_clock(self) -> None:
        minute = self._clock().replace(second=0)
        if minute != self._minute:
            self._minute = minute
            self._lay()

    # -- showing

    def _shown_ids(self) -> frozenset[Id]:
        if self._week is None:
            return frozenset()
        return usual_people(self._week, self._actor) if self._shown is None else self._shown

    def _scope(self, week: CalendarWeek) -> Scope:
        shown = self._shown_ids()
        people = tuple(one for one in in_order(week.people) if self._view == TEAM or one.id in shown)
        return Scope(people, self._sessions, self._kinds, self._discreet.show, self._clock(), self._gap)

    def _lay(self) -> None:
        week = self._week
        if week is None or not week.days:
            return
        scope = self._scope(week)
        self._laid = laid = lay_out(week, scope)
        words = {key: spoken(item, scope) for key, item in laid.items.items()}
        movable = frozenset(key for key, item in laid.items.items() if self._moves(item))
        rows = twin_rows(laid, week, scope)
        self.page.view.show_sheet(laid.sheet, words, movable, rows, start_key(laid, scope, self._actor.account_id))
        head, days = self.page.head, week.days
        head.show_days(
            page_title(scope.people, week.people), span_words(days[0].day, days[-1].day), one_day=self._view != WEEK
        )
        shown = {str(one.id) for one in scope.people} | ({SESSIONS} if self._sessions else set())
        self.page.people.show_people(bar_people(week), frozenset(shown))
        waiting = waiting_chip(len(week.waiting)) if self._powers.books else None
        self.page.people.show_facts(free_chip(laid, week, scope), waiting)
        self._show_detail()
        self._show_waiting()

    def _moves(self, item: Item) -> bool:
        moving = isinstance(item, Entry) and item.kind is EntryKind.APPOINTMENT and takes_room(item)
        return moving and self._powers.books

    def _show_detail(self) -> None:
        item = self._item()
        if item is None or self._week is None:
            self.page.detail.show_detail(None)
        else:
            self.page.detail.show_detail(detail_of(item, self._scope(self._week), self._powers))

    def _show_waiting(self) -> None:
        if self._week is None:
            return
        names: dict[object, str] = {one.id: one.name.split(" ")[0] for one in self._week.people}
        slots = self._all_slots()
        today, show = self._clock().date(), self._discreet.show
        self.page.side.show_waiting(
            [
                (str(one.id), waiting_row(one, names, show, today, suits=slot_for(one, slots) is not None))
                for one in self._week.waiting
            ]
        )

    def _all_slots(self) -> list[Slot]:
        free = [item for item in self._laid.items.values() if isinstance(item, Slot)] if self._laid is not None else []
        return [*self._slots, *free]

    # -- doing

    def _item(self) -> Item | None:
        key = self.page.view.grid.current()
        return self._laid.items.get(key) if self._laid is not None else None

    def _act(self, code: str) -> None:
        item = self._item()
        if item is not None:
            self.acts.do(code, item)

    def _with_entry(self, then: Callable[[Entry], None]) -> None:
        item = self._item()
        if isinstance(item, Entry) and self._powers.books:
            then(item)

    def _cancel(self, entry: Entry) -> None:
        if entry.kind is not EntryKind.APPOINTMENT or takes_room(entry):
            self.acts.cancel(entry)

    def _carry(self, begins: bool) -> None:
        """What is taken up is known by itself: it may be put down in a week where it is not."""
        self._carried = self._item() if begins else self._carried

    def _drop(self, _key: str, day: int, lane: int, minute: int) -> None:
        item = self._carried
        if not isinstance(item, Entry) or self._week is None:
            return
        person = self._scope(self._week).people[lane]
        account = person.id if person.id != item.with_id else None
        starts_at = at_minute(self._week.days[day].day, minute)
        room = person.room or None if account is not None else None
        self._link.do(MoveAppointment(item.id, starts_at, item.clock, account, room=room))

    def _propose(self, key: str) -> None:
        slot = next((one for one in self._slots if key_of(one) == key), None)
        if slot is not None and self._powers.books:
            self.bookings.book(slot=slot)

    def _propose_waiting(self, ident: str) -> None:
        waiting = self._waiting(ident)
        if waiting is not None and self._powers.books:
            slot = slot_for(waiting, self._all_slots())
            self.bookings.book(slot=replace(slot, minutes=waiting.minutes) if slot else None, waiting=waiting)

    def _let_go(self, ident: str) -> None:
        waiting = self._waiting(ident)
        if waiting is not None:
            self._link.do(SettleWaiting(waiting.id, WaitState.LEFT, waiting.clock))

    def _waiting(self, ident: str) -> WaitingPerson | None:
        waiting = self._week.waiting if self._week is not None else ()
        return next((one for one in waiting if str(one.id) == ident), None)
