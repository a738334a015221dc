"""What is sealed in the store: group keys given to members, cells sealed to a group, drafts sealed to their author."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from ceis_desk.access.model import Group
from ceis_desk.access.rights import groups_of
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.keys.envelope import box_public, open_sealed, seal
from ceis_desk.data.keys.groups import (
    GroupKey,
    Place,
    Wrap,
    new_version,
    open_cell,
    open_wraps,
    paper_holder,
    seal_cell,
    wrap_for,
)
from ceis_desk.data.keys.ring import Unlocked
from ceis_desk.data.paper import held_by_paper
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house
from ceis_desk.data.staff import granted, read_accounts
from ceis_desk.data.trust import SIGN, anchored_by_paper, endorse_group, may_endorse, read_trust, trust_of
from ceis_desk.data.write import Tx

Keys = Mapping[tuple[str, int], bytes]
_DRAW_BITS = 20
NO_KEY = (
    "La clé de l’équipe n’est pas confirmée par l’administration. Rien n’a été écrit, rien n’est perdu : "
    "demandez à l’administration d’ouvrir sa session sur ce poste."
)
_OUTSIDE = (
    "Cette partie est à une équipe dont vous n’avez pas encore la clé. Rien n’a changé\u00a0: "
    "demandez à l’un de ses membres d’ouvrir sa session sur ce poste."
)
SELF = ("self", 0)
"""Where a session keeps the account's own box key, beside the keys of its groups."""


def read_group_keys(connection: Connection, anchor: Anchor) -> tuple[GroupKey, ...]:
    """Every version of every group's public key that the administration endorsed, oldest first."""
    table, trust = house.group_key, read_trust(connection, anchor)
    rows = connection.execute(select(table).order_by(table.c.group_code, table.c.version))
    return tuple(
        GroupKey(Group(row.group_code), row.version, row.public)
        for row in rows
        # The id says which team and which version: the columns could have been exchanged between two rows.
        if row.id == _key_id(row.group_code, row.version)
        and (standing := trust.of(Bearer.GROUP, row.id)) is not None
        and standing.seals == row.public
    )


def open_keys(connection: Connection, unlocked: Unlocked) -> dict[tuple[str, int], bytes]:
    """The session's keys: those of the groups that its wraps open, and its own under SELF and SIGN."""
    known = read_group_keys(connection, unlocked.anchor)
    opened = open_wraps(known, _wraps(connection, unlocked.account_id.hex), unlocked.box_private)
    own = {SELF: unlocked.box_private, SIGN: unlocked.sign_private}
    return own | {(group.value, version): key for (group, version), key in opened.items()}


def recovery_keys(connection: Connection, private: bytes) -> dict[tuple[str, int], bytes]:
    """The keys of every group that the paper key opens, by its own wraps or by those of keys that were left to it."""
    known = read_group_keys(connection, anchored_by_paper(connection, private))
    opened: dict[tuple[Group, int], bytes] = {}
    for holder, key in held_by_paper(connection, private):
        opened = open_wraps(known, _wraps(connection, holder), key) | opened
    return {(group.value, version): key for (group, version), key in opened.items()}


def _wraps(connection: Connection, holder: str) -> list[Wrap]:
    table, key = house.group_wrap, house.group_key
    rows = connection.execute(
        select(table.c.id, table.c.group_key_id, key.c.group_code, key.c.version, table.c.sealed)
        .join_from(table, key, key.c.id == table.c.group_key_id)
        .where(table.c.sealed != b"")
    )
    return [
        Wrap(Group(row.group_code), row.version, holder, row.sealed)
        for row in rows
        if row.id == _wrap_id(row.group_key_id, holder)
    ]


def share_keys(tx: Tx) -> None:
    """Give every member of a group the versions that the session may open; draw one when no member holds any.

    A member whom nobody could serve waits: the next member who signs in serves her, or the trial of the recovery key.
    Nothing is sealed to an account that the administration has not endorsed, and it alone draws. A paper key that took
    the place of another is served too, and what the former one held of that version is emptied.
    """
    keys = read_group_keys(tx.connection, tx.anchor)
    members = _members(tx)
    draws, renewed = may_endorse(tx), _serves_paper(tx)
    held = _held(tx.connection)
    for group, boxes in members.items():
        versions = [key for key in keys if key.group is group]
        served = any(_wrap_id(_id_of(key), account_id.hex) in held for account_id in boxes for key in versions)
        unserved = boxes and not served and not any((group, key.version) in tx.keys for key in versions)
        if draws and (unserved or (renewed and _is_lost(tx, versions[-1:], boxes, held))):
            _draw(tx, group, boxes)
        for key in versions:
            private = tx.keys.get((group, key.version))
            if private is None:
                continue
            for account_id, box in boxes.items():
                if _wrap_id(_id_of(key), account_id.hex) not in held:
                    _put_wrap(tx, wrap_for(key, private, account_id.hex, box), account_id)
            if renewed and _wrap_id(_id_of(key), paper_holder(tx.anchor)) not in held:
                _put_wrap(tx, wrap_for(key, private, paper_holder(tx.anchor), tx.anchor.recovery), None)
            if renewed:
                _empty_former(tx, key)


def _is_lost(tx: Tx, latest: Iterable[GroupKey], boxes: Iterable[Id], held: set[Id]) -> bool:
    """Whether what is sealed from now on opens to nobody: of two sheets drawn at once, that key knows the void one."""
    holders = (paper_holder(tx.anchor), *(account_id.hex for account_id in boxes))
    return any(not any(_wrap_id(_id_of(key), holder) in held for holder in holders) for key in latest)


def _serves_paper(tx: Tx) -> bool:
    """Whether the paper key of the session took the place of another, and none has taken its own since."""
    if not tx.anchor.origin:
        return False
    drawn = trust_of(tx).renewed
    return drawn is None or drawn.seals == tx.anchor.recovery


def _empty_former(tx: Tx, key: GroupKey) -> None:
    table = house.group_wrap
    papers = (table.c.group_key_id == _id_of(key)) & table.c.account_id.is_(None) & (table.c.sealed != b"")
    for wrap_id in list(tx.connection.execute(select(table.c.id).where(papers)).scalars()):
        if wrap_id != _wrap_id(_id_of(key), paper_holder(tx.anchor)):
            tx.change(table, wrap_id, sealed=b"")


def renew_keys(tx: Tx, groups: Iterable[Group]) -> None:
    """Draw a new version for groups that someone has left, sealed to those who stay and to recovery."""
    members = _members(tx)
    for group in groups:
        _draw(tx, group, members.get(group, {}))


def _draw(tx: Tx, group: Group, boxes: Mapping[Id, bytes]) -> None:
    last = max((key.version for key in read_group_keys(tx.connection, tx.anchor) if key.group is group), default=0)
    # Two desks may draw the next key of a group at once: both must stay, or what one sealed would be lost.
    version = ((last >> _DRAW_BITS) + 1) << _DRAW_BITS | secrets.randbits(_DRAW_BITS)
    drawn = new_version(group, version, boxes, tx.anchor)
    key_id, public = _key_id(group.value, version), drawn.key.public
    tx.put(house.group_key, key_id, group_code=group.value, version=version, public=public)
    endorse_group(tx, key_id, public)
    for wrap in drawn.wraps:
        _put_wrap(tx, wrap, None if wrap.holder == paper_holder(tx.anchor) else Id(wrap.holder))


def _put_wrap(tx: Tx, wrap: Wrap, account_id: Id | None) -> None:
    key_id = _key_id(wrap.group.value, wrap.version)
    tx.put(
        house.group_wrap,
        _wrap_id(key_id, wrap.holder),
        group_key_id=key_id,
        account_id=account_id,
        sealed=wrap.sealed,
    )


def _members(tx: Tx) -> dict[Group, dict[Id, bytes]]:
    """Whom to seal to, by group: the box keys are those of the endorsements, whatever the rows say."""
    trust = trust_of(tx)
    members: dict[Group, dict[Id, bytes]] = {group: {} for group in Group}
    for account in read_accounts(tx.connection):
        standing = trust.of(Bearer.ACCOUNT, account.id)
        for group in groups_of(granted(account, standing)):
            if standing is not None:
                members[group][account.id] = standing.seals
    return members


def _key_id(group: str, version: int) -> Id:
    return code_id("group_key", group, version)


def _id_of(key: GroupKey) -> Id:
    return _key_id(key.group.value, key.version)


def _wrap_id(key_id: Id, holder: str) -> Id:
    return code_id("group_wrap", key_id, holder)


def _held(connection: Connection) -> set[Id]:
    table = house.group_wrap
    return set(connection.execute(select(table.c.id).where(table.c.sealed != b"")).scalars())


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


def draw_first_keys(tx: Tx) -> None:
    """Draw a key for every group that has none, for recovery alone: whatever is sealed before its first member."""
    known = {key.group for key in read_group_keys(tx.connection, tx.anchor)}
    for group in Group:
        if group not in known:
            _draw(tx, group, {})


def sealing_key(tx: Tx, group: Group) -> GroupKey:
    """The latest key of a group; raises Refusal when the administration endorsed none."""
    versions = [key for key in read_group_keys(tx.connection, tx.anchor) if key.group is group]
    if not versions:
        raise Refusal(NO_KEY)
    return versions[-1]


def seal_for(key: GroupKey, text: str, place: Place) -> bytes:
    """A cell sealed to a group: whoever may not read can still write."""
    return seal_cell(key, text.encode(), place)


def open_for(keys: Keys, group: Group, blob: bytes, place: Place) -> str:
    """The text of a cell; raises Denied without its key."""
    privates = {version: private for (name, version), private in keys.items() if name == group}
    return open_cell(privates, blob, place).decode()


def refuse_outside(keys: Keys, group: Group) -> None:
    """Raise Denied to a session that holds no key of that team."""
    if not any(name == group.value for name, _ in keys):
        raise Denied(_OUTSIDE)


def seal_draft(tx: Tx, kind: str, text: str) -> bytes:
    """A draft sealed to its author, by the key of her session: the one in her row could be anybody's."""
    return seal(box_public(tx.keys[SELF]), text.encode(), _draft_place(tx.actor.account_id, kind))


def open_draft(reader: Reader, kind: str, blob: bytes) -> str:
    """The text of one's own draft."""
    return open_sealed(reader.keys[SELF], blob, _draft_place(reader.actor.account_id, kind)).decode()


def _draft_place(account_id: Id, kind: str) -> bytes:
    return f"draft|{account_id.hex}|{kind}".encode()
