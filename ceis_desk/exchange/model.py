"""What is known of the other desks, of what they sent, and of what only a person can settle."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ceis_desk.core.ids import Id


class DeskState(StrEnum):
    """Where a desk stands, the most urgent one first when several hold.

    A desk to check was not linked by the administration: nothing is sent to it, nothing of it is read.
    """

    REVOKED = "revoked"
    TO_CHECK = "to_check"
    MISSING = "missing"
    SILENT = "silent"
    TO_SEND = "to_send"
    UP_TO_DATE = "up_to_date"


@dataclass(frozen=True)
class DeskLine:
    """One desk of the site as this one knows it.

    `to_send` counts the changes that it has not said to have; `missing` is the whole sentence about an export that
    never came, empty when none; `silent_days` counts the days since its last word; `mark` is four words to compare.
    """

    id: Id
    name: str
    own: bool
    agent: str
    state: DeskState
    to_send: int
    sent_at: dt.datetime | None
    received_at: dt.datetime | None
    missing: str
    silent_days: int
    mark: str


@dataclass(frozen=True)
class RefusedFile:
    """A file of the exchange folder that was not taken, and the sentence that says why.

    `erases` counts the records that it erases at once, when it waits for that: the administration accepts it or not.
    """

    name: str
    sentence: str
    erases: int = 0


@dataclass(frozen=True)
class ExchangeStatus:
    """The exchange in a glance: the folder (None while none is chosen), the desks, what waits for somebody.

    `unsent` counts the changes made since the last file of a desk that has no folder: nothing carries them by itself.
    """

    folder: Path | None
    folder_there: bool
    last_at: dt.datetime | None
    desks: tuple[DeskLine, ...]
    refused: tuple[RefusedFile, ...]
    doubles: int
    crossed: int
    slots: int
    unsent: int = 0

    @property
    def to_check(self) -> int:
        """How many cases wait in « À vérifier »."""
        return self.doubles + self.crossed + self.slots

    @property
    def to_send(self) -> int:
        """How many changes of this desk's store wait for the one that lacks most."""
        return max((desk.to_send for desk in self.desks if not desk.own), default=0)

    @property
    def alone(self) -> bool:
        """Whether no other desk is linked."""
        return all(desk.own or desk.state is DeskState.REVOKED for desk in self.desks)


@dataclass(frozen=True)
class Exported:
    """A file written for the others: its rank among this desk's exports and the changes in it; None had nothing new."""

    path: Path | None
    number: int
    changes: int


@dataclass(frozen=True)
class Imported:
    """What one or several files brought: rows changed, persons touched, sealed rows carried, files refused or early."""

    files: int = 0
    changes: int = 0
    people: int = 0
    reserved: int = 0
    already: int = 0
    refused: tuple[RefusedFile, ...] = ()
    waiting: tuple[RefusedFile, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far an import is, for « 12 personnes sur 27 »."""

    done: int
    total: int


class ArrivalKind(StrEnum):
    """What a row that came in is about."""

    VISIT = "visit"
    RECORD = "record"
    NEW_RECORD = "new_record"
    APPOINTMENT = "appointment"
    SESSION = "session"
    HOUSE = "house"
    RESERVED = "reserved"


@dataclass(frozen=True)
class Arrival:
    """One thing that came in: about whom, from which desk, when it was read here, and in words what it says.

    `person_id` None: nobody's (settings, motifs) or reserved. `count` above 1 stands for so many reserved rows.
    `crossed`: it was changed here too, at the same time.
    """

    at: dt.datetime
    desk: str
    kind: ArrivalKind
    person_id: Id | None
    name: str
    what: str
    crossed: bool = False
    count: int = 1


@dataclass(frozen=True)
class Version:
    """One of two values written at the same time at two desks, in words; `at` None when the clock tells nothing."""

    value: str
    desk: str
    at: dt.datetime | None


@dataclass(frozen=True)
class CrossedEdit:
    """A field that two desks changed without knowing of each other: the version kept, and the one set aside.

    `elsewhere` is the desk to name on a record: the other one, at a desk that wrote one of the two. `sealed`: a team
    owns it, and a discreet screen does not even say what it is.
    """

    id: Id
    person_id: Id | None
    name: str
    field: str
    kept: Version
    aside: Version
    elsewhere: str
    sealed: bool = False


@dataclass(frozen=True)
class Invited:
    """An invitation written for a new desk, and the phrase that opens it, to be told by voice."""

    path: Path
    phrase: str
