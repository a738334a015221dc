"""Drives the files of a case: chosen on the disk and kept encrypted, opened from memory, taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Refusal
from ceis_desk.notes.gestures import AttachDocument, WithdrawDocument
from ceis_desk.notes.model import DocumentLine
from ceis_desk.notes.questions import OpenDocument
from ceis_desk.platforms.budget.gestures import WithdrawItem
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.notes.document_sheet import DocumentSheet
from ceis_desk.ui.platforms.budget.case.follow_part import ASKED, FILE
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.printing.aside import aside

_AROUND, _LEAST_HEIGHT = 170, 200
_MOST_READ = 64 * 1024 * 1024
TOO_BIG = "Ce fichier est trop gros pour être joint. Rien n’a été ajouté\u00a0: enregistrez-le en plus léger."
UNREADABLE = "Ce fichier n’a pas pu être lu. Rien n’a été ajouté\u00a0: vérifiez la clé, puis recommencez."
KINDS = "PDF et images (*.pdf *.png *.jpg *.jpeg)"


class AttachPilot:
    """One file at a time; the store says what it takes and how big."""

    def __init__(self, page: CasePage, here: OpenCase) -> None:
        self._here, self._page = here, page
        self._answers = Answers(page)
        page.follow.attach_asked.connect(self._choose)
        page.follow.documents.opened.connect(self._open)
        page.follow.documents.dropped.connect(self._drop)

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self._page, "Joindre un fichier", "", KINDS)
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Keep a file in the case; reading it is not the window's work."""
        case_id = self._here.case_view().case.id

        def send(content: bytes) -> None:
            self._here.do(AttachDocument(case_id, Group.BUDGET, path.name, content))

        self._answers.when(
            aside(lambda: content_of(path)), send, lambda refusal: self._here.link.refused.emit(refusal.sentence)
        )

    def _open(self, ident: str) -> None:
        line = self._line(ident)
        if line is None:
            return

        def show(content: bytes) -> None:
            height = max(self._page.window().height() - _AROUND, _LEAST_HEIGHT)
            sheet = DocumentSheet(self._here.theme, self._here.discreet, line, content, height)
            sheet.closed.connect(self._here.sheets.close)
            self._here.sheets.open(sheet, f"Document {line.name}", sheet.close_it, width=980)

        self._here.link.ask(OpenDocument(line.id), show, key="case-document")

    def _drop(self, ident: str) -> None:
        line = self._line(ident)
        if line is not None:
            self._here.do(WithdrawDocument(line.id))
            return
        asked = next((one for one in self._here.case_view().asked if f"{ASKED}{one.id}" == ident), None)
        if asked is not None:
            self._here.do(WithdrawItem((asked.id,), clocks=(asked.clock,)))

    def _line(self, ident: str) -> DocumentLine | None:
        return next((one for one in self._here.case_view().documents if f"{FILE}{one.id}" == ident), None)


def content_of(path: Path) -> bytes:
    """The whole file; raises Refusal when it is too big or cannot be read."""
    try:
        if path.stat().st_size > _MOST_READ:
            raise Refusal(TOO_BIG)
        return path.read_bytes()
    except OSError as error:
        raise Refusal(UNREADABLE) from error
