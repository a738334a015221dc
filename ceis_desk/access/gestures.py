"""What may be done to the house itself: settings, and what one was typing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs


@dataclass(frozen=True)
class SetSiteSetting(Gesture):
    """Change one setting of the site: its name, among those of `site_settings`, and its JSON value.

    `made_from` is the JSON that a list saved whole was read as, empty for none; refused as Outdated when it is another.
    """

    name: str
    value: str
    clock: int | None = None
    made_from: str | None = field(default=None, compare=False)
    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)


@dataclass(frozen=True)
class SetOwnSetting(Gesture):
    """Change one setting of the account: its name and its JSON value; the first time there is nothing to go back to."""

    name: str
    value: str


@dataclass(frozen=True)
class RenameDesk(Gesture):
    """Give this desk another name, printed on its documents."""

    name: str
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)


@dataclass(frozen=True)
class KeepDraft(Gesture):
    """Keep what is being typed, sealed to the account; an empty text forgets it."""

    kind: str
    text: str = field(repr=False)


class NotedAct(StrEnum):
    """The acts that a window may write in the journal; the store writes the others itself, when it does them."""

    OPEN_RECORD = "open_record"
    OPEN_CASE = "open_case"
    PRINT_CASE = "print_case"
    PRINT_WAY = "print_way"
    PRINT_LIST = "print_list"
    EXPORT = "export"


@dataclass(frozen=True)
class NoteAccess(Gesture):
    """Write in the journal of access that something was opened, printed or exported.

    The subject of a case is its own id, never that of a person (decision 0028).
    """

    act: NotedAct
    subject: Id | None = None
