"""Households in the store: one row for each person known or named in it, whichever record said so.

A record shows those who share a household with it or with the records merged into it; someone may be in two.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from ceis_desk.core.errors import Outdated
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.people import PERSON, canonical, refuse_erased, same_person
from ceis_desk.data.schema import local, people
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.people.gestures import RestoreHousehold, SetHousehold
from ceis_desk.people.model import HouseholdMember, HouseholdRole
from ceis_desk.people.names import display_name

_Rows = dict[Id, dict[str, Any]]


def set_household(tx: Tx, gesture: SetHousehold) -> Change:
    """Say who lives with a person, by the rule of `SetHousehold`; only what differs is written."""
    ids = same_person(tx.connection, gesture.person_id)
    refuse_erased(tx.connection, *ids, *(member.person_id for member in gesture.members))
    rows = _around(tx.connection, ids)
    _require_seen(_members(rows), gesture.seen)
    for member in gesture.members:
        refuse_nir(member.name)
    wanted = {_whom(tx.connection, member): member for member in gesture.members}
    written = _leaving(tx.connection, ids, rows) if not wanted else _staying(rows, wanted)
    there = {_key(row) for row in rows}
    added = {key: member for key, member in wanted.items() if key not in there and key not in ids}
    if added:
        written |= _joining(tx.connection, ids, added)
    back, away = _as_they_stand(tx.connection, written)
    for row_id, values in written.items():
        # A new row comes whole; one that is there takes only what differs.
        (tx.put if "household_id" in values else tx.change)(people.household_member, row_id, **values)
    return _changed(tx, ids, rows, "Foyer enregistré.", back, away)


def restore_household(tx: Tx, gesture: RestoreHousehold) -> Change:
    """Put rows back as they stood; raises Outdated when the household has changed since."""
    ids = same_person(tx.connection, gesture.person_id)
    refuse_erased(tx.connection, *ids, *(member.person_id for member in gesture.back))
    rows = _around(tx.connection, ids)
    _require_seen(_members(rows), gesture.seen)
    back, away = _as_they_stand(tx.connection, (*gesture.away, *(member.id for member in gesture.back)))
    for member in gesture.back:
        refuse_nir(member.name)
        tx.change(people.household_member, member.id, **_said(member), active=True)
    for row_id in gesture.away:
        tx.change(people.household_member, row_id, active=False)
    return _changed(tx, ids, rows, "Foyer rétabli.", back, away)


def read_household(connection: Connection, ids: tuple[Id, ...]) -> tuple[HouseholdMember, ...]:
    """Those who live with a person, adults first; `ids` are her record and those merged into it."""
    return _members(_around(connection, ids))


def _around(connection: Connection, ids: tuple[Id, ...]) -> tuple[RowMapping, ...]:
    """The rows of the others in her households, each with the record that stands for a person known."""
    table, canon, person = people.household_member, local.canon, people.person
    who = func.coalesce(canon.c.canonical_id, table.c.person_id)
    own_year = person.c.birth_year.label("own_year")
    known = table.outerjoin(canon, canon.c.person_id == table.c.person_id).outerjoin(person, person.c.id == who)
    homes = select(table.c.household_id).where(table.c.person_id.in_(ids), table.c.active)
    found = (
        select(table, who.label("who"), person.c.used_name, person.c.first_name, own_year)
        .select_from(known)
        .where(
            table.c.household_id.in_(homes),
            table.c.active,
            or_(table.c.person_id.is_(None), table.c.person_id.not_in(ids)),
        )
        .order_by(table.c.role.desc(), func.coalesce(table.c.birth_year, own_year), table.c.id)
    )
    return tuple(connection.execute(found).mappings())


def _members(rows: Iterable[RowMapping]) -> tuple[HouseholdMember, ...]:
    members: dict[Id, HouseholdMember] = {}
    for row in rows:
        known = display_name("", row["used_name"] or "", row["first_name"] or "") if row["who"] else ""
        year = row["birth_year"] if row["birth_year"] is not None else row["own_year"]
        member = HouseholdMember(row["id"], row["who"], known or row["name"], HouseholdRole(row["role"]), year)
        members.setdefault(_key(row), member)
    return tuple(members.values())


def _key(row: RowMapping) -> Id:
    key: Id = row["id"] if row["who"] is None else row["who"]
    return key


def _whom(connection: Connection, member: HouseholdMember) -> Id:
    return canonical(connection, member.person_id) if member.person_id else member.id


def _said(member: HouseholdMember) -> dict[str, Any]:
    """What a row says of a member; the name and birth of a person known are read from her own record."""
    if member.person_id:
        return {"role": member.role.value, "name": "", "birth_year": None}
    return {"role": member.role.value, "name": member.name, "birth_year": member.birth_year}


def _require_seen(now: tuple[HouseholdMember, ...], seen: tuple[HouseholdMember, ...]) -> None:
    one, other = ({(member.id, *_said(member).values()) for member in members} for members in (now, seen))
    if one != other:
        raise Outdated(OUTDATED)


def _leaving(connection: Connection, ids: tuple[Id, ...], rows: tuple[RowMapping, ...]) -> _Rows:
    table = people.household_member
    own = connection.execute(select(table.c.id).where(table.c.person_id.in_(ids), table.c.active)).scalars()
    others = () if any(row["who"] for row in rows) else tuple(row["id"] for row in rows)
    return {row_id: {"active": False} for row_id in (*own, *others)}


def _staying(rows: tuple[RowMapping, ...], wanted: dict[Id, HouseholdMember]) -> _Rows:
    """Those no longer wanted leave; of the others, what is said anew."""
    written: _Rows = {row["id"]: {"active": False} for row in rows if _key(row) not in wanted}
    for key, row in {_key(row): row for row in reversed(rows) if _key(row) in wanted}.items():
        said = _said(wanted[key])
        names = ("role",) if row["who"] else tuple(said)
        values = {name: said[name] for name in names if said[name] != row[name]}
        if values:
            written[row["id"]] = values
    return written


def _joining(connection: Connection, ids: tuple[Id, ...], added: dict[Id, HouseholdMember]) -> _Rows:
    """The added members in her household, in the one of a person among them when she had none, or in a new one."""
    home = _home_of(connection, ids)
    if home is not None:
        return _new_rows(home, added)
    known = tuple(one for key, member in added.items() if member.person_id for one in same_person(connection, key))
    home = _home_of(connection, known) or new_id()
    table = people.household_member
    own = code_id("household_member", home, ids[0])
    # She comes back with the place that she had.
    role = connection.execute(select(table.c.role).where(table.c.id == own)).scalar_one_or_none()
    herself = HouseholdMember(own, ids[0], "", HouseholdRole(role or HouseholdRole.HEAD.value), None)
    in_home = (table.c.household_id == home, table.c.active, table.c.person_id.in_(known))
    settled = connection.execute(select(table.c.person_id).where(*in_home)).scalars().all()
    there = {canonical(connection, one) for one in settled}
    coming = {key: member for key, member in added.items() if key not in there}
    return _new_rows(home, {ids[0]: herself, **coming})


def _home_of(connection: Connection, ids: tuple[Id, ...]) -> Id | None:
    """The oldest household that one of these is in."""
    table = people.household_member
    found = select(table.c.household_id).where(table.c.person_id.in_(ids), table.c.active)
    return connection.execute(found.order_by(table.c.household_id).limit(1)).scalar_one_or_none()


def _new_rows(home: Id, members: dict[Id, HouseholdMember]) -> _Rows:
    rows: _Rows = {}
    for key, member in members.items():
        # The same person in the same household is one row, whichever record adds her.
        row_id = code_id("household_member", home, key) if member.person_id else member.id
        person_id = key if member.person_id else None
        rows[row_id] = {"household_id": home, "person_id": person_id, **_said(member), "active": True}
    return rows


def _as_they_stand(connection: Connection, row_ids: Iterable[Id]) -> tuple[tuple[HouseholdMember, ...], tuple[Id, ...]]:
    """Of these rows, the members that are in force, and the ids of the others, those not there yet included."""
    table, wanted = people.household_member, tuple(row_ids)
    rows = connection.execute(select(table).where(table.c.id.in_(wanted), table.c.active)).mappings()
    back = tuple(
        HouseholdMember(row["id"], row["person_id"], row["name"], HouseholdRole(row["role"]), row["birth_year"])
        for row in rows
    )
    in_force = {member.id for member in back}
    return back, tuple(one for one in wanted if one not in in_force)


def _changed(
    tx: Tx,
    ids: tuple[Id, ...],
    before: tuple[RowMapping, ...],
    said: str,
    back: tuple[HouseholdMember, ...],
    away: tuple[Id, ...],
) -> Change:
    after = _around(tx.connection, ids)
    known = {row["who"] for row in (*before, *after) if row["who"]}
    return Change(
        subjects=frozenset(Subject(PERSON, one) for one in {ids[0], *known}),
        said=said,
        undo=RestoreHousehold(ids[0], back, away, _members(after)),
    )


def names_left_alone(connection: Connection, ids: Iterable[Id]) -> tuple[Id, ...]:
    """The rows that are a name alone, of households where nobody with a record is left once these persons are gone.

    Nobody could read them any more: the children of somebody erased, most often under her own name.
    """
    table, gone = people.household_member, list(ids)
    homes = select(table.c.household_id).where(table.c.person_id.in_(gone))
    others = table.c.person_id.is_not(None) & table.c.active & table.c.person_id.not_in(gone)
    lived_in = select(table.c.household_id).where(others)
    rows = select(table.c.id).where(
        table.c.person_id.is_(None), table.c.household_id.in_(homes), table.c.household_id.not_in(lived_in)
    )
    return tuple(connection.execute(rows.order_by(table.c.id)).scalars())
