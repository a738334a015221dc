"""The desk at work: who is in, the lock, the keys of the whole program, the discreet screen, the palette."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from ceis_desk.core.paths import temp_pdf_folder
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.areas import step_area
from ceis_desk.ui.shell.at_a_glance import AtAGlance
from ceis_desk.ui.shell.backup_keeper import BackupKeeper
from ceis_desk.ui.shell.behind import once_whole, unsay, watch_whole
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.discreet_key import DiscreetKey
from ceis_desk.ui.shell.entry import Entry
from ceis_desk.ui.shell.field_keys import FieldKeys
from ceis_desk.ui.shell.idle import IdleWatch
from ceis_desk.ui.shell.keyboard import GlobalKeys, Keyboard
from ceis_desk.ui.shell.keys import COMMANDS, KeyLine
from ceis_desk.ui.shell.slow_clock import said_once
from ceis_desk.ui.shell.text_size import change_size
from ceis_desk.ui.shell.window import Window

if TYPE_CHECKING:
    from ceis_desk.access.door import Opened
    from ceis_desk.core.errors import Refusal
    from ceis_desk.core.ids import Id
    from ceis_desk.core.press import Press
    from ceis_desk.exchange.exchanger import ExchangingDoor
    from ceis_desk.ui.shell.laying import Laying
    from ceis_desk.ui.shell.pages import Page
    from ceis_desk.ui.shell.session import Session

_ANYWHERE = frozenset(command.code for command in COMMANDS if command.anywhere)
LOCKING = "L’écran se verrouille dans 20 secondes. Une touche le garde ouvert."
LOCK_KEYS = (
    KeyLine("Flèches", "changer d’agent sans quitter le mot de passe"),
    KeyLine("Entrée", "ouvrir"),
    KeyLine("Tab", "passer au bouton suivant"),
)

_ROUTED = ("anonymous", "new-person", "find-slot", "employment-group", "way-figures")


class Desk(QObject):
    """One session at a time in front, the others asleep until their account comes back."""

    folder_chosen = Signal(object)

    def __init__(
        self, app: QApplication, window: Window, theme: Theme, choices: DeskChoices, folder: Path,
        pages: tuple[Page, ...] | None = None, entry: Entry | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._app, self._window, self._theme, self._choices = app, window, theme, choices
        self._folder, self._pages = folder, pages
        self._answers = Answers(self)
        self._door: ExchangingDoor | None = None
        self._press: Press | None = None
        self._sessions: dict[Id, Session] = {}
        self._session: Session | None = None
        self._laying: Laying | None = None
        self.entry = entry or Entry(window, theme, folder, choices)
        self.entry.drafts = self._drafts
        self.keyboard = Keyboard(self)
        self.keyboard.take(choices.now.keys, single=choices.now.single_keys)
        self.discreet = Discreet(self, on=choices.now.discreet)
        self.keyboard.follow(self.discreet, lambda: self.discreet.set_key(self.keyboard.cap("discreet")))
        self.keys = GlobalKeys(window, self.keyboard)
        self._field_keys = FieldKeys(app, self.keys)
        self._peek = DiscreetKey(window, self.toggle_discreet)
        self._idle = IdleWatch(app, self)
        self._glance = AtAGlance(self, lambda: self._session)
        self._backups = BackupKeeper(window, theme, lambda sentence: self._say(sentence, "warn"))
        self._connect()

    def _connect(self) -> None:
        self.entry.opened.connect(self._come_in)
        self.entry.help_asked.connect(self._help)
        self.entry.folder_chosen.connect(self.folder_chosen)
        self.keys.asked.connect(self.command)
        self.keyboard.show_on(self.entry.lock.help, "help")
        self.discreet.changed.connect(self._discreet_changed)
        self._choices.changed.connect(self._take_choices)
        self._choices.refused.connect(lambda sentence: self._say(sentence, "warn"))
        self._idle.warned.connect(lambda: self._say(LOCKING, "warn"))
        self._idle.stirred.connect(lambda: unsay(self._session, LOCKING))
        self._idle.elapsed.connect(self.lock)

    def start(self, door: ExchangingDoor, press: Press) -> None:
        """The door and the press are there."""
        from ceis_desk.ui.shell.at_work import PAGES, House, Laying, make_keeper

        self._door, self._press, self._glance.door = door, press, door
        self._keeper = make_keeper(door, self._backups, self)
        self._house = House(self._window, self._theme, door, press, self.entry, lambda: self._session)
        self._house.emptied.connect(self._leave_all)
        self._house.emptied.connect(self.entry.look)
        self.entry.start(door, press)
        if self._window.screen_shown() is self.entry.lock:
            # While the password is typed.
            self._laying = Laying(
                self._window, self._theme, self.discreet, self.keyboard, door.now, self._pages or PAGES
            )

    def end(self) -> None:
        """Leave every page and close the file."""
        self.entry.end()
        self._idle.stop()
        self._glance.stop()
        self._backups.end()
        for session in self._sessions.values():
            session.end()
        if self._door is not None:
            self._keeper.rest()
            self._door.close()

    @property
    def session(self) -> Session | None:
        """Whoever is in front, None while locked."""
        return self._session

    # -- coming in and going out

    def _come_in(self, opened: Opened) -> None:
        former = self._sessions.get(opened.actor.account_id)
        if former is not None and former.opened.actor != opened.actor:
            # Roles changed meanwhile: pages built for the former ones must not come back.
            self._forget(former)
            former = None
        self._session = session = former or self._make_session(opened)
        self._window.demo.setVisible(opened.demo)
        self._window.demo.button.setVisible(opened.demo)  # type: ignore[union-attr]  # made with an action
        self._house.show_key(opened)
        self._window.show_screen(session.frame)
        if former is not None:
            session.wake(opened.store)
            self._window.name_screen(session.page().words)
        else:
            session.begin()
        self._say(said_once(self._choices, opened.last_moment, time.time()), "warn")
        self._glance.start()
        self._watch()
        self._backups.start(self._door)
        # Where the desks stand comes after what whoever is at the counter waits for.
        self._keeper.wake(lambda: once_whole(opened, self._answers, session.ground.watch.read))
        watch_whole(self, opened, self._answers, self._say, lambda: self._session, self._turn_back)

    def _turn_back(self, login: str, refusal: Refusal) -> None:
        self._leave_all()
        self.entry.refuse(login, refusal)

    def _make_session(self, opened: Opened) -> Session:
        from ceis_desk.ui.shell.at_work import make_session

        if self._door is None or self._press is None:
            raise RuntimeError("someone came in without a door")
        session = make_session(
            opened, self._theme, self.discreet, self.keyboard, self._choices, self._door, self._press,
            temp_pdf_folder(self._folder), self._keeper, self._pages, self._laying.take() if self._laying else None,
        )  # fmt: skip
        frame = session.frame
        frame.top.show_discreet(self.discreet.on)
        frame.top.search_asked.connect(lambda: self.command("palette"))
        frame.top.discreet_asked.connect(self.toggle_discreet)
        frame.side.help_asked.connect(lambda: self.command("help"))
        frame.side.lock_asked.connect(self.lock)
        session.named.connect(self._window.name_screen)
        session.key_tried.connect(self._window.key.hide)
        session.key_renewed.connect(self._house.show_new_key)
        session.restored.connect(self._leave_all)
        session.restored.connect(self.entry.show_restored)
        session.ground.link.changed.connect(self._glance.changed)
        self._sessions[opened.actor.account_id] = session
        return session

    def lock(self) -> None:
        """Hide everything at once and forget the keys; what is typed waits."""
        session, door = self._session, self._door
        if session is None or door is None:
            return
        self._session = None
        self._idle.stop()
        self._glance.stop()
        self._keeper.rest()
        session.sleep(self._window.cover())
        door.lock()
        self._window.key.hide()
        opened = session.opened
        self.entry.lock_up(opened.actor.name, opened.login, door.now())

    def _forget(self, session: Session) -> None:
        session.end()
        self._sessions = {key: other for key, other in self._sessions.items() if other is not session}
        self._window.drop_screen(session.frame)

    def _drafts(self) -> frozenset[str]:
        return frozenset(one.opened.login for one in self._sessions.values() if one.has_draft())

    # -- keys

    def command(self, code: str) -> None:
        """Do what a key or the palette asks; the locked screen and an open sheet let only a few through."""
        session = None if self.entry.keeps_key else self._session
        if code == "print" and self.entry.keeps_key:
            self.entry.keeping.page.print.click()
        if code not in _ANYWHERE and (session is None or self._window.sheets()):
            return
        if code == "help":
            self._help()
        elif code in ("larger", "smaller", "plain-size"):
            self._say(change_size(self._theme, self._choices, code))
        elif session is not None:
            self._command_in(session, code)

    def _command_in(self, session: Session, code: str) -> None:
        named: dict[str, Callable[[], None]] = {
            "palette": self._open_palette,
            "discreet": self._peek.pressed,
            "lock": self.lock,
            "lock-twin": self.lock,
            "undo": session.undo,
            "redo": session.redo,
            "print": session.print_page,
            "back": lambda: session.step(-1),
            "forward": lambda: session.step(1),
            "next-area": lambda: step_area(session.frame.areas(), 1),
            "previous-area": lambda: step_area(session.frame.areas(), -1),
            "theme": lambda: self._choices.change(theme="light" if self._theme.dark else "dark"),
            **{route: partial(session.go, route, "") for route in _ROUTED},
        }
        if code in named:
            named[code]()
        else:
            session.ask_page(code.removeprefix("page-").removeprefix("page:"))

    def toggle_discreet(self) -> None:
        """Hide names, or show them again; kept for this desk."""
        self.discreet.set_on(not self.discreet.on)

    def _discreet_changed(self, on: bool) -> None:
        # It may say a name, and it stays as long as the mouse rests.
        QToolTip.hideText()
        for session in self._sessions.values():
            session.frame.top.show_discreet(on)
            session.message.dismiss()
        self._choices.change(discreet=on)

    def _help(self) -> None:
        from ceis_desk.ui.shell.help_sheet import open_help

        own = self._session.pilot().keys() if self._session else LOCK_KEYS
        groups = (("Sur cet écran", own), ("Partout", self.keyboard.lines()))
        open_help(self._window, self._theme, groups)

    def _open_palette(self) -> None:
        from ceis_desk.ui.shell.at_work import open_actions

        if self._session is not None:
            open_actions(self._window, self._session, self.keyboard.caps(), self.command)

    # -- what happens by itself

    def _watch(self) -> None:
        if self._session is not None:
            roles = (role.value for role in self._session.opened.actor.roles)
            self._idle.start(self._choices.now.idle_minutes(roles))

    def _take_choices(self) -> None:
        self.keyboard.take(self._choices.now.keys, single=self._choices.now.single_keys)
        self.discreet.set_on(self._choices.now.discreet)
        self._watch()

    def _say(self, sentence: str, tone: str = "success") -> bool:
        if self._session is not None and sentence:
            self._session.message.say(sentence, tone=tone)
        return self._session is not None

    def _leave_all(self) -> None:
        # The data under every session are gone or replaced.
        self._idle.stop()
        self._keeper.rest()
        self._session = None
        for session in tuple(self._sessions.values()):
            self._forget(session)
        self._window.demo.hide()
        self._window.key.hide()
