"""What may be done to a parcours: open, hand over, suspend, end; objectives, steps, actions; freins."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import (
    Doer,
    ExitOutcome,
    FreinLevel,
    FreinMoment,
    ItemKind,
    ItemState,
    ParcoursState,
    Referent,
)

_WRITE: Needs = ((Thing.PARCOURS, Level.WRITE),)
_RESTRICTED: Needs = ((Thing.RESTRICTED_FREINS, Level.OWN),)


@dataclass(frozen=True)
class OpenParcours(Gesture):
    """Open a parcours for a person who has none under way; its author is its first referent. Raises Refusal."""

    person_id: Id
    opened_on: dt.date
    source: str = ""
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SuspendParcours(Gesture):
    """Suspend a parcours for a reason, or take it up again; Outdated when its row is no longer at `clock`."""

    parcours_id: Id
    clock: int
    reason: str = ""
    suspended: bool = True
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class EndParcours(Gesture):
    """End a parcours with its outcome and reason, on a day that is not before its entry nor to come."""

    parcours_id: Id
    clock: int
    on: dt.date
    outcome: ExitOutcome
    reason: str = ""
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReopenParcours(Gesture):
    """Take up again a parcours that ended, for a reason; refused while another one is under way."""

    parcours_id: Id
    clock: int
    reason: str
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawParcours(Gesture):
    """Take back a parcours opened by mistake while nothing is in it, or put it back."""

    parcours_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetReferent(Gesture):
    """Name somebody as referent from a day on, or end it with `to_day`; `main` takes the place of the former main one.

    `referent_id` None names a new one.
    """

    parcours_id: Id
    account_id: Id
    from_day: dt.date
    to_day: dt.date | None = None
    main: bool = False
    referent_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class HandOver(Gesture):
    """Give a parcours to another main referent from a day on: the former one ends the day before."""

    parcours_id: Id
    account_id: Id
    on: dt.date
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class PutItem(Gesture):
    """Write an objective, a step or an action, or edit the one of `item_id` (Outdated when no longer at `clock`).

    An edit says everything anew, its state and what is done too; `since` is the day of its state, today without one.
    """

    parcours_id: Id
    kind: ItemKind
    title: str
    parent_id: Id | None = None
    frein_id: Id | None = None
    theme: str = ""
    platform: str = ""
    who: Doer = Doer.PERSON
    account_id: Id | None = None
    partner_id: Id | None = None
    due: dt.date | None = None
    state: ItemState = ItemState.PLANNED
    parts: int = 0
    done: int = 0
    item_id: Id | None = None
    clock: int | None = None
    since: dt.date | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class MarkItem(Gesture):
    """Say where an item stands since a day, today without one, with what is done of its parts.

    Everything done ends it; `on` is not to come.
    """

    item_id: Id
    state: ItemState
    clock: int | None = None
    done: int | None = None
    on: dt.date | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class OrderItems(Gesture):
    """Put the items of one parent in this order.

    `clocks` are those of the ids, in their order; empty asks for nothing.
    """

    parcours_id: Id
    ids: tuple[Id, ...]
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawItems(Gesture):
    """Take items back with what is under them, or put these back, and these alone.

    `clocks` are those of the ids, in their order; empty asks for nothing.
    """

    ids: tuple[Id, ...]
    withdrawn: bool = True
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReadFrein(Gesture):
    """Write the level of an ordinary frein as found on a day; a restricted code is refused.

    A second reading of the same day and moment corrects the first.
    """

    parcours_id: Id
    code: str
    day: dt.date
    moment: FreinMoment
    level: FreinLevel
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class ReadRestrictedFrein(Gesture):
    """Write a restricted frein (violences, justice), sealed to its author and the referents named at that moment.

    `frein_id` None begins one. `readers` are the accounts, besides the author, to whom it is sealed: each follows the
    parcours that day and may read such freins, else the gesture is refused. Later writings name them anew.
    """

    parcours_id: Id
    code: str
    day: dt.date
    moment: FreinMoment
    level: FreinLevel
    words: str = field(default="", repr=False)
    readers: tuple[Id, ...] = ()
    frein_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _RESTRICTED


@dataclass(frozen=True)
class WithdrawReading(Gesture):
    """Take back a reading of a frein, or put it back."""

    reading_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawRestrictedFrein(Gesture):
    """Take back a restricted frein, or put it back; refused to whoever cannot open it."""

    frein_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = _RESTRICTED


@dataclass(frozen=True)
class SetLocalFreins(Gesture):
    """Replace the freins that the site adds to the list, each mapped to a national theme; raises Refusal."""

    freins: tuple[FreinKind, ...]
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)


@dataclass(frozen=True)
class RestoreParcours(Gesture):
    """Give a parcours back the state, reason and outcome that it had (what takes a change of state back).

    `beside` says that another one was under way then too: it is no reason to refuse.
    """

    parcours_id: Id
    clock: int
    state: ParcoursState
    state_on: dt.date | None
    reason: str
    outcome: ExitOutcome
    beside: bool = False
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class RestoreReferents(Gesture):
    """Write these referents of a parcours again as they were, and take `gone` back; all of them are at `clock`."""

    parcours_id: Id
    clock: int
    referents: tuple[Referent, ...] = ()
    gone: tuple[Id, ...] = ()
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class RestoreRestrictedFrein(Gesture):
    """Give a restricted frein back the sealed content that it had; it opens for those to whom it was sealed then."""

    frein_id: Id
    clock: int
    sealed: bytes = field(repr=False)
    fact: bytes = field(repr=False)
    needs: ClassVar[Needs] = _RESTRICTED
