"""The door: unlocks the ring, opens the file, and gives each account the store as its rights let it be seen."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, func, select

from ceis_desk.access.door import Founded, Founding, Opened, Threshold
from ceis_desk.access.model import Account, Actor, Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.access.rules import WrongPassword, normal_login, wait_after_failures
from ceis_desk.core.clock import Clock, running_from
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Lane, Subject
from ceis_desk.data import accounts, demo
from ceis_desk.data.accounts import read_credentials
from ceis_desk.data.backup.damage import examine
from ceis_desk.data.backup.notes import read_notes, write_notes
from ceis_desk.data.backup.offer import offering
from ceis_desk.data.backup.safety import Host, LocalSafety
from ceis_desk.data.clocks import behind_ms, moment_ms
from ceis_desk.data.exchange.service import LocalExchange
from ceis_desk.data.exchange.settling import settle
from ceis_desk.data.founding import found_store, unfound
from ceis_desk.data.house import SITE, put_setting, read_accounts, site_value
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.envelope import Argon, box_public
from ceis_desk.data.keys.recovery import recovery_private
from ceis_desk.data.migrations import bring_up_to_date
from ceis_desk.data.schema import house, local, reception
from ceis_desk.data.sealing import SELF, open_keys, recovery_keys, share_keys
from ceis_desk.data.session import NotListed, Session, follow_ring, open_account, read_names
from ceis_desk.data.shares import refuse_share
from ceis_desk.data.store import DENIED, LocalStore, OpenFile
from ceis_desk.data.threshold import STORE_FILE, check_looks, is_demo, look
from ceis_desk.data.write import Tx

T = TypeVar("T")


class LocalDoor:
    """The door of one store folder (access.door.Door); its slow calls run one at a time on a thread of its own."""

    def __init__(self, folder: Path, clock: Clock, cost: Argon = ring.STANDARD) -> None:
        self._folder = self.folder = folder
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
            Host(self.now, lambda: self._file, self._roles, self._worker.submit, self._try_password, self._close_file),
        )
        self.exchange = LocalExchange(self)

    # -- what the exchanger works with

    @property
    def file(self) -> OpenFile | None:
        """The open file, whoever is signed in."""
        return self._file

    def administration(self) -> Session:
        """The session, which the administration holds; raises Denied otherwise."""
        session = self._signed_in()
        if not may(session.store.actor.roles, Thing.ACCOUNTS, Level.WRITE):
            raise Denied(DENIED)
        session.store.file.writer.run(session.check).result()
        return session

    def held_keys(self) -> tuple[dict[tuple[str, int], bytes], bytes]:
        """The keys of the session and the site's public recovery key; nothing while the screen is locked."""
        session = self._session
        return ({}, b"") if session is None else (dict(session.store.keys), session.unlocked.recovery_public)

    def follow_store(self) -> None:
        """Bring the ring in line with accounts that came from another desk."""
        session = self._session
        if session is not None:
            self._write_directory(session.store.file, session.unlocked.dbk)

    def come_in(self, created: ring.Created) -> Founded:
        """Sign the first account of a new store in."""

        def work() -> Founded:
            self._demo_clock = None
            return Founded(self._first_enter(lambda: self._enter(created.unlocked)), created.recovery_text)

        return self._worker.submit(work).result()

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

        return file.lanes[Lane.READ].run(count)

    # -- coming in

    def found(self, answers: Founding) -> Future[Founded]:
        """Make a new store and sign its first account in."""

        def work() -> Founded:
            self._demo_clock = None
            created = found_store(self._folder, answers, self.now, self._cost)
            return Founded(self._first_enter(lambda: self._enter(created.unlocked)), created.recovery_text)

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
        return self._worker.submit(self._open, login, password)

    def _open(self, login: str, password: str) -> Opened:
        with offering(self._folder):
            check_looks(self._folder)
            return self._enter(self._try_password(lambda: ring.unlock(self._folder, login, password)))

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
        file = self._file or self._open_file(unlocked.dbk)
        try:
            opened = self._sign_in(file, unlocked)
            self._file = file
        except NotListed:
            self._write_directory(file, unlocked.dbk)
            raise
        finally:
            if self._file is None:
                file.close()
        # A stop between the store and the ring leaves the ring behind by one act.
        self._write_directory(file, unlocked.dbk)
        return opened

    def _open_file(self, dbk: bytes) -> OpenFile:
        refuse_share(self._folder)
        path = self._folder / STORE_FILE
        version = examine(self._folder, dbk)
        bring_up_to_date(path, dbk, version, before=lambda: self.safety.before_migration(dbk))
        # Another window may have put another store there since the clock was last read.
        self._demo_clock = None
        file = OpenFile(path, dbk)
        try:
            settle(file, self.now)
        except BaseException:
            file.close()
            raise
        return file

    def _sign_in(self, file: OpenFile, unlocked: ring.Unlocked) -> Opened:
        def work(connection: Connection) -> tuple[int, LocalStore, Opened]:
            account = open_account(connection, unlocked.account_id)
            desk_id, last = connection.execute(select(local.desk_self.c.desk_id, local.desk_self.c.clock)).one()
            actor = Actor(account.id, account.name, account.roles, desk_id)
            tx = Tx(connection, actor, self.now(), {SELF: unlocked.box_private}, unlocked.recovery_public)
            follow_ring(tx, unlocked)
            tx.keys = keys = open_keys(connection, account.id, unlocked.box_private)
            share_keys(tx)
            tx.note("sign_in")
            if restored:
                tx.note("restored")
            store = LocalStore(file, actor, self.now, keys, unlocked.recovery_public)
            opened = Opened(
                actor=actor,
                login=account.login,
                store=store,
                structure=site_value(connection, "structure", ""),
                place=site_value(connection, "place", ""),
                desk=connection.execute(select(house.desk.c.name).where(house.desk.c.id == desk_id)).scalar_one(),
                demo=bool(site_value(connection, "demo", default=False)),
                recovery_tried=bool(site_value(connection, "recovery_tried", default=False)),
                last_moment=moment_ms(last) if behind_ms(last) else 0,
            )
            return tx.stamp()[0], store, opened

        restored = read_notes(self._folder).restored
        clock, store, opened = file.writer.run(work).result()
        file.mark.note(clock)
        if restored:
            write_notes(self._folder, replace(read_notes(self._folder), restored=False))
        self.lock()
        self._session = Session(unlocked, store)
        return opened

    def lock(self) -> None:
        """Forget the keys of the account signed in: the store that it was given answers no more."""
        session, self._session = self._session, None
        if session is not None:
            session.store.end()

    def close(self) -> None:
        """Close the file and end the thread."""
        self.exchange.close()
        self.safety.end()
        self._worker.submit(self._close_file).result()
        self._worker.shutdown()

    def _close_file(self) -> None:
        self.lock()
        if self._file is not None:
            self._file.close()
            self._file = None
        self._demo_clock = None

    def now(self) -> dt.datetime:
        """The business moment: that of the PC, or of the demonstration, which runs from its own."""
        if self._demo_clock is None and is_demo(self._folder):
            self._demo_clock = running_from(demo.OPENING)
        return (self._demo_clock or self._clock)()

    # -- accounts and keys

    def add_account(self, login: str, name: str, roles: frozenset[Role], password: str) -> Future[Change]:
        """Add an account."""

        def work(session: Session) -> Change:
            if not roles:
                raise Refusal(accounts.NO_ROLE)
            account = Account(new_id(), login, name.strip(), roles)
            keys = ring.add_account(self._folder, session.unlocked.dbk, account, password, self._cost)
            return session.administer(lambda tx: accounts.added(tx, account, keys))

        return self._administer(work)

    def set_roles(self, account_id: Id, roles: frozenset[Role]) -> Future[Change]:
        """Change the roles of an account."""

        def work(session: Session) -> Change:
            change = session.administer(lambda tx: accounts.roles_set(tx, account_id, roles))
            if account_id == session.unlocked.account_id:
                session.renew()
            return change

        return self._administer(work)

    def set_password(self, account_id: Id, password: str) -> Future[Change]:
        """Begin an account anew under a new password."""

        def work(session: Session) -> Change:
            keys = ring.reset_password(self._folder, session.unlocked.dbk, account_id, password, self._cost)
            change = session.administer(lambda tx: accounts.begun_anew(tx, account_id, keys))
            self._end_session_of(account_id)
            return change

        return self._administer(work)

    def change_password(self, old: str, new: str) -> Future[None]:
        """Change one's own password."""

        def work() -> None:
            session = self._signed_in()
            login = next(one.login for one in self._accounts(session) if one.id == session.unlocked.account_id)
            changed = self._try_password(lambda: ring.change_password(self._folder, login, old, new, self._cost))

            def kept(tx: Tx) -> Change:
                accounts.write_credential(tx, changed)
                return Change()

            session.store.write(kept).result()

        return self._worker.submit(work)

    def close_account(self, account_id: Id) -> Future[Change]:
        """Close an account, in the store first: the ring follows what the store has accepted."""

        def work(session: Session) -> Change:
            today = self.now().date()
            change = session.administer(lambda tx: accounts.closed(tx, account_id, today))
            ring.close_account(self._folder, session.unlocked.dbk, account_id, today)
            self._end_session_of(account_id)
            return change

        return self._administer(work)

    def try_recovery(self, text: str) -> Future[bool]:
        """Try the paper key: a right one serves the members who waited for a group key, and takes the banner down."""

        def work() -> bool:
            session = self._signed_in()
            ring.open_with_recovery(self._folder, text)

            def tried(tx: Tx) -> Change:
                tx.keys = {**tx.keys, **recovery_keys(tx.connection, recovery_private(text))}
                share_keys(tx)
                put_setting(tx, SITE, "recovery_tried", json.dumps(obj=True))
                tx.note("recovery_tried")
                return Change(subjects=frozenset({Subject("setting")}), said="La clé de secours est la bonne.")

            session.store.write(tried).result()
            return True

        return self._worker.submit(work)

    def recover(self, text: str, login: str, password: str) -> Future[Opened]:
        """Come back in with the paper key."""

        def work() -> Opened:
            with offering(self._folder):
                recovered = ring.open_with_recovery(self._folder, text)
                self._file = file = self._file or self._open_file(recovered.dbk)
            listed = file.writer.run(read_accounts).result()
            # The store's own list: the names beside the ring may be what was lost.
            self._write_directory(file, recovered.dbk)
            account = next((one for one in listed if one.login == normal_login(login)), None)
            if account is None:
                message = "Cet identifiant n’existe pas sur ce poste. Rien n’a changé : relisez la liste des comptes."
                raise Refusal(message)
            keys = ring.reset_password(self._folder, recovered.dbk, account.id, password, self._cost)

            def begin(connection: Connection) -> None:
                desk_id = connection.execute(select(local.desk_self.c.desk_id)).scalar_one()
                actor = Actor(account.id, account.name, account.roles, desk_id)
                opened = recovery_keys(connection, recovered.private)
                tx = Tx(connection, actor, self.now(), opened, box_public(recovered.private))
                accounts.begun_anew(tx, account.id, keys)
                tx.note("recovery_used", account.id)

            file.writer.run(begin).result()
            return self._enter(ring.unlock(self._folder, login, password))

        return self._worker.submit(work)

    def _administer(self, work: Callable[[Session], Change]) -> Future[Change]:
        def run() -> Change:
            # Checked before the ring is written, and again in the transaction that follows it.
            session = self.administration()
            # A disk that filled between the ring and the store left a name that nobody bears: it must not stay taken.
            self._write_directory(session.store.file, session.unlocked.dbk)
            change = work(session)
            # It is done: names that cannot follow now are brought in line by the next act or sign-in.
            with contextlib.suppress(Refusal):
                self._write_directory(session.store.file, session.unlocked.dbk)
            return change

        return self._worker.submit(run)

    def _write_directory(self, file: OpenFile, dbk: bytes) -> None:
        """Bring the ring in line with the store: the names beside it, and the accounts made at other desks."""
        run = file.writer.run
        ring.write_directory(
            self._folder, dbk, lambda: run(read_names).result(), lambda: run(read_credentials).result()
        )

    def _end_session_of(self, account_id: Id) -> None:
        if self._session is not None and self._session.unlocked.account_id == account_id:
            self.lock()

    def _accounts(self, session: Session) -> tuple[Account, ...]:
        return session.store.file.writer.run(read_accounts).result()

    def _roles(self) -> frozenset[Role]:
        session = self._session
        return session.store.actor.roles if session is not None else frozenset()

    def _signed_in(self) -> Session:
        if self._session is None:
            message = "La session est fermée. Rien n’a changé : ouvrez-la de nouveau."
            raise Refusal(message)
        return self._session
