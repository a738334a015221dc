"""Accounts and keys at the door: each act is written in the store and in the ring, and endorsed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, select

from ceis_desk.access.door import NewSheet, Opened, RecoveredFrein, RecoveredNote
from ceis_desk.access.model import Account, Actor, Role
from ceis_desk.access.rules import new_password, normal_login
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data import accounts
from ceis_desk.data.backup.offer import offering
from ceis_desk.data.doorway import Doorway
from ceis_desk.data.house import SITE, is_said_of_sheet, put_setting
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.credential import Credential
from ceis_desk.data.keys.envelope import box_public
from ceis_desk.data.keys.recovery import new_recovery, paper_mark, paper_sign, recovery_private
from ceis_desk.data.keys.ring_file import read_ring
from ceis_desk.data.renewal import anchor_after, renewed
from ceis_desk.data.schema import local
from ceis_desk.data.sealing import recovery_keys, share_keys
from ceis_desk.data.session import Session
from ceis_desk.data.staff import read_accounts
from ceis_desk.data.trust import SIGN, anchored_by_paper
from ceis_desk.data.write import Tx

FoundT = TypeVar("FoundT")
_NO_LOGIN = "Cet identifiant n’existe pas sur ce poste. Rien n’a changé\u00a0: relisez la liste des comptes."


class AccountsDoor(Doorway):
    """The part of the door that makes, changes and closes accounts, and that the paper key opens."""

    def add_account(self, login: str, name: str, roles: frozenset[Role], password: str) -> Future[Change]:
        """Add an account."""

        def work(session: Session) -> Change:
            if not roles:
                raise Refusal(accounts.NO_ROLE)
            account = Account(new_id(), login, name.strip(), roles)
            keys = ring.add_account(
                self._folder, session.unlocked.dbk, account, new_password(password), session.unlocked.anchor, self._cost
            )
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
        """Begin an account anew under a new password, in the store first: the ring follows what it has accepted."""

        def work(session: Session) -> Change:
            rank = session.store.file.writer.run(lambda connection: accounts.next_rank(connection, account_id)).result()
            keys = ring.new_keys(account_id, new_password(password), session.unlocked.anchor, rank, self._cost)
            change = session.administer(lambda tx: accounts.begun_anew(tx, account_id, keys))
            ring.take(self._folder, session.unlocked.dbk, keys)
            self._end_session_of(account_id)
            return change

        return self._administer(work)

    def change_password(self, old: str, new: str) -> Future[None]:
        """Change one's own password."""

        def work() -> None:
            new_password(new)
            session = self._signed_in()
            login = self._own_login(session)
            changed = self._try_password(lambda: ring.change_password(self._folder, login, old, new, self._cost))
            self._follow_credential(session, changed)

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
            mark = paper_mark(box_public(ring.open_with_recovery(self._folder, text).private))

            def tried(tx: Tx) -> Change:
                tx.keys = {**tx.keys, **recovery_keys(tx.connection, recovery_private(text))}
                share_keys(tx)
                # Which sheet it was: another one may come from a desk that renewed at the same time.
                for name in ("recovery_seen", "recovery_tried"):
                    put_setting(tx, SITE, name, json.dumps(mark))
                tx.note("recovery_tried")
                return Change(subjects=frozenset({Subject("setting")}), said="La clé de secours est la bonne.")

            session.store.write(tried).result()
            return True

        return self._worker.submit(work)

    def recovery_mark(self) -> Future[str]:
        """The four signs of the sheet that opens this desk."""
        return self._worker.submit(lambda: paper_mark(read_ring(self._folder).recovery_public))

    def keep_recovery(self) -> Future[None]:
        """The recovery key is in somebody's hands."""

        def kept(tx: Tx) -> Change:
            put_setting(tx, SITE, "recovery_seen", json.dumps(paper_mark(tx.anchor.recovery)))
            return Change(subjects=frozenset({Subject("setting")}))

        def work() -> None:
            self.administration().administer(kept)

        return self._worker.submit(work)

    def renew_recovery(self, password: str, former: str = "") -> Future[NewSheet]:
        """Draw another recovery key, in the store first: the ring follows what it has accepted."""

        def work() -> NewSheet:
            session = self.administration()
            login = self._own_login(session)
            self._try_password(lambda: ring.unlock(self._folder, login, password))
            held = self._former_sheet(session, former) if former.strip() else None
            text, drawn = new_recovery()
            change = session.administer(lambda tx: renewed(tx, drawn.private, session.unlocked, held))
            # It is done, and shown: a ring that cannot follow now does at the next sign-in.
            with contextlib.suppress(Refusal):
                self._go_on_with(session, login, password, drawn.private)
            return NewSheet(text, paper_mark(drawn.public), change.said)

        return self._worker.submit(work)

    def _former_sheet(self, session: Session, text: str) -> bytes:
        mark = paper_mark(session.unlocked.anchor.recovery)
        seen = session.store.file.writer.run(
            lambda connection: is_said_of_sheet(connection, "recovery_seen", mark, default=True)
        ).result()
        # When nobody had the key in force, the sheet at hand is one that came before.
        return ring.open_with_recovery(self._folder, text).private if seen else recovery_private(text)

    def _go_on_with(self, session: Session, login: str, password: str, private: bytes) -> None:
        """Go on in the same session, which believes a new paper key from now on."""
        anchor = anchor_after(session.unlocked.anchor, private)
        session.store.anchor = session.store.file.anchor = anchor
        going = Session(replace(session.unlocked, anchor=anchor), session.store)
        if self._session is session:
            self._session = going
        going.renew()
        keys = ring.change_password(self._folder, login, password, password, self._cost, anchor)
        self._follow_credential(going, keys)
        self._write_directory(session.store.file)

    def _own_login(self, session: Session) -> str:
        listed = session.store.file.writer.run(read_accounts).result()
        return next(one.login for one in listed if one.id == session.unlocked.account_id)

    @staticmethod
    def _follow_credential(session: Session, keys: Credential) -> None:
        def kept(tx: Tx) -> Change:
            accounts.write_credential(tx, keys)
            return Change()

        # The ring has it, so it is done: a store that cannot follow now does at the next sign-in.
        with contextlib.suppress(Refusal):
            session.store.write(kept).result()

    def open_private_notes(self, text: str, login: str) -> Future[tuple[RecoveredNote, ...]]:
        """Open the private notes of an account with the paper key; everyone concerned is told."""
        from ceis_desk.data.notes.recovering import recover_notes

        return self._open_by_paper(text, login, recover_notes)

    def open_restricted_freins(self, text: str, login: str) -> Future[tuple[RecoveredFrein, ...]]:
        """Open the restricted freins that an account began, with the paper key; all who read them are told."""
        from ceis_desk.data.parcours.recovering import recover_freins

        return self._open_by_paper(text, login, recover_freins)

    def _open_by_paper(
        self, text: str, login: str, opening: Callable[[Tx, bytes, Id], tuple[tuple[FoundT, ...], Change]]
    ) -> Future[tuple[FoundT, ...]]:
        def work() -> tuple[FoundT, ...]:
            session = self.administration()
            private = ring.open_with_recovery(self._folder, text).private
            found: list[FoundT] = []

            def opened(tx: Tx) -> Change:
                listed = read_accounts(tx.connection)
                author = next((one for one in listed if one.login == normal_login(login)), None)
                if author is None:
                    raise Refusal(_NO_LOGIN)
                held, change = opening(tx, private, author.id)
                found.extend(held)
                return change

            session.store.write(opened).result()
            return tuple(found)

        return self._worker.submit(work)

    def recover(self, text: str, login: str, password: str) -> Future[Opened]:
        """Come back in with the paper key."""

        def work() -> Opened:
            new_password(password)
            with offering(self._folder):
                recovered = ring.open_with_recovery(self._folder, text)
                self._file = file = self._file or self._open_file(recovered.dbk, recovered.anchor)
            anchor = file.writer.run(lambda connection: anchored_by_paper(connection, recovered.private)).result()
            file.anchor = anchor
            listed = file.writer.run(read_accounts).result()
            # The store's own list: the names beside the ring may be what was lost.
            self._write_directory(file)
            if file.anchor != anchor:
                # Another desk drew a key, and a stop kept the ring of this one behind it: it has just followed.
                ring.open_with_recovery(self._folder, text)
            account = next((one for one in listed if one.login == normal_login(login)), None)
            if account is None:
                raise Refusal(_NO_LOGIN)
            rank = file.writer.run(lambda connection: accounts.next_rank(connection, account.id)).result()
            keys = ring.new_keys(account.id, password, anchor, rank, self._cost)

            def begin(connection: Connection) -> None:
                desk_id = connection.execute(select(local.desk_self.c.desk_id)).scalar_one()
                actor = Actor(account.id, account.name, account.roles, desk_id)
                held = {**recovery_keys(connection, recovered.private), SIGN: paper_sign(recovered.private)}
                tx = Tx(connection, actor, self.now(), held, anchor)
                accounts.recovered(tx, account.id, keys)
                tx.note("recovery_used", account.id)

            file.writer.run(begin).result()
            ring.take(self._folder, recovered.dbk, keys)
            return self._enter(ring.unlock(self._folder, login, password))

        return self._worker.submit(work)

    def _administer(self, work: Callable[[Session], Change]) -> Future[Change]:
        def run() -> Change:
            # Checked before the ring is written, and again in the transaction that follows it.
            session = self.administration()
            # A disk that filled between the ring and the store left a name that nobody bears: it must not stay taken.
            self._write_directory(session.store.file)
            change = work(session)
            # It is done: names that cannot follow now are brought in line by the next act or sign-in.
            with contextlib.suppress(Refusal):
                self._write_directory(session.store.file)
            return change

        return self._worker.submit(run)

    def _end_session_of(self, account_id: Id) -> None:
        if self._session is not None and self._session.unlocked.account_id == account_id:
            self.lock()
