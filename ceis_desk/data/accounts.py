"""Accounts in the store: their roles, and the keys that follow."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account, Group, Level, Role, Thing
from ceis_desk.access.rights import groups_of, may
from ceis_desk.access.rules import keep_an_admin, new_login
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.house import read_accounts
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


def write_account(tx: Tx, account: Account, box: bytes, sign: bytes) -> None:
    """Write the row of an account and its roles."""
    refuse_nir(account.name)
    tx.put(
        house.account,
        account.id,
        login=new_login(account.login),
        name=account.name,
        box_public=box,
        sign_public=sign,
        closed_on=account.closed_on,
    )
    _write_roles(tx, account.id, account.roles)


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


def added(tx: Tx, account: Account, box: bytes, sign: bytes) -> Change:
    """Write a new account and give it the keys that the session may share."""
    if not account.roles:
        raise Refusal(NO_ROLE)
    login = new_login(account.login)
    if any(other.login == login for other in read_accounts(tx.connection)):
        raise Refusal(login_taken(login))
    write_account(tx, account, box, sign)
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


def has_keys(connection: Connection, account_id: Id, box: bytes, sign: bytes) -> bool:
    """Whether the store knows the account by these public keys."""
    table = house.account
    row = connection.execute(select(table.c.box_public, table.c.sign_public).where(table.c.id == account_id)).one()
    return (row.box_public, row.sign_public) == (box, sign)


def begun_anew(tx: Tx, account_id: Id, box: bytes, sign: bytes) -> Change:
    """Write the new public keys of an account whose password was reset."""
    account = find_account(tx.connection, account_id)
    tx.change(house.account, account_id, box_public=box, sign_public=sign, closed_on=None)
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
