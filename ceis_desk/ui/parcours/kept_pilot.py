"""Drives the notes and the documents of the parcours of a person, each read when its tab shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id
from ceis_desk.notes.gestures import AttachDocument, WithdrawDocument
from ceis_desk.notes.model import DocumentLine, Note
from ceis_desk.notes.questions import DocumentsOf, NotesOf, OpenDocument
from ceis_desk.parcours.model import Parcours, WayOfPerson
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.notes.document_sheet import DocumentSheet
from ceis_desk.ui.notes.writing import NoteWriting, Standing
from ceis_desk.ui.parcours.kept_part import DocumentsPart, NotesPart
from ceis_desk.ui.parcours.opened import OpenWay
from ceis_desk.ui.platforms.budget.case.attach_pilot import KINDS, content_of
from ceis_desk.ui.printing.aside import aside

NOTES_TAB, DOCUMENTS_TAB = "notes", "documents"
_AROUND, _LEAST_HEIGHT = 170, 200

ENDED = "Le parcours est terminé\u00a0: une note se complète, une nouvelle attend qu’il reprenne."


class KeptPilot:
    """The thread is the parcours under way, else the latest one, which is only read."""

    def __init__(self, notes: NotesPart, documents: DocumentsPart, here: OpenWay, group: Group) -> None:
        self._here, self._group = here, group
        self._notes, self._documents = notes, documents
        self.pilot = NoteWriting(notes.notes, here.link, here.actor, lambda: here.today, group, here.choose)
        self._answers = Answers(documents)
        self._thread: Parcours | None = None
        self._files: tuple[DocumentLine, ...] = ()
        self._tab = ""
        documents.card.added.connect(self._choose)
        documents.card.opened.connect(self._open)
        documents.card.dropped.connect(self._drop)

    def clear(self) -> None:
        """Somebody else’s record opens."""
        self.pilot.keeper.flush()
        self._thread, self._files = None, ()
        self._notes.clear()
        self._documents.clear()

    def show_way(self, way: WayOfPerson) -> None:
        """The parcours that was just read."""
        latest = max(way.past, key=lambda one: one.opened_on, default=None)
        thread = way.current or latest
        known = thread is not None
        self._notes.show_thread(known=known)
        self._documents.show_thread(known=known, writable=way.current is not None)
        if thread is not None and (self._thread is None or thread.id != self._thread.id):
            self.pilot.open(thread.id)
        self._thread = thread
        self._read()

    def show_tab(self, tab: str) -> None:
        """Another tab shows."""
        self._tab = tab
        self._read()

    def take_key(self, command: str) -> None:
        """A key of the notes, where they show."""
        notes = self._notes.notes
        if not notes.isVisible():
            return
        if command == "note":
            notes.draft.start()
        elif command == "sign":
            notes.draft.ask_sign()
        elif command == "template":
            notes.templates_asked.emit()
        elif command == "find":
            notes.start_search()

    def show(self) -> None:
        """Show again what was read, as the discreet screen allows."""
        self._documents.show_documents(self._files, self._here.discreet.show)
        self._read()

    def _read(self) -> None:
        if self._thread is None:
            return
        if self._tab == NOTES_TAB:
            self._here.link.ask(NotesOf(self._thread.id, self._group), self._take_notes, key="way-notes")
        elif self._tab == DOCUMENTS_TAB:
            self._here.link.ask(DocumentsOf(self._thread.id, self._group), self._take_files, key="way-files")

    def _take_notes(self, notes: tuple[Note, ...]) -> None:
        going = self._here.current is not None
        self.pilot.show_notes(notes, Standing(begins=going, completes=True, why="" if going else ENDED))

    def _take_files(self, files: tuple[DocumentLine, ...]) -> None:
        self._files = files
        self._documents.show_documents(files, self._here.discreet.show)

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self._documents, "Joindre un fichier", "", KINDS)
        if path and self._thread is not None:
            self.attach(Path(path), self._thread.id)

    def attach(self, path: Path, thread: Id) -> None:
        """Keep a file in the parcours; reading it is not the window's work."""

        def send(content: bytes) -> None:
            self._here.do(AttachDocument(thread, self._group, path.name, content))

        self._answers.when(
            aside(lambda: content_of(path)), send, lambda refusal: self._here.link.refused.emit(refusal.sentence)
        )

    def _line(self, ident: str) -> DocumentLine | None:
        return next((one for one in self._files if str(one.id) == ident), None)

    def _open(self, ident: str) -> None:
        line = self._line(ident)
        if line is None:
            return

        def show(content: bytes) -> None:
            height = max(self._documents.window().height() - _AROUND, _LEAST_HEIGHT)
            sheet = DocumentSheet(self._here.theme, self._here.discreet, line, content, height)
            sheet.closed.connect(self._here.sheets.close)
            self._here.sheets.open(sheet, f"Document {line.name}", sheet.close_it, width=980)

        self._here.link.ask(OpenDocument(line.id), show, key="way-file")

    def _drop(self, ident: str) -> None:
        if self._line(ident) is not None:
            self._here.do(WithdrawDocument(Id(ident)))
