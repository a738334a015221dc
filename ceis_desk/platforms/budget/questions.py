"""What may be asked about the cases of the budget counsellors, and the rows that answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.notes.model import DocumentLine, Note
from ceis_desk.platforms.budget.interventions import Intervention, Microcredit, RightOpened
from ceis_desk.platforms.budget.letters import Letter, LetterDraft, LetterTemplate
from ceis_desk.platforms.budget.model import (
    AskedDocument,
    BudgetCase,
    CaseAction,
    CaseLine,
    Debt,
    Member,
    Pause,
    Step,
)
from ceis_desk.platforms.budget.overindebtedness import Deadline, Overindebtedness
from ceis_desk.platforms.budget.repayment import RepaymentPlan
from ceis_desk.platforms.budget.rights_check import Housing, RightToCheck

_READ: Needs = ((Thing.BUDGET_CASES, Level.READ),)


@dataclass(frozen=True)
class CasePerson:
    """A member of the household who has a record, as it stands now; `no_letter` and `no_call` are safe contacts."""

    id: Id
    civility: str
    used_name: str
    first_name: str
    birth_year: int | None
    phone: str
    email: str
    address: str
    no_call: bool
    no_letter: bool


@dataclass(frozen=True)
class InterviewHere:
    """The appointment or the visit of today that an interview of this case would close, None of either without one."""

    appointment_id: Id | None
    visit_id: Id | None
    arrived_at: dt.datetime | None
    busy_at: dt.datetime | None


@dataclass(frozen=True)
class NextAppointment:
    """The next open budget appointment of a person of the household."""

    id: Id
    starts_at: dt.datetime
    with_name: str
    room: str


@dataclass(frozen=True)
class CrossedThing:
    """A case, or one of its things, that two desks wrote without knowing of each other.

    `kept` is the row in force and `aside` the other one, both of the same kind (BudgetCase, Debt, Letter…); `clock` is
    what SettleCrossed asks for; `desk` and `at` say where and about when the other one was written.
    """

    id: Id
    clock: int
    kept: object
    aside: object
    desk: str
    at: dt.datetime | None


@dataclass(frozen=True)
class CaseView:
    """Everything of a case but its budget sheets.

    `writable` is False for a common case closed by a separation: it then holds nothing dated after that day but what
    the reader wrote herself, and `kept_back` counts what colleagues wrote in it since, not knowing. `persons` are those
    of the members who have a record, in the order of the members. Withdrawn things are left out. `unread` counts the
    things that do not open: spoiled, or sealed with a key not shared with this account yet. `under_way` is the
    appointment for which somebody is received now, `next_appointment` the one after it. `interviews` counts those held:
    see rules.held.
    """

    case: BudgetCase
    step: Step
    pause: Pause
    referent_name: str
    persons: tuple[CasePerson, ...]
    debts: tuple[Debt, ...]
    asked: tuple[AskedDocument, ...]
    actions: tuple[CaseAction, ...]
    documents: tuple[DocumentLine, ...]
    notes: tuple[Note, ...]
    overindebtedness: Overindebtedness | None
    past_files: tuple[Overindebtedness, ...]
    deadlines: tuple[Deadline, ...]
    interventions: tuple[Intervention, ...]
    microcredits: tuple[Microcredit, ...]
    rights: tuple[RightOpened, ...]
    letters: tuple[Letter, ...]
    next_appointment: NextAppointment | None
    here: InterviewHere | None
    writable: bool = True
    kept_back: int = 0
    crossed: tuple[CrossedThing, ...] = ()
    unread: int = 0
    plans: tuple[RepaymentPlan, ...] = ()
    under_way: NextAppointment | None = None
    interviews: int = 0

    @property
    def is_open(self) -> bool:
        """Whether something new may be written; a closed case is read, printed, completed, and opened again."""
        return self.writable and self.step is not Step.CLOSED


@dataclass(frozen=True)
class ListCases(Question[tuple[CaseLine, ...]]):
    """Cases by name of their first person; of one counsellor when she is named, the closed ones only when asked.

    `words` are those of a name, in any order, without accents or case. In a line, `debts` is what is left to pay in
    euro cents and `overdue` the number of things to do that are late; both are 0 in a closed case.
    """

    words: str = field(default="", repr=False)
    referent_id: Id | None = None
    closed: bool = False
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class CasesOf(Question[tuple[CaseLine, ...]]):
    """Every case in which a person is, of her merged records too, latest first; closed ones too."""

    person_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ReadCase(Question[CaseView]):
    """A case with everything in it; raises Refusal when it is gone. Opening it is noted by NoteAccess, OPEN_CASE."""

    case_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class ProposeMembers(Question[tuple[Member, ...]]):
    """The household of a person as a new case would hold it: she first, then those who live with her."""

    person_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class RightsToCheck(Question[tuple[RightToCheck, ...]]):
    """The rights worth verifying for a household, from its case and what is told here (a budget sheet knows more).

    `monthly` are its resources in euro cents, None when they are not known; `received` are codes of `Right`.
    """

    case_id: Id
    housing: Housing = Housing.UNKNOWN
    monthly: int | None = None
    received: frozenset[str] = frozenset()
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class LetterTemplates(Question[tuple[LetterTemplate, ...]]):
    """The letters that may be written, in their order."""

    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class DraftLetter(Question[LetterDraft]):
    """A letter of a case, filled: about one debt, or about none; raises Refusal when the template asks what is not."""

    case_id: Id
    code: str
    debt_id: Id | None = None
    needs: ClassVar[Needs] = _READ
