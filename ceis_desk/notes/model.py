"""Notes of interview and attached documents, for whichever platform writes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class InterviewMedium(StrEnum):
    """How an interview was held (profession, part D: the media of social follow-up)."""

    OFFICE = "office"
    PHONE = "phone"
    HOME = "home"
    OUTSIDE = "outside"
    LETTER = "letter"
    EMAIL = "email"
    VIDEO = "video"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {
            "office": "au bureau",
            "phone": "par téléphone",
            "home": "à domicile",
            "outside": "à l’extérieur",
            "letter": "par courrier",
            "email": "par courriel",
            "video": "en visio",
        }[self.value]


@dataclass(frozen=True)
class Note:
    """One signed note: `text` is None when it is for its author alone and the reader is somebody else.

    `minutes` is 0 when no interview was held; `completes` is the note to which this one is an addendum. `sound` says
    that the signature is its author's: a note that is not sound is shown with a warning, never hidden.
    """

    id: Id
    thread_id: Id
    at: dt.datetime
    day: dt.date
    author_id: Id
    author_name: str
    minutes: int
    medium: InterviewMedium
    private: bool
    text: str | None
    completes: Id | None
    sound: bool


@dataclass(frozen=True)
class NoteHit:
    """A note that holds the words searched: around them, and where in `extract` they stand (start, length)."""

    note_id: Id
    thread_id: Id
    day: dt.date
    author_name: str
    extract: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class DocumentLine:
    """An attached document; `here` says that its file is at this desk (files do not travel with the exchange)."""

    id: Id
    clock: int
    thread_id: Id
    name: str
    media_type: str
    size: int
    added_on: dt.date
    added_by: str
    desk: str
    here: bool


@dataclass(frozen=True)
class NoteTemplate:
    """The beginning of a note: the digit that calls it, the words of the list, the text."""

    key: str
    title: str
    text: str


DEFAULT_TEMPLATES = (
    NoteTemplate(
        "1",
        "Premier entretien",
        "Demande de la personne\u00a0: \nSituation du foyer\u00a0: \nCe qui presse\u00a0: \n"
        "Documents demandés\u00a0: \nSuite décidée ensemble\u00a0: ",
    ),
    NoteTemplate(
        "2", "Entretien de suivi", "Depuis la dernière fois\u00a0: \nPoints vus\u00a0: \nSuite décidée ensemble\u00a0: "
    ),
    NoteTemplate("3", "Appel", "Appel de\u00a0: \nObjet\u00a0: \nSuite\u00a0: "),
    NoteTemplate("4", "Bilan", "Ce qui a changé\u00a0: \nCe qui reste à faire\u00a0: \nAvis de la personne\u00a0: "),
)
"""What a site begins with; each may be changed in its settings."""
