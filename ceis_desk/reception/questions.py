"""What may be asked about the day at the desk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.reception.model import Absence, DeskDay, Instruction, Motif


@dataclass(frozen=True)
class ReadDay(Question[DeskDay]):
    """Everything of one day at the desk, visits latest first."""

    day: dt.date
    needs: ClassVar[Needs] = ((Thing.VISITS, Level.READ),)


@dataclass(frozen=True)
class AllMotifs(Question[tuple[Motif, ...]]):
    """Every motif in use, those with a digit first."""

    needs: ClassVar[Needs] = ()


@dataclass(frozen=True)
class ClosedMotifs(Question[tuple[Motif, ...]]):
    """The motifs that are no longer offered, by name: past visits bear them, and they may be opened again."""

    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)


@dataclass(frozen=True)
class Absences(Question[tuple[Absence, ...]]):
    """Absences that end on that day or later."""

    from_day: dt.date
    needs: ClassVar[Needs] = ((Thing.VISITS, Level.READ),)


@dataclass(frozen=True)
class Instructions(Question[tuple[Instruction, ...]]):
    """Instructions that end on that day or later."""

    from_day: dt.date
    needs: ClassVar[Needs] = ((Thing.VISITS, Level.READ),)


@dataclass(frozen=True)
class CommentsOf(Question[tuple[tuple[Id, str], ...]]):
    """The comments imported with a person's visits, opened with the key of those who may read them."""

    person_id: Id
    needs: ClassVar[Needs] = ((Thing.IMPORTED_COMMENT, Level.READ),)


@dataclass(frozen=True)
class PartnersNamed(Question[tuple[str, ...]]):
    """Names already given to referrals out, most used first."""

    needs: ClassVar[Needs] = ((Thing.VISITS, Level.READ),)
