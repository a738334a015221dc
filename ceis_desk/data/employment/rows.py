"""Contracts, facts, groups and members as frozen rows, under the record that stands for their person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import employment, house, local, people
from ceis_desk.platforms.employment.model import (
    Cohort,
    Contract,
    ContractKind,
    Ending,
    Fact,
    FactKind,
    FactState,
    Member,
    Place,
    School,
    SeatsFrom,
    Span,
)

_CONTRACT, _FACT = employment.contract, employment.contract_fact
_PLACE, _SEATS = employment.place, employment.place_seats
_COHORT, _MEMBER = employment.cohort, employment.cohort_member


def names_shown(actor: Actor) -> bool:
    """Whether this account may read whose a contract is."""
    return may(actor.roles, Thing.IDENTITY, Level.READ)


def places_now(connection: Connection) -> tuple[Place, ...]:
    """The trades, then the sites of this site, in their order."""
    rows = connection.execute(
        select(_PLACE).where(~_PLACE.c.withdrawn).order_by(_PLACE.c.kind, _PLACE.c.position, _PLACE.c.id)
    ).mappings()
    same = ("id", "name", "places", "tutor")
    return tuple(
        Place(**{name: row[name] for name in same}, kind=ContractKind(row["kind"]), clock=row["hlc"]) for row in rows
    )


def places_ever(connection: Connection) -> tuple[Place, ...]:
    """Every trade and site, those taken away with no seat left."""
    rows = connection.execute(select(_PLACE).order_by(_PLACE.c.kind, _PLACE.c.position, _PLACE.c.id)).mappings()
    return tuple(
        Place(row["id"], ContractKind(row["kind"]), row["name"], 0 if row["withdrawn"] else row["places"])
        for row in rows
    )


def seats_told(connection: Connection) -> dict[Id, list[SeatsFrom]]:
    """How many seats each place had, from which days, oldest first."""
    found: dict[Id, list[SeatsFrom]] = defaultdict(list)
    for row in connection.execute(select(_SEATS).order_by(_SEATS.c.from_day)):
        found[row.place_id].append(SeatsFrom(row.from_day, row.places))
    return found


def name_of_place(connection: Connection, place_id: Id) -> str:
    """How a place is called now."""
    found: str | None = connection.execute(select(_PLACE.c.name).where(_PLACE.c.id == place_id)).scalar_one_or_none()
    return found or ""


def whoever(person_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """The record that stands for the one of a column; `local.canon` must be joined on it."""
    return func.coalesce(local.canon.c.canonical_id, person_id)


def _with_person(table: Any, *columns: Any) -> Select[Any]:
    person, canon = people.person, local.canon
    joined = table.outerjoin(canon, canon.c.person_id == table.c.person_id).join(
        person, person.c.id == whoever(table.c.person_id)
    )
    shown = (person.c.id.label("shown_id"), person.c.civility, person.c.used_name, person.c.first_name)
    return select(table, *shown, *columns).select_from(joined)


def contracts(connection: Connection, *conditions: ColumnElement[bool], named: bool) -> tuple[Contract, ...]:
    """The contracts that stand, oldest first."""
    at = (_PLACE.c.kind, _PLACE.c.name.label("place"))
    query = _with_person(_CONTRACT, *at).join(_PLACE, _PLACE.c.id == _CONTRACT.c.place_id)
    query = query.where(~_CONTRACT.c.withdrawn, *conditions)
    rows = connection.execute(query.order_by(_CONTRACT.c.first, _CONTRACT.c.id)).mappings()
    stopped = _suspensions(connection)
    found = (_contract(row, stopped.get(row["id"], ())) for row in rows)
    return tuple(found) if named else tuple(nameless(one) for one in found)


def nameless(contract: Contract) -> Contract:
    """A contract without its person; free words, of an interview or of an exit left out, may tell who she is."""
    return replace(contract, person_id=None, civility="", used_name="", first_name="", commitments="", reason="")


def _suspensions(connection: Connection) -> dict[Id, tuple[Span, ...]]:
    """The suspensions of each contract that has any, oldest first."""
    found = defaultdict[Id, tuple[Span, ...]](tuple)
    rows = connection.execute(
        select(_FACT.c.contract_id, _FACT.c.day, _FACT.c.last)
        .where(_FACT.c.kind == FactKind.SUSPENSION.value, _FACT.c.state != FactState.MISSED.value, ~_FACT.c.withdrawn)
        .order_by(_FACT.c.day, _FACT.c.id)
    )
    for row in rows:
        found[row.contract_id] += ((row.day, row.last),)
    return found


def _contract(row: RowMapping, suspensions: tuple[Span, ...]) -> Contract:
    """A row as a contract."""
    same = ("id", "place_id", "place", "position", "terms", "first", "last", "weekly_minutes", "tutor", "renews_id")
    more = ("school_on", "ended_on", "ending_months", "counted", "reason", "prescriber", "prescribed_by", "referent")
    return Contract(
        **{name: row[name] for name in (*same, *more)},
        commitments=row["commitments"],
        kind=ContractKind(row["kind"]),
        school=School(row["school"]),
        ending=Ending(row["ending"]),
        suspensions=suspensions,
        clock=row["hlc"],
        **_person(row),
    )


def _person(row: RowMapping) -> dict[str, Any]:
    return {
        "person_id": row["shown_id"],
        "civility": row["civility"],
        "used_name": row["used_name"],
        "first_name": row["first_name"],
    }


def facts(connection: Connection, contract_id: Id) -> tuple[Fact, ...]:
    """What happened in a contract, oldest first."""
    rows = connection.execute(
        select(_FACT).where(_FACT.c.contract_id == contract_id, ~_FACT.c.withdrawn).order_by(_FACT.c.day, _FACT.c.id)
    ).mappings()
    return tuple(fact_of(row) for row in rows)


def fact_of(row: RowMapping) -> Fact:
    """A row as a fact."""
    values = {name: row[name] for name in ("id", "contract_id", "day", "last", "minutes", "words")}
    return Fact(**values, kind=FactKind(row["kind"]), state=FactState(row["state"]), clock=row["hlc"])


def cohorts(connection: Connection) -> tuple[Cohort, ...]:
    """The groups, the latest first."""
    account = house.account
    rows = connection.execute(
        select(_COHORT, account.c.name.label("with_name"))
        .select_from(_COHORT.outerjoin(account, account.c.id == _COHORT.c.account_id))
        .where(~_COHORT.c.withdrawn)
        .order_by(_COHORT.c.first.desc(), _COHORT.c.id.desc())
    ).mappings()
    return tuple(
        Cohort(
            **{name: row[name] for name in ("id", "name", "first", "last", "account_id", "places")},
            with_name=row["with_name"] or "",
            clock=row["hlc"],
        )
        for row in rows
    )


def members(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Member, ...]:
    """The members of groups, by name, once in each; whoever may not read one is given none of it (community.py)."""
    query = _with_person(_MEMBER, _COHORT.c.name.label("group")).join(_COHORT, _COHORT.c.id == _MEMBER.c.cohort_id)
    person = people.person
    ordered = query.where(_MEMBER.c.active, ~_COHORT.c.withdrawn, *conditions).order_by(
        func.lower(person.c.used_name), person.c.first_name, _MEMBER.c.id
    )
    standing = dict[tuple[Id, Id | None], Member]()
    for one in (_member(row) for row in connection.execute(ordered).mappings()):
        # Whoever joined under two records that were merged stands where `her_rows` says.
        other = standing.get((one.cohort_id, one.person_id))
        if other is None or _rank(one) < _rank(other):
            standing[one.cohort_id, one.person_id] = one
    return tuple(standing.values())


def _rank(member: Member) -> tuple[bool, dt.date, Id]:
    return member.left_on is not None, member.joined_on, member.id


def her_rows(connection: Connection, cohort_id: Id, person_ids: Iterable[Id]) -> list[RowMapping]:
    """The rows of these records in a group, first the one where she stands: who is still there, since longest."""
    own = _MEMBER.c
    rows = connection.execute(
        select(_MEMBER)
        .where(own.cohort_id == cohort_id, own.person_id.in_(person_ids))
        .order_by(~own.active, own.left_on.is_not(None), own.joined_on, own.id)
    )
    return list(rows.mappings())


def _member(row: RowMapping) -> Member:
    same = ("id", "cohort_id", "joined_on", "left_on", "reason", "in_touch", "group")
    values = {name: row[name] for name in same}
    return Member(**values, clock=row["hlc"], **_person(row))


def records_of(connection: Connection, person_ids: Iterable[Id]) -> dict[Id, Id]:
    """Each record of these persons, those merged into it included, with the one that stands for her."""
    own = set(person_ids)
    merged = connection.execute(select(local.canon).where(local.canon.c.canonical_id.in_(own))).all()
    return {one: one for one in own} | {row.person_id: row.canonical_id for row in merged}
