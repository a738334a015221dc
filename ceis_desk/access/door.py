"""The door of the desk: who may come in, and how; everything here happens before or beside the store."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ceis_desk.access.model import Account, Actor, Role
from ceis_desk.core.ids import Id

if TYPE_CHECKING:
    # The first question needs neither the store nor its backups.
    from ceis_desk.access.backups import Offer
    from ceis_desk.access.safety import Safety
    from ceis_desk.core.store import Change, Store


@dataclass(frozen=True)
class Threshold:
    """What the door shows before anyone is in: a first start, the agents to choose from, or what is wrong.

    With `trouble`, `offer` is the best backup to take back, None when there is none or when none is called for.
    """

    first_start: bool
    structure: str = ""
    desk: str = ""
    accounts: tuple[Account, ...] = ()
    demo: bool = False
    trouble: str = ""
    offer: Offer | None = None


@dataclass(frozen=True)
class Opened:
    """A signed-in account and the store as it sees it; `recovery_tried` False keeps the banner up.

    `recovery_seen` False says that the program was stopped before anybody had the recovery key: it is to be renewed.
    `last_moment` is that of the last writing, in milliseconds of the PC's time, when its clock is behind it; else 0.
    `whole`, when there is one, ends once the file has been read whole, and writing has begun; it raises what an opening
    would have been refused with, and then nothing was written.
    """

    actor: Actor
    login: str
    store: Store
    structure: str
    place: str
    desk: str
    demo: bool
    recovery_tried: bool
    last_moment: int = 0
    recovery_seen: bool = True
    whole: Future[None] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class RecoveredNote:
    """A note for its author alone, as the paper key opened it."""

    day: dt.date
    text: str = field(repr=False)


@dataclass(frozen=True)
class RecoveredFrein:
    """A restricted frein as the paper key opened it: of which record, its kind, its levels by day, its words."""

    person_id: Id = field(repr=False)
    label: str = field(repr=False)
    readings: tuple[tuple[dt.date, str], ...] = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True)
class Founding:
    """The three answers of a first start."""

    structure: str
    place: str
    desk: str
    login: str
    name: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Founded:
    """A new store, its first account signed in, and the recovery key to print, never seen again.

    `mark` tells a sheet from another one.
    """

    opened: Opened
    recovery_text: str = field(repr=False)
    mark: str = ""

    @property
    def sheet(self) -> NewSheet:
        """The recovery key to print."""
        return NewSheet(self.recovery_text, self.mark)


@dataclass(frozen=True)
class NewSheet:
    """A recovery key to print, never seen again; what is said of it when it took the place of another."""

    text: str = field(repr=False)
    mark: str
    said: str = ""


class Door(Protocol):
    """Every call returns at once; futures may raise Refusal (WrongPassword and DamagedStore among them)."""

    @property
    def safety(self) -> Safety:
        """Backups, restore, integrity."""
        ...

    def now(self) -> dt.datetime:
        """The business moment: local time, or that of the demonstration."""
        ...

    def look(self) -> Future[Threshold]:
        """See who may come in."""
        ...

    def found(self, answers: Founding) -> Future[Founded]:
        """Make a new store with its first account, administration and direction together."""
        ...

    def found_demo(self) -> Future[Opened]:
        """Make the demonstration store, its reception account signed in."""
        ...

    def remove_demo(self) -> Future[None]:
        """Remove all the example data and come back to a first start; refused on a real store."""
        ...

    def open(self, login: str, password: str) -> Future[Opened]:
        """Sign in; another account may be signed in at once afterwards."""
        ...

    def lock(self) -> None:
        """Forget the keys of the account signed in; the file stays open for the number of people waiting."""
        ...

    def waiting(self) -> Future[int]:
        """How many people wait, for the locked screen; 0 while the file has never been opened."""
        ...

    def add_account(self, login: str, name: str, roles: frozenset[Role], password: str) -> Future[Change]:
        """Add an account, in the name of whoever is signed in."""
        ...

    def set_roles(self, account_id: Id, roles: frozenset[Role]) -> Future[Change]:
        """Change the roles of an account; refused when nobody would be left at the administration."""
        ...

    def set_password(self, account_id: Id, password: str) -> Future[Change]:
        """Give an account a new password; what was sealed to it alone waits for the recovery key."""
        ...

    def change_password(self, old: str, new: str) -> Future[None]:
        """Change one's own password: nothing sealed is lost."""
        ...

    def close_account(self, account_id: Id) -> Future[Change]:
        """Close an account: its past acts stay, the keys of its groups are renewed."""
        ...

    def try_recovery(self, text: str) -> Future[bool]:
        """Whether the text is this store's recovery key; a right one takes the banner down."""
        ...

    def recovery_mark(self) -> Future[str]:
        """What tells the sheet of the recovery key in force from another one."""
        ...

    def keep_recovery(self) -> Future[None]:
        """Somebody has the recovery key, on paper, in a file or copied: no need to draw another."""
        ...

    def renew_recovery(self, password: str, former: str = "") -> Future[NewSheet]:
        """Draw another recovery key, by the administration and its password: the former one opens nothing any more.

        With the former one at hand, what it alone opened passes to the new one; raises Refusal.
        """
        ...

    def open_private_notes(self, text: str, login: str) -> Future[tuple[RecoveredNote, ...]]:
        """The notes that an account kept for itself, oldest first, by the paper key and a session of administration.

        Its author, its team and the journal are told for ever; raises Refusal.
        """
        ...

    def open_restricted_freins(self, text: str, login: str) -> Future[tuple[RecoveredFrein, ...]]:
        """The restricted freins that an account began, by the paper key and a session of administration.

        All who read them and the journal are told for ever; raises Refusal.
        """
        ...

    def recover(self, text: str, login: str, password: str) -> Future[Opened]:
        """Come back in with the paper key and a new password; an event that everyone can see in the journal."""
        ...

    def close(self) -> None:
        """Finish what is queued and close the file."""
        ...
