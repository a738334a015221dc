"""Turns what is done at the counter into gestures, and what changes in the store into rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.questions import Settings
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.reception.model import DeskDay, Motif
from ceis_desk.reception.questions import PartnersNamed, ReadDay
from ceis_desk.reception.rules import WaitThresholds
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import LOOKED_FOR_S, FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.reception.arrival_drafts import ArrivalDrafts
from ceis_desk.ui.reception.board import NOTHING_SAID, board_words
from ceis_desk.ui.reception.board_pilot import BoardPilot
from ceis_desk.ui.reception.check_in_pilot import CheckInPilot
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.queue import mean_wait, parties, party_row, read_thresholds, waiting_count
from ceis_desk.ui.reception.rows import appointment_row, arrived_words, half_day, still_matters, visit_row
from ceis_desk.ui.reception.visit_pilot import VisitPilot
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

_TICK_MS, _RECENT = 10_000, 40


def key_lines(keyboard: Keyboard) -> tuple[KeyLine, ...]:
    """The keys of the page for the help: those in force, and what digits and letters do on this desk."""
    line, alone = keyboard.line, keyboard.single
    others = ("anonymous", "new-person", "dossier", "recent", "board", "call", "take-back")
    digits = "1 à 9, & à ç" if alone else "Alt 1 à Alt 9"
    return (
        KeyLine(f"une lettre, {keyboard.cap('search')}", "chercher une personne") if alone else line("search"),
        KeyLine("↑ ↓", "choisir dans la liste"),
        KeyLine("Entrée", "ouvrir l’arrivée, puis l’enregistrer"),
        KeyLine(digits, "choisir un motif" if alone else "choisir un motif, ou Tab jusqu’à lui puis Espace"),
        KeyLine(digit_cap(0, keyboard), "tous les motifs"),
        KeyLine(digit_cap("+", keyboard), "plus de détails sur l’arrivée"),
        *(line(code) for code in others),
        KeyLine("Échap", "fermer, puis effacer, puis revenir à la recherche"),
        *(() if alone else (KeyLine("Touches simples", "désactivées dans Réglages, Touches"),)),
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
        self._allowed = may(actor.roles, Thing.VISITS, Level.WRITE)
        page.head.greet(actor.name)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._board = BoardPilot(page, link, discreet, clock)
        precise = may(actor.roles, Thing.PRECISION, Level.WRITE)
        page.card.check_in.precisions.writable = precise
        self._visits = VisitPilot(page, link, discreet, clock, precise=precise)
        self._check_in = CheckInPilot(page, link, discreet, clock)
        if self._allowed:
            self._connect()
        else:
            page.show_locked()

    def _connect(self) -> None:
        page = self.page
        page.new_person_asked.connect(lambda text: self.go.emit("new-person", text))
        page.call_asked.connect(self._visits.call)
        page.take_back_asked.connect(self._visits.take_back)
        page.queue.opened.connect(self._visits.open_party)
        page.recent.opened.connect(self._visits.open_visit)
        self._check_in.visit_asked.connect(self._visits.open_visit)
        for source in (self._check_in, self._visits):
            source.dossier_asked.connect(self._open_dossier)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self.render)
        looked_for = FormDraft(self._link, "search", self._card.search, fresh=LOOKED_FOR_S)
        # The next letter begins another search.
        looked_for.came_back.connect(self._card.search.selectAll)
        begun = ArrivalDrafts(self._link, self._card.check_in, self._clock)
        self._check_in.recorded.connect(begun.recorded)

    # What the shell asks of every page

    def enter(self) -> None:
        """The page is shown: read again, cursor in the search."""
        if not self._allowed:
            return
        self._read()
        self._timer.start()
        self._check_in.resume()

    def leave(self) -> None:
        """The page is hidden: what is being written stays."""
        self._timer.stop()
        self._check_in.rest()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page, for the help."""
        return key_lines(self.page.keyboard)

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Ask for today's list and give its paper to `then` (Ctrl P)."""
        today = self._clock().date()
        self._link.ask(DayAppointments(today), lambda lines: then(self._day_list(lines)), key="day-list")

    def open_for(self, person_id: Id) -> None:
        """An arrival started from a record."""
        self._check_in.open_for(person_id)

    # Reading

    def _read(self) -> None:
        today = self._clock().date()
        self._link.ask(ReadDay(today), self._take_day, key="day")
        self._link.ask(DayAppointments(today), self._take_lines, key="lines")
        self._link.ask(Settings(), self._take_settings, key="thresholds")
        self._link.ask(PartnersNamed(), self._card.check_in.details.referred.set_words, key="partners")

    def _changed(self, change: Change) -> None:
        if change.touches("visit", "person", "board", "motif", "setting", "day", "account", "appointment", "partner"):
            self._read()
        if change.touches("person") and self._card.search.text().strip():
            self._check_in.find(self._card.search.text())

    def _take_day(self, day: DeskDay) -> None:
        self._day = day
        self._visits.show_day(day)
        self._board.show_day(day)
        self.render()
        self._check_in.show_day(day)

    def _take_lines(self, lines: tuple[DayAppointment, ...]) -> None:
        self._lines = lines
        self._render_lines()
        self._check_in.show_lines(lines)

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
            words = board_words(self._day, show)
            self.page.head.board.say(words or NOTHING_SAID, empty=not words)
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
        at = next((str(line.id) for line in lines if still_matters(line, now)), "")
        self.page.appointments.show_lines(title, arrived_words(lines, now), rows, at)

    def _motifs(self) -> dict[Id, Motif]:
        return {motif.id: motif for motif in self._day.motifs} if self._day else {}

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
