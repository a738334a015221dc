"""What may be asked about the budget sheets of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.platforms.budget.model import Member
from ceis_desk.platforms.budget.questions import CrossedThing
from ceis_desk.platforms.budget.scales import Scales
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_settings import BudgetSettings


@dataclass(frozen=True)
class Folder:
    """The sheets of a case, oldest first, and what their page shows beside them: whose case it is, who lives there.

    `closed` says that nothing is written there any more: the case is closed, or a separation closed it.
    """

    case_id: Id
    person_id: Id
    civility: str
    used_name: str
    first_name: str
    members: tuple[Member, ...]
    sheets: tuple[Sheet, ...]
    settings: BudgetSettings
    closed: bool = False


@dataclass(frozen=True)
class ReadSheets(Question[Folder]):
    """The sheets of a case; raises Denied without the key of the group, Refusal when there is no such case."""

    case_id: Id
    needs: ClassVar[Needs] = ((Thing.BUDGET_CASES, Level.READ),)


@dataclass(frozen=True)
class CrossedSheets(Question[tuple[CrossedThing, ...]]):
    """The sheets of a case that two desks wrote at once and that nobody has chosen from yet."""

    case_id: Id
    needs: ClassVar[Needs] = ((Thing.BUDGET_CASES, Level.READ),)


@dataclass(frozen=True)
class ReadScales(Question[Scales]):
    """The legal scales in force on this site, its own or those of the program: nothing of anyone."""
