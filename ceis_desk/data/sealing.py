"""What is sealed in the store: group keys given to members, cells sealed to a group, drafts sealed to their author."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from ceis_desk.access.model import Group, Role
from ceis_desk.access.rights import groups_of
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.keys.envelope import open_sealed, seal
from ceis_desk.data.keys.groups import (
    RECOVERY,
    GroupKey,
    Place,
    Wrap,
    new_version,
    open_cell,
    open_wraps,
    seal_cell,
    wrap_for,
)
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house
from ceis_desk.data.write import Tx

Keys = Mapping[tuple[str, int], bytes]
_DRAW_BITS = 20
SELF = ("self", 0)
"""Where a session keeps the account's own box key, beside the keys of its groups."""


def read_group_keys(connection: Connection) -> tuple[GroupKey, ...]:
    """Every version of every group's public key, oldest first."""
    table = house.group_key
    rows = connection.execute(select(table).order_by(table.c.group_code, table.c.version))
    return tuple(GroupKey(Group(row.group_code), row.version, row.public) for row in rows)


def open_keys(connection: Connection, account_id: Id, box_private: bytes) -> dict[tuple[str, int], bytes]:
    """The session's keys: those of the groups that its wraps open, and its own under SELF."""
    opened = open_wraps(read_group_keys(connection), _wraps(connection, account_id), box_private)
    return {SELF: box_private} | {(group.value, version): key for (group, version), key in opened.items()}


def recovery_keys(connection: Connection, private: bytes) -> dict[tuple[str, int], bytes]:
    """The keys of every group, opened with the paper key."""
    opened = open_wraps(read_group_keys(connection), _wraps(connection, None), private)
    return {(group.value, version): key for (group, version), key in opened.items()}


def _wraps(connection: Connection, account_id: Id | None) -> list[Wrap]:
    table, key = house.group_wrap, house.group_key
    holder = RECOVERY if account_id is None else account_id.hex
    rows = connection.execute(
        select(key.c.group_code, key.c.version, table.c.sealed)
        .join_from(table, key, key.c.id == table.c.group_key_id)
        .where(table.c.sealed != b"")
        .where(table.c.account_id.is_(None) if account_id is None else table.c.account_id == account_id)
    )
    return [Wrap(Group(row.group_code), row.version, holder, row.sealed) for row in rows]


def share_keys(tx: Tx) -> None:
    """Give every member of a group the versions that the session may open; draw one when no member holds any.

    A member whom nobody could serve waits: the next member who signs in serves her, or the trial of the recovery key.
    """
    keys = read_group_keys(tx.connection)
    members = _members(tx.connection)
    held = _held(tx.connection)
    for group, boxes in members.items():
        versions = [key for key in keys if key.group is group]
        served = any((account_id, group, key.version) in held for account_id in boxes for key in versions)
        if boxes and not served and not any((group, key.version) in tx.keys for key in versions):
            _draw(tx, group, boxes)
        for key in versions:
            private = tx.keys.get((group, key.version))
            if private is None:
                continue
            for account_id, box in boxes.items():
                if (account_id, group, key.version) not in held:
                    _put_wrap(tx, wrap_for(key, private, account_id.hex, box), account_id)


def renew_keys(tx: Tx, groups: Iterable[Group]) -> None:
    """Draw a new version for groups that someone has left, sealed to those who stay and to recovery."""
    members = _members(tx.connection)
    for group in groups:
        _draw(tx, group, members.get(group, {}))


def _draw(tx: Tx, group: Group, boxes: Mapping[Id, bytes]) -> None:
    last = max((key.version for key in read_group_keys(tx.connection) if key.group is group), default=0)
    # Two desks may draw the next key of a group at once: both must stay, or what one sealed would be lost.
    version = ((last >> _DRAW_BITS) + 1) << _DRAW_BITS | secrets.randbits(_DRAW_BITS)
    drawn = new_version(group, version, boxes, tx.recovery_public)
    tx.put(
        house.group_key,
        code_id("group_key", group.value, version),
        group_code=group.value,
        version=version,
        public=drawn.key.public,
    )
    for wrap in drawn.wraps:
        _put_wrap(tx, wrap, None if wrap.holder == RECOVERY else Id(wrap.holder))


def _put_wrap(tx: Tx, wrap: Wrap, account_id: Id | None) -> None:
    key_id = code_id("group_key", wrap.group.value, wrap.version)
    tx.put(
        house.group_wrap,
        code_id("group_wrap", key_id, wrap.holder),
        group_key_id=key_id,
        account_id=account_id,
        sealed=wrap.sealed,
    )


def _members(connection: Connection) -> dict[Group, dict[Id, bytes]]:
    account, role = house.account, house.account_role
    rows = connection.execute(
        select(account.c.id, account.c.box_public, role.c.role)
        .join_from(account, role, (role.c.account_id == account.c.id) & role.c.active)
        .where(account.c.closed_on.is_(None))
    )
    members: dict[Group, dict[Id, bytes]] = {group: {} for group in Group}
    for row in rows:
        for group in groups_of((Role(row.role),)):
            members[group][row.id] = row.box_public
    return members


def _held(connection: Connection) -> set[tuple[Id, Group, int]]:
    table, key = house.group_wrap, house.group_key
    rows = connection.execute(
        select(table.c.account_id, key.c.group_code, key.c.version)
        .join_from(table, key, key.c.id == table.c.group_key_id)
        .where(table.c.sealed != b"")
    )
    return {(row.account_id, Group(row.group_code), row.version) for row in rows}


def drop_wraps(tx: Tx, account_id: Id, groups: Iterable[Group]) -> None:
    """Forget the wraps that an account holds of these groups: its key opens nothing of theirs any more."""
    table, key = house.group_wrap, house.group_key
    held = (
        select(table.c.id)
        .join_from(table, key, key.c.id == table.c.group_key_id)
        .where(table.c.account_id == account_id, key.c.group_code.in_([group.value for group in groups]))
    )
    for wrap_id in list(tx.connection.execute(held).scalars()):
        tx.change(table, wrap_id, sealed=b"")


def sealing_key(tx: Tx, group: Group) -> GroupKey:
    """The latest key of a group; one is drawn, for recovery alone, while the group has no member yet."""
    versions = [key for key in read_group_keys(tx.connection) if key.group is group]
    if not versions:
        _draw(tx, group, {})
        versions = [key for key in read_group_keys(tx.connection) if key.group is group]
    return versions[-1]


def seal_for(key: GroupKey, text: str, place: Place) -> bytes:
    """A cell sealed to a group: whoever may not read can still write."""
    return seal_cell(key, text.encode(), place)


def open_for(keys: Keys, group: Group, blob: bytes, place: Place) -> str:
    """The text of a cell; raises Denied without its key."""
    privates = {version: private for (name, version), private in keys.items() if name == group}
    return open_cell(privates, blob, place).decode()


def seal_draft(connection: Connection, account_id: Id, kind: str, text: str) -> bytes:
    """A draft sealed to its author."""
    public = connection.execute(select(house.account.c.box_public).where(house.account.c.id == account_id)).scalar_one()
    return seal(public, text.encode(), _draft_place(account_id, kind))


def open_draft(reader: Reader, kind: str, blob: bytes) -> str:
    """The text of one's own draft."""
    return open_sealed(reader.keys[SELF], blob, _draft_place(reader.actor.account_id, kind)).decode()


def _draft_place(account_id: Id, kind: str) -> bytes:
    return f"draft|{account_id.hex}|{kind}".encode()
