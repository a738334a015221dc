"""Drives « Espace numérique »: reads the posts and the procedures, and follows the clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import Staff, StaffMember
from ceis_desk.access.rights import permits
from ceis_desk.agenda.first_contact import NamedContact, NameFirstContacts
from ceis_desk.core.clock import Clock
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.platforms.digital.gestures import PROFESSIONAL
from ceis_desk.platforms.digital.model import ProcedureList, Space
from ceis_desk.platforms.digital.questions import ListProcedures, ReadSpace
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.digital.figures_acts import FiguresActs
from ceis_desk.ui.platforms.digital.first_contact import LATELY
from ceis_desk.ui.platforms.digital.help_acts import HelpActs
from ceis_desk.ui.platforms.digital.page import ASK, FREE, OUT, DigitalPage
from ceis_desk.ui.platforms.digital.post_acts import PostActs
from ceis_desk.ui.platforms.digital.procedure_acts import ProcedureActs
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.settings.sections import whom_to_ask
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import DIGITAL, KeyLine

_TICK_MS = 10_000
_CARED = ("digital", "person", "setting")
_BRINGS = ("session", "attendance", "visit")
_RESERVED = "Les thèmes d’une aide sont réservés aux professionnels."


class DigitalPilot(QObject):
    """`go` asks the window for another page."""

    go = Signal(str, object)
    print_asked = Signal(object)

    def __init__(
        self, page: DigitalPage, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self.page, self._link, self._discreet, self._keyboard, self._clock = page, link, discreet, keyboard, clock
        self._professional = permits(actor.roles, PROFESSIONAL)
        self._names_first = Role.DIGITAL in actor.roles
        self._space: Space | None = None
        self._list: ProcedureList | None = None
        self._starts = False
        sheets = Sheets(page, theme)
        self.posts = PostActs(page, sheets, theme, link, discreet, keyboard, clock, professional=self._professional)
        self.helps = HelpActs(page, sheets, theme, link, discreet, keyboard, clock, self.posts.search)
        self.procedures = ProcedureActs(page, sheets, theme, link, discreet, clock, self.posts.search)
        self.figures = FiguresActs(page, sheets, theme, link, clock)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._connect()

    def _connect(self) -> None:
        self._tick.timeout.connect(self._render)
        self.posts.help_asked.connect(self.helps.begin)
        self.posts.go.connect(self.go)
        self.procedures.go.connect(self.go)
        self.procedures.list_asked.connect(self._read_procedures)
        self.page.first_contact.followed.connect(lambda person_id: self.go.emit("people", person_id))
        self.page.posts.settings_asked.connect(lambda: self.go.emit("settings", "digital"))
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._render)

    def enter(self) -> None:
        """Read again; the cursor on the posts."""
        self._starts = True
        self._tick.start()
        self._read()
        if not self._professional:
            self._link.ask(Staff(), self._say_reserved, key="digital-staff")

    def leave(self) -> None:
        """Rest while hidden; what is typed stays."""
        self._tick.stop()
        self.helps.flush()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        cap = partial(digit_cap, keyboard=self._keyboard)
        lines = (
            KeyLine(f"{cap(1)} à {cap(9)}, flèches", "choisir un poste"),
            KeyLine("Entrée", "installer à un poste libre, ouvrir un poste occupé"),
            KeyLine(cap(ASK.upper()), "demande de l’aide, ou n’en demande plus"),
            KeyLine(cap(FREE.upper()), "libérer le poste, le remettre en service"),
            KeyLine(cap(OUT.upper()), "signaler une panne"),
            KeyLine(cap(0), "tous les thèmes de la fiche d’aide"),
        )
        return (*self._keyboard.lines(DIGITAL), *lines)

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing is printed here."""

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return self.page.areas()

    def _read(self) -> None:
        self._link.ask(ReadSpace(), self._show_space, key="digital-space")
        self._read_procedures()
        self._read_first_contacts()

    def _read_first_contacts(self) -> None:
        """Names, for the digital platform alone: its list is that of its own domain."""
        if self._names_first:
            today = self._clock().date()
            question = NameFirstContacts(today - LATELY, today)
            self._link.ask(question, self._show_first_contacts, key="digital-first-contacts")

    def _show_first_contacts(self, contacts: tuple[NamedContact, ...]) -> None:
        self.page.first_contact.show_contacts(contacts, self._clock().date())

    def _read_procedures(self) -> None:
        if self._professional:
            tab = self.page.procedures.current_tab()
            self._link.ask(ListProcedures(tab), self._show_list, key="digital-procedures")

    def _changed(self, change: Change) -> None:
        if self._tick.isActive() and change.touches(*_CARED):
            self._read()
        elif self._tick.isActive() and change.touches(*_BRINGS):
            self._read_first_contacts()

    def _show_space(self, space: Space) -> None:
        self._space = space
        self.posts.take_space(space)
        self._render_posts()
        if self._professional:
            self.helps.follow(space)
        if self._starts:
            self._starts = False
            self.page.start()

    def _show_list(self, found: ProcedureList) -> None:
        self._list = found
        self._render_procedures()

    def _render(self) -> None:
        self._render_posts()
        self._render_procedures()
        self.page.first_contact.render_names()

    def _render_posts(self) -> None:
        if self._space is not None:
            self.page.show_state(self._space)
            self.page.posts.show_space(self._space, self._clock())

    def _render_procedures(self) -> None:
        if self._list is not None:
            self.page.procedures.show_list(self._list, self._clock().date())

    def _say_reserved(self, staff: tuple[StaffMember, ...]) -> None:
        self.page.help.show_reserved(f"{_RESERVED} {whom_to_ask(staff, Role.DIGITAL)}")
