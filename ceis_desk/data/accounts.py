"""Accounts in the store: their roles, and the keys that follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account, Group, Level, Role, Thing
from ceis_desk.access.rights import groups_of, may
from ceis_desk.access.rules import keep_an_admin, new_login
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.house import read_accounts
from ceis_desk.data.keys.credential import Credential
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.ring import login_taken
from ceis_desk.data.schema import house
from ceis_desk.data.sealing import drop_wraps, renew_keys, share_keys
from ceis_desk.data.write import Tx

_ACCOUNTS = frozenset({Subject("account")})
NO_ROLE = "Un compte a besoin d’au moins un rôle. Rien n’a changé : cochez ce que fait cette personne."
_NO_MORE = (
    "Votre compte n’est plus à l’administration. Rien n’a changé\u00a0: "
    "demandez à une personne qui y est, ou ouvrez de nouveau votre session."
)


def check_administers(connection: Connection, account_id: Id) -> None:
    """Raise Denied unless the account is at the administration now, whatever it was when it signed in."""
    account = find_account(connection, account_id)
    if account.closed_on is not None or not may(account.roles, Thing.ACCOUNTS, Level.WRITE):
        raise Denied(_NO_MORE)


def write_account(tx: Tx, account: Account, credential: Credential) -> None:
    """Write the row of an account, its roles, and the credential by which it opens every desk of the site."""
    refuse_nir(account.name)
    tx.put(
        house.account,
        account.id,
        login=new_login(account.login),
        name=account.name,
        box_public=credential.box_public,
        sign_public=credential.sign_public,
        closed_on=account.closed_on,
    )
    write_credential(tx, credential)
    _write_roles(tx, account.id, account.roles)


def write_credential(tx: Tx, credential: Credential) -> None:
    """Write what an account's password opens; the desks follow it in their rings."""
    tx.put(
        house.credential,
        credential.account_id,
        rank=credential.rank,
        memory_kib=credential.cost.memory_kib,
        passes=credential.cost.passes,
        lanes=credential.cost.lanes,
        salt=credential.salt,
        wrapped=credential.wrapped,
        box_public=credential.box_public,
        sign_public=credential.sign_public,
    )


def read_credentials(connection: Connection) -> tuple[Credential, ...]:
    """The credentials of accounts that are open and hold these very keys."""
    table, account = house.credential, house.account
    rows = connection.execute(
        select(table)
        .join_from(table, account, account.c.id == table.c.id)
        .where(account.c.closed_on.is_(None), account.c.box_public == table.c.box_public)
    )
    return tuple(_credential(row) for row in rows)


def find_credential(connection: Connection, account_id: Id) -> Credential | None:
    """The credential of one account."""
    row = connection.execute(select(house.credential).where(house.credential.c.id == account_id)).first()
    return None if row is None else _credential(row)


def _credential(row: Any) -> Credential:
    cost = Argon(row.memory_kib, row.passes, row.lanes)
    return Credential(row.id, cost, row.salt, row.wrapped, row.box_public, row.sign_public, row.rank)


def _write_roles(tx: Tx, account_id: Id, roles: frozenset[Role]) -> None:
    table = house.account_role
    held = set(tx.connection.execute(select(table.c.role).where(table.c.account_id == account_id)).scalars())
    for role in Role:
        if role in roles or role in held:
            tx.put(
                table, code_id("account_role", account_id, role), account_id=account_id, role=role, active=role in roles
            )


def find_account(connection: Connection, account_id: Id) -> Account:
    """The account; raises Refusal when it is not there."""
    for account in read_accounts(connection):
        if account.id == account_id:
            return account
    message = "Ce compte n’existe pas sur ce site. Rien n’a changé : relisez la liste des comptes."
    raise Refusal(message)


def added(tx: Tx, account: Account, credential: Credential) -> Change:
    """Write a new account and give it the keys that the session may share."""
    if not account.roles:
        raise Refusal(NO_ROLE)
    login = new_login(account.login)
    if any(other.login == login for other in read_accounts(tx.connection)):
        raise Refusal(login_taken(login))
    write_account(tx, account, credential)
    share_keys(tx)
    tx.note("account_added", account.id)
    return Change(subjects=_ACCOUNTS, said=f"Compte de {account.name} créé.", made=(account.id,))


def roles_set(tx: Tx, account_id: Id, roles: frozenset[Role]) -> Change:
    """Change the roles; groups left get a new key, groups entered are shared as far as the session may."""
    if not roles:
        raise Refusal(NO_ROLE)
    before = find_account(tx.connection, account_id)
    others = [account for account in read_accounts(tx.connection) if account.id != account_id]
    keep_an_admin([*others, Account(account_id, before.login, before.name, roles, before.closed_on)])
    _write_roles(tx, account_id, roles)
    _leave(tx, account_id, groups_of(before.roles) - groups_of(roles))
    tx.note("account_roles", account_id)
    return Change(subjects=_ACCOUNTS, said=f"Rôles de {before.name} enregistrés.", facts={"before": before.roles})


def begun_anew(tx: Tx, account_id: Id, credential: Credential) -> Change:
    """Write the new public keys of an account whose password was reset."""
    account = find_account(tx.connection, account_id)
    box, sign = credential.box_public, credential.sign_public
    tx.change(house.account, account_id, box_public=box, sign_public=sign, closed_on=None)
    write_credential(tx, credential)
    drop_wraps(tx, account_id, Group)
    share_keys(tx)
    tx.note("account_password", account_id)
    return Change(subjects=_ACCOUNTS, said=f"Nouveau mot de passe de {account.name} enregistré.")


def closed(tx: Tx, account_id: Id, on: dt.date) -> Change:
    """Close an account and renew the keys of its groups."""
    account = find_account(tx.connection, account_id)
    keep_an_admin([other for other in read_accounts(tx.connection) if other.id != account_id])
    tx.change(house.account, account_id, closed_on=on)
    _leave(tx, account_id, frozenset(Group))
    tx.note("account_closed", account_id)
    return Change(subjects=_ACCOUNTS, said=f"Compte de {account.name} fermé.")


def _leave(tx: Tx, account_id: Id, left: frozenset[Group]) -> None:
    drop_wraps(tx, account_id, left)
    renew_keys(tx, sorted(left))
    share_keys(tx)
