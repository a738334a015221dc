"""A recovery key just drawn: printed, written to a file or copied, before its site is worked with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ceis_desk.core.paths import temp_pdf_folder
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.shell.recovery_page import RecoveryPage

if TYPE_CHECKING:
    from ceis_desk.access.door import Door, NewSheet, Opened
    from ceis_desk.access.papers import RecoveryPaper
    from ceis_desk.core.press import Press
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.printing.preview import PrintPreview
    from ceis_desk.ui.shell.window import Window

_TITLE = "Clé de secours"


class KeyKeeping(QObject):
    """Shows the key once, then does what waited for it."""

    def __init__(self, window: Window, theme: Theme, folder: Path) -> None:
        super().__init__(window)
        self._window, self._theme, self._folder = window, theme, folder
        self._answers = Answers(self)
        self._given: tuple[RecoveryPaper, Press, Callable[[], None]] | None = None
        self._preview: PrintPreview | None = None
        self.page = RecoveryPage(theme)
        window.hold(self.page)
        self.page.print_asked.connect(self._print)
        self.page.save_asked.connect(self._save)
        self.page.go_on_asked.connect(self._go_on)

    def offer(
        self, opened: Opened, made: NewSheet, door: Door, press: Press, then: Callable[[], None], *, again: bool = False
    ) -> None:
        """Offer a key, the first of its site or one that comes `again`; `then`, once somebody has it."""
        from ceis_desk.access.papers import RecoveryPaper

        def kept() -> None:
            # A store that cannot keep it says at the next opening that nobody has the key: it is drawn again.
            self._answers.when(door.keep_recovery(), lambda _: then(), lambda _: then())

        paper = RecoveryPaper(opened.structure, opened.desk, door.now().date(), made.text, made.mark)
        self._given = paper, press, kept
        self.page.show_key_text(paper.text, again=again)
        self._window.show_screen(self.page, _TITLE)
        self.page.enter()

    @property
    def is_shown(self) -> bool:
        """Whether the key is on the screen, or as it will be printed."""
        return self.page.isVisible() or self._preview is not None

    def _print(self) -> None:
        if self._given is None or self._preview is not None:
            return
        from ceis_desk.ui.printing import build_preview

        paper, press, _ = self._given
        self._preview = preview = build_preview(
            theme=self._theme, discreet=Discreet(self), press=press, folder=temp_pdf_folder(self._folder)
        )

        def back() -> None:
            self._window.show_screen(self.page, _TITLE)
            self._drop_preview()
            self.page.ask_kept()

        preview.closed.connect(back)
        self._window.show_screen(preview, "Impression")
        preview.show_paper(paper)

    def _drop_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview is not None:
            # A PDF of the key must not stay beside what it opens.
            preview.sweep()
            self._window.drop_screen(preview)

    def _save(self) -> None:
        if self._given is None:
            return
        paper, press, _ = self._given
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Enregistrer la clé de secours", "cle-de-secours.pdf", "PDF (*.pdf)"
        )
        if not chosen:
            return
        self._answers.when(
            press.make(paper, Path(chosen)),
            lambda path: self.page.say_kept(f"La clé est écrite dans {path}. Rangez ce fichier hors de ce poste."),
            lambda refusal: self.page.refuse(refusal.sentence),
        )

    def drop(self) -> None:
        """Forget the key, whoever may have it: the screen is locked."""
        self._given = None
        self._drop_preview()
        self.page.forget()

    def _go_on(self) -> None:
        given = self._given
        self.drop()
        if given is not None:
            given[2]()
