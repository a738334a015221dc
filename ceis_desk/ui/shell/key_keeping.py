"""The recovery key of a new site: printed, written to a file or copied, before its first account comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ceis_desk.access.papers import RecoveryPaper
from ceis_desk.core.paths import temp_pdf_folder
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.shell.recovery_page import RecoveryPage

if TYPE_CHECKING:
    import datetime as dt

    from ceis_desk.access.door import Founded, Opened
    from ceis_desk.core.press import Press
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.shell.window import Window

_TITLE = "Clé de secours"


class KeyKeeping(QObject):
    """Shows the key once; `kept` gives who comes in afterwards."""

    kept = Signal(object)

    def __init__(self, window: Window, theme: Theme, folder: Path) -> None:
        super().__init__(window)
        self._window, self._theme, self._folder = window, theme, folder
        self._answers = Answers(self)
        self._given: tuple[Founded, Press, dt.date] | None = None
        self.page = RecoveryPage(theme)
        window.hold(self.page)
        self.page.print_asked.connect(self._print)
        self.page.save_asked.connect(self._save)
        self.page.go_on_asked.connect(self._go_on)

    def show(self, founded: Founded, press: Press, day: dt.date) -> None:
        """Offer the key of a site just made."""
        self._given = founded, press, day
        self.page.show_key_text(founded.recovery_text)
        self._window.show_screen(self.page, _TITLE)
        self.page.enter()

    def _print(self) -> None:
        if self._given is None:
            return
        from ceis_desk.ui.printing import build_preview

        founded, press, day = self._given
        preview = build_preview(
            theme=self._theme, discreet=Discreet(self), press=press, folder=temp_pdf_folder(self._folder)
        )

        def back() -> None:
            # A PDF of the key must not stay beside what it opens.
            preview.sweep()
            self._window.show_screen(self.page, _TITLE)
            self._window.drop_screen(preview)
            self.page.ask_kept()

        preview.closed.connect(back)
        self._window.show_screen(preview, "Impression")
        preview.show_paper(_paper(founded, day))

    def _save(self) -> None:
        if self._given is None:
            return
        founded, press, day = self._given
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Enregistrer la clé de secours", "cle-de-secours.pdf", "PDF (*.pdf)"
        )
        if not chosen:
            return
        self._answers.when(
            press.make(_paper(founded, day), Path(chosen)),
            lambda path: self.page.say_kept(f"La clé est écrite dans {path}. Rangez ce fichier hors de ce poste."),
            lambda refusal: self.page.refuse(refusal.sentence),
        )

    def _go_on(self) -> None:
        given, self._given = self._given, None
        self.page.forget()
        if given is not None:
            opened: Opened = given[0].opened
            self.kept.emit(opened)


def _paper(founded: Founded, day: dt.date) -> RecoveryPaper:
    opened = founded.opened
    return RecoveryPaper(opened.structure, opened.desk, day, founded.recovery_text)
