"""Drives what belongs to the administration: inviting a desk, accepting it, setting it aside, choosing the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.exchange.exchanger import Exchanger
from ceis_desk.exchange.model import DeskLine, Imported, Invited, RefusedFile
from ceis_desk.ui.exchange.erasures_sheet import ErasuresSheet
from ceis_desk.ui.exchange.link_sheets import AcceptSheet, FolderSheet, InviteSheet, RevokeSheet
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.printing.places import ask_where_to_save, ask_which_file, ask_which_folder
from ceis_desk.ui.shell.exchange_words import imported_words

INVITATION, EXCHANGE_FILES = "invitation.ceis", "Fichiers de CEIS Desk (*.ceis);;Tous les fichiers (*)"


class Linking(QObject):
    """`changed` says that the desks or the folder are others, `taken` that a file that waited was accepted."""

    changed = Signal()
    taken = Signal()

    def __init__(self, page: QWidget, theme: Theme, link: StoreLink, exchange: Exchanger, sheets: Sheets) -> None:
        super().__init__(page)
        self._page, self._theme, self._link = page, theme, link
        self._exchange, self._sheets = exchange, sheets
        self._answers = Answers(self)

    def invite(self) -> None:
        """Write an invitation, then show its phrase."""
        sheet = InviteSheet(self._theme)

        def invited(answer: Invited) -> None:
            if isValid(sheet):
                sheet.show_invited(answer)
            self.changed.emit()

        def write(path: Path) -> None:
            self._answers.when(self._exchange.invite(path), invited, _if_open(sheet, sheet.refuse))

        sheet.place_asked.connect(
            lambda: ask_where_to_save(self._page, "Écrire l’invitation", INVITATION, EXCHANGE_FILES, write)
        )
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Relier un poste", sheet.write)

    def accept(self) -> None:
        """Take in the answer of a desk that joined."""
        sheet = AcceptSheet(self._theme)

        def accept(path: Path, phrase: str) -> None:
            self._answers.when(self._exchange.accept(path, phrase), self._done, _if_open(sheet, sheet.refuse))

        sheet.file_asked.connect(
            lambda: ask_which_file(self._page, "Fichier de réponse", EXCHANGE_FILES, sheet.take_file)
        )
        sheet.accepted.connect(accept)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Accepter une réponse", sheet.file)

    def revoke(self, desk: DeskLine) -> None:
        """Set a desk aside, once it has been confirmed."""
        sheet = RevokeSheet(self._theme, desk)
        sheet.confirmed.connect(
            lambda: self._answers.when(self._exchange.revoke(desk.id), self._done, _if_open(sheet, sheet.refuse))
        )
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Écarter un poste", sheet.back, width=560)

    def choose_folder(self, now: Path | None) -> None:
        """Use another folder, or none."""
        sheet = FolderSheet(self._theme, now)

        def chosen(_nothing: None) -> None:
            self._sheets.close()
            self.changed.emit()

        def choose(folder: Path | None) -> None:
            self._answers.when(self._exchange.choose_folder(folder), chosen, _if_open(sheet, sheet.refuse))

        sheet.place_asked.connect(lambda: ask_which_folder(self._page, "Choisir le dossier d’échange", choose))
        sheet.dropped.connect(lambda: choose(None))
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Dossier d’échange", sheet.choose)

    def accept_erasures(self, path: Path, file: RefusedFile) -> None:
        """Take a file that erases much, or leave it where it waits."""
        sheet = ErasuresSheet(self._theme, file)

        def taken(imported: Imported) -> None:
            self._sheets.close()
            self._link.done.emit(Change(said=imported_words(imported)))
            self.taken.emit()

        sheet.accepted.connect(
            lambda: self._answers.when(
                self._exchange.take_in(path, erasures=True), taken, _if_open(sheet, sheet.refuse)
            )
        )
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Un fichier qui efface", sheet.back, width=600)

    def _done(self, change: Change) -> None:
        self._sheets.close()
        self._link.done.emit(change)
        self.changed.emit()


def _if_open(sheet: QWidget, refuse: Callable[[Refusal], None]) -> Callable[[Refusal], None]:
    return lambda refusal: refuse(refusal) if isValid(sheet) else None
