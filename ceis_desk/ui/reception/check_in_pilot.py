"""From what is typed to an arrival recorded: searching, opening the check-in card, sending what it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from ceis_desk.agenda.model import DayAppointment, DayState
from ceis_desk.agenda.rules import day_state
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonHit, PersonRecord
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.model import DeskDay, Visit
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.reception.arrival import (
    Draft,
    Guest,
    Welcome,
    appointment_of,
    guest_of_hit,
    guest_of_line,
    guest_of_record,
)
from ceis_desk.ui.reception.motif_sheet import MotifList
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.search_card import MOST_HITS


class CheckInPilot(QObject):
    """Whatever is asked before the day is read waits for it, in order: a digit needs its motif."""

    dossier_asked = Signal(object)
    visit_asked = Signal(str)
    recorded = Signal(object)

    def __init__(self, page: ReceptionPage, link: StoreLink, discreet: Discreet, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._card = page, page.card
        self._link, self._discreet, self._clock = link, discreet, clock
        self._day: DeskDay | None = None
        self._lines: tuple[DayAppointment, ...] | None = None
        self._late: list[Callable[[], None]] = []
        card = page.card
        card.typed.connect(self.find)
        card.opened.connect(self._open_hit)
        card.dossier_asked.connect(self.dossier_asked)
        card.check_in.recorded.connect(self._record)
        card.check_in.motifs_asked.connect(self._show_motifs)
        card.check_in.typed.connect(self._find_companion)
        page.anonymous_asked.connect(self._open_anonymous)
        page.appointments.arrived.connect(self._open_line)

    def show_day(self, day: DeskDay) -> None:
        """The day as it now is."""
        self._day = day
        self._card.check_in.show_here(self._here())
        self._catch_up()

    def show_lines(self, lines: tuple[DayAppointment, ...]) -> None:
        """The appointments as they now are."""
        self._lines = lines
        self._catch_up()

    def resume(self) -> None:
        """The page is shown again: the cursor where it was of use, an answer lost meanwhile asked again."""
        search = self._card.search
        if self._card.check_in.isHidden():
            self._card.focus_search()
        else:
            self._card.check_in.setFocus(Qt.FocusReason.OtherFocusReason)
        if search.text().strip() and search.answered != search.text():
            self.find(search.text())

    def rest(self) -> None:
        """The page is hidden: nothing waits for an answer any more."""
        self._card.search.give_up()
        self._late.clear()

    def find(self, text: str) -> None:
        """Look for what is typed."""

        def found(hits: tuple[PersonHit, ...]) -> None:
            self._when_ready(lambda: self._card.show_hits(text, hits, self._clock().date(), self._here()))

        self._link.ask(FindPeople(text, MOST_HITS), found, self._give_up, key="find")

    def open_for(self, person_id: Id) -> None:
        """An arrival started from a record: keys typed meanwhile wait for the card."""
        self._card.clear()
        self._card.search.await_answer()

        def opened(record: PersonRecord) -> None:
            self._when_ready(lambda: self._open_record(record))

        self._link.ask(OpenRecord(person_id), opened, self._give_up, key="record")

    def _give_up(self, refusal: Refusal) -> None:
        self._card.search.give_up()
        self._link.refused.emit(refusal.sentence)

    def _here(self) -> dict[Id, Visit]:
        """The last visit of the day of each person."""
        visits = self._day.visits if self._day else ()
        return {visit.person_id: visit for visit in reversed(visits) if visit.person_id is not None}

    def _when_ready(self, act: Callable[[], None]) -> None:
        if self._day is None or self._lines is None:
            self._late.append(act)
        else:
            act()

    def _catch_up(self) -> None:
        if self._day is not None and self._lines is not None:
            late, self._late = self._late, []
            for act in late:
                act()

    def _open_hit(self, hit: PersonHit) -> None:
        self._open(guest_of_hit(hit), appointment_of(self._lines or (), hit.id, self._clock()))
        self._link.ask(OpenRecord(hit.id), self._show_record, key="record")

    def _open_record(self, record: PersonRecord) -> None:
        self._open(guest_of_record(record), appointment_of(self._lines or (), record.id, self._clock()))
        self._show_record(record)
        self._card.search.answer_came()

    def _open_anonymous(self) -> None:
        self._card.clear()
        self._card.search.await_answer()
        self._when_ready(self._anonymous_ready)

    def _anonymous_ready(self) -> None:
        self._open(Guest(), None)
        self._card.search.answer_came()

    def _open_line(self, ident: str) -> None:
        """The row of an appointment: an arrival, or what became of it."""
        line = next((one for one in self._lines or () if str(one.id) == ident), None)
        if line is None or line.person_id is None:
            return
        if day_state(line, self._clock()) in (DayState.EXPECTED, DayState.LATE):
            self._card.clear()
            self._open(guest_of_line(line), line)
            self._link.ask(OpenRecord(line.person_id), self._show_record, key="record")
        elif line.person_id in self._here():
            self.visit_asked.emit(str(self._here()[line.person_id].id))
        else:
            self.dossier_asked.emit(line.person_id)

    def _open(self, guest: Guest, line: DayAppointment | None) -> None:
        if self._day is not None:
            here = self._here().get(guest.id) if guest.id is not None else None
            self._card.check_in.open(Welcome(guest, line, here), self._day.motifs, self._day.colleagues)
            self._page.settle()

    def _show_record(self, record: PersonRecord) -> None:
        others = [one for one in record.household if one.person_id not in (None, record.id)]
        self._card.check_in.show_record(record, [Guest(one.person_id, first=one.name) for one in others])

    def _find_companion(self, text: str) -> None:
        picker = self._card.check_in.details.picker
        self._link.ask(
            FindPeople(text, limit=4), lambda hits: picker.show_hits(text, hits, self._clock().date()), key="companion"
        )

    def _show_motifs(self) -> None:
        if self._day is None:
            return
        panel = self._card.check_in
        chosen = {motif.id for motif in panel.motifs.chosen()}
        found = MotifList(self._page.theme, self._day.motifs, chosen, neutral=self._discreet.on)
        sheet = self._page.open_sheet(found, "Tous les motifs", found.search, width=520)

        def take(motif_id: Id) -> None:
            sheet.close_sheet()
            panel.toggle(motif_id)
            panel.setFocus(Qt.FocusReason.OtherFocusReason)

        found.taken.connect(take)

    def _record(self, draft: Draft) -> None:
        """Send the arrival and make room for the next one at once; a refusal brings the card back as it was."""
        panel = self._card.check_in
        guest = panel.guest()
        unsent = panel.send_off()

        def refused(refusal: Refusal) -> None:
            self._link.refused.emit(refusal.sentence)
            if self._card.is_idle():
                panel.come_back()
                self._page.settle()
            else:
                panel.keep(guest, unsent)

        self._card.clear()
        self._link.do(draft.gesture(), lambda _change: self.recorded.emit(guest), refused)
