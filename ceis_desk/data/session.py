"""The session of one account at the door: what it unlocked, the store it was given, and whether both still hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account, Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data import accounts
from ceis_desk.data.house import read_accounts, site_value
from ceis_desk.data.keys.directory import Directory
from ceis_desk.data.keys.ring import Unlocked
from ceis_desk.data.schema import house, local
from ceis_desk.data.sealing import open_keys
from ceis_desk.data.store import LocalStore
from ceis_desk.data.write import Tx

CLOSED = "Ce compte est fermé. Rien n’a changé\u00a0: demandez à l’administration."
ELSEWHERE = (
    "Le mot de passe de ce compte a été changé à un autre poste. Rien n’a changé ici\u00a0: "
    "ouvrez avec le nouveau mot de passe."
)
UNFINISHED = "Ce compte n’a pas fini d’être créé. Rien n’a changé\u00a0: demandez à l’administration de le recréer."


class NotListed(Refusal):
    """The ring opens for an account that the store does not know, or knows as closed."""


@dataclass(frozen=True)
class Session:
    """One account signed in at this door."""

    unlocked: Unlocked
    store: LocalStore

    def check(self, connection: Connection) -> None:
        """Raise Denied unless the account is still at the administration."""
        accounts.check_administers(connection, self.unlocked.account_id)

    def administer(self, job: Callable[[Tx], Change]) -> Change:
        """Do what only the administration may, as it is when the transaction begins; raises Denied."""

        def checked(tx: Tx) -> Change:
            self.check(tx.connection)
            return job(tx)

        return self.store.write(checked).result()

    def renew(self) -> None:
        """Take on the roles and keys that the account has from now on."""
        who, store = self.unlocked, self.store

        def read(connection: Connection) -> tuple[frozenset[Role], dict[tuple[str, int], bytes]]:
            roles = accounts.find_account(connection, who.account_id).roles
            return roles, open_keys(connection, who.account_id, who.box_private)

        store.renew(*store.file.writer.run(read).result())


def open_account(connection: Connection, account_id: Id) -> Account:
    """The account as the store knows it; raises NotListed when it does not, or when it is closed."""
    account = next((one for one in read_accounts(connection) if one.id == account_id), None)
    if account is None:
        raise NotListed(UNFINISHED)
    if account.closed_on is not None:
        raise NotListed(CLOSED)
    return account


def follow_ring(tx: Tx, unlocked: Unlocked) -> None:
    """Write the credential of the ring in the store when it is the later: a stop between the two left it behind.

    Raises NotListed when the store's is the later: another desk changed the password, and this one opens no more.
    """
    held, kept = unlocked.credential, accounts.find_credential(tx.connection, unlocked.account_id)
    if kept is not None and kept != held and kept.rank >= held.rank:
        raise NotListed(ELSEWHERE)
    if kept is not None and kept.box_public != held.box_public:
        accounts.begun_anew(tx, unlocked.account_id, held)
    elif kept != held:
        accounts.write_credential(tx, held)


def read_names(connection: Connection) -> Directory:
    """The names of the lock screen, as the store has them."""
    desk_id = connection.execute(select(local.desk_self.c.desk_id)).scalar_one()
    desk = connection.execute(select(house.desk.c.name).where(house.desk.c.id == desk_id)).scalar_one()
    return Directory(site_value(connection, "structure", ""), desk, read_accounts(connection))
