"""What may be done to contracts, to what happens in them, and to the groups of Unis’Vers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState, School

_CONTRACTS: Needs = ((Thing.CONTRACTS, Level.WRITE),)
_PLACES: Needs = ((Thing.CONTRACTS, Level.WRITE), (Thing.ACCOUNTS, Level.WRITE))
_GROUPS: Needs = ((Thing.PARCOURS, Level.WRITE),)


@dataclass(frozen=True)
class PutPlace(Gesture):
    """Make a place, or change its name, its tutor, its seats: it stays the same one, with whoever holds it.

    One taken away keeps its contracts in sight, and comes back when its name is given again. Raises Refusal when
    another place of its kind has this name, Outdated when it is no longer at `clock`.
    """

    kind: ContractKind
    name: str
    places: int
    tutor: str = ""
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    needs: ClassVar[Needs] = _PLACES


@dataclass(frozen=True)
class PutContract(Gesture):
    """Make or change a contract; one too many for its place is kept and said.

    Raises Refusal when its days cross or its person has another contract at that time, Outdated when it is no longer
    at `clock`.
    """

    person_id: Id
    place_id: Id
    position: int
    terms: str
    first: dt.date
    last: dt.date | None = None
    weekly_minutes: int = 0
    tutor: str = ""
    prescriber: str = ""
    prescribed_by: str = ""
    referent: str = ""
    commitments: str = field(default="", repr=False)
    renews_id: Id | None = None
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    needs: ClassVar[Needs] = _CONTRACTS


@dataclass(frozen=True)
class EndContract(Gesture):
    """Say when and for what somebody leaves; OPEN takes it back.

    One left out of the rates (`counted` false) says why in `reason`; a fixed term says its months.
    """

    contract_id: Id
    ended_on: dt.date | None
    ending: Ending
    months: int = 0
    counted: bool = True
    reason: str = field(default="", repr=False)
    clock: int | None = None
    needs: ClassVar[Needs] = _CONTRACTS


@dataclass(frozen=True)
class SetSchool(Gesture):
    """Say how far somebody is on her way to the school."""

    contract_id: Id
    school: School
    on: dt.date | None
    clock: int | None = None
    needs: ClassVar[Needs] = _CONTRACTS


@dataclass(frozen=True)
class PutFact(Gesture):
    """Say what happens in a contract: a training, an interview, a suspension, a step toward the school.

    A suspension or an immersion lasts until `last`, or until it is said; a contract suspended keeps its place.
    """

    contract_id: Id
    kind: FactKind
    day: dt.date
    minutes: int = 0
    words: str = field(default="", repr=False)
    state: FactState = FactState.PLANNED
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    last: dt.date | None = None
    needs: ClassVar[Needs] = _CONTRACTS


@dataclass(frozen=True)
class SetCohort(Gesture):
    """Make or change a group of Unis’Vers."""

    name: str
    first: dt.date
    last: dt.date | None = None
    account_id: Id | None = None
    places: int = 12
    id: Id | None = None
    clock: int | None = None
    withdrawn: bool = False
    needs: ClassVar[Needs] = _GROUPS


@dataclass(frozen=True)
class SetMember(Gesture):
    """Put somebody in a group, say that she leaves it, that she stays in touch; `active` false takes the line away."""

    cohort_id: Id
    person_id: Id
    joined_on: dt.date
    left_on: dt.date | None = None
    reason: str = field(default="", repr=False)
    in_touch: bool = False
    active: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _GROUPS
