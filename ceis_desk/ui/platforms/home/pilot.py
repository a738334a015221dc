"""Drives « Plateformes »: the day is read, the cards lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.questions import Staff
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_long_day
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.platforms.home.page import HomePage
from ceis_desk.ui.platforms.home.today import today_of
from ceis_desk.ui.shell.keys import KeyLine

_CARED = ("appointment", "session", "attendance", "visit")


class HomePilot(QObject):
    """`go` asks the window for the page of a platform."""

    go = Signal(str, object)

    def __init__(self, page: HomePage, link: StoreLink, discreet: Discreet, clock: Clock) -> None:
        super().__init__(page)
        self.page, self._link, self._discreet, self._clock = page, link, discreet, clock
        page.opened.connect(self._open)
        page.show_look(discreet.show)
        discreet.follow(page, lambda: page.show_look(discreet.show))
        link.changed.connect(self._changed)

    def enter(self) -> None:
        """Read the day again, the cursor on the card left last."""
        self._read()
        self._link.ask(Staff(), self.page.show_staff, key="platforms-staff")
        self.page.start()

    def leave(self) -> None:
        """Nothing is under way."""

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return (KeyLine("Flèches", "aller d’une plateforme à l’autre"), KeyLine("Entrée", "ouvrir la plateforme"))

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing to print."""

    def _read(self) -> None:
        self._link.ask(DayAppointments(self._clock().date()), self._show, key="platforms-day")

    def _show(self, day: tuple[DayAppointment, ...]) -> None:
        now = self._clock()
        codes = (card.way.code for card in self.page.cards)
        self.page.show_day(write_long_day(now.date()), {code: today_of(code, day, now) for code in codes})

    def _changed(self, change: Change) -> None:
        if self.page.isVisible() and change.touches(*_CARED):
            self._read()

    def _open(self, code: str) -> None:
        way = next(card.way for card in self.page.cards if card.way.code == code)
        self.go.emit(way.page, way.argument)
