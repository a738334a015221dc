"""Before the desk is open: first start, recovery key, opening and lock, and what is wrong with the folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from ceis_desk.access.door import Door, Founded, Founding, Opened, Threshold
from ceis_desk.access.papers import RecoveryPaper
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import temp_pdf_folder
from ceis_desk.core.press import Press
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.agents import agent_of
from ceis_desk.ui.shell.first_start import FirstStartPage
from ceis_desk.ui.shell.lock_page import LockPage
from ceis_desk.ui.shell.recovery_page import RecoveryPage
from ceis_desk.ui.shell.recovery_sheet import RecoverForm
from ceis_desk.ui.shell.trouble import TroublePage
from ceis_desk.ui.shell.window import Window

_SECOND_MS, _WAITING_EVERY = 1000, 15
MAKING = "Création du site et de ses clés…"
MAKING_DEMO = "Préparation des données d’exemple…"


class Entry(QObject):
    """The way in; `opened` gives who came in, `folder_chosen` another folder to start on."""

    opened = Signal(object)
    folder_chosen = Signal(object)
    help_asked = Signal()

    def __init__(self, window: Window, theme: Theme, folder: Path, drafts: Callable[[], frozenset[str]]) -> None:
        super().__init__(window)
        self._window, self._theme, self._folder, self._drafts = window, theme, folder, drafts
        self._answers = Answers(self)
        self._door: Door | None = None
        self._press: Press | None = None
        self._founded: Founded | None = None
        self._locker: tuple[str, str, dt.datetime] | None = None
        self._ticks = 0
        self.first = FirstStartPage(theme)
        self.lock = LockPage(theme)
        self.recovery = RecoveryPage(theme)
        self.trouble = TroublePage(theme)
        window.hold(self.first, self.lock, self.recovery, self.trouble)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self._connect()

    def _connect(self) -> None:
        self.first.begin_asked.connect(self._found)
        self.first.demo_asked.connect(self._found_demo)
        self.lock.open_asked.connect(self._open)
        self.lock.forgotten.connect(self._forgotten)
        self.lock.help_asked.connect(self.help_asked)
        self.recovery.print_asked.connect(self._print_key)
        self.recovery.save_asked.connect(self._save_key)
        self.recovery.go_on_asked.connect(self._go_on)
        for page in (self.first, self.trouble):
            page.other_folder_asked.connect(self._choose_folder)
        self.trouble.quit_asked.connect(self._window.close)

    # -- the threshold

    def start(self, door: Door, press: Press) -> None:
        """The door is there: see who may come in."""
        self._door, self._press = door, press
        self.look()

    def look(self) -> None:
        """See again who may come in, and show it."""
        self._answers.when(self._there().look(), self._show_threshold, self.show_trouble)

    def lock_up(self, name: str, login: str, moment: dt.datetime) -> None:
        """Show the locked screen in the name of whoever locked."""
        self._locker = (name, login, moment)
        self._show_lock()
        self.look()

    def show_trouble(self, refusal: Refusal) -> None:
        """Say calmly what is wrong with the folder."""
        self.trouble.show_trouble(refusal.sentence, str(self._folder))
        self._window.show_screen(self.trouble)
        self.trouble.enter()

    def _show_threshold(self, seen: Threshold) -> None:
        self._window.demo.setVisible(seen.demo)
        if seen.trouble:
            self.show_trouble(Refusal(seen.trouble))
        elif seen.first_start:
            self._locker = None
            self._window.show_screen(self.first, "Premier démarrage")
            self.first.enter()
        else:
            self._show_agents(seen)

    def _show_agents(self, seen: Threshold) -> None:
        drafts = self._drafts()
        agents = [agent_of(account, draft=account.login in drafts) for account in seen.accounts]
        self.lock.show_site(seen.structure, seen.desk)
        self.lock.show_agents(agents, self._locker[1] if self._locker else "")
        if not self.lock.isVisible():
            self._show_lock()

    def _show_lock(self) -> None:
        name, login, moment = self._locker or ("", "", None)
        self.lock.forget()
        self.lock.show_lock(name, moment, draft=login in self._drafts())
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
        self.lock.show_moment(self._there().now())
        if self._ticks % _WAITING_EVERY == 0:
            self._answers.when(self._there().waiting(), self.lock.show_waiting)
        self._ticks += 1

    # -- coming in

    def _open(self, login: str, password: str) -> None:
        self.lock.set_busy(True)
        future = self._there().open(login, password)
        self._answers.when(future, self._come_in, lambda refusal: self.lock.refuse(refusal.sentence))

    def _come_in(self, opened: Opened) -> None:
        self._clock.stop()
        self._locker = None
        self.lock.forget()
        self.opened.emit(opened)

    def _forgotten(self, login: str) -> None:
        agent = self.lock.agents.agent()
        if agent is None:
            return
        form = RecoverForm(self._theme, agent.name)
        sheet = self._window.open_sheet(form, "Mot de passe oublié", first=form.key)

        def recovered(opened: Opened) -> None:
            sheet.close_sheet()
            self._come_in(opened)

        def recover(key: str, password: str) -> None:
            future = self._there().recover(key, login, password)
            self._answers.when(future, recovered, lambda refusal: form.refuse(refusal.sentence))

        form.asked.connect(recover)

    # -- founding

    def _found(self, answers: Founding) -> None:
        self.first.set_busy(MAKING)
        self._answers.when(self._there().found(answers), self._founded_now, self._refuse_first)

    def _found_demo(self) -> None:
        self.first.set_busy(MAKING_DEMO)
        self._answers.when(self._there().found_demo(), self._demo_made, self._refuse_first)

    def _refuse_first(self, refusal: Refusal) -> None:
        self.first.refuse(refusal.sentence)

    def _demo_made(self, opened: Opened) -> None:
        self.first.set_busy("")
        self._come_in(opened)

    def _founded_now(self, founded: Founded) -> None:
        self.first.set_busy("")
        self.first.forget()
        self._founded = founded
        self.recovery.show_key_text(founded.recovery_text)
        self._window.show_screen(self.recovery, "Clé de secours")
        self.recovery.enter()

    def _key_paper(self, founded: Founded) -> RecoveryPaper:
        opened = founded.opened
        return RecoveryPaper(opened.structure, opened.desk, self._there().now().date(), founded.recovery_text)

    def _print_key(self) -> None:
        founded, press = self._founded, self._press
        if founded is None or press is None:
            return
        from ceis_desk.ui.printing import build_preview

        preview = build_preview(
            theme=self._theme, discreet=Discreet(self), press=press, folder=temp_pdf_folder(self._folder)
        )

        def back() -> None:
            # A PDF of the key must not stay beside what it opens.
            preview.sweep()
            self._window.show_screen(self.recovery, "Clé de secours")
            self._window.drop_screen(preview)
            self.recovery.ask_kept()

        preview.closed.connect(back)
        self._window.show_screen(preview, "Impression")
        preview.show_paper(self._key_paper(founded))

    def _save_key(self) -> None:
        """Write the key where the agent says."""
        founded, press = self._founded, self._press
        if founded is None or press is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Enregistrer la clé de secours", "cle-de-secours.pdf", "PDF (*.pdf)"
        )
        if not chosen:
            return
        self._answers.when(
            press.make(self._key_paper(founded), Path(chosen)),
            lambda path: self.recovery.say_kept(f"La clé est écrite dans {path}. Rangez ce fichier hors de ce poste."),
            lambda refusal: self.recovery.refuse(refusal.sentence),
        )

    def _go_on(self) -> None:
        founded, self._founded = self._founded, None
        self.recovery.forget()
        if founded is not None:
            self._come_in(founded.opened)

    # -- elsewhere

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "Choisir le dossier des données", str(self._folder))
        if chosen:
            self.folder_chosen.emit(Path(chosen))

    def _there(self) -> Door:
        if self._door is None:
            message = "the door is asked for before it is made"
            raise RuntimeError(message)
        return self._door
