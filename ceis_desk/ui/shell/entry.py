"""Before the desk is open: first start, recovery key, opening and lock, and what is wrong with the folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ceis_desk.access.model import Role
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.strokes import strike
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.behind import once_whole
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.window import Window

if TYPE_CHECKING:
    from ceis_desk.access.backups import Restored
    from ceis_desk.access.door import Founded, Opened, Threshold
    from ceis_desk.core.press import Press
    from ceis_desk.exchange.exchanger import ExchangingDoor as Door
    from ceis_desk.ui.shell.first_start import FirstStartPage
    from ceis_desk.ui.shell.joining import JoinKeeping
    from ceis_desk.ui.shell.key_keeping import KeyKeeping
    from ceis_desk.ui.shell.lock_page import LockPage
    from ceis_desk.ui.shell.site_founding import SiteFounding
    from ceis_desk.ui.shell.trouble import TroublePage
    from ceis_desk.ui.shell.way_back import WayBack

_SECOND_MS, _WAITING_EVERY = 1000, 15
_LAST = "last_account"


class Entry(QObject):
    """The way in; `opened` gives who came in, `folder_chosen` another folder to start on.

    Each screen is built when it is first needed. What was asked last before the door is made waits for it.
    `drafts` gives the logins whose typing waits: nobody's until the desk says so.
    """

    opened = Signal(object)
    folder_chosen = Signal(object)
    help_asked = Signal()

    def __init__(self, window: Window, theme: Theme, folder: Path, choices: DeskChoices) -> None:
        super().__init__(window)
        self._window, self._theme, self._folder, self._choices = window, theme, folder, choices
        self.drafts: Callable[[], frozenset[str]] = frozenset
        self._answers = Answers(self)
        self._door: Door | None = None
        self._press: Press | None = None
        self._asked: Callable[[Door], None] | None = None
        self._seen: Threshold | None = None
        self._now: Clock | None = None
        self._locker: tuple[str, str, dt.datetime] | None = None
        self._ticks, self._clock = 0, QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._tick)

    # -- the screens

    @cached_property
    def first(self) -> FirstStartPage:
        """The three questions."""
        from ceis_desk.ui.shell.first_start import FirstStartPage

        page = FirstStartPage(self._theme)
        self._window.hold(page)
        page.begin_asked.connect(lambda answers: self.founding.found(answers))  # noqa: PLW0108 built only when asked
        page.join_asked.connect(lambda answers: self.joining.join(answers))  # noqa: PLW0108 the same
        page.join.file_asked.connect(lambda: self.joining.choose_invitation())  # noqa: PLW0108 the same
        page.demo_asked.connect(lambda: self.founding.found_demo())  # noqa: PLW0108 the same
        page.backup_asked.connect(lambda: self._back.choose())  # noqa: PLW0108 the same
        page.other_folder_asked.connect(self._choose_folder)
        return page

    @cached_property
    def founding(self) -> SiteFounding:
        """What follows « Commencer »."""
        from ceis_desk.ui.shell.site_founding import SiteFounding

        founding = SiteFounding(self.first, self._answers, self._with_door)
        founding.founded.connect(self._show_key)
        founding.opened.connect(self._come_in)
        return founding

    @cached_property
    def joining(self) -> JoinKeeping:
        """What follows « Rejoindre un site »."""
        from ceis_desk.ui.shell.joining import JoinKeeping

        keeping = JoinKeeping(self._window, self._theme, self.first, self._with_door)
        keeping.joined.connect(self._come_in)
        return keeping

    @cached_property
    def lock(self) -> LockPage:
        """Who are you, your password."""
        from ceis_desk.ui.shell.lock_page import LockPage

        page = LockPage(self._theme)
        self._window.hold(page)
        page.open_asked.connect(self._open)
        page.forgotten.connect(self._forgotten)
        page.help_asked.connect(self.help_asked)
        return page

    @cached_property
    def _back(self) -> WayBack:
        from ceis_desk.ui.shell.way_back import WayBack

        back = WayBack(self._window, self._theme, self._folder, self._with_door)
        back.folder_asked.connect(self._choose_folder)
        back.look_asked.connect(self.look)
        return back

    @property
    def trouble(self) -> TroublePage:
        """What is wrong with the folder."""
        return self._back.page

    @cached_property
    def keeping(self) -> KeyKeeping:
        """A recovery key just drawn, to be kept."""
        from ceis_desk.ui.shell.key_keeping import KeyKeeping

        return KeyKeeping(self._window, self._theme, self._folder)

    # -- the threshold

    def show_outside(self, seen: Threshold, clock: Clock) -> None:
        """Show who may come in while the door is still being made; the demonstration has a clock of its own."""
        self._now = None if seen.demo else clock
        self._show_threshold(seen)

    def start(self, door: Door, press: Press) -> None:
        """The door is there: do what waited for it, and see who may come in unless that is on the screen."""
        self._door, self._press, self._now = door, press, door.now
        asked, self._asked = self._asked, None
        if asked is not None:
            asked(door)
        if self._seen is None:
            self.look()
        elif self._clock.isActive():
            self._ticks = 0
            self._tick()

    def look(self) -> None:
        """See again who may come in, and show it."""
        self._with_door(lambda door: self._answers.when(door.look(), self._show_threshold, self.show_trouble))

    def lock_up(self, name: str, login: str, moment: dt.datetime) -> None:
        """Show the locked screen in the name of whoever locked."""
        self._locker = (name, login, moment)
        self._show_lock()
        # Behind the locked screen: what is dropped from in front would show the one behind it.
        if "keeping" in vars(self):
            self.keeping.drop()
        self.look()

    def show_trouble(self, refusal: Refusal, login: str = "") -> None:
        """Say calmly what is wrong with the folder, and which backup may be taken back."""
        self._back.show(refusal, login)

    def _with_door(self, act: Callable[[Door], None]) -> None:
        if self._door is None:
            self._asked = act
        else:
            act(self._door)

    def _show_threshold(self, seen: Threshold) -> None:
        self._seen = seen
        self._window.demo.setVisible(seen.demo)
        if seen.trouble:
            from ceis_desk.access.backups import DamagedStore

            self.show_trouble(DamagedStore(seen.trouble, seen.offer))
        elif seen.first_start:
            self._locker = None
            self._window.show_screen(self.first, "Premier démarrage")
            self.first.enter()
        else:
            self._show_agents(seen)

    def _show_agents(self, seen: Threshold) -> None:
        from ceis_desk.ui.shell.agents import agent_of

        drafts, last = self.drafts(), self._choices.noted(_LAST)
        agents = [agent_of(account, draft=account.login in drafts) for account in seen.accounts]
        lately = next((account.login for account in seen.accounts if account.id.hex == last), "")
        self.lock.show_site(seen.structure, seen.desk)
        self.lock.show_agents(agents, self._locker[1] if self._locker else lately)
        if not self.lock.isVisible():
            self._show_lock()

    def _show_lock(self) -> None:
        name, login, moment = self._locker or ("", "", None)
        self.lock.forget()
        self.lock.show_lock(name, moment, draft=login in self.drafts())
        self._window.show_screen(self.lock, "Verrouillé" if moment else "Ouverture")
        self._window.demo.button.hide()  # type: ignore[union-attr]  # made with an action
        self._ticks = 0
        self._tick()
        self._clock.start()
        self.lock.enter()

    def _tick(self) -> None:
        if self._window.screen_shown() is not self.lock:
            self._clock.stop()
            return
        if self._now is not None:
            self.lock.show_moment(self._now())
        if self._door is not None and self._ticks % _WAITING_EVERY == 0:
            self._answers.when(self._door.waiting(), self.lock.show_waiting)
        self._ticks += 1

    # -- coming in

    def _open(self, login: str, password: str) -> None:
        self.lock.set_busy(True)

        refused = partial(self.refuse, login)
        self._with_door(lambda door: self._answers.when(door.open(login, password), self._come_in, refused))

    def refuse(self, login: str, refusal: Refusal) -> None:
        """Say why an account does not come in, or must go out again: the file may be examined behind its page."""
        if self._window.screen_shown() is not self.lock:
            self._show_lock()
        if _is_damage(refusal):
            self.lock.forget()
            self.show_trouble(refusal, login if _administers(self._seen, login) else "")
        else:
            self.lock.refuse(refusal.sentence)

    def end(self) -> None:
        """Nobody comes in any more."""
        self._answers.forget()

    def _come_in(self, opened: Opened) -> None:
        self._clock.stop()
        self._locker = None
        # Built here after a first start: a lock then hides everything without a delay.
        early = self.lock.take_early()
        self.lock.forget()
        once_whole(opened, self._answers, lambda: self._choices.note(_LAST, opened.actor.account_id.hex))
        self.opened.emit(opened)
        strike(early)

    def _forgotten(self, login: str) -> None:
        from ceis_desk.ui.shell.recovery_sheet import ask_recovery

        if (agent := self.lock.agents.agent()) is None:
            return

        def recover(
            key: str, password: str, then: Callable[[Opened], None], refused: Callable[[Refusal], None]
        ) -> None:
            self._with_door(lambda door: self._answers.when(door.recover(key, login, password), then, refused))

        ask_recovery(self._window, self._theme, agent.name, recover, self._come_in)

    def _show_key(self, founded: Founded) -> None:
        seen = replace(founded.opened, recovery_seen=True)
        if self._door is not None and self._press is not None:
            self.keeping.offer(seen, founded.sheet, self._door, self._press, lambda: self._come_in(seen))

    @property
    def keeps_key(self) -> bool:
        """Whether a recovery key is on the screen, to be kept."""
        return "keeping" in vars(self) and self.keeping.is_shown

    def show_restored(self, done: Restored) -> None:
        """A backup is in place: whoever had locked the screen is of another time."""
        self._locker = None
        self._back.show_restored(done)

    def _choose_folder(self) -> None:
        if chosen := _another_folder(self._window, self._folder):
            self.folder_chosen.emit(Path(chosen))


def _another_folder(window: Window, folder: Path) -> str:
    # Rarely asked: its enumerations are not made before the first question.
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog.getExistingDirectory(window, "Choisir le dossier des données", str(folder))


def _administers(seen: Threshold | None, login: str) -> bool:
    return seen is not None and any(one.login == login and Role.ADMIN in one.roles for one in seen.accounts)


def _is_damage(refusal: Refusal) -> bool:
    from ceis_desk.access.backups import DamagedStore

    return isinstance(refusal, DamagedStore)
