"""How a person settles what two desks wrote at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs

# Then each field says what writing it takes.
_WRITE: Needs = ((Thing.IDENTITY, Level.WRITE), (Thing.ACCOUNTS, Level.WRITE))


@dataclass(frozen=True)
class KeepVersion(Gesture):
    """Settle a crossed edit by keeping the version in force."""

    id: Id
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class TakeOtherVersion(Gesture):
    """Settle a crossed edit by writing the version that was set aside; Outdated when the field changed since."""

    id: Id
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class UnsettleVersion(Gesture):
    """Put a settled crossed edit back among those to check, with the version that was in force then."""

    id: Id
    needs: ClassVar[Needs] = _WRITE
