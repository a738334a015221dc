"""What may be done in the digital space."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.platforms.digital.coop import ProcedureTheme
from ceis_desk.platforms.digital.model import Help, ProcedureState, UseRow

AT_POSTS: Needs = ((Thing.VISITS, Level.WRITE),)
"""Whoever welcomes seats people, the reception too (decision 0040)."""
PROFESSIONAL: Needs = ((Thing.PARCOURS, Level.READ),)
"""Themes of a help and procedures are of the parcours: professionals write and read them (decision 0040)."""


@dataclass(frozen=True)
class TakePost(Gesture):
    """Seat a person, or nobody named; without a `post` she waits for one. `waiting_id` is the line of who waited."""

    post: str
    person_id: Id | None = None
    need: str = ""
    waiting_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = AT_POSTS


@dataclass(frozen=True)
class FreePost(Gesture):
    """Whoever is at the post leaves, whoever waits goes away, or what was wrong is repaired."""

    use_id: Id
    clock: int | None = None
    needs: ClassVar[Needs] = AT_POSTS


@dataclass(frozen=True)
class AskHelp(Gesture):
    """Whoever is at the post asks for help, or does no longer."""

    use_id: Id
    asks: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = AT_POSTS


@dataclass(frozen=True)
class StartHelp(Gesture):
    """Somebody comes to help at the post."""

    use_id: Id
    clock: int | None = None
    needs: ClassVar[Needs] = PROFESSIONAL


@dataclass(frozen=True)
class ProlongPost(Gesture):
    """Lend the post for some minutes more."""

    use_id: Id
    minutes: int
    clock: int | None = None
    needs: ClassVar[Needs] = AT_POSTS


@dataclass(frozen=True)
class RestoreUse(Gesture):
    """Put a line of a post back as it was."""

    use_id: Id
    was: UseRow
    clock: int | None = None
    needs: ClassVar[Needs] = AT_POSTS


@dataclass(frozen=True)
class MarkOut(Gesture):
    """Say that a post is out of order, and what is wrong."""

    post: str
    words: str
    needs: ClassVar[Needs] = AT_POSTS


@dataclass(frozen=True)
class RecordHelp(Gesture):
    """Record an individual help; `use_id` is the line of the post where it was given: the help there is over."""

    help: Help
    use_id: Id | None = None
    needs: ClassVar[Needs] = PROFESSIONAL


@dataclass(frozen=True)
class WithdrawHelp(Gesture):
    """Take a help back, or give it back; `use` says how the post where it was given stands then."""

    help_id: Id
    withdrawn: bool = True
    clock: int | None = None
    use: RestoreUse | None = None
    needs: ClassVar[Needs] = PROFESSIONAL


@dataclass(frozen=True)
class OpenProcedure(Gesture):
    """Follow a procedure of a person from today on."""

    person_id: Id
    label: str
    theme: ProcedureTheme = ProcedureTheme.NONE
    state: ProcedureState = ProcedureState.TO_FINISH
    due: dt.date | None = None
    needs: ClassVar[Needs] = PROFESSIONAL


@dataclass(frozen=True)
class ChangeProcedure(Gesture):
    """Say where a procedure stands, when to see it again, and how it is called."""

    procedure_id: Id
    label: str
    theme: ProcedureTheme
    state: ProcedureState
    due: dt.date | None
    state_on: dt.date | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = PROFESSIONAL


@dataclass(frozen=True)
class WithdrawProcedure(Gesture):
    """Take a procedure back as if it had not been opened, or give it back."""

    procedure_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = PROFESSIONAL
