"""Backups at work in the settings: made by hand, copied to a second place, taken back in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ceis_desk.access.backups import Backup, BackupState, moment_words, state_words
from ceis_desk.access.door import Door
from ceis_desk.access.model import Account, Actor
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.settings.backups import BackupsView
from ceis_desk.ui.settings.page import SettingsPage
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.rescue import Rescue

NO_FOLDER = "Ce dossier n’est pas là. Rien n’a changé\u00a0: branchez le disque ou la clé, ou corrigez le chemin."


class BackupsPart(QObject):
    """The section at work; `restored` says that another store is now in place."""

    restored = Signal(object)

    def __init__(
        self,
        page: SettingsPage,
        link: StoreLink,
        door: Door,
        choices: DeskChoices,
        actor: Actor,
        clock: Clock,
        *,
        writable: bool,
    ) -> None:
        super().__init__(page)
        self._page, self._link, self._door, self._choices, self._clock = page, link, door, choices, clock
        self._answers = Answers(self)
        self._actor, self._login = actor, ""
        self._backups: tuple[Backup, ...] = ()
        self.view = BackupsView(page.theme, writable=writable)
        self._rescue = Rescue(page, page, page.theme)
        self._rescue.restored.connect(self.restored)
        view = self.view
        view.now_asked.connect(self._make)
        view.place_asked.connect(self._choose_place)
        view.place.given.connect(self._type_place)
        view.no_place_asked.connect(lambda: self._set_place(""))
        view.take_asked.connect(self._take)
        view.file_asked.connect(lambda: self._rescue.choose(door.safety, Path.home(), self._login, over=True))
        choices.changed.connect(self._show_place)
        self._show_place()

    def read(self) -> None:
        """Read the state and the list again."""
        self._answers.when(self._door.safety.state(), self._show_state, self._say)
        self._answers.when(self._door.safety.backups(), self._show_backups, self._say)

    def _show_state(self, state: BackupState) -> None:
        self.view.show_state(state, self._clock())

    def show_accounts(self, accounts: tuple[Account, ...]) -> None:
        """The accounts of the site: whoever is in need not type her login again."""
        self._login = next((one.login for one in accounts if one.id == self._actor.account_id), "")

    def _take(self, path: str) -> None:
        chosen = next(backup for backup in self._backups if str(backup.path) == path)
        what = f"Sauvegarde du {moment_words(chosen.moment, year=True)}, vérifiée."
        self._rescue.take_over(self._door.safety, chosen.path, what, self._login)

    def _show_backups(self, backups: tuple[Backup, ...]) -> None:
        self._backups = backups
        self.view.show_backups(backups)

    def _show_place(self) -> None:
        self.view.show_place(self._choices.now.second_place)

    def _make(self) -> None:
        self.view.set_busy(True)

        def made(_backup: Backup) -> None:
            self.view.set_busy(False)
            self._answers.when(self._door.safety.state(), said, self._say)
            self._answers.when(self._door.safety.backups(), self._show_backups, self._say)

        def said(state: BackupState) -> None:
            self._show_state(state)
            title, where = state_words(state, self._clock())
            self._link.done.emit(Change(said=state.trouble or f"{title}, {where}."))

        def refused(refusal: Refusal) -> None:
            self.view.set_busy(False)
            self._say(refusal)
            self.read()

        self._answers.when(self._door.safety.backup(), made, refused)

    def _choose_place(self) -> None:
        start = self._choices.now.second_place or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self._page, "Choisir la seconde place", start)
        if chosen:
            self._set_place(chosen)

    def _type_place(self, typed: str) -> None:
        if typed and not Path(typed).is_dir():
            self.view.refuse_place(NO_FOLDER)
        else:
            self._set_place(typed)

    def _set_place(self, place: str) -> None:
        self._choices.change(second_place=place)
        self.read()

    def _say(self, refusal: Refusal) -> None:
        self._link.refused.emit(refusal.sentence)
