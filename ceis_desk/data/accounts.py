"""Accounts in the store: their roles, and the keys that follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account, Group, Level, Role, Thing
from ceis_desk.access.rights import groups_of, may
from ceis_desk.access.rules import keep_an_admin, new_login
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.keys.credential import Anchor, Credential, rank_after
from ceis_desk.data.keys.endorsement import Bearer, Standing
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.ring import login_taken
from ceis_desk.data.schema import house
from ceis_desk.data.sealing import drop_wraps, renew_keys, share_keys
from ceis_desk.data.staff import as_endorsed, endorsed_roles, granted, read_accounts
from ceis_desk.data.trust import NO_MORE, endorse_account, read_trust, trust_of
from ceis_desk.data.write import Tx

_ACCOUNTS = frozenset({Subject("account")})
NO_ROLE = "Un compte a besoin d’au moins un rôle. Rien n’a changé : cochez ce que fait cette personne."
_UNKNOWN = (
    "Ce compte n’a pas été confirmé par l’administration\u00a0: ses clés peuvent être celles de quelqu’un d’autre. "
    "Rien n’a changé\u00a0: donnez-lui d’abord un nouveau mot de passe, ou fermez-le."
)


def check_administers(tx: Tx, account_id: Id) -> None:
    """Raise Denied unless the account is at the administration now, whatever it was when it signed in."""
    if not may(_granted(tx, account_id), Thing.ACCOUNTS, Level.WRITE):
        raise Denied(NO_MORE)


def _granted(tx: Tx, account_id: Id) -> frozenset[Role]:
    return granted(find_account(tx.connection, account_id), trust_of(tx).of(Bearer.ACCOUNT, account_id))


def write_account(tx: Tx, account: Account, credential: Credential) -> None:
    """Write the row of an account, its roles, and the credential by which it opens every desk of the site; endorse it.

    Raises Denied unless the session may endorse.
    """
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
    endorse_account(tx, account, credential)


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
        proof=credential.proof,
    )


def read_credentials(connection: Connection, anchor: Anchor) -> tuple[Credential, ...]:
    """The credentials of open accounts whose keys are endorsed: nobody else is given this desk's key."""
    table, account, trust = house.credential, house.account, read_trust(connection, anchor)
    rows = connection.execute(
        select(table).join_from(table, account, account.c.id == table.c.id).where(account.c.closed_on.is_(None))
    )
    found = [one for row in rows if (one := _credential(row)) is not None]
    return tuple(one for one in found if _has_keys(one, trust.of(Bearer.ACCOUNT, one.account_id)))


def _has_keys(credential: Credential, standing: Standing | None) -> bool:
    endorsed = None if standing is None or not standing.open else (standing.seals, standing.signs)
    return endorsed == (credential.box_public, credential.sign_public)


def find_credential(connection: Connection, account_id: Id) -> Credential | None:
    """The credential of one account."""
    row = connection.execute(select(house.credential).where(house.credential.c.id == account_id)).first()
    return None if row is None else _credential(row)


def next_rank(connection: Connection, account_id: Id) -> int:
    """The rank of the next credential of an account."""
    held = find_credential(connection, account_id)
    return 1 if held is None else rank_after(held.rank, other=True)


def _credential(row: Any) -> Credential | None:
    """What the account itself wrote; None for a row that somebody else did."""
    try:
        cost = Argon(row.memory_kib, row.passes, row.lanes)
    except ValueError:
        return None
    made = Credential(row.id, cost, row.salt, row.wrapped, row.box_public, row.sign_public, row.rank, row.proof)
    return made if made.is_proved else None


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
    account = replace(account, login=login)
    write_account(tx, account, credential)
    share_keys(tx)
    tx.note("account_added", account.id)
    return Change(subjects=_ACCOUNTS, said=f"Compte de {account.name} créé.", made=(account.id,))


def roles_set(tx: Tx, account_id: Id, roles: frozenset[Role]) -> Change:
    """Change the roles; groups left get a new key, groups entered are shared as far as the session may.

    Raises Refusal for an account whose keys the administration has not endorsed.
    """
    if not roles:
        raise Refusal(NO_ROLE)
    before, standing = find_account(tx.connection, account_id), trust_of(tx).of(Bearer.ACCOUNT, account_id)
    if standing is None:
        raise Refusal(_UNKNOWN)
    keep_an_admin([*_others(tx, account_id), replace(before, roles=roles)])
    _restore(tx, account_id, standing)
    _write_roles(tx, account_id, roles)
    _leave(tx, account_id, groups_of(before.roles | endorsed_roles(standing)) - groups_of(roles))
    # Last of what this session signs: it may take the administration from itself.
    endorse_account(tx, replace(before, name=standing.name, roles=roles), standing)
    share_keys(tx)
    tx.note("account_roles", account_id)
    return Change(subjects=_ACCOUNTS, said=f"Rôles de {before.name} enregistrés.", facts={"before": before.roles})


def begun_anew(tx: Tx, account_id: Id, credential: Credential, keeps: frozenset[bytes] = frozenset()) -> Change:
    """Write and endorse the new public keys of an account whose password was reset, with the roles that were endorsed.

    A role that a row alone says is not made good by it: the administration gives it again, or takes it away.
    """
    account, standing = find_account(tx.connection, account_id), trust_of(tx).of(Bearer.ACCOUNT, account_id)
    name = account.name if standing is None else standing.name
    roles = endorsed_roles(standing)
    if not any(Role.ADMIN in other.roles for other in _others(tx, account_id)):
        # The paper key, or the last administrator for herself: a site always has somebody at its administration.
        roles |= {Role.ADMIN}
        _write_roles(tx, account_id, roles | account.roles)
    box, sign = credential.box_public, credential.sign_public
    tx.change(house.account, account_id, name=name, box_public=box, sign_public=sign, closed_on=None)
    write_credential(tx, credential)
    drop_wraps(tx, account_id, Group)
    endorse_account(tx, replace(account, name=name, roles=roles, closed_on=None), credential, keeps)
    share_keys(tx)
    tx.note("account_password", account_id)
    return Change(subjects=_ACCOUNTS, said=f"Nouveau mot de passe de {name} enregistré.")


def recovered(tx: Tx, account_id: Id, credential: Credential) -> Change:
    """Begin an account anew by the paper key, which ends any dispute over the administration in its favour."""
    trust = trust_of(tx)
    for other in trust.disputed - {account_id}:
        row = tx.connection.execute(select(house.account).where(house.account.c.id == other)).first()
        if row is not None:
            tx.change(house.account, other, closed_on=row.closed_on or tx.today)
            out = Account(other, row.login, row.name, frozenset(), row.closed_on or tx.today)
            endorse_account(tx, out, Standing(row.box_public, row.sign_public), trust.given_to(account_id))
    return begun_anew(tx, account_id, credential, trust.signed_by(trust.keys_of(account_id), doubtful=True))


def closed(tx: Tx, account_id: Id, on: dt.date) -> Change:
    """Close an account and renew the keys of its groups."""
    account, standing = find_account(tx.connection, account_id), trust_of(tx).of(Bearer.ACCOUNT, account_id)
    keep_an_admin(_others(tx, account_id))
    tx.change(house.account, account_id, closed_on=on)
    _leave(tx, account_id, frozenset(Group))
    if standing is not None:
        endorse_account(tx, replace(account, name=standing.name, closed_on=on), standing)
    tx.note("account_closed", account_id)
    return Change(subjects=_ACCOUNTS, said=f"Compte de {account.name} fermé.")


def _others(tx: Tx, account_id: Id) -> tuple[Account, ...]:
    """The other accounts, with the roles that count."""
    return as_endorsed((one for one in read_accounts(tx.connection) if one.id != account_id), trust_of(tx))


def _restore(tx: Tx, account_id: Id, standing: Standing) -> None:
    """Write back in the row what was endorsed, if it says something else: the administration signs nothing unseen."""
    table = house.account
    row = tx.connection.execute(select(table).where(table.c.id == account_id)).one()
    if (row.name, row.box_public, row.sign_public) != (standing.name, standing.seals, standing.signs):
        tx.change(table, account_id, name=standing.name, box_public=standing.seals, sign_public=standing.signs)


def _leave(tx: Tx, account_id: Id, left: frozenset[Group]) -> None:
    drop_wraps(tx, account_id, left)
    renew_keys(tx, sorted(left))
