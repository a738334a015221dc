"""The jobs of the exchange, which read and write files besides the store; asked by a window or a command."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ceis_desk.access.door import Door, Founded
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.exchange.model import Exported, Imported, Invited, Progress


@dataclass(frozen=True)
class Joining:
    """The answers of a new desk that joins a site: the invitation, its phrase, this desk, its first account.

    `answer` is the file to bring back to the desk that invited.
    """

    invitation: Path
    phrase: str = field(repr=False)
    desk: str
    login: str
    name: str
    password: str = field(repr=False)
    answer: Path


class Exchanger(Protocol):
    """Every call returns at once; futures may raise Refusal, Denied among them. One job at a time, in order."""

    def join(self, joining: Joining) -> Future[Founded]:
        """Make the store of a new desk of the site and write its answer; `recovery_text` is empty: the site has one."""
        ...

    def invite(self, path: Path, phrase: str = "") -> Future[Invited]:
        """Write the invitation of a new desk, under a phrase drawn unless one is given; administration only."""
        ...

    def accept(self, path: Path, phrase: str) -> Future[Change]:
        """Take in the answer of a desk that joined; administration only."""
        ...

    def revoke(self, desk_id: Id) -> Future[Change]:
        """Set a desk aside for good: nothing is sealed to it any more, nothing of it is read; administration only."""
        ...

    def export(self, folder: Path) -> Future[Exported]:
        """Write this desk's current file into a folder: all that some desk has not said to have."""
        ...

    def take_in(
        self, place: Path, told: Callable[[Progress], None] | None = None, *, erasures: bool = False
    ) -> Future[Imported]:
        """Read one file, or every exchange file of a folder in whatever order they go together.

        A file that erases many records at once is refused unless the administration means it (`erasures`).
        """
        ...

    def exchange_now(self, told: Callable[[Progress], None] | None = None) -> Future[Imported]:
        """Take in what is new in the exchange folder, then write this desk's file there."""
        ...

    def choose_folder(self, folder: Path | None) -> Future[None]:
        """Use this folder from now on, or none; administration only; raises Refusal when it cannot be written."""
        ...

    def notice(self) -> Future[bool]:
        """Whether another program (a command, a second window) has written to this desk's file since the last time.

        The store's listeners are then told that everything may have changed.
        """
        ...

    def stop(self) -> None:
        """End the import under way after the file being read; what was taken in stays."""
        ...


class ExchangingDoor(Door, Protocol):
    """A door with its exchanger."""

    @property
    def exchange(self) -> Exchanger:
        """The jobs of the exchange."""
        ...
