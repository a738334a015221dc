"""What may be done with notes and documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Group, Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.notes.model import InterviewMedium

_NOTES: Needs = ((Thing.GROUP_NOTES, Level.GROUP), (Thing.PRIVATE_NOTES, Level.OWN))
_DOCUMENTS: Needs = ((Thing.DOCUMENTS, Level.GROUP),)


def draft_kind(thread_id: Id, completes: Id | None = None) -> str:
    """Under which kind KeepDraft and ReadDraft keep a note being typed, or an addendum to one; signing forgets it."""
    return f"note:{thread_id}" if completes is None else f"note:{thread_id}:{completes}"


@dataclass(frozen=True)
class SignNote(Gesture):
    """Sign a note: from then on it is only completed. `private` keeps its text for its author; it is not undoable.

    What is being typed is kept by KeepDraft under `draft_kind`.
    """

    thread_id: Id
    group: Group
    text: str = field(repr=False)
    day: dt.date
    minutes: int = 0
    medium: InterviewMedium = InterviewMedium.OFFICE
    private: bool = False
    completes: Id | None = None
    needs: ClassVar[Needs] = _NOTES


@dataclass(frozen=True)
class AttachDocument(Gesture):
    """Keep a PDF or an image, encrypted; raises Refusal for another kind or a file that is too big."""

    thread_id: Id
    group: Group
    name: str = field(repr=False)
    content: bytes = field(repr=False)
    needs: ClassVar[Needs] = _DOCUMENTS


@dataclass(frozen=True)
class WithdrawDocument(Gesture):
    """Take a document away, or put it back."""

    document_id: Id
    withdrawn: bool = True
    needs: ClassVar[Needs] = _DOCUMENTS
