"""An attached document over the page, drawn from memory: no clear copy of it is ever written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.notes.model import DocumentLine
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.page_view import PageView
from ceis_desk.ui.printing.pdf_pages import PdfPages, image_pages, read_pdf

_IMAGES = "image/"


class DocumentSheet(QWidget):
    """A PDF or an image, page by page; Page ↑ ↓ turns, + and - zoom, Échap closes; `height` is for the page."""

    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, line: DocumentLine, content: bytes, height: int) -> None:
        super().__init__()
        self._answers = Answers(self)
        self.name = Text(line.name, "title", wrap=True)
        self.at = Text("", "secondary", "ink2")
        self.view = PageView(theme)
        self.view.setMinimumHeight(height)
        self.failed = Text("", "strong", "danger", wrap=True)
        before = IconButton(theme, "chevron-left", "Page précédente", key="Page ↑", compact=True)
        after = IconButton(theme, "chevron-right", "Page suivante", key="Page ↓", compact=True)
        less = IconButton(theme, "zoom-out", "Plus petit", key="-", compact=True)
        more = IconButton(theme, "zoom-in", "Plus grand", key="+", compact=True)
        self.close_it = Button(theme, "Fermer", key="Échap", compact=True)
        head = row(self.name, self.at, before, after, less, more, self.close_it, gap=8)
        head.setStretch(0, 1)
        whole = column(head, HiddenNote(discreet), self.failed, gap=10, margins=(18, 14, 18, 16))
        whole.addWidget(self.view, 1)
        self.setLayout(whole)
        self.failed.hide()
        discreet.changed.connect(self.view.setHidden)
        self.view.setHidden(discreet.on)
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        less.clicked.connect(self.view.zoom_out)
        more.clicked.connect(self.view.zoom_in)
        self.close_it.clicked.connect(self.closed)
        self.view.turned.connect(lambda page, pages: self.at.setText(f"page {page + 1} sur {pages}"))
        self.view.failed.connect(self._fail)
        read = image_pages if line.media_type.startswith(_IMAGES) else read_pdf
        self._answers.when(aside(lambda: read(content)), self._show, self._refuse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in turns:
            self._turn(turns[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Plus:
            self.view.zoom_in()
        elif event.key() == Qt.Key.Key_Minus:
            self.view.zoom_out()
        else:
            super().keyPressEvent(event)

    def _show(self, pages: PdfPages) -> None:
        self.view.show_pages(pages)

    def _turn(self, by: int) -> None:
        self.view.go_to(self.view.page + by)

    def _refuse(self, refusal: Refusal) -> None:
        self._fail(refusal.sentence)

    def _fail(self, sentence: str) -> None:
        self.failed.setText(sentence)
        self.failed.show()
