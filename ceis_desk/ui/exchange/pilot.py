"""Drives « Échanges »: what the desks are, what came in, and what is asked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.access.backups import BackupState
from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.access.safety import Safety
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.exchange.model import Arrival, DeskState, ExchangeStatus, RefusedFile
from ceis_desk.exchange.questions import Arrivals
from ceis_desk.ui.exchange.arrival_rows import BY_PERSON, person_of
from ceis_desk.ui.exchange.backup_slot import backup_line
from ceis_desk.ui.exchange.linking import Linking
from ceis_desk.ui.exchange.page import ExchangePage
from ceis_desk.ui.exchange.sheets import LastSent, OneDesk, WholeDay
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.printing.places import ask_which_folder
from ceis_desk.ui.shell.exchange_keeper import Run
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.exchange_words import carried_words, imported_words
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

_WIDE = 760


class ExchangePilot(QObject):
    """`go` asks the window for another page."""

    go = Signal(str, object)

    def __init__(
        self, page: ExchangePage, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock, watch: ExchangeWatch, safety: Safety,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self.page, self._theme, self._link, self._discreet, self._keyboard = page, theme, link, discreet, keyboard
        self._clock, self._watch, self._keeper, self._safety = clock, watch, watch.keeper, safety
        self._answers = Answers(self)
        self._administers = may(actor.roles, Thing.ACCOUNTS, Level.WRITE)
        self._links = may(actor.roles, Thing.ACCOUNTS, Level.READ)
        self._reads = may(actor.roles, Thing.IDENTITY, Level.READ)
        self._arrivals: tuple[Arrival, ...] = ()
        self._view = BY_PERSON
        self._asked = False
        self._carried: Path | None = None
        self.sheets = Sheets(page, theme)
        self._linking = Linking(page, theme, link, self._keeper.exchange, self.sheets)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.exchange_asked.connect(self._exchange)
        page.key_asked.connect(lambda: ask_which_folder(page, "Vers une clé USB", self.carry))
        page.stop_asked.connect(self._keeper.stop)
        page.check_asked.connect(lambda: self.go.emit("check", None))
        page.all_asked.connect(self._open_day)
        page.sent_asked.connect(self._open_sent)
        page.desks.opened.connect(self._open_desk)
        page.invite_asked.connect(self._linking.invite)
        page.accept_asked.connect(self._linking.accept)
        page.folder_asked.connect(lambda: self._with(lambda one: self._linking.choose_folder(one.folder)))
        page.arrival_opened.connect(self._open_person)
        page.view_chosen.connect(self._choose_view)
        page.refused.settled.connect(lambda name: self._with(lambda one: self._settle(one.refused, one.folder, name)))
        self._linking.changed.connect(self._watch.read)
        self._linking.taken.connect(self._taken)
        self._watch.seen.connect(self._show)
        self._keeper.moved.connect(self._show_work)
        self._keeper.ended.connect(self._ended)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._show_arrivals)

    # -- what the frame asks

    def enter(self) -> None:
        """Read again, the cursor on « Échanger maintenant »."""
        self._with(self._show)
        self._show_work()
        self._read()
        self._answers.when(self._safety.state(), self._show_backup)
        self.page.start()

    def leave(self) -> None:
        """An exchange goes on while one works elsewhere."""

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return (
            self._keyboard.line("exchange-now"),
            KeyLine("Échap", "arrêter l’import en cours"),
            KeyLine("↑ ↓ puis Entrée", "dans ce qui est arrivé\u00a0: choisir, ouvrir la fiche"),
        )

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing of this page is printed."""

    # -- by hand

    def carry(self, place: Path) -> None:
        """Take in what a key brings, and write this desk's file on it."""
        self._asked, self._carried = True, place
        self._keeper.carry(place)

    def _exchange(self) -> None:
        status = self._watch.status
        if status is not None and status.folder is None:
            self.page.key_asked.emit()
            return
        self._asked = True
        self._keeper.now()

    def _ended(self, run: Run | None) -> None:
        if self.page.isVisible():
            self._read()
        if not self._asked or self._keeper.by_hand:
            return
        self._asked = False
        if run is not None and self.page.isVisible():
            if run.exported is not None:
                said = carried_words(run.imported, run.exported, run.place) + " La clé peut être retirée."
                # What a key brings is kept in no list: the choice is asked at once.
                self._settle(run.imported.refused if run.imported else (), self._carried)
            else:
                said = imported_words(run.imported) if run.imported is not None else ""
            self._link.done.emit(Change(said=said))

    def _taken(self) -> None:
        """What waited for a decision is in: the folder, where it may lie, is looked at again."""
        self._read()
        self._with(lambda status: self._keeper.now() if status.folder is not None else None)

    def _settle(self, refused: Sequence[RefusedFile], folder: Path | None, name: str = "") -> None:
        """Ask about a file that erases much: the one of that name, else the first."""
        if self._administers and folder is not None:
            waiting = [one for one in refused if one.erases and name in ("", one.name)]
            for one in waiting[:1]:
                self._linking.accept_erasures(folder / one.name, one)

    # -- reading and showing

    def _read(self) -> None:
        self._watch.read()
        self._link.ask(Arrivals(self._clock().date()), self._take, lambda _refusal: None, key="arrivals")

    def _take(self, arrivals: tuple[Arrival, ...]) -> None:
        self._arrivals = arrivals
        self._show_arrivals()

    def _changed(self, _change: Change) -> None:
        # Whatever was written here waits to leave: the count of what is to send moves with every gesture.
        if self.page.isVisible():
            self._read()

    def _with(self, then: Callable[[ExchangeStatus], None]) -> None:
        if self._watch.status is not None:
            then(self._watch.status)

    def _show(self, status: ExchangeStatus) -> None:
        self.page.show_status(status, self._clock(), self._keeper.key_trouble or self._keeper.trouble)

    def _show_backup(self, state: BackupState) -> None:
        self.page.show_backup(backup_line(state, self._clock()))

    def _show_work(self) -> None:
        self.page.show_work(by_hand=self._keeper.by_hand, progress=self._keeper.progress)

    def _show_arrivals(self) -> None:
        self.page.show_arrivals(self._arrivals, self._view)

    def _choose_view(self, view: str) -> None:
        self._view = view
        self._show_arrivals()

    # -- what opens

    def _open_person(self, ident: str) -> None:
        person = person_of(ident)
        if person and self._reads:
            self.sheets.close()
            self.go.emit("people", Id(person))

    def _open_day(self) -> None:
        sheet = WholeDay(self._theme, self._discreet, self._clock().date(), self._view)

        def ask(day: dt.date) -> None:
            def show(arrivals: tuple[Arrival, ...]) -> None:
                if isValid(sheet):
                    sheet.show_day(day, arrivals)

            self._link.ask(Arrivals(day), show, key="arrivals-day")

        sheet.day_asked.connect(ask)
        sheet.opened.connect(self._open_person)
        sheet.closed.connect(self.sheets.close)
        sheet.show_day(self._clock().date(), self._arrivals)
        self.sheets.open(sheet, "Ce qui est arrivé", sheet.list, width=_WIDE)

    def _open_sent(self) -> None:
        def show(status: ExchangeStatus) -> None:
            sheet = LastSent(self._theme, status, self._keeper.runs, self._clock())
            sheet.closed.connect(self.sheets.close)
            self.sheets.open(sheet, "Derniers envois", sheet.list, width=_WIDE)

        self._with(show)

    def _open_desk(self, desk_id: Id) -> None:
        def show(status: ExchangeStatus) -> None:
            desk = next((one for one in status.desks if one.id == desk_id), None)
            if desk is None:
                return
            sees_mark = desk.own or self._links
            may_revoke = self._administers and not desk.own and desk.state is not DeskState.REVOKED
            sheet = OneDesk(self._theme, desk, self._clock(), may_revoke=may_revoke, sees_mark=sees_mark)
            sheet.closed.connect(self.sheets.close)
            sheet.revoke_asked.connect(lambda: self._linking.revoke(desk))
            self.sheets.open(sheet, desk.name, sheet.close_it)
            if sees_mark:
                announce(self.page, sheet.mark.accessibleName())

        self._with(show)
