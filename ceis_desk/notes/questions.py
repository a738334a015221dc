"""What may be asked about notes and documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Group, Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.notes.model import DocumentLine, Note, NoteHit, NoteTemplate

_NOTES: Needs = ((Thing.GROUP_NOTES, Level.GROUP),)
_DOCUMENTS: Needs = ((Thing.DOCUMENTS, Level.GROUP),)


@dataclass(frozen=True)
class NotesOf(Question[tuple[Note, ...]]):
    """The notes of a thread, latest first; raises Denied to whoever is not of its group."""

    thread_id: Id
    group: Group
    needs: ClassVar[Needs] = _NOTES


@dataclass(frozen=True)
class FindInNotes(Question[tuple[NoteHit, ...]]):
    """Notes that hold these words, in a thread or in all of a group's; one's own private notes are searched too."""

    words: str = field(repr=False)
    group: Group
    thread_id: Id | None = None
    needs: ClassVar[Needs] = _NOTES


@dataclass(frozen=True)
class DocumentsOf(Question[tuple[DocumentLine, ...]]):
    """The documents of a thread, latest first."""

    thread_id: Id
    group: Group
    needs: ClassVar[Needs] = _DOCUMENTS


@dataclass(frozen=True)
class OpenDocument(Question[bytes]):
    """The content of a document; raises Refusal when its file is at another desk or was changed."""

    document_id: Id
    needs: ClassVar[Needs] = _DOCUMENTS


@dataclass(frozen=True)
class NoteTemplates(Question[tuple[NoteTemplate, ...]]):
    """What a note may begin with, each at its key."""

    needs: ClassVar[Needs] = _NOTES
