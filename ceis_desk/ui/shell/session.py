"""The desk of one signed-in account: its pages, where it has been, what it just did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may, permits
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Store
from ceis_desk.exchange.model import ExchangeStatus
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.message import Message
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.shell.asleep import WakingStore
from ceis_desk.ui.shell.exchange_words import state_chip, to_check
from ceis_desk.ui.shell.frame import Frame
from ceis_desk.ui.shell.laying import make_frame
from ceis_desk.ui.shell.pages import PAGES, ROUTES, Ground, Page, Pilot, first_page, page_of
from ceis_desk.ui.shell.reserved import ReservedPilot

if TYPE_CHECKING:
    from ceis_desk.ui.printing.preview import PrintPreview


class Session(QObject):
    """Builds pages on their first visit, moves between them, and sleeps while the screen is locked."""

    named = Signal(str)
    key_tried = Signal()
    key_renewed = Signal(object)
    restored = Signal(object)

    def __init__(
        self, opened: Opened, ground: Ground, store: WakingStore, pages: tuple[Page, ...] = PAGES,
        frame: Frame | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.opened, self.ground, self._store, self._pages = opened, ground, store, pages
        self._pilots: dict[str, Pilot] = {}
        self._been: list[str] = []
        self._at = -1
        self._covered: list[Sheet] = []
        self._cursor: QWidget | None = None
        self._preview: PrintPreview | None = None
        self.asleep = False
        theme = ground.theme
        locked = frozenset(page.code for page in pages if not page.open_to(opened.actor))
        self.frame = frame or make_frame(theme, ground.keyboard, pages)
        side = self.frame.side
        side.show_site(opened.structure, locked)
        side.show_agent(opened.actor.name, opened.desk)
        self.setParent(self.frame)
        self.message = Message(theme, self.frame, self.frame.berth)
        side.asked.connect(self.ask_page)
        link = ground.link
        link.done.connect(self._say_done)
        link.undone.connect(self._say_undone)
        link.refused.connect(self._say_refused)
        ground.watch.seen.connect(self._show_exchange)
        self.frame.top.state_asked.connect(self.go)

    # -- pages

    def begin(self) -> None:
        """Show the first page that the account may open."""
        self.show(first_page(self._pages, self.opened.actor).code)

    def show(self, code: str) -> None:
        """Show a page and remember it for Alt ←."""
        if self._at < 0 or self._been[self._at] != code:
            self._been = [*self._been[: self._at + 1], code]
            self._at = len(self._been) - 1
        self._enter(code)

    def ask_page(self, code: str) -> None:
        """Show a page asked for by its entry or its key; asked for again, it goes back to its own first view."""
        again = self._at >= 0 and self._been[self._at] == code
        self.show(code)
        pilot: Any = self._pilots[code]
        if again and hasattr(pilot, "go_home"):
            pilot.go_home()

    def step(self, by: int) -> None:
        """Back or forward among the pages seen."""
        if 0 <= self._at + by < len(self._been):
            self._at += by
            self._enter(self._been[self._at])

    def go(self, code: str, argument: object = None) -> None:
        """Show the page called `code`, or take `argument` where ROUTES leads."""
        if argument is None or code not in ROUTES:
            self.show(code)
            return
        page, take = ROUTES[code]
        self.show(page)
        if page_of(page).open_to(self.opened.actor):
            take(self._pilots[page], argument)

    def pilot(self) -> Pilot:
        """The pilot of the page shown."""
        return self._pilots[self._been[self._at]]

    def page(self) -> Page:
        """The page shown."""
        return next(page for page in self._pages if page.code == self._been[self._at])

    def _enter(self, code: str) -> None:
        before = self.frame.stack.currentWidget()
        pilot = self._pilots.get(code) or self._build(code)
        for other in self._pilots.values():
            if other.page is before and other is not pilot:
                other.leave()
        self.frame.show_page(pilot.page)
        self.frame.side.mark(self.page().within or code)
        self.named.emit(self.page().words)
        pilot.enter()

    def _build(self, code: str) -> Pilot:
        page = next(page for page in self._pages if page.code == code)
        actor = self.opened.actor
        administers = may(actor.roles, Thing.ACCOUNTS, Level.WRITE)
        reserved = ReservedPilot(self.ground.theme, page, administers=administers) if not page.open_to(actor) else None
        pilot = reserved or page.build(self.ground)
        self._pilots[code] = pilot
        self._hear(code, pilot)
        return pilot

    def _hear(self, code: str, pilot: Any) -> None:  # noqa: ANN401 signals that a pilot may have or not
        if hasattr(pilot, "go"):
            pilot.go.connect(self.go)
        if hasattr(pilot, "print_asked"):
            pilot.print_asked.connect(self.preview)
        for name in ("key_tried", "key_renewed", "restored"):
            if hasattr(pilot, name):
                getattr(pilot, name).connect(getattr(self, name))
        if hasattr(pilot, "counted"):
            pilot.counted.connect(lambda count: self.show_count(code, count))

    def show_count(self, code: str, count: int) -> None:
        """How many wait, on the entry of their page."""
        if not page_of(code).open_to(self.opened.actor):
            return
        spoken = "1 personne attend" if count == 1 else f"{count} personnes attendent"
        self.frame.side.entries[code].set_count(count, spoken)

    def _show_exchange(self, status: ExchangeStatus) -> None:
        """What waits of the exchange, in the top bar and on its entry."""
        checks = page_of("check").open_to(self.opened.actor)
        trouble = self.ground.watch.keeper.trouble
        self.frame.top.show_state(state_chip(status, self.ground.clock(), trouble, checks=checks))
        if "exchange" in self.frame.side.entries:
            count = status.to_check if checks else 0
            self.frame.side.entries["exchange"].set_count(count, to_check(count))

    # -- printing

    def print_page(self) -> None:
        """Print what the page shows, where it has something to print."""
        self.pilot().papers(self.preview)

    def preview(self, paper: Paper) -> None:
        """Show a document as it will be printed; a refusal says who may."""
        if not permits(self.opened.actor.roles, paper.needs):
            self._say_refused("Ce document est réservé. Rien n’a été imprimé\u00a0: demandez à l’administration.")
            return
        preview = self._previewer()
        self.pilot().leave()
        self.frame.show_page(preview)
        self.named.emit("Impression")
        preview.show_paper(paper)

    def _previewer(self) -> PrintPreview:
        if self._preview is None:
            from ceis_desk.ui.printing import build_preview

            ground = self.ground
            self._preview = build_preview(
                theme=ground.theme,
                discreet=ground.discreet,
                press=ground.press,
                folder=ground.papers,
                link=ground.link,
            )
            self._preview.closed.connect(self._leave_preview)
        return self._preview

    def _leave_preview(self) -> None:
        if self._preview is not None:
            self._preview.sweep()
        self._enter(self._been[self._at])

    # -- what happened

    def said(self, change: Change) -> str:
        """The sentence of a change, initials alone while the screen is discreet."""
        return change.sentence(discreet=self.ground.discreet.on)

    def undo_words(self) -> str:
        """What Ctrl Z would take back, empty when nothing."""
        change = self.ground.link.can_undo()
        return self.said(change).rstrip(".") if change is not None else ""

    def undo(self) -> None:
        """Take the last gesture back (Ctrl Z)."""
        if self.ground.link.can_undo():
            self.ground.link.undo()
        else:
            self.message.say("Rien à annuler.", tone="warn")

    def redo(self) -> None:
        """Do again what was taken back (Ctrl Y)."""
        self.ground.link.redo()

    def _say_done(self, change: Change) -> None:
        if not change.said or self.asleep:
            return
        undo = self.ground.link.undo if change.undo is not None else None
        self.message.say(self.said(change), undo=undo, key=self.ground.keyboard.cap("undo"))

    def _say_undone(self, change: Change) -> None:
        if not change.said or self.asleep:
            return
        redo = self.ground.link.redo if change.undo is not None else None
        self.message.say(self.said(change), undo=redo, verb="Refaire", key=self.ground.keyboard.cap("redo"))

    def _say_refused(self, sentence: str) -> None:
        if not self.asleep:
            self.message.say(sentence, tone="warn")

    # -- lock

    def has_draft(self) -> bool:
        """Whether something typed by hand waits in a page."""
        return any(_typed(pilot.page) for pilot in self._pilots.values()) or any(map(_typed, self._covered))

    def sleep(self, sheets: list[Sheet]) -> None:
        """Leave the page, cover the sheets, forget the store and its keys."""
        self._cursor = QApplication.focusWidget()
        if self._preview is not None:
            # No document with names waits in clear behind a locked screen.
            self._leave_preview()
        self.pilot().leave()
        self._covered = sheets
        for sheet in sheets:
            sheet.hide()
        self.message.dismiss()
        self.ground.link.leaving.emit()
        self.asleep = True
        self._store.sleep()

    def wake(self, store: Store) -> None:
        """Come back to where one was, with the store of a new signing in."""
        self.asleep = False
        self._store.wake(store)
        self.pilot().enter()
        for sheet in self._covered:
            if isValid(sheet):
                sheet.show()
                sheet.raise_()
        if self._cursor is not None and isValid(self._cursor) and self._cursor.isVisible():
            self._cursor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._covered = []

    def end(self) -> None:
        """Leave the page for good."""
        if not self.asleep and self._been:
            self.pilot().leave()
            self.ground.link.leaving.emit()
        self.ground.link.close()
        for sheet in self._covered:
            if isValid(sheet):
                sheet.deleteLater()


def make_link(store: Store) -> tuple[WakingStore, StoreLink]:
    """The store that survives a lock, and the link that pages hold."""
    waking = WakingStore(store)
    return waking, StoreLink(waking)


def _typed(page: QWidget) -> bool:
    lines = any(field.isModified() and field.text().strip() for field in page.findChildren(QLineEdit))
    areas = page.findChildren(QPlainTextEdit)
    return lines or any(area.document().isModified() and area.toPlainText().strip() for area in areas)
