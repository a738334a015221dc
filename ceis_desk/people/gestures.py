"""What may be done to a person's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.people.model import HouseholdMember, Identity, Work

_WRITE: Needs = ((Thing.IDENTITY, Level.WRITE),)


@dataclass(frozen=True)
class CreatePerson(Gesture):
    """Open a record; `not_same_as` are the lookalikes that the agent has ruled out, remembered for good."""

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
    """Set the work situation."""

    person_id: Id
    work: Work
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.WRITE),)


@dataclass(frozen=True)
class SetHousehold(Gesture):
    """Replace the members of a person's household."""

    person_id: Id
    members: tuple[HouseholdMember, ...]
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawPerson(Gesture):
    """Take back a record just created; refused when a fact already bears on it."""

    person_id: Id
    clock: int
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class MergePersons(Gesture):
    """Make `loser` an alias of `winner`; `filled` holds the winner's identity with its holes filled by hand."""

    winner: Id
    loser: Id
    filled: Identity | None = None
    needs: ClassVar[Needs] = ((Thing.MERGE, Level.WRITE),)


@dataclass(frozen=True)
class UndoMerge(Gesture):
    """Give the alias its own life back, and the winner the identity it had before."""

    winner: Id
    loser: Id
    before: Identity | None = None
    needs: ClassVar[Needs] = ((Thing.MERGE, Level.WRITE),)


@dataclass(frozen=True)
class ProposeMerge(Gesture):
    """Ask those who may merge to look at a pair."""

    first: Id
    second: Id
    needs: ClassVar[Needs] = ((Thing.MERGE, Level.PROPOSE), (Thing.MERGE, Level.WRITE))


@dataclass(frozen=True)
class TellApart(Gesture):
    """Remember that two records are two persons; `apart` False forgets it again."""

    first: Id
    second: Id
    apart: bool = True
    needs: ClassVar[Needs] = ((Thing.MERGE, Level.PROPOSE), (Thing.MERGE, Level.WRITE))
