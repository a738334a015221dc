"""Who is in: the file open behind the door, the session of the account signed in, and what a wrong password costs."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Actor, Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.access.rules import WrongPassword, wait_after_failures
from ceis_desk.core.clock import Clock, running_from
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.memory import give_back
from ceis_desk.core.store import Lane
from ceis_desk.data.accounts import read_credentials
from ceis_desk.data.ahead import knows_all_erased, may_be_read
from ceis_desk.data.backup.damage import examine
from ceis_desk.data.backup.notes import read_notes, write_notes
from ceis_desk.data.backup.offer import offering
from ceis_desk.data.backup.safety import Host, LocalSafety
from ceis_desk.data.clocks import left_behind
from ceis_desk.data.exchange.settling import settle
from ceis_desk.data.figures.months import keep_some_months
from ceis_desk.data.house import SITE, is_said_of_sheet, put_setting, site_value
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.credential import NOBODY, Anchor
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.recovery import paper_mark
from ceis_desk.data.migrations import bring_up_to_date
from ceis_desk.data.paper import leave_box
from ceis_desk.data.schema import house, local
from ceis_desk.data.sealing import open_keys, share_keys
from ceis_desk.data.session import NotListed, Session, follow_ring, following, open_account, read_names
from ceis_desk.data.shares import refuse_share
from ceis_desk.data.store import DENIED, LocalStore, OpenFile
from ceis_desk.data.threshold import STORE_FILE, is_demo
from ceis_desk.data.trust import followed
from ceis_desk.data.upkeep import burials, closings
from ceis_desk.data.write import Tx

T = TypeVar("T")
_MONTHS_AT_ONCE = 6  # a tenth of a second of a busy site


class Doorway:
    """What every act at the door works with; its slow calls run one at a time on a thread of its own."""

    def __init__(self, folder: Path, clock: Clock, cost: Argon = ring.STANDARD, *, ahead: bool = False) -> None:
        self._folder = self.folder = folder
        self._ahead = ahead
        self._clock = clock
        self._cost = self.cost = cost
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ceis-door")
        self._file: OpenFile | None = None
        self._session: Session | None = None
        self._failures = 0
        self._not_before = 0.0
        self._demo_clock: Clock | None = None
        self.safety = LocalSafety(
            folder,
            Host(self.now, self._whole_file, self._roles, self._worker.submit, self._try_password, self._close_file),
        )

    # -- what the exchanger works with

    @property
    def file(self) -> OpenFile | None:
        """The open file, whoever is signed in, once it has been examined: never asked on the thread of the window."""
        file = self._file
        return None if file is None or file.whole.exception() is not None else file

    def _whole_file(self) -> OpenFile | None:
        file = self._file
        return file if file is not None and file.whole.done() and file.whole.exception() is None else None

    def administration(self) -> Session:
        """The session, which the administration holds; raises Denied otherwise."""
        session = self._signed_in()
        if not may(session.store.actor.roles, Thing.ACCOUNTS, Level.WRITE):
            raise Denied(DENIED)
        session.store.file.writer.run(session.check).result()
        return session

    def held_keys(self) -> tuple[dict[tuple[str, int], bytes], Anchor]:
        """The keys of the session and whom it believes; no key while the screen is locked."""
        session, file = self._session, self._file
        if session is None:
            return {}, NOBODY if file is None else file.anchor
        return dict(session.store.keys), session.unlocked.anchor

    def follow_store(self) -> None:
        """Bring the ring in line with accounts that came from another desk."""
        file = self._file
        if file is not None:
            self._write_directory(file)

    # -- the business moment

    def now(self) -> dt.datetime:
        """The business moment: that of the PC, or of the demonstration, which runs from its own."""
        if self._demo_clock is None and is_demo(self._folder):
            from ceis_desk.data.demo import OPENING

            self._demo_clock = running_from(OPENING)
        return (self._demo_clock or self._clock)()

    # -- in and out

    def lock(self) -> None:
        """Forget the keys of the account signed in: the store that it was given answers no more."""
        session, self._session = self._session, None
        if session is not None:
            session.store.end()

    def _close_file(self) -> None:
        self.lock()
        if self._file is not None:
            self._file.close()
            self._file = None
        self._demo_clock = None

    def _try_password(self, attempt: Callable[[], T]) -> T:
        wait = self._not_before - time.monotonic()
        if wait > 0:
            message = f"Encore {int(wait) + 1} secondes avant un nouvel essai. Rien n’est perdu."
            raise Refusal(message)
        try:
            unlocked = attempt()
        except WrongPassword as wrong:
            self._failures += 1
            self._not_before = time.monotonic() + wait_after_failures(self._failures)
            raise WrongPassword(self._failures) from wrong
        self._failures = 0
        return unlocked

    def _enter(self, unlocked: ring.Unlocked) -> Opened:
        file = self._file or self._open_file(unlocked.dbk, unlocked.anchor)
        try:
            opened = self._sign_in(file, unlocked)
            self._file = file
        except NotListed:
            self._write_directory(file)
            raise
        finally:
            if self._file is None:
                file.close()
        # A stop between the store and the ring leaves the ring behind by one act.
        self._write_directory(file)
        return opened

    def _open_file(self, dbk: bytes, anchor: Anchor) -> OpenFile:
        refuse_share(self._folder)
        path = self._folder / STORE_FILE
        version = examine(self._folder, dbk)
        bring_up_to_date(path, dbk, version, before=lambda: self.safety.before_migration(dbk))
        # Another window may have put another store there since the clock was last read.
        self._demo_clock = None
        file = OpenFile(path, dbk, anchor)
        try:
            settle(file, self.now)
        except BaseException:
            file.close()
            raise
        return file

    # -- in by reading alone, while the file is examined

    def _enter_ahead(self, unlocked: ring.Unlocked) -> Opened | None:
        """Sign in by reading alone, the examination and all writing behind it; None when the ordinary way must judge.

        Whatever goes wrong here is judged there: the file is then examined first, and the outcome is its own.
        """
        refuse_share(self._folder)
        if not may_be_read(self._folder, unlocked.dbk):
            return None
        self._demo_clock = None
        file = OpenFile(self._folder / STORE_FILE, unlocked.dbk, unlocked.anchor, ahead=True)
        try:
            found = file.read(Lane.READ, lambda connection: self._read_ahead(connection, file, unlocked)).result()
        except BaseException:
            file.close()
            raise
        if found is None:
            file.close()
            return None
        opened, store = found
        unlocked = replace(unlocked, anchor=store.anchor)
        self._take_in(file, unlocked, store)
        whole: Future[None] = Future()
        self._worker.submit(self._examine_behind, file, unlocked, store, dict(store.keys), whole)
        return replace(opened, whole=whole)

    def _read_ahead(
        self, connection: Connection, file: OpenFile, unlocked: ring.Unlocked
    ) -> tuple[Opened, LocalStore] | None:
        if not knows_all_erased(connection, self._folder):
            return None
        found = self._read_account(connection, file, unlocked)
        # A slow clock is told from a note of this desk, and said once: that is written.
        return None if found[0].last_moment else found

    def _examine_behind(
        self, file: OpenFile, unlocked: ring.Unlocked, store: LocalStore, keys: dict[tuple[str, int], bytes],
        whole: Future[None],
    ) -> None:  # fmt: skip
        """Examine the file, then do all that an opening writes; or close it, nothing written."""
        try:
            with offering(self._folder):
                examine(self._folder, file.key)
            file.begin_writing()
            settle(file, self.now)
            write = file.writer.run(lambda connection: self._write_sign_in(connection, store.actor, unlocked, keys))
            file.mark.note(write.result())
            self._write_directory(file)
            file.release()
        except BaseException as failure:  # noqa: BLE001 whoever waits to write, or watches, must get it
            file.give_up(failure)
            if self._file is file:
                self._close_file()
            whole.set_exception(failure)
            return
        self._go_on(file, store)
        whole.set_result(None)
        # The readers of before have ended, and the file has been read whole.
        give_back()

    # -- signing in

    def _sign_in(self, file: OpenFile, unlocked: ring.Unlocked) -> Opened:
        restored = read_notes(self._folder).restored

        def work(connection: Connection) -> tuple[int, Opened, LocalStore]:
            opened, store = self._read_account(connection, file, unlocked)
            kind = "restored" if restored else "sign_in"
            who = replace(unlocked, anchor=store.anchor)
            clock = self._write_sign_in(connection, opened.actor, who, store.keys, kind)
            return clock, replace(opened, recovery_tried=opened.recovery_tried and not restored), store

        clock, opened, store = file.writer.run(work).result()
        file.mark.note(clock)
        if restored:
            write_notes(self._folder, replace(read_notes(self._folder), restored=False))
        self._take_in(file, replace(unlocked, anchor=store.anchor), store)
        self._go_on(file, store)
        return opened

    def _read_account(
        self, connection: Connection, file: OpenFile, unlocked: ring.Unlocked
    ) -> tuple[Opened, LocalStore]:
        unlocked = following(connection, unlocked)
        account = open_account(connection, unlocked)
        desk_id, last, seen = connection.execute(
            select(local.desk_self.c.desk_id, local.desk_self.c.clock, local.desk_self.c.seen)
        ).one()
        actor, mark = Actor(account.id, account.name, account.roles, desk_id), paper_mark(unlocked.anchor.recovery)
        store = LocalStore(file, actor, self.now, open_keys(connection, unlocked), unlocked.anchor)
        opened = Opened(
            actor=actor,
            login=account.login,
            store=store,
            structure=site_value(connection, "structure", ""),
            place=site_value(connection, "place", ""),
            desk=connection.execute(select(house.desk.c.name).where(house.desk.c.id == desk_id)).scalar_one(),
            demo=bool(site_value(connection, "demo", default=False)),
            recovery_tried=is_said_of_sheet(connection, "recovery_tried", mark, default=False),
            recovery_seen=is_said_of_sheet(connection, "recovery_seen", mark, default=True),
            last_moment=left_behind(last, seen),
        )
        return opened, store

    def _write_sign_in(
        self, connection: Connection, actor: Actor, unlocked: ring.Unlocked, keys: dict[tuple[str, int], bytes],
        kind: str = "sign_in",
    ) -> int:  # fmt: skip
        """What a signing in writes; the clock of it."""
        tx = Tx(connection, actor, self.now(), keys, unlocked.anchor)
        follow_ring(tx, unlocked)
        leave_box(tx, unlocked.account_id, unlocked.box_private)
        share_keys(tx)
        if kind == "restored":
            # The sheet at hand may be a later one than that of the backup: it is to be tried again.
            put_setting(tx, SITE, "recovery_tried", json.dumps(obj=False))
        tx.note(kind)
        return tx.stamp()[0]

    def _take_in(self, file: OpenFile, unlocked: ring.Unlocked, store: LocalStore) -> None:
        file.anchor = unlocked.anchor
        self.lock()
        self._file = file
        self._session = Session(unlocked, store)

    def _go_on(self, file: OpenFile, store: LocalStore) -> None:
        """What is written behind a signing in, which does not wait for it: opening every case takes a moment."""
        for job in (*closings(store.keys), *burials(store.keys)):
            store.write(job)
        self._keep_months(file)

    def _keep_months(self, file: OpenFile) -> None:
        """Keep the figures of past months, a few at a time: whoever writes meanwhile is served in between."""

        def work(connection: Connection) -> bool:
            return keep_some_months(connection, self.now().date(), _MONTHS_AT_ONCE)

        def go_on(left: bool) -> None:
            if left:
                file.writer.run(work, go_on)

        file.writer.run(work, go_on)

    def _write_directory(self, file: OpenFile) -> None:
        """Bring the ring in line with the store: the names beside it, accounts made at other desks, the paper key."""
        run = file.writer.run
        anchor = file.anchor = run(lambda connection: followed(connection, file.anchor)).result()
        ring.write_directory(
            self._folder,
            file.key,
            lambda: run(read_names).result(),
            lambda: run(lambda connection: read_credentials(connection, anchor)).result(),
            lambda: anchor.recovery,
        )

    def _roles(self) -> frozenset[Role]:
        session = self._session
        return session.store.actor.roles if session is not None else frozenset()

    def _signed_in(self) -> Session:
        if self._session is None:
            message = "La session est fermée. Rien n’a changé : ouvrez-la de nouveau."
            raise Refusal(message)
        return self._session
