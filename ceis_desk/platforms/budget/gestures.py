"""What may be done to the cases of the budget counsellors: everything they write is sealed to their team.

A gesture that changes a row carries the clock at which it was read (0 for a row that is not there yet) and raises
Outdated when somebody wrote it since. None of them writes in a common case closed by a separation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.notes.model import InterviewMedium
from ceis_desk.platforms.budget.interventions import Intervention, Microcredit, RightOpened
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import (
    BudgetCase,
    CaseAction,
    CaseKind,
    ClosureReason,
    Debt,
    Member,
    Objective,
    Pause,
    Source,
    Step,
)
from ceis_desk.platforms.budget.overindebtedness import Overindebtedness
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan

_WRITE: Needs = ((Thing.BUDGET_CASES, Level.WRITE),)


@dataclass(frozen=True)
class OpenCase(Gesture):
    """Open a case in the name of a person, at its first contact; `members` begins with her (see ProposeMembers).

    `referent_id` None is whoever opens it. The new id is in `Change.made`.
    """

    person_id: Id
    kind: CaseKind
    source: Source
    members: tuple[Member, ...] = field(repr=False)
    referent_id: Id | None = None
    objectives: tuple[Objective, ...] = field(default=(), repr=False)
    opened_on: dt.date | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ChangeCase(Gesture):
    """Replace what is said of a case: its kind, source, referent, household and objectives."""

    case_id: Id
    clock: int
    kind: CaseKind
    source: Source
    referent_id: Id | None
    members: tuple[Member, ...] = field(repr=False)
    objectives: tuple[Objective, ...] = field(default=(), repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class RestoreCase(Gesture):
    """Give a case back what it said: the way back from any change of it; `case.clock` is the one read since."""

    case: BudgetCase = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawCase(Gesture):
    """Take back a case opened by mistake, or put it back; refused once something is in it."""

    case_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReachStep(Gesture):
    """Reach the next step of the accompaniment; `day` None is today. Closing has its own gesture."""

    case_id: Id
    clock: int
    step: Step
    reason: str = field(default="", repr=False)
    day: dt.date | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PauseCase(Gesture):
    """Stop a case beside its steps, with the reason; `Pause.NONE` takes it up again."""

    case_id: Id
    clock: int
    pause: Pause
    reason: str = field(default="", repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class CloseCase(Gesture):
    """Close a case, whatever its step, with the way it ends."""

    case_id: Id
    clock: int
    closure: ClosureReason
    reason: str = field(default="", repr=False)
    day: dt.date | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReopenCase(Gesture):
    """Open a closed case again, with the reason, at the step where it stood."""

    case_id: Id
    clock: int
    reason: str = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SeparateCouple(Gesture):
    """Two cases from `day` on, each with one adult; the common one closes to writing and reads up to that day.

    Each side begins with its adult, who has a record. The two new ids are in `Change.made`, in this order. What each
    takes are things of the common case, copied (a debt of both may be in both).
    """

    case_id: Id
    clock: int
    first: tuple[Member, ...] = field(repr=False)
    second: tuple[Member, ...] = field(repr=False)
    day: dt.date | None = None
    first_takes: tuple[Id, ...] = ()
    second_takes: tuple[Id, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class JoinAgain(Gesture):
    """Take a separation back: the common case is open again; refused once something is in either new case."""

    case_id: Id
    clock: int
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutDebt(Gesture):
    """Write a debt, new when its clock is 0."""

    case_id: Id
    debt: Debt = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class KeepPlans(Gesture):
    """Keep plans d’apurement made together, one a creditor, all of them new."""

    case_id: Id
    plans: tuple[RepaymentPlan, ...] = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PayPlan(Gesture):
    """Write every payment made of a plan: the ones that were there, with one more or one less."""

    item_id: Id
    clock: int
    payments: tuple[Payment, ...] = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class AskDocument(Gesture):
    """Ask the household for documents, one item each, in this order; `day` None is today."""

    case_id: Id
    labels: tuple[str, ...] = field(repr=False)
    day: dt.date | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReceiveDocument(Gesture):
    """Tick an asked document as received that day; None waits for it again."""

    item_id: Id
    clock: int
    received_on: dt.date | None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutAction(Gesture):
    """Write something to do, new when its clock is 0."""

    case_id: Id
    action: CaseAction = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class DoAction(Gesture):
    """Tick something as done that day; None waits for it again."""

    item_id: Id
    clock: int
    done_on: dt.date | None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutOverindebtedness(Gesture):
    """Write the overindebtedness file of a case, new when its clock is 0 (a new deposit is a new file)."""

    case_id: Id
    file: Overindebtedness = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutIntervention(Gesture):
    """Write an intervention with a creditor, new when its clock is 0."""

    case_id: Id
    intervention: Intervention = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutMicrocredit(Gesture):
    """Write a microcredit, new when its clock is 0."""

    case_id: Id
    microcredit: Microcredit = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutRight(Gesture):
    """Write a right opened or restored, new when its clock is 0."""

    case_id: Id
    right: RightOpened = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class KeepLetter(Gesture):
    """Keep a letter in the history of its case, as it was printed; new when its clock is 0."""

    case_id: Id
    letter: Letter = field(repr=False)
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawItem(Gesture):
    """Take things away from their case (debt, document, action, letter…), or put them back; `clocks` goes with them."""

    item_ids: tuple[Id, ...]
    withdrawn: bool = True
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _WRITE


class Crossing(StrEnum):
    """What is decided of two versions that two desks wrote at once."""

    KEEP = "keep"
    TAKE = "take"
    OPEN = "open"


@dataclass(frozen=True)
class SettleCrossed(Gesture):
    """Keep the version in force of a thing that two desks wrote at once, take the other one, or leave it open again.

    `clock` is that of the thing, as `CrossedThing` gives it.
    """

    case_id: Id
    crossing_id: Id
    clock: int
    crossing: Crossing
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class EndInterview(Gesture):
    """End an interview, one counted act: its note is signed, the step reached, its appointment and visit closed.

    An empty text signs no note; `completes` makes of it an addendum to that one. `day` None is today. Nothing of it is
    undoable: a signature is not.
    """

    case_id: Id
    clock: int
    text: str = field(repr=False)
    minutes: int
    medium: InterviewMedium = InterviewMedium.OFFICE
    private: bool = False
    step: Step | None = None
    appointment_id: Id | None = None
    visit_id: Id | None = None
    day: dt.date | None = None
    completes: Id | None = None
    needs: ClassVar[Needs] = _WRITE
