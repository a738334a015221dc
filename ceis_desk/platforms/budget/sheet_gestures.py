"""What may be done with the budget sheets of a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.platforms.budget.sheet import Freezing, Sheet

_WRITE: Needs = ((Thing.BUDGET_CASES, Level.WRITE),)


@dataclass(frozen=True)
class NewSheet(Gesture):
    """Begin a sheet of today: the usual lines and the debts of the case, or the lines of `copied_from`.

    Household and settings are those of today.
    """

    case_id: Id
    copied_from: Id | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ChangeSheet(Gesture):
    """Write a sheet again as it is now, the whole of it; `sheet.clock` is the one it was read at.

    `done` is the sentence of a change that deserves one (a line removed); a cell needs none. Raises Outdated when it
    was written since, Refusal when it is frozen.
    """

    sheet: Sheet = field(repr=False)
    done: str = ""
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class FreezeSheet(Gesture):
    """A sheet was printed to be signed, or is signed: from then on it is only copied.

    A signature is not undoable; what was only printed may be taken back with it, a page looked at and not printed.
    """

    sheet_id: Id
    clock: int
    freezing: Freezing
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ThawSheet(Gesture):
    """Take a printing back: the way back from FreezeSheet, for as long as the sheet is not signed."""

    sheet_id: Id
    clock: int
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawSheet(Gesture):
    """Take a sheet back that is not frozen, or put it back."""

    sheet_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = _WRITE
