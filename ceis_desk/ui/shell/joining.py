"""A new desk joins a site: the invitation is chosen, the store is made, and the answer is shown before coming in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.places import ask_which_file, ask_which_folder, cannot_write
from ceis_desk.ui.shell.joined_page import JoinedPage

if TYPE_CHECKING:
    from ceis_desk.access.door import Founded, Opened
    from ceis_desk.exchange.exchanger import ExchangingDoor, Joining
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.shell.first_start import FirstStartPage
    from ceis_desk.ui.shell.window import Window

JOINING = "Ce poste rejoint le site…"
FILES = "Fichiers de CEIS Desk (*.ceis);;Tous les fichiers (*)"


class JoinKeeping(QObject):
    """`joined` gives who comes in, once told what to do with the answer."""

    joined = Signal(object)

    def __init__(
        self, window: Window, theme: Theme, first: FirstStartPage,
        with_door: Callable[[Callable[[ExchangingDoor], None]], None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._first, self._with_door = window, first, with_door
        self._answers = Answers(self)
        self._opened: Opened | None = None
        self._answer = Path()
        self.page = JoinedPage(theme)
        window.hold(self.page)
        self.page.copy_asked.connect(lambda: ask_which_folder(self.page, "Copier la réponse", self.copy))
        self.page.go_on_asked.connect(self._go_on)

    def choose_invitation(self) -> None:
        """Choose the invitation file."""
        ask_which_file(self._first, "Fichier d’invitation", FILES, self._first.join.take_file)

    def copy(self, folder: Path) -> None:
        """Put the answer in another folder too."""

        def write() -> Path:
            try:
                return Path(shutil.copy2(self._answer, folder))
            except OSError as error:
                raise cannot_write(self._answer) from error

        self._answers.when(
            aside(write),
            lambda path: self.page.say(f"La réponse est aussi dans {path}."),
            lambda refusal: self.page.say(refusal.sentence),
        )

    def join(self, joining: Joining) -> None:
        """Make the store and its answer, then show where the answer is."""
        self._first.set_busy(JOINING)

        def joined(founded: Founded) -> None:
            self._first.set_busy("")
            self._first.forget()
            self._opened, self._answer = founded.opened, joining.answer
            self.page.show_answer(joining.answer)
            self._window.show_screen(self.page, "Ce poste a rejoint le site")
            self.page.enter()

        self._with_door(lambda door: self._answers.when(door.exchange.join(joining), joined, self._refused))

    def _refused(self, refusal: Refusal) -> None:
        self._first.set_busy("")
        self._first.refuse_join(refusal.sentence)

    def _go_on(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            self.joined.emit(opened)
