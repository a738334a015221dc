"""The way back from a backup, in the window: one that is offered, or a file chosen anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ceis_desk.access.backups import SUFFIX, Offer, Restoration, Restored, moment_words, offer_words
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.shell.restore_form import TITLE, RestoreForm

if TYPE_CHECKING:
    from ceis_desk.access.safety import Safety
    from ceis_desk.ui.kit.sheet import Sheet
    from ceis_desk.ui.kit.theme import Theme


class Cover(Protocol):
    """What opens a sheet over itself: the window, or the page of the settings."""

    def open_sheet(self, content: QWidget, name: str, *, first: QWidget | None = None) -> Sheet:
        """Open a sheet."""
        ...


class Rescue(QObject):
    """Asks in a sheet who vouches for a backup; `restored` says that it is in place."""

    restored = Signal(object)

    def __init__(self, owner: QWidget, cover: Cover, theme: Theme) -> None:
        super().__init__(owner)
        self._owner, self._cover, self._theme = owner, cover, theme
        self._answers = Answers(self)

    def take(self, safety: Safety, offer: Offer, login: str = "") -> None:
        """Take back the backup that is offered."""
        words = offer_words(offer)
        self._open(safety, Restoration(offer.backup.path, login, ring_only=offer.ring_only), f"{_capital(words)}.")

    def take_over(self, safety: Safety, file: Path, what: str, login: str = "") -> None:
        """Take back a file over good data: the word is asked for at once."""
        self._open(safety, Restoration(file, login), what).ask_word()

    def choose(self, safety: Safety, place: Path, login: str = "", *, over: bool = False) -> None:
        """Choose a file, here or on another disk."""
        chosen, _ = QFileDialog.getOpenFileName(self._owner, TITLE, str(place), f"Sauvegardes (*{SUFFIX})")
        if not chosen:
            return
        what = f"Fichier\u00a0: {Path(chosen).name}"
        if over:
            self.take_over(safety, Path(chosen), what, login)
        else:
            self._open(safety, Restoration(Path(chosen), login), what)

    def _open(self, safety: Safety, asked: Restoration, what: str) -> RestoreForm:
        form = RestoreForm(self._theme, asked, what)
        sheet = self._cover.open_sheet(form, TITLE, first=form.first())

        def done(restored: Restored) -> None:
            if isValid(sheet):
                sheet.close_sheet()
            self.restored.emit(restored)

        def refused(refusal: Refusal) -> None:
            if isValid(form):
                form.refuse(refusal)

        form.asked.connect(lambda restoration: self._answers.when(safety.restore(restoration), done, refused))
        return form


def restored_words(done: Restored) -> str:
    """What is in place now, and where what was there is kept."""
    what = "Le trousseau de la sauvegarde" if done.ring_only else "La sauvegarde"
    words = f"{what} du {moment_words(done.backup.moment, year=True)} est en place."
    if done.aside is not None:
        words += f" Ce qui était là est gardé, intact, dans «\u00a0{done.aside.name}\u00a0»."
    return words


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
