"""Turns what is done at the counter into gestures, and what changes in the store into rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.questions import Settings
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import DayAppointment, DayState
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.agenda.rules import day_state
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.people.model import PersonHit, PersonRecord
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.model import DeskDay, Motif, Visit
from ceis_desk.reception.questions import PartnersNamed, ReadDay
from ceis_desk.reception.rules import WaitThresholds
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.reception.arrival import (
    Draft,
    Guest,
    Welcome,
    appointment_of,
    guest_of_hit,
    guest_of_line,
    guest_of_record,
)
from ceis_desk.ui.reception.board import board_words
from ceis_desk.ui.reception.board_pilot import BoardPilot
from ceis_desk.ui.reception.motif_sheet import MotifList
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.queue import mean_wait, parties, party_row, read_thresholds, waiting_count
from ceis_desk.ui.reception.rows import appointment_row, arrived_words, half_day, visit_row
from ceis_desk.ui.reception.visit_pilot import VisitPilot
from ceis_desk.ui.shell.keys import KeyLine

_TICK_MS, _RECENT = 10_000, 40
_SETTLED = (DayState.DONE, DayState.CANCELLED, DayState.ABSENT)
KEYS = (
    KeyLine("une lettre, F2", "rechercher une personne"),
    KeyLine("↑ ↓", "choisir dans la liste"),
    KeyLine("Entrée", "ouvrir l’arrivée, puis l’enregistrer"),
    KeyLine("1 à 9, & à ç", "choisir un motif"),
    KeyLine("0", "tous les motifs"),
    KeyLine("+", "plus de détails sur l’arrivée"),
    KeyLine("F3", "passage anonyme"),
    KeyLine("Ctrl N", "nouvelle personne"),
    KeyLine("Ctrl Entrée", "ouvrir le dossier"),
    KeyLine("F4", "derniers passages\u00a0: reprendre, corriger, annuler"),
    KeyLine("F7", "aujourd’hui\u00a0: consignes, absences, messages"),
    KeyLine("F8", "appeler la personne suivante"),
    KeyLine("Maj F8", "remettre en attente la personne appelée"),
    KeyLine("Échap", "fermer, puis effacer, puis revenir à la recherche"),
)


class Pilot(QObject):
    """The welcome page at work for one account; minutes are read on the clock passed in."""

    go = Signal(str, object)
    counted = Signal(int)

    def __init__(
        self, page: ReceptionPage, link: StoreLink, discreet: Discreet, actor: Actor, clock: Clock, site: Site
    ) -> None:
        super().__init__(page)
        self.page, self._card = page, page.card
        self._link, self._discreet, self._clock, self._site = link, discreet, clock, site
        self._day: DeskDay | None = None
        self._lines: tuple[DayAppointment, ...] | None = None
        self._thresholds = WaitThresholds()
        self._late: list[Callable[[], None]] = []
        self._shown = False
        self._allowed = may(actor.roles, Thing.VISITS, Level.WRITE)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._board = BoardPilot(page, link, discreet, clock)
        self._visits = VisitPilot(page, link, discreet, clock)
        if self._allowed:
            self._connect()
        else:
            page.show_locked()

    def _connect(self) -> None:
        page, card = self.page, self._card
        card.typed.connect(self._find)
        card.opened.connect(self._open_hit)
        card.dossier_asked.connect(self._open_dossier)
        card.check_in.recorded.connect(self._record)
        card.check_in.motifs_asked.connect(self._show_motifs)
        card.check_in.typed.connect(self._find_companion)
        page.anonymous_asked.connect(self._open_anonymous)
        page.new_person_asked.connect(lambda text: self.go.emit("new-person", text))
        page.call_asked.connect(self._visits.call)
        page.take_back_asked.connect(self._visits.take_back)
        page.queue.opened.connect(self._visits.open_party)
        page.recent.opened.connect(self._visits.open_visit)
        page.appointments.arrived.connect(self._open_line)
        self._visits.dossier_asked.connect(self._open_dossier)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(lambda _on: self.render())

    # What the shell asks of every page

    def enter(self) -> None:
        """The page is shown: read again, cursor in the search."""
        if not self._allowed:
            return
        self._shown = True
        self._read()
        self._timer.start()
        self._card.focus_search()

    def leave(self) -> None:
        """The page is hidden: what is being written stays."""
        self._shown = False
        self._timer.stop()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page, for the help."""
        return KEYS

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Ask for today's list and give its paper to `then` (Ctrl P)."""
        today = self._clock().date()
        self._link.ask(DayAppointments(today), lambda lines: then(self._day_list(lines)), key="day-list")

    def open_for(self, person_id: Id) -> None:
        """An arrival started from a record: keys typed meanwhile wait for the card."""
        self._card.clear()
        self._card.search.await_answer()

        def give_up(refusal: Refusal) -> None:
            self._card.search.give_up()
            self._link.refused.emit(refusal.sentence)

        def opened(record: PersonRecord) -> None:
            self._when_ready(lambda: self._open_record(record))

        self._link.ask(OpenRecord(person_id), opened, give_up, key="record")

    # Reading

    def _read(self) -> None:
        today = self._clock().date()
        self._link.ask(ReadDay(today), self._take_day, key="day")
        self._link.ask(DayAppointments(today), self._take_lines, key="lines")
        self._link.ask(Settings(), self._take_settings, key="thresholds")
        self._link.ask(PartnersNamed(), self._card.check_in.details.referred.set_words, key="partners")

    def _changed(self, change: Change) -> None:
        if change.touches("visit", "person", "board", "motif", "setting", "day", "account", "appointment"):
            self._read()
        if change.touches("person") and self._card.search.text().strip():
            self._find(self._card.search.text())

    def _take_day(self, day: DeskDay) -> None:
        self._day = day
        self._visits.show_day(day)
        self._board.show_day(day)
        self.render()
        self._catch_up()

    def _take_lines(self, lines: tuple[DayAppointment, ...]) -> None:
        self._lines = lines
        self.render()
        self._catch_up()

    def _take_settings(self, settings: Mapping[str, str]) -> None:
        self._thresholds = read_thresholds(settings)
        self._render_queue()

    def _tick(self) -> None:
        if self._day is not None and self._day.day != self._clock().date():
            self._read()
        self._render_queue()
        self._render_lines()

    # Showing

    def render(self) -> None:
        """Write everything again, names hidden or not."""
        self._render_queue()
        self._render_lines()
        self._card.write()
        self._board.render()
        if self._day is not None:
            show, motifs = self._discreet.show, self._motifs()
            rows = [(str(visit.id), visit_row(visit, motifs, show)) for visit in self._day.visits[:_RECENT]]
            self.page.recent.show_visits(rows)
            self.page.head.board.say(board_words(self._day, show))
        self.page.settle()

    def _render_queue(self) -> None:
        if self._day is None:
            return
        now, found, motifs = self._clock(), parties(self._day.visits), self._motifs()
        show = self._discreet.show
        rows = [(one.ident, party_row(one, motifs, show, now, self._thresholds)) for one in found]
        self.page.queue.show_queue(rows, mean_wait(found, now))
        waiting, closed = waiting_count(found), self._day.closed_at is not None
        self.page.head.show_day(self._day.day, len(self._day.visits), waiting, closed=closed)
        self.counted.emit(waiting)

    def _render_lines(self) -> None:
        if self._lines is None:
            return
        now, show = self._clock(), self._discreet.show
        title, lines = half_day(self._lines, now)
        rows = [(str(line.id), appointment_row(line, show, now)) for line in lines]
        at = next((str(line.id) for line in lines if day_state(line, now) not in _SETTLED), "")
        self.page.appointments.show_lines(title, arrived_words(lines, now), rows, at)

    def _motifs(self) -> dict[Id, Motif]:
        return {motif.id: motif for motif in self._day.motifs} if self._day else {}

    # Searching and checking in

    def _find(self, text: str) -> None:
        def found(hits: tuple[PersonHit, ...]) -> None:
            self._when_ready(lambda: self._card.show_hits(text, hits, self._clock().date(), self._here()))

        def give_up(refusal: Refusal) -> None:
            self._card.search.give_up()
            self._link.refused.emit(refusal.sentence)

        self._link.ask(FindPeople(text), found, give_up, key="find")

    def _here(self) -> dict[Id, Visit]:
        visits = self._day.visits if self._day else ()
        return {visit.person_id: visit for visit in reversed(visits) if visit.person_id is not None}

    def _when_ready(self, act: Callable[[], None]) -> None:
        """Now, or as soon as the day and its appointments are read: a digit needs its motif."""
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
        line = next((one for one in self._lines or () if str(one.id) == ident), None)
        if line is None or line.person_id is None:
            return
        state = day_state(line, self._clock())
        if state in (DayState.EXPECTED, DayState.LATE):
            self._card.clear()
            self._open(guest_of_line(line), line)
            self._link.ask(OpenRecord(line.person_id), self._show_record, key="record")
        elif line.person_id in self._here():
            self._visits.open_visit(str(self._here()[line.person_id].id))
        else:
            self._open_dossier(line.person_id)

    def _open(self, guest: Guest, line: DayAppointment | None) -> None:
        if self._day is not None:
            self._card.check_in.open(Welcome(guest, line), self._day.motifs, self._day.colleagues)
            self.page.settle()

    def _show_record(self, record: PersonRecord) -> None:
        members = [
            Guest(one.person_id, first=one.name) for one in record.household if one.person_id not in (None, record.id)
        ]
        self._card.check_in.show_record(record, members)

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
        found = MotifList(self.page.theme, self._day.motifs, chosen, neutral=self._discreet.on)
        sheet = self.page.open_sheet(found, "Tous les motifs", found.search, width=520)

        def take(motif_id: Id) -> None:
            sheet.close_sheet()
            panel.toggle(motif_id)
            panel.setFocus(Qt.FocusReason.OtherFocusReason)

        found.taken.connect(take)

    def _record(self, draft: Draft) -> None:
        """Send the arrival and make room for the next one at once; a refusal brings the card back as it was."""

        def refused(refusal: Refusal) -> None:
            self._link.refused.emit(refusal.sentence)
            if self._card.is_idle():
                self._card.check_in.show()
                self._card.check_in.setFocus(Qt.FocusReason.OtherFocusReason)
                self.page.settle()

        self._card.clear()
        self._link.do(draft.gesture(), refused=refused)

    def _open_dossier(self, person_id: Id | None) -> None:
        if person_id is not None:
            self.go.emit("people", person_id)

    def _day_list(self, lines: tuple[DayAppointment, ...]) -> DayListPaper:
        site, day, now = self._site, self._day, self._clock()
        return DayListPaper(
            structure=site.structure,
            place=site.place,
            desk=site.desk,
            printed_at=now,
            day=now.date(),
            lines=lines,
            instructions=tuple(line.text for line in day.instructions) if day else (),
            absences=tuple(f"{one.name} {one.absence}" for one in day.colleagues if one.absence) if day else (),
            whole_names=not self._discreet.on,
            demo=site.demo,
        )
