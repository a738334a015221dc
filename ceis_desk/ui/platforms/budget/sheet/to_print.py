"""What a document is made of: the sheet as it was frozen, the one before it, and the levers that were discussed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.core.press import Paper
from ceis_desk.platforms.budget.sheet import KeptLever, Sheet, shared_custody
from ceis_desk.platforms.budget.sheet_questions import Folder


@dataclass(frozen=True)
class SheetToPrint:
    """A sheet with what its page shows beside it; `levers` are those that are on."""

    folder: Folder
    sheet: Sheet
    before: Sheet | None
    levers: tuple[KeptLever, ...]

    @property
    def shared(self) -> int:
        """How many children of the home are not there all the time."""
        return shared_custody(self.folder.members)


PaperOf = Callable[[SheetToPrint, Callable[[Paper], None]], None]
"""Gives the document of a sheet, once what it bears besides is read."""
