"""What may be asked about persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.people.model import (
    DoubtfulPair,
    ErasureExtent,
    Identity,
    Lookalike,
    PersonHit,
    PersonRecord,
    VisitLine,
    Work,
)

_READ: Needs = ((Thing.IDENTITY, Level.READ),)


@dataclass(frozen=True)
class FindPeople(Question[tuple[PersonHit, ...]]):
    """The persons nearest to what was typed, best first; an empty text gives those seen last."""

    text: str
    limit: int = 20
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class OpenRecord(Question[PersonRecord]):
    """One record by its id or that of a record merged into it; raises Refusal when there is none."""

    person_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class WhatErasing(Question[ErasureExtent]):
    """What erasing this person would take away and what would stay; raises Refusal when there is none."""

    person_id: Id
    needs: ClassVar[Needs] = ((Thing.ERASE, Level.CARRY_OUT),)


@dataclass(frozen=True)
class VisitsOf(Question[tuple[VisitLine, ...]]):
    """All the visits of a person, latest first; the record itself carries only the last few."""

    person_id: Id
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class WorkOf(Question[Work]):
    """The work situation, for those who may read it."""

    person_id: Id
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.READ),)


@dataclass(frozen=True)
class FindLookalikes(Question[tuple[Lookalike, ...]]):
    """Records that may be the same person as what is being typed, best first."""

    identity: Identity
    except_id: Id | None = None
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class DoubtfulPairs(Question[tuple[DoubtfulPair, ...]]):
    """Pairs that wait in « À vérifier »."""

    limit: int = 100
    needs: ClassVar[Needs] = _READ


@dataclass(frozen=True)
class KnownDistricts(Question[tuple[tuple[str, bool], ...]]):
    """Districts by name with their QPV flag on that day, the dated list first, then those already typed."""

    needs: ClassVar[Needs] = _READ
