"""What may be done at the desk; nothing blocks recording a fact that has happened, unless its day is closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.gestures import SetOutcome
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.reception.model import FormerVisit, Medium, MotifChoice, Stamps, VisitState

_WRITE: Needs = ((Thing.VISITS, Level.WRITE),)


@dataclass(frozen=True)
class RecordVisit(Gesture):
    """An arrival: known persons and `anonymous` more without a name, one visit each, sharing motifs and moment.

    `at` None is now; `waits` False is a fact without a queue (a call, yesterday); `for_id` None is the common queue.
    """

    persons: tuple[Id, ...] = ()
    anonymous: int = 0
    given_name: str = ""
    motifs: tuple[MotifChoice, ...] = ()
    for_id: Id | None = None
    appointment_id: Id | None = None
    medium: Medium = Medium.COUNTER
    at: dt.datetime | None = None
    waits: bool = True
    referred_to: str = ""
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class CorrectVisit(Gesture):
    """Replace what was said of a visit: who, why, for whom, how, when; Outdated when its clock moved."""

    visit_id: Id
    clock: int
    person_id: Id | None
    given_name: str
    motifs: tuple[MotifChoice, ...]
    for_id: Id | None
    medium: Medium
    at: dt.datetime
    referred_to: str
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class RestoreVisit(Gesture):
    """Give a visit back what was said of it, counted as it was: the way back from a correction."""

    visit_id: Id
    clock: int
    former: FormerVisit
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawVisits(Gesture):
    """Take visits back (they no longer count); `withdrawn` False gives them back."""

    visit_ids: tuple[Id, ...]
    withdrawn: bool = True
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class CallNext(Gesture):
    """Call the longest waiting of my queue, else of the common one."""

    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class StampVisit(Gesture):
    """Set where a visit stands: called, received (busy), gone, or waiting again (called back)."""

    visit_id: Id
    state: VisitState
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class RestoreStamps(Gesture):
    """Give a visit the stamps it had: the way back from a call, a reception or a departure."""

    visit_id: Id
    clock: int
    stamps: Stamps
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class EndReceived(Gesture):
    """End the visit of somebody received and settle her appointment in one stroke: both are taken back by one too."""

    visit: StampVisit | RestoreStamps
    appointment: SetOutcome
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class TakeBackCall(Gesture):
    """Put the last person that I called back in her queue, at her place."""

    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class CloseDay(Gesture):
    """Close a day: whoever still waits is gone, and its visits change no more until it is opened again."""

    day: dt.date
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReopenDay(Gesture):
    """Open a closed day again; today, those whom the closing had sent away wait again, at their place."""

    day: dt.date
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WriteInstruction(Gesture):
    """Put up a line for the desk, or change it; an empty text takes it down."""

    text: str
    first: dt.date
    last: dt.date
    id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WriteMessage(Gesture):
    """Leave a word to a colleague, or to everybody; with an `id`, its author changes it."""

    text: str
    to_id: Id | None = None
    person_id: Id | None = None
    id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class MarkMessage(Gesture):
    """Tick a message as done, or not done."""

    message_id: Id
    done: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawMessage(Gesture):
    """Take one's own message back, or give it back."""

    message_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetAbsence(Gesture):
    """Say that someone is away, or change it; `withdrawn` takes it back."""

    account_id: Id
    first: dt.datetime
    last: dt.datetime
    reason: str = ""
    id: Id | None = None
    withdrawn: bool = False
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetMotif(Gesture):
    """Add a motif, or change the one of `code`; changing its platform counts from today only."""

    label: str
    platform: str
    position: int
    icon: str
    precisions: tuple[str, ...] = ()
    code: str = ""
    closed: bool = False
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)


@dataclass(frozen=True)
class OrderMotifs(Gesture):
    """Give the digits 1 to 9 to these motifs, in this order; Outdated when the digits are not those `expected`."""

    codes: tuple[str, ...]
    expected: tuple[str, ...] | None = None
    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)
