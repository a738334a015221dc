"""Whom an animation brought to the digital space, over random histories, against a plain recount of the same rows."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from ceis_desk.access.model import Role
from ceis_desk.agenda.first_contact import ContactCounts, CountFirstContacts, NameFirstContacts
from ceis_desk.data.figures.collective import count_first_contacts, name_first_contacts
from ceis_desk.data.schema import digital
from tests.data.figures import oracle
from tests.data.figures.worlds import FIRST, LAST, AMotif, AnAppointment, ASession, AVisit, Kept, World, number, write
from tests.data.stores import STAMP, new_store

TODAY = LAST - dt.timedelta(days=8)
"""Before the last days of the histories: what is planned has brought nobody yet."""
Found = dict[int, tuple[dt.date, dt.date | None]]
"""By the rank of the person: the day of the animation, and the day on which she was back."""


@dataclass(frozen=True)
class InTheSpace:
    """A help, a post lent or a procedure, of somebody or of nobody named."""

    table: str
    day: dt.date
    person: int | None
    withdrawn: bool


def day_of(rng: random.Random, last: dt.date = LAST) -> dt.date:
    return FIRST + dt.timedelta(days=rng.randrange((last - FIRST).days + 1))


def moment(rng: random.Random) -> dt.datetime:
    return dt.datetime.combine(day_of(rng), dt.time(rng.randrange(24), 30))


def platform(rng: random.Random) -> str:
    return rng.choice(("digital", "digital", "digital", "health"))


def history(rng: random.Random) -> tuple[World, tuple[InTheSpace, ...]]:
    """A few persons, some with two records; a motif that became digital one day, and another that was so till then."""
    persons = rng.randrange(1, 6)
    turn = day_of(rng)
    motifs = (AMotif("En ligne", links={turn: "digital"}), AMotif("Café", links={FIRST: "digital", turn: "reception"}))
    visits = tuple(
        AVisit(moment(rng), rng.choice((None, *range(persons))), {rng.randrange(2): rng.random() < 0.8},
               withdrawn=rng.random() < 0.2)
        for _ in range(rng.randrange(5))
    )  # fmt: skip
    appointments = tuple(
        AnAppointment(moment(rng), platform(rng), rng.randrange(persons), rng.choice(("honoured", "no_show")),
                      withdrawn=rng.random() < 0.2)
        for _ in range(rng.randrange(3))
    )  # fmt: skip
    sessions = tuple(
        ASession(moment(rng), platform(rng), rng.random() < 0.1,
                 {who: (rng.choice(("present", "present", "enrolled")), Kept()) for who in range(persons)},
                 rng.choice(("animation", "animation", "workshop")))
        for _ in range(rng.randrange(1, 4))
    )  # fmt: skip
    facts = tuple(
        InTheSpace(rng.choice(("help", "use", "procedure")), day_of(rng, TODAY), rng.randrange(persons),
                   rng.random() < 0.3)
        for _ in range(rng.randrange(4))
    )  # fmt: skip
    nobody = (InTheSpace("help", day_of(rng, TODAY), None, withdrawn=False),)
    merged = {persons - 1: 0} if persons > 1 and rng.random() < 0.5 else {}
    return World(persons, merged, motifs, visits, appointments, sessions), facts + nobody


def put(connection: Connection, facts: tuple[InTheSpace, ...]) -> None:
    for rank, one in enumerate(facts):
        person = None if one.person is None else number(one.person)
        row: dict[str, Any] = {**STAMP, "id": number(rank), "person_id": person, "withdrawn": one.withdrawn}
        at = dt.datetime.combine(one.day, dt.time(23, 30))
        if one.table == "help":
            connection.execute(insert(digital.digital_help).values(**row, at=at, day=one.day))
        elif one.table == "use":
            connection.execute(insert(digital.post_use).values(**row, post="1", started_at=at))
        else:
            connection.execute(insert(digital.procedure).values(**row, label="Aide", opened_on=one.day))


def recount(world: World, facts: tuple[InTheSpace, ...], first: dt.date, last: dt.date) -> Found:
    """Each person's days one by one, by hand."""
    came: defaultdict[int, set[dt.date]] = defaultdict(set)
    animated: defaultdict[int, set[dt.date]] = defaultdict(set)
    for one in oracle.happenings(world):
        day = one.at.date()
        if "digital" not in one.platforms or day > TODAY:
            continue
        came[one.person].add(day)
        if one.kind == 2 and world.sessions[one.rank // 1000].kind == "animation":
            animated[one.person].add(day)
    for fact in facts:
        if fact.person is not None and not fact.withdrawn:
            came[world.merged.get(fact.person, fact.person)].add(fact.day)
    found: Found = {}
    for person, all_days in came.items():
        day = min(all_days)
        if day in animated[person] and first <= day <= last:
            later = [other for other in all_days if other > day]
            found[person] = (day, min(later) if later else None)
    return found


@pytest.mark.parametrize("count", [200, pytest.param(4000, marks=pytest.mark.long)])
def test_those_reached_and_those_back_are_those_counted_by_hand(tmp_path: Path, count: int) -> None:
    rng = random.Random(20190613)
    reached = back = 0
    with new_store(tmp_path) as connection:
        reader: Any = SimpleNamespace(
            connection=connection, today=TODAY, actor=SimpleNamespace(roles=frozenset({Role.DIGITAL}))
        )
        for seed in range(count):
            world, facts = history(rng)
            first, last = (FIRST, LAST) if rng.random() < 0.7 else sorted((day_of(rng), day_of(rng)))
            write(connection, world)
            put(connection, facts)
            wanted = recount(world, facts, first, last)
            named = name_first_contacts(reader, NameFirstContacts(first, last))
            told = {one.contact.person: (one.contact.day, one.contact.back_on) for one in named}
            assert told == {number(rank): days for rank, days in wanted.items()}, seed
            came_back = sum(later is not None for _, later in wanted.values())
            counts = count_first_contacts(reader, CountFirstContacts(first, last))
            assert counts == ContactCounts(len(wanted), came_back), seed
            reached, back = reached + len(wanted), back + came_back
            connection.rollback()
    # Histories that reach nobody would prove nothing.
    assert reached > count / 3
    assert back > count / 6
