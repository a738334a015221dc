"""Drives the record: what is read, what the account may read besides, and its small changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.questions import Staff, StaffMember
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.gestures import ChangeWork, SetHousehold
from ceis_desk.people.model import HouseholdMember, Identity, PersonHit, PersonRecord, VisitLine, Work
from ceis_desk.people.questions import FindPeople, OpenRecord, VisitsOf, WorkOf
from ceis_desk.platforms.budget.model import CaseLine
from ceis_desk.platforms.budget.questions import CasesOf
from ceis_desk.reception.gestures import WriteMessage
from ceis_desk.reception.questions import CommentsOf
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.erasing import Erasing
from ceis_desk.ui.people.household_sheet import HouseholdSheet
from ceis_desk.ui.people.merging import Merging
from ceis_desk.ui.people.message_sheet import MessageSheet
from ceis_desk.ui.people.record_page import RecordPage
from ceis_desk.ui.people.reserved import BUDGET_TAB
from ceis_desk.ui.people.rows import case_way
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.reception.arrival import guest_of_record
from ceis_desk.ui.shell.keyboard import Keyboard

if TYPE_CHECKING:
    from ceis_desk.ui.agenda.bookings import Bookings
    from ceis_desk.ui.parcours.pilot import WayPilot

_OFFERED = 4


class RecordPilot(QObject):
    """`edited` asks for the form, `opened` for another record, `check_asked` for a crossed edit in « À vérifier ».

    `case_asked` asks for the budget case of the person, or for a new one; `way_led` for the page behind an event.
    """

    edited = Signal(object)
    at_desk_edited = Signal(object)
    opened = Signal(object)
    gone = Signal()
    check_asked = Signal(object)
    case_asked = Signal(object)
    agenda_asked = Signal(object)
    way_led = Signal(str, object)

    def __init__(
        self,
        page: RecordPage,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        sheets: Sheets,
        merging: Merging,
    ) -> None:
        super().__init__(page)
        self.page, self._theme, self._link, self._discreet = page, theme, link, discreet
        self._actor, self._clock, self._sheets, self._merging = actor, clock, sheets, merging
        self._keyboard = keyboard
        self._erasing = Erasing(page, theme, link, discreet, actor, sheets)
        self.record: PersonRecord | None = None
        self._visits: tuple[VisitLine, ...] = ()
        self._comments: Mapping[Id, str] = {}
        self._staff: tuple[StaffMember, ...] = ()
        self._wanted: Id | None = None
        self._work = Work.UNKNOWN
        self._bookings: Bookings | None = None
        self.way: WayPilot | None = None
        self._connect()
        self._follow_way()

    def _connect(self) -> None:
        sheet = self.page.sheet
        sheet.edited.connect(lambda: self._with(self.edited.emit))
        sheet.at_desk_edited.connect(lambda: self._with(self.at_desk_edited.emit))
        sheet.household_edited.connect(lambda: self._with(self._edit_household))
        sheet.work_chosen.connect(lambda code: self._with(lambda one: self._set_work(one, Work(code))))
        sheet.merge_asked.connect(lambda: self._with(self._merging.find_other))
        sheet.separated.connect(lambda other: self._with(lambda one: self._merging.separate(one.id, other)))
        sheet.erase_asked.connect(lambda: self._with(self._erasing.erase))
        sheet.member_opened.connect(self.opened)
        self.page.crossed.opened.connect(self.check_asked)
        self.page.appointments.opened.connect(lambda ident: self._with(lambda one: self._show_appointment(one, ident)))
        self.page.message_asked.connect(lambda: self._with(self._write_message))
        if may(self._actor.roles, Thing.APPOINTMENTS, Level.WRITE):
            self.page.appointment_asked.connect(lambda: self._with(self._book))
        self.page.tab_shown.connect(self._look_for_case)
        self.page.case_asked.connect(lambda: self._with(lambda one: self.case_asked.emit(one.id)))
        self._discreet.changed.connect(self._show)
        self._discreet.follow(self, lambda: self._look_for_case(self.page.head.tabs.code()))

    def _follow_way(self) -> None:
        """The parcours, for those who may read it."""
        if self.page.way is None:
            return
        # It needs these pages too: each comes when the other is there.
        from ceis_desk.ui.parcours.pilot import WayPilot

        self.way = way = WayPilot(
            self.page.way,
            self._theme,
            self._link,
            self._discreet,
            self._keyboard,
            self._actor,
            self._clock,
            self._sheets,
        )
        way.keep(self.page.own)
        self.page.tab_shown.connect(way.show_tab)
        self.page.note_key.connect(way.note_key)
        way.followed.connect(self.page.head.show_follower)
        way.tab_asked.connect(self.page.head.tabs.go_to)
        way.go.connect(self.way_led)

    def _show_appointment(self, record: PersonRecord, ident: str) -> None:
        for line in record.appointments:
            if str(line.id) == ident:
                self.agenda_asked.emit((line.at.date(), line.id))

    def _book(self, record: PersonRecord) -> None:
        # The agenda needs these pages too: each comes when the other is there.
        from ceis_desk.ui.agenda.bookings import Bookings

        if self._bookings is None:
            self._bookings = Bookings(
                self.page, self._theme, self._link, self._discreet, self._keyboard, self._actor, self._clock
            )
        self._bookings.book(guest_of_record(record))

    def open(self, person_id: Id) -> None:
        """Show a record from its first tab, and write in the journal that it was opened."""
        self.record, self._visits, self._comments = None, (), {}
        self._wanted, self._work = person_id, Work.UNKNOWN
        self.page.head.tabs.go_to(self.page.first_tab())
        self.page.crossed.show_edits(())
        self._link.do(NoteAccess(NotedAct.OPEN_RECORD, person_id))
        self._link.ask(Staff(), self._show_people, key="record-staff")
        if self.way is not None:
            self.way.open(person_id)
        self.read()

    def flush(self) -> None:
        """What is typed is kept before the page is left."""
        if self.way is not None:
            self.way.flush()

    def read(self) -> None:
        """Read it again, with what the account may read besides."""
        person_id = self._wanted
        if person_id is None:
            return
        self._link.ask(OpenRecord(person_id), self._take, self._lost, key="record")
        self._link.ask(VisitsOf(person_id), self._take_visits, key="record-visits")
        self._link.ask(
            CrossedEdits(person_id), self.page.crossed.show_edits, lambda _refusal: None, key="record-crossed"
        )
        if may(self._actor.roles, Thing.SITUATION, Level.READ):
            self._link.ask(WorkOf(person_id), self._take_work, key="record-work")
        if may(self._actor.roles, Thing.IMPORTED_COMMENT, Level.READ):
            self._link.ask(CommentsOf(person_id), self._take_comments, key="record-comments")

    def _lost(self, _refusal: Refusal) -> None:
        """Its creation was undone, or the person erased, and that has been said: the page behind says nothing more."""
        if self.record is not None:
            self._visits, self._comments = (), {}
            self.record = replace(
                self.record, identity=Identity(), visits=0, last_visits=(), appointments=(), household=()
            )
            self._show()
        self.record = self._wanted = None
        self.gone.emit()

    def _with(self, then: Callable[[PersonRecord], None]) -> None:
        if self.record is not None:
            then(self.record)

    def _take(self, record: PersonRecord) -> None:
        self.record = record
        self._show()

    def _take_work(self, work: Work) -> None:
        self._work = work
        self.page.sheet.show_work(work)

    def _take_visits(self, visits: tuple[VisitLine, ...]) -> None:
        self._visits = visits
        self._show_visits()

    def _take_comments(self, comments: tuple[tuple[Id, str], ...]) -> None:
        self._comments = dict(comments)
        self._show_visits()

    def _show(self) -> None:
        if self.record is not None:
            self.page.show_record(self.record, self._clock())
            self._show_visits()

    def _show_visits(self) -> None:
        if self.record is not None:
            self.page.show_visits(self._visits, self._comments, self.record.id, self._clock().date())

    def _show_people(self, staff: tuple[StaffMember, ...]) -> None:
        self._staff = staff
        if self.way is not None:
            self.way.show_staff(staff)
        self.page.show_people(staff)

    def _set_work(self, record: PersonRecord, work: Work) -> None:
        def refused(refusal: Refusal) -> None:
            self._link.refused.emit(refusal.sentence)
            self.read()

        # Chosen twice in a row, the second choice follows the first.
        seen, self._work = self._work, work
        self._link.do(ChangeWork(record.id, work, seen), refused=refused)

    def _look_for_case(self, tab: str) -> None:
        """What the tab « Budget » says, to those who may read it."""
        if tab == BUDGET_TAB and self._wanted is not None and may(self._actor.roles, Thing.BUDGET_CASES, Level.READ):

            def show(cases: tuple[CaseLine, ...]) -> None:
                words, verb = case_way(cases)
                self.page.budget.show_way(self._discreet.show.detail(words), verb)

            self._link.ask(CasesOf(self._wanted), show, key="record-cases")

    def _edit_household(self, record: PersonRecord) -> None:
        sheet = HouseholdSheet(self._theme, self._discreet, self._keyboard)
        sheet.editor.show_members(record.household)

        def search(text: str) -> None:
            self._link.ask(FindPeople(text, _OFFERED), offer, key="household")

        def offer(hits: tuple[PersonHit, ...]) -> None:
            if isValid(sheet):
                sheet.editor.show_hits(hits)

        draft = FormDraft(self._link, f"household:{record.id}", sheet)

        def keep(members: tuple[HouseholdMember, ...]) -> None:
            self._link.do(SetHousehold(record.id, members, record.household), self._closing(draft))

        sheet.editor.searched.connect(search)
        sheet.kept.connect(keep)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Son foyer", sheet.editor.name)

    def _write_message(self, record: PersonRecord) -> None:
        sheet = MessageSheet(self._theme, self._discreet, self._keyboard, record.identity, self._staff)

        draft = FormDraft(self._link, f"message:{record.id}", sheet)

        def write(text: str, to: str) -> None:
            message = WriteMessage(text, Id(to) if to else None, record.id)
            self._link.do(message, self._closing(draft), lambda refusal: sheet.refuse(refusal.sentence))

        sheet.written.connect(write)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Laisser un message", sheet.words)

    def _closing(self, draft: FormDraft) -> Callable[[Change], None]:
        """What is recorded is no draft any more."""

        def close(_change: Change) -> None:
            draft.forget()
            self._sheets.close()

        return close
