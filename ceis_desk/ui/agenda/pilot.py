"""Drives « Agenda »: what is read, the chosen box, and what is done of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Actor
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.gestures import SettleWaiting
from ceis_desk.agenda.rules import SETTLED, is_movable
from ceis_desk.agenda.week import CalendarWeek, Entry, EntryKind, Slot, WaitState
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.ui.agenda.acts import Acts
from ceis_desk.ui.agenda.bookings import Bookings
from ceis_desk.ui.agenda.boxes import Item, Laid, Scope
from ceis_desk.ui.agenda.calendar_file import CalendarFiles
from ceis_desk.ui.agenda.details import CANCEL, Powers, detail_of
from ceis_desk.ui.agenda.head import SESSIONS, WEEK
from ceis_desk.ui.agenda.key_lines import key_lines
from ceis_desk.ui.agenda.making import Making
from ceis_desk.ui.agenda.outlook import Outlook
from ceis_desk.ui.agenda.page import AgendaPage
from ceis_desk.ui.agenda.papers import AgendaPapers
from ceis_desk.ui.agenda.shown import bar_people, free_chip, page_title, start_key, waiting_chip
from ceis_desk.ui.agenda.side import slot_for, waiting_row
from ceis_desk.ui.agenda.spoken import spoken, twin_rows
from ceis_desk.ui.agenda.states import takes_room
from ceis_desk.ui.agenda.words import span_words
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

_TICK_MS = 20_000
_SUBJECTS = ("appointment", "session", "waiting", "visit", "board", "person", "setting", "account")


def movable_keys(laid: Laid) -> frozenset[str]:
    """The boxes that may be carried elsewhere: appointments that are still to come about."""
    return frozenset(key for key, item in laid.items.items() if isinstance(item, Entry) and is_movable(item))


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
        self._powers, self.outlook = Powers.of(actor), Outlook(actor, clock)
        self._cursor_wanted, self._wanted = False, ""
        self._carried: Item | None = None
        self.bookings = Bookings(page, theme, link, discreet, keyboard, actor, clock)
        self.acts = Acts(self.bookings, self.bookings.sheets, theme, link, discreet, keyboard, clock)
        self.making = Making(
            self.bookings, theme, link, discreet, keyboard, clock, enrols=self._powers.enrols, me=actor.account_id
        )
        self._papers = AgendaPapers(self.bookings.sheets, theme, link, discreet, keyboard, actor, clock, site)
        self.files = CalendarFiles(page, self.making, self.bookings.sheets, theme, link, actor, clock)
        self._tick = QTimer(self)
        self._minute = clock().replace(second=0)
        self._connect()
        self._connect_grid()

    def _connect(self) -> None:
        page = self.page
        page.head.stepped.connect(self.step)
        page.stepped.connect(self.step)
        page.head.viewed.connect(self.view_as)
        page.head.find_asked.connect(self.find_slot)
        page.find_asked.connect(self.find_slot)
        page.head.new_asked.connect(lambda: self.making.ask_new(self.outlook.week))
        page.people.toggled.connect(self.toggle)
        page.detail.asked.connect(self._act)
        page.side.slot_asked.connect(self._propose)
        page.side.waiting_asked.connect(self._propose_waiting)
        page.side.waiting_opened.connect(self._propose_waiting)
        page.side.waiting_left.connect(self._let_go)
        self.acts.go.connect(self.go)
        self.acts.roll_asked.connect(self.making.open_roll)
        self.acts.edit_asked.connect(lambda entry: self.making.edit(entry, self.outlook.week))
        self.bookings.booked.connect(self._want)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._lay)
        self._tick.timeout.connect(self._follow_clock)

    def _connect_grid(self) -> None:
        page, grid = self.page, self.page.view.grid
        page.cancelled.connect(self._cancel)
        page.moved.connect(lambda: grid.start_move(grid.current()))
        grid.fixed.connect(self._say_fixed)
        grid.chosen.connect(lambda _key: self._show_detail())
        grid.opened.connect(lambda _key: page.detail.act())
        grid.moving.connect(self._carry)
        grid.dropped.connect(self._drop)

    # -- what the frame asks

    def enter(self) -> None:
        """Read again, the cursor in the agenda as soon as it is read."""
        self._cursor_wanted = True
        self._tick.start(_TICK_MS)
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
        self._papers.ask(self.outlook, self._item(), then)

    def find_slot(self) -> None:
        """Give an appointment: at the chosen free time, else at one of the first."""
        if self._powers.books:
            item = self._item()
            self.bookings.book(slot=item if isinstance(item, Slot) else None)

    def open_on(self, wanted: object) -> None:
        """Show a day, an appointment (day, id), a platform (its code), book for a Guest, or begin with a free time."""
        if isinstance(wanted, Guest):
            self.bookings.book(wanted)
        elif isinstance(wanted, Slot):
            self._show_day(wanted.starts_at.date())
            self.bookings.book(slot=wanted)
        elif isinstance(wanted, tuple):
            self._wanted = str(wanted[1])
            self._show_day(wanted[0])
        elif isinstance(wanted, dt.date):
            self._show_day(wanted)
        elif isinstance(wanted, str):
            self.outlook.show_platform(wanted)
            self.read()

    # -- which days, whose

    def step(self, by: int) -> None:
        """A page before or after; 0 is today."""
        self.outlook.step(by)
        self.read()

    def view_as(self, view: str) -> None:
        """A day, a week, or everybody for one day."""
        self.outlook.view = view
        self.page.head.views.set_value(view)
        self.read()

    def toggle(self, code: str) -> None:
        """Show or hide somebody's agenda, or the sessions."""
        self.outlook.toggle(code)
        self._lay()
        self._seek()

    def _show_day(self, day: dt.date) -> None:
        self.outlook.day = day
        self.read()

    # -- reading

    def read(self) -> None:
        """Read the days shown again."""
        self._link.ask(self.outlook.question(), self._take, key="agenda-week")

    def _take_settings(self, settings: Mapping[str, str]) -> None:
        self.outlook.take_settings(settings)
        self._lay()

    def _take(self, week: CalendarWeek) -> None:
        self.outlook.take_week(week)
        self._lay()
        self._seek()
        if self._wanted and self.outlook.item(self._wanted) is not None:
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
        self._link.ask(self.outlook.slots_question(), self._take_slots, key="agenda-slots")

    def _take_slots(self, slots: tuple[Slot, ...]) -> None:
        self.outlook.slots = slots
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

    def _scope(self) -> Scope:
        return self.outlook.scope(self._discreet.show)

    def _lay(self) -> None:
        scope, week = self._scope(), self.outlook.week
        laid = self.outlook.lay(scope)
        if laid is None or week is None:
            return
        words = {key: spoken(item, scope) for key, item in laid.items.items()}
        movable = movable_keys(laid) if self._powers.books else frozenset()
        first = start_key(laid, scope, self._actor.account_id)
        self.page.view.show_sheet(laid.sheet, words, movable, twin_rows(laid, week, scope), first)
        dates = span_words(week.days[0].day, week.days[-1].day)
        self.page.head.show_days(page_title(scope.people, week.people), dates, one_day=self.outlook.view != WEEK)
        shown = {str(one.id) for one in scope.people} | ({SESSIONS} if scope.sessions else set())
        self.page.people.show_people(bar_people(week), frozenset(shown))
        waiting = waiting_chip(len(week.waiting)) if self._powers.books else None
        self.page.people.show_facts(free_chip(laid, week, scope), waiting)
        self._show_detail()
        self._show_waiting()

    def _show_detail(self) -> None:
        item = self._item()
        self.page.show_detail(detail_of(item, self._scope(), self._powers) if item is not None else None)

    def _show_waiting(self) -> None:
        self.page.side.show_waiting(_waiting_rows(self.outlook, self._clock().date(), self._discreet.show))

    # -- doing

    def _item(self) -> Item | None:
        return self.outlook.item(self.page.view.grid.current())

    def _act(self, code: str) -> None:
        item = self._item()
        if item is not None:
            self.acts.do(code, item)

    def _cancel(self) -> None:
        item = self._item()
        if isinstance(item, Entry) and self._powers.books and _is_cancelled_by(item, self.page.detail.buttons):
            self.acts.cancel(item)

    def _say_fixed(self, key: str) -> None:
        """Why a box stays where it is."""
        item = self.outlook.item(key)
        if isinstance(item, Entry) and item.kind is EntryKind.APPOINTMENT and self._powers.books:
            self._link.refused.emit(SETTLED)

    def _carry(self, begins: bool) -> None:
        """What is taken up is known by itself: it may be put down in a week where it is not."""
        self._carried = self._item() if begins else self._carried

    def _drop(self, _key: str, day: int, lane: int, minute: int) -> None:
        item = self._carried
        if isinstance(item, Entry):
            self.bookings.carry(item, *self.outlook.place(item, (day, lane, minute), self._discreet.show))

    def _propose(self, key: str) -> None:
        slot = self.outlook.slot(key)
        if slot is not None and self._powers.books:
            self.bookings.book(slot=slot)

    def _propose_waiting(self, ident: str) -> None:
        waiting = self.outlook.who_waits(ident)
        if waiting is not None:
            slot = slot_for(waiting, self.outlook.all_slots())
            self.bookings.book(slot=replace(slot, minutes=waiting.minutes) if slot else None, waiting=waiting)

    def _let_go(self, ident: str) -> None:
        waiting = self.outlook.who_waits(ident)
        if waiting is not None:
            self._link.do(SettleWaiting(waiting.id, WaitState.LEFT, waiting.clock))


def _is_cancelled_by(item: Entry, buttons: Container[str]) -> bool:
    """Suppr does no more than the panel offers: whoever came and was received is not cancelled."""
    return takes_room(item) and (item.kind is not EntryKind.APPOINTMENT or CANCEL in buttons)


def _waiting_rows(outlook: Outlook, today: dt.date, show: Discretion) -> list[tuple[str, RowLook]]:
    slots = outlook.all_slots()
    names: dict[object, str] = {one.id: one.name.split(" ")[0] for one in outlook.people}
    return [
        (str(one.id), waiting_row(one, names, show, today, suits=slot_for(one, slots) is not None))
        for one in outlook.waiting
    ]
