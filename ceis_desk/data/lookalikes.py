"""Records that may be one person: candidates by blocks, then the rules of `people.duplicates`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, or_, select, union_all

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id
from ceis_desk.data.identity import PHONE_ORDER, identity_of
from ceis_desk.data.people import aliases, canonical
from ceis_desk.data.schema import agenda, local, people, reception
from ceis_desk.data.schema.base import Day
from ceis_desk.people.alike import traits
from ceis_desk.people.duplicates import Comparison, compare, is_probable, is_shown, reasons, score
from ceis_desk.people.keys import block_keys
from ceis_desk.people.likenesses import in_addition, side_by_side, write_appointment, write_birth, write_visits
from ceis_desk.people.model import DoubtfulPair, Identity, Likeness, Lookalike
from ceis_desk.people.names import display_name
from ceis_desk.people.questions import DoubtfulPairs, FindLookalikes

APART = "apart"
WAITING = ("check", "proposed")
_MOST_COMPARED = 60
_MOST_SHOWN = 5
_MOST_WAITING = 1000


@dataclass(frozen=True)
class _Facts:
    """What a record has besides its identity, its merged records included."""

    known_since: dt.date
    visits: int
    last_visit: dt.date | None
    appointment_at: dt.datetime | None


def find_lookalikes(connection: Connection, question: FindLookalikes, today: dt.date) -> tuple[Lookalike, ...]:
    """Records near what is being typed, the nearest first; never one that was told apart from the record itself."""
    ruled_out = _ruled_out(connection, question.except_id) if question.except_id else frozenset()
    candidates = [one for one in _candidates(connection, question.identity) if one not in ruled_out][:_MOST_COMPARED]
    identities = _identities(connection, candidates)
    typed = traits(question.identity)
    pairs = {one: compare(typed, traits(identity)) for one, identity in identities.items()}
    near = sorted((-score(pair), one) for one, pair in pairs.items() if is_shown(pair, score(pair)))
    shown = [one for _, one in near[:_MOST_SHOWN]]
    facts = _facts(connection, shown, today)
    return tuple(
        _lookalike(one, question.identity, identities[one], pairs[one], facts[one], today)
        for one in shown
        if one in facts
    )


def doubtful_pairs(connection: Connection, question: DoubtfulPairs) -> tuple[DoubtfulPair, ...]:
    """Pairs left by an import or proposed by an agent, the oldest first; a pair merged since is settled."""
    pairs = list(dict.fromkeys((row[0], row[1]) for row in connection.execute(_waiting(), {"most": question.limit})))
    both = {one for pair in pairs for one in pair}
    identities = _identities(connection, both)
    facts = _facts(connection, [second for _, second in pairs], None)
    found = []
    for first, second in pairs:
        if first in identities and second in facts:
            typed, existing = identities[first], identities[second]
            pair = compare(traits(typed), traits(existing))
            found.append(DoubtfulPair(first, second, _lookalike(second, typed, existing, pair, facts[second], None)))
    return tuple(found)


def count_pairs(connection: Connection) -> int:
    """How many pairs wait."""
    return len({frozenset(row) for row in connection.execute(_waiting(), {"most": _MOST_WAITING})})


def _ruled_out(connection: Connection, person_id: Id) -> frozenset[Id]:
    """The record itself, and those told apart from it or from a record merged into it."""
    own = canonical(connection, person_id)
    members = (own, *aliases(connection, own))
    pair, canon = people.person_pair, local.canon
    rows = connection.execute(
        select(pair.c.first_id, pair.c.second_id).where(
            pair.c.verdict == APART, or_(pair.c.first_id.in_(members), pair.c.second_id.in_(members))
        )
    )
    others = {one for row in rows for one in row}
    stand = connection.scalars(select(canon.c.canonical_id).where(canon.c.person_id.in_(others)))
    return frozenset({own, *others, *stand})


def _candidates(connection: Connection, identity: Identity) -> list[Id]:
    """Records that share a block with this identity, those that share most first."""
    block = local.block_key
    rows = connection.scalars(
        select(block.c.person_id)
        .where(block.c.key.in_(block_keys(identity)))
        .group_by(block.c.person_id)
        .order_by(func.count().desc(), block.c.person_id)
        .limit(2 * _MOST_COMPARED)
    )
    return list(rows)


def _identities(connection: Connection, ids: Collection[Id]) -> dict[Id, Identity]:
    person, phone = people.person, people.person_phone
    numbers: dict[Id, list[str]] = {}
    wanted = select(phone.c.person_id, phone.c.number).where(phone.c.active, phone.c.person_id.in_(ids))
    for person_id, number in connection.execute(wanted.order_by(*PHONE_ORDER)):
        numbers.setdefault(person_id, []).append(number)
    rows = connection.execute(select(person).where(person.c.id.in_(ids), ~person.c.withdrawn)).mappings()
    return {row["id"]: identity_of(row, tuple(numbers.get(row["id"], ()))) for row in rows}


@cache
def _waiting() -> Select[Id, Id]:
    pair, first, second = people.person_pair, local.canon.alias(), local.canon.alias()
    one = func.coalesce(first.c.canonical_id, pair.c.first_id)
    other = func.coalesce(second.c.canonical_id, pair.c.second_id)
    joined = pair.outerjoin(first, first.c.person_id == pair.c.first_id)
    return (
        select(one, other)
        .select_from(joined.outerjoin(second, second.c.person_id == pair.c.second_id))
        .where(pair.c.verdict.in_(WAITING), one != other)
        .order_by(pair.c.hlc, pair.c.id)
        .limit(bindparam("most"))
    )


def _facts(connection: Connection, ids: Collection[Id], today: dt.date | None) -> dict[Id, _Facts]:
    """Visits, first day and next appointment from `today` on, in one statement for all these records."""
    rows = connection.execute(_facts_of(), {"ids": list(ids), "today": today or dt.date.max})
    return {
        person_id: _Facts(created if first is None else min(created, first), visits, last, at)
        for person_id, created, first, last, visits, at in rows
    }


@cache
def _facts_of() -> Select[Id, dt.date, dt.date | None, dt.date | None, int, dt.datetime | None]:
    person, canon = people.person, local.canon
    visit, appointment = reception.visit, agenda.appointment
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    own = select(person.c.id.label("member"), person.c.id.label("owner")).where(person.c.id.in_(wanted))
    merged = select(canon.c.person_id, canon.c.canonical_id).where(canon.c.canonical_id.in_(wanted))
    member = union_all(own, merged).subquery()
    visits = (
        select(member.c.owner, func.min(visit.c.day), func.max(visit.c.day), func.count())
        .join_from(member, visit, and_(visit.c.person_id == member.c.member, ~visit.c.withdrawn))
        .group_by(member.c.owner)
        .subquery()
    )
    is_to_come = and_(
        appointment.c.person_id == member.c.member,
        appointment.c.day >= bindparam("today", type_=Day),
        appointment.c.outcome == Outcome.OPEN.value,
        ~appointment.c.withdrawn,
    )
    nexts = (
        select(member.c.owner, func.min(appointment.c.starts_at).label("at"))
        .join_from(member, appointment, is_to_come)
        .group_by(member.c.owner)
        .subquery()
    )
    owner, first, last, number = visits.c
    return (
        select(person.c.id, person.c.known_since, first, last, func.coalesce(number, 0), nexts.c.at)
        .select_from(person.outerjoin(visits, owner == person.c.id).outerjoin(nexts, nexts.c.owner == person.c.id))
        .where(person.c.id.in_(wanted), ~person.c.withdrawn)
    )


def _lookalike(
    person_id: Id, typed: Identity, existing: Identity, pair: Comparison, facts: _Facts, today: dt.date | None
) -> Lookalike:
    points = score(pair)
    more: list[Likeness] = []
    if facts.last_visit is not None:
        more.append(in_addition("Passages", write_visits(facts.visits, facts.last_visit, today)))
    if facts.appointment_at is not None:
        more.append(in_addition("Rendez-vous", write_appointment(facts.appointment_at, today)))
    return Lookalike(
        id=person_id,
        name=display_name(existing.civility, existing.used_name, existing.first_name, existing.birth_name),
        birth=write_birth(existing, today),
        score=points,
        probable=is_probable(points),
        reasons=reasons(pair),
        fields=(*side_by_side(typed, existing, pair), *more),
        known_since=facts.known_since,
        visits=facts.visits,
    )
