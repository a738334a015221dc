"""What is done of the chosen session: ticks, places given, people added and counted, the end of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ceis_desk.agenda.gestures import Enrol, MarkAttendance
from ceis_desk.agenda.week import Attendance, RollLine
from ceis_desk.agenda.workshop_requests import CloseSession, CountUnnamed, ReopenSession
from ceis_desk.agenda.workshops import UnnamedCount, WorkshopRoll, WrongSum
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Gesture
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.workshops.page import WorkshopsPage

_FOUND = 4


class RollActs(QObject):
    """`added` gives the person who is being put on the roll, for the cursor; `roll` is the one shown."""

    added = Signal(str)

    def __init__(self, page: WorkshopsPage, link: StoreLink, clock: Clock, *, writes: bool) -> None:
        super().__init__(page)
        self._page, self._link, self._clock, self._writes = page, link, clock, writes
        self.roll: WorkshopRoll | None = None
        roster = page.roster
        roster.add_asked.connect(roster.begin_adding)
        roster.close_asked.connect(self.close)
        roster.people.marked.connect(self._mark)
        roster.picker.typed.connect(self._find)
        roster.picker.picked.connect(self._add)
        page.waiting.given.connect(lambda ident: self._move(ident, Attendance.ENROLLED))
        page.waiting.left.connect(lambda ident: self._move(ident, Attendance.WITHDRAWN))
        page.counts.counted.connect(self._count)
        link.leaving.connect(page.counts.flush)

    def _line(self, ident: str) -> RollLine | None:
        lines = (*self.roll.people, *(one.line for one in self.roll.waiting)) if self.roll else ()
        return next((one for one in lines if str(one.person_id) == ident), None)

    def _mark(self, ident: str, state: Attendance) -> None:
        line, roll = self._line(ident), self.roll
        if line is None or roll is None or not self._writes:
            return
        if line.state is not state:
            self._link.do(MarkAttendance(roll.session.id, line.person_id, state, line.clock))
        if state not in (Attendance.ENROLLED, Attendance.WITHDRAWN):
            self._page.roster.people.step(1)

    def _move(self, ident: str, state: Attendance) -> None:
        """Give a place to somebody who waits, or note that she waits no more."""
        line, roll = self._line(ident), self.roll
        if line is not None and roll is not None and self._writes:
            self._link.do(MarkAttendance(roll.session.id, line.person_id, state, line.clock))

    def _count(self, extra: int | None, counts: tuple[UnnamedCount, ...]) -> None:
        if self.roll is not None and self._writes:
            self._link.do(CountUnnamed(self.roll.session.id, extra, counts))

    def _find(self, typed: str) -> None:
        if typed.strip():
            self._link.ask(
                FindPeople(typed, limit=_FOUND),
                lambda hits: self._show_hits(typed, hits),
                key="workshops-person",
            )

    def _show_hits(self, typed: str, hits: tuple[PersonHit, ...]) -> None:
        self._page.roster.picker.show_hits(typed, hits, self._clock().date())

    def _add(self, guest: Guest) -> None:
        """Where one enrols she is enrolled, or waits; where anybody may come, whoever is there is there."""
        roll = self.roll
        if roll is None or guest.id is None:
            return
        session, person_id = roll.session, guest.id
        begun = session.starts_at.date() <= self._clock().date()
        gesture: Gesture = Enrol(session.id, person_id)
        if not session.enrolling and begun:
            gesture = MarkAttendance(session.id, person_id, Attendance.PRESENT)
        self._page.roster.end_adding()
        self.added.emit(str(person_id))
        self._link.do(gesture)

    def close(self) -> None:
        """Close the session, or open it again."""
        roll, counts = self.roll, self._page.counts
        if roll is None or not self._writes:
            return
        counts.flush()
        if roll.session.closed_at is not None:
            self._link.do(ReopenSession(roll.session.id))
            return
        fault = counts.fault()
        if fault is not None:
            counts.point_at(fault)
        else:
            self._link.do(CloseSession(roll.session.id), refused=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, WrongSum):
            self._page.counts.point_at(refusal.axis, refusal.sentence)
        else:
            self._link.refused.emit(refusal.sentence)
