"""Drives the case of a household: read whole, shown, read again when anything of it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.model import Actor, Group, Role
from ceis_desk.access.questions import Staff, StaffMember
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.gestures import Crossing, SettleCrossed
from ceis_desk.platforms.budget.questions import CaseView, CrossedThing, ReadCase
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.writing import NoteWriting
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.case.attach_pilot import AttachPilot
from ceis_desk.ui.platforms.budget.case.end_pilot import EndPilot
from ceis_desk.ui.platforms.budget.case.household_pilot import HouseholdPilot
from ceis_desk.ui.platforms.budget.case.item_pilot import ItemPilot
from ceis_desk.ui.platforms.budget.case.letter_pilot import LetterPilot
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import FOLLOW, CasePage
from ceis_desk.ui.platforms.budget.case.plan_pilot import PlanPilot
from ceis_desk.ui.platforms.budget.case.step_pilot import StepPilot
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.shell.keyboard import Keyboard

if TYPE_CHECKING:
    from ceis_desk.ui.agenda.bookings import Bookings

_CARED = ("case", "note", "document", "person", "appointment", "visit")


class CasePilot(QObject):
    """`gone` when the case is no more, `go` to another page: the record, the budget sheet."""

    gone = Signal()
    go = Signal(str, object)

    def __init__(
        self,
        page: CasePage,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        sheets: Sheets,
    ) -> None:
        super().__init__(page)
        self.page, self._link, self._clock = page, link, clock
        self._wanted: Id | None = None
        self._bookings: Bookings | None = None
        self.here = OpenCase(theme, link, discreet, keyboard, actor, clock, sheets, self.read)
        self.notes = NoteWriting(
            page.follow.notes, link, actor, lambda: self.here.today, Group.BUDGET, self.here.choose
        )
        self.letters = LetterPilot(page, self.here)
        self.files = AttachPilot(page, self.here)
        self.plans = PlanPilot(page, self.here)
        self._others = (
            ItemPilot(page, self.here),
            StepPilot(page, self.here, self.notes),
            HouseholdPilot(page, self.here),
            EndPilot(page, self.here, self.notes, self._open_sheet),
        )
        page.head.sheet_asked.connect(self._open_sheet)
        page.record_asked.connect(lambda: self._with(lambda view: self.go.emit("people", view.case.person_id)))
        page.before_asked.connect(lambda: self._with(lambda view: self.open(view.case.before_id)))
        page.barred.connect(self.here.may_write)
        page.slot_asked.connect(lambda: self._with(self._give_slot))
        page.crossed.settled.connect(self._settle)
        link.changed.connect(self._reread)
        discreet.changed.connect(self._show)

    def open(self, case_id: Id | None) -> None:
        """Show a case from its first part, and write in the journal that it was opened."""
        if case_id is None:
            return
        self._wanted, self.here.view = case_id, None
        self.page.show_part(FOLLOW)
        self.page.follow.with_settled = False
        self.notes.open(case_id, start=True)
        self.letters.open()
        self._link.do(NoteAccess(NotedAct.OPEN_CASE, case_id))
        self._link.ask(Staff(), self._take_staff, lambda _refusal: None, key="case-staff")
        self.read()

    def case_id(self) -> Id | None:
        """The case shown."""
        return self._wanted

    def read(self) -> None:
        """Read it again."""
        if self._wanted is not None:
            self._link.ask(ReadCase(self._wanted), self._take, self._lost, key="case")

    def flush(self) -> None:
        """What is typed is kept before the page is left."""
        self.notes.keeper.flush()

    def _take(self, view: CaseView) -> None:
        first = self.here.view is None
        self.here.view = view
        self._show()
        if first:
            self.page.start()

    def _take_staff(self, staff: tuple[StaffMember, ...]) -> None:
        self.here.staff = {one.id: one.name for one in staff if Role.BUDGET in one.roles}

    def _lost(self, refusal: Refusal) -> None:
        self._wanted, self.here.view = None, None
        self._link.refused.emit(refusal.sentence)
        self.gone.emit()

    def _show(self) -> None:
        if self.here.view is not None:
            self.page.show_case(self.here.view, self.here.today)
            self.notes.show_notes(self.here.view.notes, self.here.notes_standing())
            self.letters.read_part(self.page.part())

    def _reread(self, change: Change) -> None:
        if self.page.isVisible() and change.touches(*_CARED):
            self.read()

    def _settle(self, thing: CrossedThing, crossing: Crossing) -> None:
        """One of the two versions of what two desks wrote at once."""
        self.here.do(SettleCrossed(self.here.case_view().case.id, thing.id, thing.clock, crossing))

    def _with(self, then: Callable[[CaseView], None]) -> None:
        if self.here.view is not None:
            then(self.here.view)

    def _give_slot(self, view: CaseView) -> None:
        """Give an appointment to the person of the case, over it."""
        from ceis_desk.ui.agenda.bookings import Bookings

        here = self.here
        if self._bookings is None:
            self._bookings = Bookings(
                self.page, here.theme, here.link, here.discreet, here.keyboard, here.actor, self._clock
            )
        person = next((one for one in view.persons if one.id == view.case.person_id), None)
        if person is not None:
            self._bookings.book(Guest(person.id, person.civility, person.used_name, person.first_name))

    def _open_sheet(self) -> None:
        self._with(lambda view: self.go.emit("budget-sheet", (view.case.id, None)))
