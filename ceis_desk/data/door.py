"""The door: sees who may come in, unlocks the ring, opens the file, and gives each account the store it may see."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from ceis_desk.access.door import Founded, Founding, Opened, Threshold
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Lane
from ceis_desk.data import demo
from ceis_desk.data.backup.offer import offering
from ceis_desk.data.door_accounts import AccountsDoor
from ceis_desk.data.exchange.service import LocalExchange
from ceis_desk.data.founding import found_store, unfound
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.recovery import paper_mark
from ceis_desk.data.schema import reception
from ceis_desk.data.store import OpenFile
from ceis_desk.data.threshold import check_looks, is_demo, look


class LocalDoor(AccountsDoor):
    """The door of one store folder (access.door.Door).

    One that reads `ahead` lets `open` answer before the file has been read whole; the answer then says when it has.
    `doorway.py` keeps the file and the session, `door_accounts.py` changes accounts and keys.
    """

    def __init__(self, folder: Path, clock: Clock, cost: Argon = ring.STANDARD, *, ahead: bool = False) -> None:
        super().__init__(folder, clock, cost, ahead=ahead)
        self.exchange = LocalExchange(self)

    # -- seeing

    def look(self) -> Future[Threshold]:
        """See who may come in; a damaged folder is told, never replaced."""
        return self._worker.submit(look, self._folder)

    def waiting(self) -> Future[int]:
        """How many people wait today."""
        file = self._file
        if file is None:
            nobody: Future[int] = Future()
            nobody.set_result(0)
            return nobody
        today = self.now().date()
        table = reception.visit

        def count(connection: Connection) -> int:
            return connection.execute(
                select(func.count())
                .select_from(table)
                .where(
                    table.c.day == today,
                    ~table.c.withdrawn,
                    table.c.waiting_at.is_not(None),
                    table.c.called_at.is_(None),
                    table.c.gone_at.is_(None),
                )
            ).scalar_one()

        return file.read(Lane.READ, count)

    # -- coming in

    def found(self, answers: Founding) -> Future[Founded]:
        """Make a new store and sign its first account in."""

        def work() -> Founded:
            self._demo_clock = None
            created = found_store(self._folder, answers, self.now, self._cost)
            opened = self._first_enter(lambda: self._enter(created.unlocked))
            return Founded(opened, created.recovery_text, paper_mark(created.unlocked.anchor.recovery))

        return self._worker.submit(work)

    def found_demo(self) -> Future[Opened]:
        """Make the demonstration store and sign its reception account in."""

        def work() -> Opened:
            demo.found_demo(self._folder)
            return self._first_enter(lambda: self._open(demo.RECEPTION_LOGIN, demo.PASSWORD))

        return self._worker.submit(work)

    def _first_enter(self, enter: Callable[[], Opened]) -> Opened:
        """Come into a store just founded, or leave nothing of it: founding is tried again from the beginning."""
        try:
            return enter()
        except BaseException:
            self._close_file()
            unfound(self._folder)
            raise

    def remove_demo(self) -> Future[None]:
        """Remove the example data."""

        def work() -> None:
            if is_demo(self._folder):
                self._close_file()
                # A backup that ended after the removal would make a first start look like a loss.
                self.safety.rest()
            demo.remove_demo(self._folder)

        return self._worker.submit(work)

    def open(self, login: str, password: str) -> Future[Opened]:
        """Sign in; after two wrong passwords each new one costs more time."""
        return self._worker.submit(self._open, login, password, ahead=self._ahead)

    def _open(self, login: str, password: str, *, ahead: bool = False) -> Opened:
        with offering(self._folder):
            check_looks(self._folder)
            unlocked = self._try_password(lambda: ring.unlock(self._folder, login, password))
            opened = None
            if ahead and self._file is None:
                # What goes wrong while reading ahead is judged by the ordinary way, which examines first.
                with contextlib.suppress(Refusal, DatabaseError):
                    opened = self._enter_ahead(unlocked)
            opened = opened or self._enter(unlocked)
            self._keep_anchor(login, password, unlocked)
            return opened

    def _keep_anchor(self, login: str, password: str, unlocked: ring.Unlocked) -> None:
        """What an account believes from now on is wrapped by its password, behind the signing in."""
        session = self._session
        if session is None or session.unlocked.anchor == unlocked.anchor:
            return
        anchor = session.unlocked.anchor

        def work() -> None:
            # Tried again at the next sign-in: until then the words of the store say the same.
            with contextlib.suppress(Refusal):
                ring.change_password(self._folder, login, password, password, self._cost, anchor)

        self._worker.submit(work)

    def come_in(self, created: ring.Created, first: Callable[[OpenFile], None]) -> Founded:
        """Sign the first account of a new store in, once `first` is done; nothing is left of the store otherwise."""

        def enter() -> Opened:
            opened = self._enter(created.unlocked)
            if self.file is not None:
                first(self.file)
            return opened

        def work() -> Founded:
            self._demo_clock = None
            return Founded(self._first_enter(enter), created.recovery_text)

        return self._worker.submit(work).result()

    def close(self) -> None:
        """Close the file and end the thread."""
        self.exchange.close()
        self.safety.end()
        self._worker.submit(self._close_file).result()
        self._worker.shutdown()
