"""Who works here: the accounts as the store has them, and what of it the administration has endorsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account, Role
from ceis_desk.access.questions import StaffMember
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer, Standing
from ceis_desk.data.keys.judgment import Trust
from ceis_desk.data.schema import house
from ceis_desk.data.trust import read_trust


def read_accounts(connection: Connection) -> tuple[Account, ...]:
    """Every account with its roles as the rows say them, closed ones last, then by name."""
    table, role = house.account, house.account_role
    roles: dict[Id, set[Role]] = {}
    for row in connection.execute(select(role.c.account_id, role.c.role).where(role.c.active)):
        roles.setdefault(row.account_id, set()).add(Role(row.role))
    rows = connection.execute(select(table).order_by(table.c.closed_on.is_not(None), table.c.name))
    return tuple(Account(row.id, row.login, row.name, frozenset(roles.get(row.id, ())), row.closed_on) for row in rows)


def read_staff(connection: Connection) -> tuple[StaffMember, ...]:
    """Whoever has an open account, by name."""
    accounts = (one for one in read_accounts(connection) if one.closed_on is None)
    return tuple(StaffMember(one.id, one.name, one.roles) for one in accounts)


def read_checked(connection: Connection, anchor: Anchor) -> tuple[Account, ...]:
    """Every account; what the administration has not endorsed of one is to check."""
    trust = read_trust(connection, anchor)
    keys = {row.id: (row.box_public, row.sign_public) for row in connection.execute(select(house.account))}
    return tuple(
        replace(one, to_check=not _is_endorsed(one, keys[one.id], trust.of(Bearer.ACCOUNT, one.id)))
        for one in read_accounts(connection)
    )


def granted(account: Account, standing: Standing | None) -> frozenset[Role]:
    """The roles that count: written in the store, and endorsed; none for an account closed by either."""
    if standing is None or not standing.open or account.closed_on is not None:
        return frozenset()
    return account.roles & endorsed_roles(standing)


def endorsed_roles(standing: Standing | None) -> frozenset[Role]:
    """The roles of an endorsement, those of a later version left out."""
    return frozenset(role for role in Role if standing is not None and role in standing.roles)


def as_endorsed(accounts: Iterable[Account], trust: Trust) -> tuple[Account, ...]:
    """The same accounts with the roles that count alone."""
    return tuple(replace(one, roles=granted(one, trust.of(Bearer.ACCOUNT, one.id))) for one in accounts)


def _is_endorsed(account: Account, keys: tuple[bytes, bytes], standing: Standing | None) -> bool:
    if standing is None:
        return False
    said = (standing.seals, standing.signs, standing.name, standing.open, endorsed_roles(standing))
    return said == (*keys, account.name, account.closed_on is None, account.roles)
