"""The rows of prevention, sealed and opened: whose they are stands inside (decision 0041)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Subject
from ceis_desk.data.budget.codec import payload_of, row_of
from ceis_desk.data.identity import read_identity
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload, seal_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.data.sealing import Keys, refuse_outside
from ceis_desk.data.write import Tx
from ceis_desk.platforms.health.model import HealthFact
from ceis_desk.reception.rules import age_at
from ceis_desk.statistics.rules import age_band

HEALTH = "health"
GONE = "Ce point de prévention n’existe plus. Rien n’a changé."


def put_fact(tx: Tx, fact: HealthFact) -> frozenset[Subject]:
    """Write a fact, new or again, with what the figures may know of it."""
    tx.put(
        health_fact,
        fact.id,
        sealed=seal_payload(tx, Group.HEALTH, payload_of(fact), _place(fact.id, "sealed")),
        fact=seal_payload(tx, Group.FIGURES, _figure(tx.connection, fact), _place(fact.id, "fact")),
        withdrawn=False,
    )
    return subject_of(fact.id)


def subject_of(fact_id: Id) -> frozenset[Subject]:
    """One fact, as a change tells of it."""
    return frozenset({Subject(HEALTH, fact_id)})


def read_fact(tx: Tx, fact_id: Id, *, withdrawn_too: bool = False) -> HealthFact:
    """A fact with the person that it was written for; raises Refusal when it is gone, Denied without the key."""
    row = tx.connection.execute(select(health_fact).where(health_fact.c.id == fact_id)).first()
    if row is None or (row.withdrawn and not withdrawn_too):
        raise Refusal(GONE)
    return _opened(tx.keys, row)


def all_facts(reader: Reader) -> list[HealthFact]:
    """Every fact that opens, once a session; one that is spoiled hides no other. Raises Denied without any key."""
    refuse_outside(reader.keys, Group.HEALTH)
    return [fact for fact in _opening(reader) if fact is not None]


def open_facts(connection: Connection, keys: Keys) -> list[HealthFact]:
    """Every fact that these keys open, those withdrawn too."""
    facts = []
    for row in connection.execute(select(health_fact)).all():
        # One that waits for an older key is looked at by whoever has it.
        with suppress(Denied, Unreadable):
            facts.append(_opened(keys, row))
    return facts


def open_figures(connection: Connection, keys: Keys) -> Iterator[dict[str, Any]]:
    """What the figures know of each fact; raises Denied to a session without their key."""
    refuse_outside(keys, Group.FIGURES)
    for row in connection.execute(select(health_fact).where(~health_fact.c.withdrawn)).all():
        with suppress(Denied, Unreadable):
            yield dict(open_payload(keys, Group.FIGURES, row.fact, _place(row.id, "fact")))


def _opening(reader: Reader) -> Iterator[HealthFact | None]:
    def make(row: Row[Any]) -> HealthFact | None:
        with suppress(Denied, Unreadable):
            return _opened(reader.keys, row)
        return None

    return reader.opened.all_of(HEALTH, reader.connection, health_fact, make, ~health_fact.c.withdrawn)


def open_fact(keys: Keys, fact_id: Id, sealed: bytes, clock: int = 0) -> HealthFact:
    """One version of a fact; raises Denied without the key, Unreadable when it was changed or moved."""
    payload = open_payload(keys, Group.HEALTH, sealed, _place(fact_id, "sealed"))
    return row_of(HealthFact, payload, id=fact_id, clock=clock)


def _opened(keys: Keys, row: Row[Any]) -> HealthFact:
    return open_fact(keys, row.id, row.sealed, row.hlc)


def _figure(connection: Connection, fact: HealthFact) -> dict[str, Any]:
    """What the figures may know: codes and a month, an age band; no word, no day, and a mark that leads to nobody."""
    who = read_identity(connection, fact.person_id)
    return {
        "form": fact.form.value,
        "theme": fact.theme,
        "month": f"{fact.day:%Y-%m}",
        "effects": [effect.value for effect in fact.effects],
        "mark": fact.mark,
        "age": age_band(age_at(who.birth_date, who.birth_year, fact.day) if who else None).value,
        "sex": who.sex.value if who else "",
        "qpv": who.qpv.value if who else "",
    }


def standing(facts: list[HealthFact], canon: dict[Id, Id]) -> list[HealthFact]:
    """The facts with the records that stand for their persons now."""
    return [replace(fact, person_id=canon.get(fact.person_id, fact.person_id)) for fact in facts]


def _place(fact_id: Id, column: str) -> Place:
    return Place(health_fact.name, fact_id, column)
