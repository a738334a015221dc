"""The session of one account at the door: what it unlocked, the store it was given, and whether both still hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account, Role
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.store import Change
from ceis_desk.data import accounts
from ceis_desk.data.house import site_value
from ceis_desk.data.keys.directory import Directory
from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.keys.ring import Unlocked
from ceis_desk.data.keys.ring_file import DamagedRing
from ceis_desk.data.schema import house, local
from ceis_desk.data.sealing import open_keys
from ceis_desk.data.staff import granted, read_accounts
from ceis_desk.data.store import LocalStore
from ceis_desk.data.trust import followed, read_trust
from ceis_desk.data.write import Tx

CLOSED = "Ce compte est fermé. Rien n’a changé\u00a0: demandez à l’administration."
ELSEWHERE = (
    "Le mot de passe de ce compte a été changé à un autre poste. Rien n’a changé ici\u00a0: "
    "ouvrez avec le nouveau mot de passe."
)
UNCONFIRMED = (
    "Ce compte, ou son mot de passe, n’a pas été confirmé par l’administration du site. Rien n’a changé\u00a0: "
    "demandez-lui de vérifier vos rôles, ou de vous donner un nouveau mot de passe."
)
UNFINISHED = "Ce compte n’a pas fini d’être créé. Rien n’a changé\u00a0: demandez à l’administration de le recréer."


RENEWED = (
    "La clé de secours du site a été renouvelée à un autre poste. Rien n’a changé\u00a0: ouvrez de nouveau votre "
    "session, puis recommencez."
)


class NotListed(Refusal):
    """The ring opens for an account that the store does not know, or knows as closed."""


@dataclass(frozen=True)
class Session:
    """One account signed in at this door."""

    unlocked: Unlocked
    store: LocalStore

    def check(self, connection: Connection) -> None:
        """Raise Denied unless the account is still at the administration, and believes the paper key in force."""
        store = self.store
        if followed(connection, store.anchor) != store.anchor:
            raise Denied(RENEWED)
        tx = Tx(connection, store.actor, store.clock(), {}, store.anchor)
        accounts.check_administers(tx, self.unlocked.account_id)

    def administer(self, job: Callable[[Tx], Change]) -> Change:
        """Do what only the administration may, as it is when the transaction begins; raises Denied."""

        def checked(tx: Tx) -> Change:
            accounts.check_administers(tx, self.unlocked.account_id)
            return job(tx)

        return self.store.write(checked).result()

    def renew(self) -> None:
        """Take on the roles and keys that the account has from now on."""
        who, store = self.unlocked, self.store

        def read(connection: Connection) -> tuple[frozenset[Role], dict[tuple[str, int], bytes]]:
            account = accounts.find_account(connection, who.account_id)
            standing = read_trust(connection, who.anchor).of(Bearer.ACCOUNT, account.id)
            return granted(account, standing), open_keys(connection, who)

        store.renew(*store.file.writer.run(read).result())


def open_account(connection: Connection, unlocked: Unlocked) -> Account:
    """The account with the roles that count; raises NotListed when the store, or the administration, knows it not.

    Raises it too when another desk changed the password, and this one opens no more.
    """
    account = next((one for one in read_accounts(connection) if one.id == unlocked.account_id), None)
    if account is None:
        raise NotListed(UNFINISHED)
    if account.closed_on is not None:
        raise NotListed(CLOSED)
    held, kept = unlocked.credential, accounts.find_credential(connection, account.id)
    standing = read_trust(connection, unlocked.anchor).of(Bearer.ACCOUNT, account.id)
    endorsed = None if standing is None else (standing.seals, standing.signs)
    if kept is not None and kept != held and kept.rank >= held.rank and endorsed == (kept.box_public, kept.sign_public):
        raise NotListed(ELSEWHERE)
    roles = granted(account, standing)
    if endorsed != (held.box_public, held.sign_public) or not roles:
        raise NotListed(UNCONFIRMED)
    return replace(account, roles=roles)


def following(connection: Connection, unlocked: Unlocked) -> Unlocked:
    """The same, believing the paper key in force; raises DamagedRing when the ring names one that never was."""
    anchor = followed(connection, unlocked.anchor)
    sheets = read_trust(connection, unlocked.anchor).sheets | read_trust(connection, anchor).sheets
    if unlocked.sheet and unlocked.sheet not in sheets:
        raise DamagedRing
    return replace(unlocked, anchor=anchor)


def follow_ring(tx: Tx, unlocked: Unlocked) -> None:
    """Write the credential of the ring in the store when it is the later: a stop between the two left it behind."""
    if accounts.find_credential(tx.connection, unlocked.account_id) != unlocked.credential:
        accounts.write_credential(tx, unlocked.credential)


def read_names(connection: Connection) -> Directory:
    """The names of the lock screen, as the store has them."""
    desk_id = connection.execute(select(local.desk_self.c.desk_id)).scalar_one()
    desk = connection.execute(select(house.desk.c.name).where(house.desk.c.id == desk_id)).scalar_one()
    return Directory(site_value(connection, "structure", ""), desk, read_accounts(connection))
