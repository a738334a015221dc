"""What may be done to a person's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.people.model import HouseholdMember, Identity, Work

_WRITE: Needs = ((Thing.IDENTITY, Level.WRITE),)
_PROPOSE: Needs = ((Thing.MERGE, Level.PROPOSE), (Thing.MERGE, Level.WRITE))


@dataclass(frozen=True)
class CreatePerson(Gesture):
    """Open a record, under a new `id` when one is given.

    `not_same_as` are the lookalikes that the agent has ruled out, remembered for good.
    """

    identity: Identity
    not_same_as: tuple[Id, ...] = ()
    id: Id | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ChangePerson(Gesture):
    """Replace the identity; refused as Outdated when the row's clock is no longer `clock`."""

    person_id: Id
    identity: Identity
    clock: int
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ChangeWork(Gesture):
    """Set the work situation; refused as Outdated when it is no longer the one `seen`."""

    person_id: Id
    work: Work
    seen: Work = Work.UNKNOWN
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.WRITE),)


@dataclass(frozen=True)
class SetHousehold(Gesture):
    """Say who lives with a person; refused as Outdated when the household is no longer the one `seen`.

    Whoever was seen and is not among `members` leaves the household. With no member left it is she who leaves: what
    others said of themselves stays, but names without a record go with the last person known.
    """

    person_id: Id
    members: tuple[HouseholdMember, ...]
    seen: tuple[HouseholdMember, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class RestoreHousehold(Gesture):
    """Take a change of household back: `back` live there again as they did, the rows `away` do not.

    Refused as Outdated when the household is no longer the one `seen`.
    """

    person_id: Id
    back: tuple[HouseholdMember, ...]
    away: tuple[Id, ...]
    seen: tuple[HouseholdMember, ...]
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ErasePerson(Gesture):
    """Erase all that says who she was, for good and at every desk; her visits stay, without a name, in past figures.

    `decided_by` is the account of the direction that decided, None when whoever carries it out is of the direction.
    """

    person_id: Id
    decided_by: Id | None = None
    needs: ClassVar[Needs] = ((Thing.ERASE, Level.CARRY_OUT),)


@dataclass(frozen=True)
class WithdrawPerson(Gesture):
    """Take back a record just created, or give it back; refused while something else bears on it."""

    person_id: Id
    clock: int
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class MergePersons(Gesture):
    """Make `loser` an alias of `winner`; ids of records already merged mean the ones that stand for them.

    `filled` holds the winner's identity with its holes filled by hand; it was read at `clock`, and is refused as
    Outdated when the winner has changed since.
    """

    winner: Id
    loser: Id
    filled: Identity | None = None
    clock: int = 0
    needs: ClassVar[Needs] = ((Thing.MERGE, Level.WRITE),)


@dataclass(frozen=True)
class UndoMerge(Gesture):
    """Give the alias its own life back; what the merge had `filled` is as `before`, unless it changed since."""

    winner: Id
    loser: Id
    before: Identity | None = None
    filled: Identity | None = None
    needs: ClassVar[Needs] = ((Thing.MERGE, Level.WRITE),)


@dataclass(frozen=True)
class ProposeMerge(Gesture):
    """Ask those who may merge to look at a pair."""

    first: Id
    second: Id
    needs: ClassVar[Needs] = _PROPOSE


@dataclass(frozen=True)
class TellApart(Gesture):
    """Remember that two records are two persons."""

    first: Id
    second: Id
    needs: ClassVar[Needs] = _PROPOSE


@dataclass(frozen=True)
class RestorePair(Gesture):
    """Say of a pair what was said before, None for nothing; refused as Outdated when it is no longer `seen`."""

    first: Id
    second: Id
    verdict: str | None
    seen: str | None
    needs: ClassVar[Needs] = _PROPOSE
