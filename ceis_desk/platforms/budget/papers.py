"""Documents of a household's case; `mark` is six random characters kept in the record, for the file's name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, Paper
from ceis_desk.core.store import Needs
from ceis_desk.platforms.budget.interventions import Intervention, RightOpened
from ceis_desk.platforms.budget.model import CaseAction, ClosureReason, Debt, Objective
from ceis_desk.platforms.budget.repayment import Standing
from ceis_desk.platforms.budget.schedules import Instalment
from ceis_desk.platforms.budget.sheet import KeptLever, Sheet


@dataclass(frozen=True)
class Counsellor:
    """Who signs for the service: her name, and her title as she wants it written."""

    name: str
    title: str = "Point conseil budget"


@dataclass(frozen=True)
class CasePaper(Paper):
    """A document of a case: who may print it, the case whose id the journal of access keeps, and its marks."""

    case_id: Id | None = field(default=None, kw_only=True)
    mark: str = field(default="", kw_only=True)
    demo: bool = field(default=False, kw_only=True)
    needs: ClassVar[Needs] = ((Thing.BUDGET_CASES, Level.READ),)


@dataclass(frozen=True)
class SheetPaper(CasePaper):
    """A budget sheet to sign, printed on both sides of one sheet of paper.

    `before` is the former sheet that the reste à vivre is compared with, `levers` those discussed (the ones kept with
    the sheet when none is given), `rule_on` the day from which the CCAS applies its formula, None when it is not known.
    `shared` is how many children of the home are not there all the time (sheet.shared_custody).
    """

    issuer: Issuer
    people: tuple[Named, ...]
    counsellor: Counsellor
    sheet: Sheet
    before: Sheet | None = None
    levers: tuple[KeptLever, ...] = ()
    rule_on: dt.date | None = None
    shared: int = 0


@dataclass(frozen=True)
class PlanPaper(CasePaper):
    """A plan d'apurement to sign: one debt, its instalments, and what remains after each.

    `debt` says what is owed and to whom in one sentence; `standing` is where the plan stands on the day `as_of` of a
    later print, None on the day it is made.
    """

    issuer: Issuer
    people: tuple[Named, ...]
    counsellor: Counsellor
    creditor: str
    debt: str
    made_on: dt.date
    instalments: tuple[Instalment, ...]
    standing: Standing | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True)
class LetterPaper(CasePaper):
    """A letter of the case, on the head of the CCAS; the paragraphs of `body` are parted by an empty line.

    `references` are whole lines (« Vos références : … »); what is empty is not printed.
    """

    issuer: Issuer
    counsellor: Counsellor
    addressee: tuple[str, ...]
    day: dt.date
    purpose: str
    body: str
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActionPlanPaper(CasePaper):
    """What was decided together: objectives, who does what and before when, to be signed by both."""

    issuer: Issuer
    people: tuple[Named, ...]
    counsellor: Counsellor
    made_on: dt.date
    objectives: tuple[Objective, ...]
    actions: tuple[CaseAction, ...]
    next_at: dt.datetime | None = None


@dataclass(frozen=True)
class DebtSummaryPaper(CasePaper):
    """What a household owes on a day, by family; remarks and the names of co-borrowers stay out of it."""

    issuer: Issuer
    people: tuple[Named, ...]
    counsellor: Counsellor
    made_on: dt.date
    debts: tuple[Debt, ...]


@dataclass(frozen=True)
class Kept:
    """A plan d'apurement in a review: its debt, its creditor, its day, and where it stands on the day of the review."""

    label: str
    creditor: str
    made_on: dt.date
    standing: Standing


@dataclass(frozen=True)
class ReviewPaper(CasePaper):
    """The closing review: first and last sheet compared, what was done, what was reached; remarks stay out of it.

    `first` and `last` may be one and the same sheet, or None when there was none.
    """

    issuer: Issuer
    people: tuple[Named, ...]
    counsellor: Counsellor
    made_on: dt.date
    opened_on: dt.date
    closure: ClosureReason | None
    interviews: int
    first: Sheet | None
    last: Sheet | None
    objectives: tuple[Objective, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    rights: tuple[RightOpened, ...] = ()
    actions: tuple[CaseAction, ...] = ()
    plans: tuple[Kept, ...] = ()
