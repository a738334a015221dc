"""Drives « Ateliers »: which week, which session, and what is done of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_requests import ReadSessions, ReadWorkshop
from ceis_desk.agenda.workshops import SessionLine, WorkshopRoll, first_to_show
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.statistics.collective import ReadMix, SessionMix
from ceis_desk.ui.agenda.words import week_of
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine
from ceis_desk.ui.workshops import rows as shown
from ceis_desk.ui.workshops.acts import RollActs
from ceis_desk.ui.workshops.key_lines import key_lines
from ceis_desk.ui.workshops.page import WorkshopsPage
from ceis_desk.ui.workshops.papers import WorkshopPapers
from ceis_desk.ui.workshops.sheets import WorkshopSheets
from ceis_desk.ui.workshops.showing import Powers, show_roll, show_week

_TICK_MS, _WEEK = 20_000, 7
_SUBJECTS = ("session", "appointment", "attendance", "visit", "person", "account")


class WorkshopsPilot(QObject):
    """`go` asks the window for another page, `print_asked` for the preview; `open_on` is asked by other pages."""

    go = Signal(str, object)
    print_asked = Signal(object)

    def __init__(
        self, page: WorkshopsPage, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock, site: Site,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self.page, self._link, self._discreet, self._keyboard = page, link, discreet, keyboard
        self._clock = clock
        self._powers = Powers(
            may(actor.roles, Thing.SESSIONS, Level.WRITE), may(actor.roles, Thing.IDENTITY, Level.READ)
        )
        self._monday = week_of(clock().date())
        self._sessions: tuple[SessionLine, ...] | None = None
        self._chosen, self._wanted_person = "", ""
        self._roll: WorkshopRoll | None = None
        self._mix: SessionMix | None = None
        self._cursor_wanted = False
        self._sheets = WorkshopSheets(page, theme, link, discreet, clock, actor)
        self._acts = RollActs(page, link, clock, writes=self._powers.writes)
        self._papers = WorkshopPapers(link, discreet, actor, clock, site)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.head.stepped.connect(self.step)
        page.head.new_asked.connect(self._new)
        page.head.sheet_asked.connect(lambda: self.papers(self.print_asked.emit))
        page.head.figures_asked.connect(lambda: self._sheets.figures(self._monday))
        page.week.chosen.connect(self._choose)
        page.week.entered.connect(self._enter_session)
        page.week.new_asked.connect(self._new)
        page.roster.edit_asked.connect(self._edit)
        page.roster.attest_asked.connect(self._attest)
        self._acts.added.connect(self._want)
        page.asked.connect(self._asked)
        page.escaped.connect(self._escape)
        self._sheets.made.connect(self._open_made)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._show)

    # -- what the frame asks

    def enter(self) -> None:
        """Read again, the cursor on the first person to tick."""
        self._cursor_wanted = True
        self._tick.start(_TICK_MS)
        self.read()

    def leave(self) -> None:
        """Rest while hidden."""
        self._tick.stop()
        self.page.counts.flush()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return key_lines(self._keyboard)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return self.page.areas()

    def papers(self, then: Callable[[Paper], None]) -> None:
        """The sheet to sign of the chosen session, for whoever may read names."""
        if self._roll is not None:
            self._papers.sheet(self._roll.session.id, self._sessions or (), then)

    def open_on(self, wanted: object) -> None:
        """Show a day, or a session (its day and its id)."""
        day = wanted[0] if isinstance(wanted, tuple) else wanted
        if isinstance(wanted, tuple):
            self._chosen = str(wanted[1])
        if isinstance(day, dt.date):
            self._monday = week_of(day)
            self.read()

    # -- reading

    def step(self, by: int) -> None:
        """A week before or after; 0 is this one."""
        self.page.counts.flush()
        self._monday = self._monday + dt.timedelta(days=7 * by) if by else week_of(self._clock().date())
        self._chosen, self._roll, self._sessions = "", None, None
        self.read()

    def read(self) -> None:
        """Read the week shown again."""
        self._link.ask(ReadSessions(self._monday, _WEEK), self._take, key="workshops-week")

    def _take(self, sessions: tuple[SessionLine, ...]) -> None:
        self._sessions = sessions
        if self._chosen not in {str(one.id) for one in sessions}:
            first = first_to_show(sessions, self._clock())
            self._chosen, self._roll = (str(first.id) if first else ""), None
        self._show_week()
        if self._chosen:
            self._read_roll()
        else:
            self.page.show_session(on=False)
            self._take_cursor()

    def _read_roll(self) -> None:
        self._link.ask(ReadWorkshop(Id(self._chosen)), self._take_roll, self._gone, key="workshops-roll")
        self._link.ask(ReadMix(Id(self._chosen)), self._take_mix, self._gone, key="workshops-mix")

    def _take_mix(self, mix: SessionMix) -> None:
        self._mix = mix
        self._show_mix()

    def _gone(self, _refusal: Refusal) -> None:
        """The session went meanwhile: the week, read again, says so."""
        self._chosen, self._roll = "", None

    def _take_roll(self, roll: WorkshopRoll) -> None:
        if str(roll.session.id) != self._chosen:
            return
        fresh = self._roll is None or self._roll.session.id != roll.session.id
        self._roll = self._acts.roll = roll
        if fresh:
            self.page.counts.forget()
        self.page.show_session(on=True)
        self._show_roll()
        people = self.page.roster.people
        if self._wanted_person:
            people.go_to(self._wanted_person)
            self._wanted_person = ""
        elif fresh or not people.current():
            people.go_to(self._first_to_tick())
        self._take_cursor()

    def _take_cursor(self) -> None:
        if self._cursor_wanted and self.page.isVisible():
            self._cursor_wanted = False
            self.page.start()

    def _want(self, ident: str) -> None:
        self._wanted_person = ident

    def _first_to_tick(self) -> str:
        lines = self._roll.people if self._roll else ()
        first = next((one for one in lines if one.state is Attendance.ENROLLED), lines[0] if lines else None)
        return str(first.person_id) if first else ""

    def _changed(self, change: Change) -> None:
        if change.touches(*_SUBJECTS) and self.page.isVisible():
            self.read()

    # -- showing

    def _show(self) -> None:
        self._show_week()
        if self._roll is not None:
            self._show_roll()

    def _show_week(self) -> None:
        show_week(self.page, self._monday, self._sessions, self._chosen, self._clock(), self._discreet.show)

    def _show_roll(self) -> None:
        if self._roll is not None:
            show_roll(self.page, self._roll, self._clock(), self._discreet.show, self._powers)
            self._show_mix()

    def _show_mix(self) -> None:
        """Who was there together, once nothing more urgent is said beside it."""
        said = self._mix is not None and self.page.counts.fault() is None
        self.page.closing.show_mix(shown.mix_words(self._mix) if said and self._mix else "")

    # -- doing

    def _asked(self, code: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "add-person": self.page.roster.begin_adding,
            "close-session": self._acts.close,
            "new-session": self._new,
            "attest": self._attest,
            "span-before": lambda: self.step(-1),
            "span-after": lambda: self.step(1),
        }
        acts[code]()

    def _escape(self) -> None:
        if not self.page.roster.end_adding():
            self.page.start()

    def _choose(self, ident: str) -> None:
        if ident == self._chosen or ident not in {str(one.id) for one in self._sessions or ()}:
            return
        self.page.counts.flush()
        self.page.roster.end_adding()
        self._chosen, self._mix = ident, None
        self._read_roll()

    def _enter_session(self, ident: str) -> None:
        self._choose(ident)
        self._cursor_wanted = True
        self._read_roll()

    def _new(self) -> None:
        if self._powers.writes:
            self._sheets.new(self._monday)

    def _edit(self) -> None:
        if self._roll is not None and self._powers.writes:
            self._sheets.edit(self._roll.session)

    def _attest(self) -> None:
        """The certificate of the person under the cursor."""
        chosen = self.page.roster.people.current()
        line = next((one for one in self._roll.people if str(one.person_id) == chosen), None) if self._roll else None
        if self._roll is not None and line is not None:
            self._papers.certificate(self._roll.session, line, self.print_asked.emit)

    def _open_made(self, session_id: Id, day: dt.date) -> None:
        self._cursor_wanted = True
        self.open_on((day, session_id))
