"""Which function answers which request of the notes and documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.notes import documents, finding, reading, signing
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.notes import gestures as note_gestures
from ceis_desk.notes import questions as note_questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    note_gestures.SignNote: signing.sign_note,
    note_gestures.AttachDocument: documents.attach_document,
    note_gestures.WithdrawDocument: documents.withdraw_document,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    note_questions.NotesOf: reading.notes_of,
    note_questions.FindInNotes: finding.find_in_notes,
    note_questions.NoteTemplates: reading.note_templates,
    note_questions.DocumentsOf: documents.documents_of,
    note_questions.OpenDocument: documents.open_document,
}
