"""The preview: the very PDF that will be printed or saved, and the keys that do it."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from ceis_desk.access.gestures import NoteAccess
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import ORDINARY, write_whole
from ceis_desk.core.press import Paper, Press
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import TextArea
from ceis_desk.ui.kit.layout import Scroll, column
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.options import PrintOptions
from ceis_desk.ui.printing.page_view import PageView
from ceis_desk.ui.printing.pdf_pages import PdfPages, read_pdf
from ceis_desk.ui.printing.places import PDF_FILES, ask_where_to_save, cannot_write
from ceis_desk.ui.printing.preview_bar import PreviewBar
from ceis_desk.ui.printing.printers import Printer, find_printers, print_pdf
from ceis_desk.ui.printing.titles import ListPaper, printed_act, saved_act, title_of, warning_of

_PANEL, _NARROW = 372, 900  # pixels at 100 %: the panel, and the width under which it goes below the page
READY, KEPT = "Le PDF est prêt.", "Si l’imprimante ne répond pas, il est gardé ici et peut être enregistré."
_TURNS = ("before", "after")
_KEYS = {
    (Qt.Key.Key_Plus, True): "in",
    (Qt.Key.Key_Equal, True): "in",
    (Qt.Key.Key_Minus, True): "out",
    (Qt.Key.Key_0, True): "whole",
    (Qt.Key.Key_Agrave, True): "whole",
    (Qt.Key.Key_S, True): "save",
    (Qt.Key.Key_O, True): "folder",
    (Qt.Key.Key_P, True): "main",
    (Qt.Key.Key_PageUp, False): "before",
    (Qt.Key.Key_PageDown, False): "after",
    (Qt.Key.Key_Return, False): "main",
    (Qt.Key.Key_Enter, False): "main",
    (Qt.Key.Key_Escape, False): "close",
}


class PrintPreview(QWidget):
    """Shows a paper as it will be; `closed` when the user goes back to where she was."""

    closed = Signal()

    def __init__(
        self, theme: Theme, discreet: Discreet, press: Press, folder: Path, link: StoreLink | None = None
    ) -> None:
        super().__init__()
        self._theme, self._discreet, self._press, self._folder, self._link = theme, discreet, press, folder, link
        self._answers = Answers(self)
        self._paper: Paper | None = None
        self._pages: PdfPages | None = None
        self._making = 0
        self._saved_in: Path | None = None
        self.setProperty("area", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = PreviewBar(theme)
        self.view = PageView(theme)
        self.text = TextArea(theme)
        self.options = PrintOptions(theme)
        self._build()
        self._connect()
        self.sweep()

    def _build(self) -> None:
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Texte du document")
        self._table = QWidget()
        self._stack = QStackedLayout(self._table)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.text)
        self._panel = Scroll(self.options)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._table, 1)
        self._sides.addWidget(self._panel)
        whole = column(self.bar, gap=0)
        whole.addLayout(self._sides, 1)
        self.setLayout(whole)
        self._panel.installEventFilter(self)
        self.view.installEventFilter(self)
        self._settle()

    def _connect(self) -> None:
        self.bar.asked.connect(self._act)
        self.view.turned.connect(self.bar.show_page)
        self.view.zoomed.connect(self.bar.show_zoom)
        self.view.failed.connect(self.options.say_failed)
        self.options.print_asked.connect(self._print)
        self.options.save_asked.connect(self._save)
        self.options.folder_asked.connect(self._open_folder)
        self.options.close_asked.connect(self.closed)
        self.options.names_chosen.connect(self._remake)
        self._theme.changed.connect(self._settle)

    def show_paper(self, paper: Paper, title: str = "") -> None:
        """Make the document and show it; on a discreet screen a list starts with initials alone."""
        if isinstance(paper, ListPaper) and self._discreet.on:
            paper = dataclasses.replace(paper, whole_names=False)
        self.bar.show_title(title or title_of(paper))
        self._pages, self._saved_in = None, None
        self._forget()
        self._answers.when(aside(find_printers), self._show_printers)
        self._make(paper)

    def sweep(self) -> Future[None]:
        """Forget what shows and remove the documents of former previews; the folder itself stays."""
        self._forget()
        # Those that are there now: the document of the next preview may be made before this one is gone.
        rooms = tuple(self._folder.glob("apercu-*"))
        return aside(lambda: _sweep(rooms))

    def _forget(self) -> None:
        """No page of a former document stays in sight while another one is made."""
        self.view.forget()
        self.text.clear()
        for words in (self.bar.page, self.bar.zoom):
            words.setText("")

    # Making

    def _make(self, paper: Paper) -> None:
        self._paper = paper
        self._making += 1
        number, folder = self._making, self._folder
        whole = paper.whole_names if isinstance(paper, ListPaper) else None
        self.options.show_names(whole=whole, warning=warning_of(paper))
        self.options.say_working("Préparation du PDF…")

        def when_current(then: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda answer: then(answer) if number == self._making else None

        failed = when_current(self._not_done)
        read = when_current(lambda path: self._answers.when(aside(lambda: read_pdf(path)), shown, failed))
        made = when_current(lambda room: self._answers.when(self._press.make(paper, room), read, failed))
        shown = when_current(self._show_pages)
        self._answers.when(aside(lambda: _fresh_room(folder)), made, failed)

    def _remake(self, whole: bool) -> None:
        if isinstance(self._paper, ListPaper):
            self._make(dataclasses.replace(self._paper, whole_names=whole))

    def _show_pages(self, pages: PdfPages) -> None:
        self._pages = pages
        self.view.show_pages(pages)
        self.text.setPlainText("\n\n".join(pages.texts))
        self.options.say_ready(READY, KEPT if self.options.has_printer() else "")

    def _show_printers(self, printers: tuple[Printer, ...]) -> None:
        self.options.show_printers(printers)
        if self.isVisible():
            self.options.main_button().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._pages is not None:
            self.options.say_ready(READY, KEPT if printers else "")

    # Printing and saving

    def _print(self) -> None:
        if self._pages is None:
            if self._paper is not None:
                self._make(self._paper)
            return
        path, wish = self._pages.path, self.options.wish(self.view.page, len(self._pages.sizes))
        self.options.say_working("Envoi à l’imprimante…")
        sent = aside(lambda: print_pdf(path, wish))
        self._answers.when(sent, lambda _: self._printed(wish.copies), self._not_done)

    def _printed(self, copies: int) -> None:
        self._note(printed_act(self._paper))
        said = f"{copies} copies sont parties" if copies > 1 else "La copie est partie"
        self.options.say_ready(f"{said} à l’imprimante.", "Le PDF reste ouvert ici.")

    def _save(self, then: Callable[[], None] | None = None) -> None:
        if self._pages is None:
            return
        source = self._pages.path

        def save(place: Path) -> None:
            copied = aside(lambda: _copy(source, place))
            self._answers.when(copied, lambda _: self._saved(place, then), self._failed)

        ask_where_to_save(self, "Enregistrer le PDF", source.name, PDF_FILES, save)

    def _saved(self, place: Path, then: Callable[[], None] | None) -> None:
        self._note(saved_act(self._paper))
        self._saved_in = place.parent
        self.options.say_ready(f"Enregistré\u00a0: {place.name}", f"Dans {place.parent}")
        if then is not None:
            then()

    def _open_folder(self) -> None:
        """Open the folder where the document was saved; it is saved first when it was not."""
        if self._saved_in is None:
            self._save(self._open_folder)
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_in)))

    def _note(self, act: NoteAccess | None) -> None:
        """What names somebody and leaves the desk is written in the journal of access."""
        if act is not None and self._link is not None:
            self._link.do(act)

    def _not_done(self, refusal: Refusal) -> None:
        self.options.say_failed(refusal.sentence, retry=True)

    def _failed(self, refusal: Refusal) -> None:
        self.options.say_failed(refusal.sentence)

    # Window

    def _act(self, wish: str) -> None:
        if wish == "main":
            self.options.main_button().click()
        elif wish == "save":
            self._save()
        elif wish == "folder":
            self._open_folder()
        elif wish == "close":
            self.closed.emit()
        elif wish == "text":
            self._turn_text()
        elif wish in _TURNS:
            self.view.go_to(self.view.page + (1 if wish == "after" else -1))
        elif wish == "in":
            self.view.zoom_in()
        elif wish == "out":
            self.view.zoom_out()
        elif wish == "whole":
            self.view.set_zoom(0)

    def _turn_text(self) -> None:
        to_text = self._stack.currentWidget() is self.view
        self._stack.setCurrentWidget(self.text if to_text else self.view)
        self.bar.show_text_on(to_text)
        if to_text:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        """The panel stands beside the page, or below it when there is no room."""
        narrow = self.width() * 100 // self._theme.scale < _NARROW
        below = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(below)
        self._panel.setMinimumWidth(0 if narrow else self._theme.px(_PANEL))
        self._panel.setMaximumWidth(self.maximumWidth() if narrow else self._theme.px(_PANEL))
        self._sides.setStretch(1, 1 if narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        # Ctrl + and Ctrl - are the zoom of the page here, before they are the size of the text.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _asked(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area would keep Page ↑ and Page ↓ for itself: here they turn the pages.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _asked(event) in _TURNS:
            event.ignore()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = _asked(event)
        if wish and not (event.isAutoRepeat() and wish == "main"):
            self._act(wish)
        else:
            super().keyPressEvent(event)


def _asked(event: QKeyEvent) -> str:
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        return ""
    return _KEYS.get((Qt.Key(event.key()), held == Qt.KeyboardModifier.ControlModifier), "")


def _fresh_room(folder: Path) -> Path:
    """A folder of its own for one document: the former one may still be read; raises Refusal."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="apercu-", dir=folder))
    except OSError as error:
        raise Refusal("Le PDF n’a pas pu être préparé\u00a0: le dossier des données ne peut pas être écrit.") from error


def _sweep(rooms: tuple[Path, ...]) -> None:
    for room in rooms:
        shutil.rmtree(room, ignore_errors=True)


def _copy(source: Path, place: Path) -> None:
    try:
        write_whole(place, source.read_bytes(), ORDINARY)
    except OSError as error:
        raise cannot_write(place) from error
