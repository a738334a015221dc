"""Drives « Santé »: the day, who is to be seen again, one person at a time; what is kept is said and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.platforms.health.gestures import SettleFollowUp, WithdrawPrevention
from ceis_desk.platforms.health.model import FollowUp, HealthFact, History, PreventionFigures, PreventionSession
from ceis_desk.platforms.health.questions import CountPrevention, FollowUps, HistoryOf, SessionsOf
from ceis_desk.platforms.health.themes import THEMES, themes_of
from ceis_desk.statistics.rules import year_of
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.health.crossed_part import CrossedPart
from ceis_desk.ui.platforms.health.figures import FiguresSheet
from ceis_desk.ui.platforms.health.forms import PreventionForm, ThemeForm, draft_of
from ceis_desk.ui.platforms.health.page import HealthPage
from ceis_desk.ui.platforms.health.rows import PERSON, SESSION, day_rows, follow_up_rows, history_rows
from ceis_desk.ui.reception.board_forms import BoardForm
from ceis_desk.ui.reception.rows import hit_row
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import HEALTH, KeyLine

_CARED = ("health", "appointment", "session", "visit", "person", "setting")
_FOUND = 8
_CHOOSE = "Cherchez d’abord la personne, puis Entrée\u00a0: l’entretien se note sur elle."


class HealthPilot(QObject):
    """`go` asks the window for another page; `open` shows what is kept of a person."""

    go = Signal(str, object)

    def __init__(
        self, page: HealthPage, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, clock: Clock
    ) -> None:
        super().__init__(page)
        self.page, self._theme, self._link = page, theme, link
        self._discreet, self._keyboard, self._clock = discreet, keyboard, clock
        self.sheets = Sheets(page, theme)
        self._crossed = CrossedPart(page, link, lambda case: self.go.emit("check", case))
        self._themes = THEMES
        self._sessions: tuple[PreventionSession, ...] = ()
        self._day: tuple[DayAppointment, ...] = ()
        self._due: tuple[FollowUp, ...] = ()
        self._hits: tuple[PersonHit, ...] = ()
        self._history: History | None = None
        self._connect()

    def _connect(self) -> None:
        page, home, person = self.page, self.page.home, self.page.person
        home.searched.connect(self._search)
        home.day.rows.opened.connect(self._open_line)
        home.follow_ups.rows.opened.connect(lambda ident: self.open(self._due_of(ident).person_id))
        home.follow_ups.rows.acted.connect(lambda ident: self._seen(self._due_of(ident)))
        home.found.rows.opened.connect(lambda ident: self.open(Id(ident)))
        home.figures.clicked.connect(self._count)
        person.left.connect(self._to_home)
        person.removed.connect(self._remove)
        person.record.clicked.connect(self._open_record)
        person.history.rows.opened.connect(self._correct)
        person.history.rows.acted.connect(self._seen_here)
        page.find_asked.connect(self._to_home)
        page.new_asked.connect(self._new)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._show)

    # -- what the frame and the other pages ask

    def enter(self) -> None:
        """Read again what shows, the cursor at its start."""
        self._link.ask(Settings(), self._take_settings, key="health-settings")
        self._read()
        (self.page.person if self.page.shows_person() else self.page.home).start()

    def leave(self) -> None:
        """What is typed stays in its sheet."""

    def open(self, person_id: Id) -> None:
        """Show what is kept of a person; opening it is noted, without her."""
        self.page.home.search.clear()
        self._link.do(NoteAccess(NotedAct.OPEN_HEALTH))
        self._crossed.forget()
        self._link.ask(HistoryOf(person_id), self._show_person, key="health-person")

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of what shows, for F1."""
        lines = self._keyboard.lines(HEALTH)
        if not self.page.shows_person():
            return (
                *lines,
                KeyLine("↑ ↓ puis Entrée", "ouvrir la personne ou la séance"),
                KeyLine("Espace", "le point est fait"),
            )
        own = (
            ("Entrée", "corriger"),
            ("Espace", "le point est fait"),
            ("Suppr", "retirer"),
            ("Échap", "revenir à la journée"),
        )
        return (*lines, *(KeyLine(key, what) for key, what in own))

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing of health is printed."""

    # -- reading

    def _read(self) -> None:
        today = self._clock().date()
        self._link.ask(SessionsOf(today), self._take_sessions, key="health-sessions")
        self._link.ask(DayAppointments(today), self._take_day, key="health-day")
        self._link.ask(FollowUps(today), self._take_due, key="health-due")
        own = self._history.person_id if self._history is not None and self.page.shows_person() else None
        self._crossed.read(own)
        if own is not None:
            self._link.ask(HistoryOf(own), self._take_history, self._lost, key="health-person")

    def _take_settings(self, settings: Mapping[str, str]) -> None:
        self._themes = themes_of(settings)
        self._show()

    def _take_sessions(self, sessions: tuple[PreventionSession, ...]) -> None:
        self._sessions = sessions

    def _take_day(self, day: tuple[DayAppointment, ...]) -> None:
        # Asked after the sessions, on the same lane: they are there.
        self._day = day
        self._show_day()

    def _take_due(self, due: tuple[FollowUp, ...]) -> None:
        self._due = due
        self._show_due()

    def _take_history(self, history: History) -> None:
        self._history = history
        self._show_history()

    def _lost(self, refusal: Refusal) -> None:
        self._link.refused.emit(refusal.sentence)
        self._to_home()

    def _search(self, words: str) -> None:
        self._link.ask(FindPeople(words, _FOUND), self._take_hits, key="health-people")

    def _take_hits(self, hits: tuple[PersonHit, ...]) -> None:
        self._hits = hits
        self._show_hits()

    def _changed(self, change: Change) -> None:
        if self.page.isVisible() and change.touches(*_CARED):
            self._read()

    def _count(self) -> None:
        # A small place sees fewer than five persons a month on most themes: the year so far tells more.
        year = year_of(self._clock().date())

        def show(figures: PreventionFigures) -> None:
            sheet = FiguresSheet(self._theme, year, figures, self._themes)
            self.sheets.open(sheet, "Prévention par thème", sheet.table, width=820)

        self._link.ask(CountPrevention(year.first, year.last), show, key="health-figures")

    # -- showing

    def _show(self) -> None:
        self._show_day()
        self._show_due()
        self._show_hits()
        self._show_history()

    def _show_day(self) -> None:
        self.page.home.day.show_rows(day_rows(self._sessions, self._day, self._themes, self._discreet.show))

    def _show_due(self) -> None:
        rows = follow_up_rows(self._due, self._themes, self._discreet.show, self._clock().date())
        self.page.home.follow_ups.show_rows(rows)

    def _show_hits(self) -> None:
        home, show, today = self.page.home, self._discreet.show, self._clock().date()
        typed = home.search.text()
        home.found.show_rows([(str(hit.id), hit_row(hit, typed, show, today)) for hit in self._hits])
        if self._hits:
            home.found.rows.go_to(str(self._hits[0].id))

    def _show_history(self) -> None:
        history = self._history
        if history is not None:
            self.page.person.name.setText(self._name(history))
            rows = history_rows(history, self._themes, self._discreet.show, self._clock().date())
            self.page.person.history.show_rows(rows)

    def _show_person(self, history: History) -> None:
        self._take_history(history)
        self._crossed.read(history.person_id)
        self.page.setCurrentWidget(self.page.person)
        self.page.person.start()

    def _to_home(self) -> None:
        self._history = None
        self.page.setCurrentWidget(self.page.home)
        self._read()
        self.page.home.start()

    def _name(self, one: History) -> str:
        return self._discreet.show.name(one.civility, one.used_name, one.first_name)

    # -- doing

    def _open_line(self, ident: str) -> None:
        if ident.startswith(PERSON):
            self.open(Id(ident.removeprefix(PERSON)))
            return
        session = next(one for one in self._sessions if f"{SESSION}{one.id}" == ident)
        self._open_form(ThemeForm(self._theme, self._themes, session), "Thème de la séance")

    def _open_record(self) -> None:
        if self._history is not None:
            self.go.emit("people", self._history.person_id)

    def _new(self) -> None:
        if self._history is None or not self.page.shows_person():
            self.page.home.start()
            self._link.refused.emit(_CHOOSE)
            return
        self._write(self._history, None)

    def _correct(self, ident: str) -> None:
        fact = self._fact(ident)
        if fact is not None and self._history is not None:
            self._write(self._history, fact)

    def _write(self, history: History, fact: HealthFact | None) -> None:
        form = PreventionForm(
            self._theme, self._discreet, self._clock, self._themes, history, lambda: self._name(history), fact
        )
        self._open_form(form, "Entretien de prévention", fact)

    def _open_form(self, form: BoardForm, name: str, fact: HealthFact | None = None) -> None:
        draft = draft_of(self._link, form, fact)

        def kept(_change: Change) -> None:
            if draft is not None:
                draft.forget()
            self.sheets.close()

        def refused(refusal: Refusal) -> None:
            if isinstance(form, PreventionForm) and isValid(form):
                form.refuse(refusal.sentence)
            else:
                self._link.refused.emit(refusal.sentence)

        def give(gesture: Gesture) -> None:
            self._link.do(gesture, kept, refused)

        form.given.connect(give)
        self.sheets.open(form, name, form.focusProxy(), width=720)

    def _seen(self, fact: HealthFact) -> None:
        self._link.do(SettleFollowUp(fact.id, self._clock().date(), fact.clock))

    def _seen_here(self, ident: str) -> None:
        fact = self._fact(ident)
        if fact is not None:
            self._seen(fact)

    def _remove(self, ident: str) -> None:
        fact = self._fact(ident)
        if fact is not None:
            self._link.do(WithdrawPrevention(fact.id, clock=fact.clock))

    def _fact(self, ident: str) -> HealthFact | None:
        facts = self._history.facts if self._history is not None else ()
        return next((one for one in facts if str(one.id) == ident), None)

    def _due_of(self, ident: str) -> HealthFact:
        return next(one.fact for one in self._due if str(one.fact.id) == ident)
