"""The rows of cases, sealed and opened: who is in them stands inside, and is told by the records that stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Subject
from ceis_desk.data.budget.codec import payload_of, row_of
from ceis_desk.data.budget.items import CASE, NO_CASE
from ceis_desk.data.identity import read_identity
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload, seal_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import local
from ceis_desk.data.schema.sealed import budget_case
from ceis_desk.data.sealing import Keys, refuse_outside
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.model import BudgetCase
from ceis_desk.platforms.budget.rules import pause_of, require_open, require_writable, step_of
from ceis_desk.reception.rules import age_at
from ceis_desk.statistics.rules import age_band


def put_case(tx: Tx, case: BudgetCase) -> frozenset[Subject]:
    """Write a case, new or again, with its fact for the figures; the clock it was read at is the caller's to check."""
    kept = _as_named(tx, case)
    tx.put(
        budget_case,
        case.id,
        sealed=seal_payload(tx, Group.BUDGET, payload_of(kept), _place(case.id, "sealed")),
        fact=seal_payload(tx, Group.FIGURES, _fact(tx.connection, case), _place(case.id, "fact")),
        withdrawn=False,
    )
    return case_subject(case.id)


def case_subject(case_id: Id) -> frozenset[Subject]:
    """One case, as a change tells of it."""
    return frozenset({Subject(CASE, case_id)})


def read_case(connection: Connection, keys: Keys, case_id: Id, *, withdrawn_too: bool = False) -> BudgetCase:
    """A case with the records that stand for its persons now; raises Refusal when it is gone, Denied without a key."""
    row = connection.execute(select(budget_case).where(budget_case.c.id == case_id)).first()
    if row is None or (row.withdrawn and not withdrawn_too):
        raise Refusal(NO_CASE)
    return as_they_stand(_opened(keys, row), read_canon(connection))


def case_at(tx: Tx, case_id: Id, clock: int | None = None, *, withdrawn_too: bool = False) -> BudgetCase:
    """A case about to be changed, as it was read at `clock`; raises Outdated or Refusal."""
    case = read_case(tx.connection, tx.keys, case_id, withdrawn_too=withdrawn_too)
    tx.require_clock(budget_case, case_id, clock)
    return case


def writable_case(tx: Tx, case_id: Id) -> BudgetCase:
    """A case in which something new is about to be written; raises Refusal when it is closed."""
    case = read_case(tx.connection, tx.keys, case_id)
    require_open(case)
    return case


def unparted_case(tx: Tx, case_id: Id) -> BudgetCase:
    """A case, closed perhaps, in which something is completed or taken away; raises Refusal after a separation."""
    case = read_case(tx.connection, tx.keys, case_id)
    require_writable(case)
    return case


def all_cases(reader: Reader) -> list[BudgetCase]:
    """Every case that opens, once a session, with the records that stand for its persons now.

    One that is spoiled, or sealed with a key not shared yet, hides no other; raises Denied without any key.
    """
    refuse_outside(reader.keys, Group.BUDGET)
    canon = read_canon(reader.connection)
    return [as_they_stand(case, canon) for case in _opening(reader, ~budget_case.c.withdrawn) if case is not None]


def open_cases(connection: Connection, keys: Keys) -> list[BudgetCase]:
    """Every case that these keys open, those withdrawn too, with the records that stand for its persons now."""
    canon, cases = read_canon(connection), []
    for row in connection.execute(select(budget_case)).all():
        # One that waits for an older key is looked at by whoever has it.
        with suppress(Denied, Unreadable):
            cases.append(as_they_stand(_opened(keys, row), canon))
    return cases


def parted_at(reader: Reader, case_id: Id | None = None) -> Mapping[Id, int]:
    """The common cases that a separation closed, each with the clock of its closing: what is later follows it.

    Of one case alone when it is named: the others are not opened for it.
    """
    where = ~budget_case.c.withdrawn if case_id is None else budget_case.c.id == case_id
    found = (case for case in _opening(reader, where) if case is not None)
    return {case.id: case.closing_clock for case in found if case.closing_clock is not None}


def _opening(reader: Reader, where: ColumnElement[bool]) -> Iterator[BudgetCase | None]:
    def make(row: Row[Any]) -> BudgetCase | None:
        with suppress(Denied, Unreadable):
            return _opened(reader.keys, row)
        return None

    return reader.opened.all_of(CASE, reader.connection, budget_case, make, where)


def read_canon(connection: Connection) -> Mapping[Id, Id]:
    """The record that stands for each record merged into another."""
    canon = local.canon
    rows = connection.execute(select(canon.c.person_id, canon.c.canonical_id))
    return {row.person_id: row.canonical_id for row in rows}


def as_they_stand(case: BudgetCase, canon: Mapping[Id, Id]) -> BudgetCase:
    """The case with the records that stand for its persons now."""
    if not canon:
        return case
    named = {case.person_id, *(member.person_id for member in case.members)}
    if canon.keys().isdisjoint(named):
        return case
    members = tuple(
        replace(member, person_id=canon.get(member.person_id, member.person_id)) if member.person_id else member
        for member in case.members
    )
    return replace(case, person_id=canon.get(case.person_id, case.person_id), members=members)


def _as_named(tx: Tx, case: BudgetCase) -> BudgetCase:
    """The case with the records by which its persons were named first: a merge may be taken back."""
    canon = read_canon(tx.connection)
    row = tx.connection.execute(select(budget_case).where(budget_case.c.id == case.id)).first() if canon else None
    if row is None:
        return case
    before = _opened(tx.keys, row)
    named: dict[Id, list[Id]] = {}
    for one in (before.person_id, *(member.person_id for member in before.members)):
        if one is not None and one not in named.setdefault(canon.get(one, one), []):
            named[canon.get(one, one)].append(one)
    first = named.get(case.person_id, [case.person_id])[0]
    members = []
    for member in case.members:
        known = named.get(member.person_id, []) if member.person_id else []
        members.append(replace(member, person_id=known.pop(0)) if known else member)
    return replace(case, person_id=first, members=tuple(members))


def _opened(keys: Keys, row: Row[Any]) -> BudgetCase:
    payload = open_payload(keys, Group.BUDGET, row.sealed, _place(row.id, "sealed"))
    return row_of(BudgetCase, payload, id=row.id, clock=row.hlc)


def _fact(connection: Connection, case: BudgetCase) -> dict[str, Any]:
    """What the figures may know: codes and months, an age band of the person, since days would find her again."""
    who = read_identity(connection, case.person_id)
    last = case.marks[-1].day
    return {
        "kind": case.kind.value,
        "source": case.source.value,
        "step": step_of(case.marks).value,
        "pause": pause_of(case.marks).value,
        "closure": case.closure.value if case.closure else "",
        "opened": f"{case.opened_on:%Y-%m}",
        "since": f"{last:%Y-%m}",
        "parted": case.separated_on is not None,
        "adults": sum(member.adult for member in case.members),
        "children": sum(not member.adult for member in case.members),
        "age": age_band(age_at(who.birth_date, who.birth_year, case.opened_on) if who else None).value,
        "sex": who.sex.value if who else "",
        "qpv": who.qpv.value if who else "",
    }


def _place(case_id: Id, column: str) -> Place:
    return Place(budget_case.name, case_id, column)
