"""A full week of the agenda as its page reads it, against the same rows read by plain SQL.

`python -m benchmarks.agenda [--appointments 500] [--rounds 20]`. Ten professionals, as many appointments in one week,
each with a sealed subject, over two years of earlier ones. Baseline of the same run: the rows of the week with their
names, two joins, bytes as they are: no subject opened, no rank, no visit, no free time. Then the first free times.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from pathlib import Path as Folder
from typing import Any

from sqlalchemy import Connection, text

from benchmarks._budgets import Budget, compare
from benchmarks.timing import interleaved, show
from ceis_desk.access.door import Founding
from ceis_desk.access.model import Role
from ceis_desk.access.questions import Staff
from ceis_desk.agenda.questions import FindSlots, ReadWeek
from ceis_desk.agenda.spans import WEEK
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.finding import find_slots
from ceis_desk.data.agenda.subjects import put_subject
from ceis_desk.data.agenda.week import read_week
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, people
from ceis_desk.data.write import Tx

MONDAY = dt.date(2019, 6, 17)
PASSWORD = "une phrase longue"  # noqa: S105 of a store that lives as long as the run
HOURS = tuple(dt.time(hour, minute) for hour in range(9, 18) for minute in (0, 30))
WEEKS_BEFORE = 100
WEEKLY_BEFORE = 40
BUDGET = Budget(must=20, aim=12)
PLAIN = text(
    "SELECT a.*, p.civility, p.used_name, p.first_name, c.name FROM appointment a"
    " LEFT JOIN person p ON p.id = a.person_id LEFT JOIN account c ON c.id = a.account_id"
    " WHERE a.day BETWEEN '2019-06-17' AND '2019-06-21' AND NOT a.withdrawn ORDER BY a.starts_at"
)


def fill(tx: Tx, counsellors: list[Id], appointments: int) -> Change:
    """Persons, two years of past appointments, then the week, full."""
    draw = random.Random(7)
    persons = [new_id() for _ in range(2000)]
    born = {"known_since": MONDAY, "created_at": dt.datetime.combine(MONDAY, dt.time(9))}
    tx.put_many(
        people.person,
        [
            {"id": one, "used_name": f"NOM {number}", "first_name": "Camille", **born}
            for number, one in enumerate(persons)
        ],
    )
    past = [
        _row(draw, persons, counsellors, MONDAY - WEEK * week, outcome="honoured")
        for week in range(1, WEEKS_BEFORE + 1)
        for _ in range(WEEKLY_BEFORE)
    ]
    now = [_row(draw, persons, counsellors, MONDAY, outcome="") for _ in range(appointments)]
    tx.put_many(agenda.appointment, past + now)
    for row in now:
        put_subject(tx, row["id"], "budget", ("follow_up", "Suivi du plan d’apurement"))
    for account in counsellors:
        for weekday in range(5):
            hours = {"weekday": weekday, "first_minute": 540, "last_minute": 1080, "from_day": MONDAY}
            tx.put(agenda.availability, new_id(), account_id=account, **hours)
    return Change()


def _row(
    draw: random.Random, persons: list[Id], counsellors: list[Id], monday: dt.date, outcome: str
) -> dict[str, Any]:
    day = monday + dt.timedelta(days=draw.randrange(5))
    return {
        "id": new_id(),
        "person_id": draw.choice(persons),
        "account_id": draw.choice(counsellors),
        "platform": "budget",
        "starts_at": dt.datetime.combine(day, draw.choice(HOURS)),
        "day": day,
        "minutes": 45,
        "outcome": outcome,
        "withdrawn": False,
    }


def made(folder: Folder, appointments: int) -> tuple[LocalDoor, Reader]:
    """A store with ten counsellors and what the last of them may read, her keys in hand."""
    door = LocalDoor(folder, wall_clock, Argon(memory_kib=64, passes=1, lanes=1))
    door.found(Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
    for number in range(10):
        door.add_account(f"c{number}", f"Conseillère {number}", frozenset({Role.BUDGET}), PASSWORD).result()
    door.open("helene", PASSWORD).result()
    counsellors = door.open("helene", PASSWORD).result().store.ask(Staff()).result()
    accounts = [one.id for one in counsellors if Role.BUDGET in one.roles]
    opened = door.open("c0", PASSWORD).result()
    store: Any = opened.store
    store.write(lambda tx: fill(tx, accounts, appointments)).result()
    file = door.file
    assert file is not None
    engine = open_engine(folder / STORE_FILE, file.key, read_only=True)
    connection: Connection = engine.connect()
    return door, Reader(
        connection, opened.actor, dt.datetime.combine(MONDAY, dt.time(9)), dict(store.keys), store.anchor
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appointments", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        door, reader = made(Folder(name) / "registre", options.appointments)
        week = read_week(reader, ReadWeek(MONDAY))
        opened = sum(1 for entry in week.entries if entry.subject)
        print(f"\n{len(week.entries)} boxes, {opened} subjects opened, {len(week.people)} professionals")
        ask = FindSlots(reader.now, 45, platform="budget")
        plain, whole, first = "plain SQL of the same rows", "read the week", "find the first three free times"
        times = interleaved(
            {
                plain: lambda: reader.connection.execute(PLAIN).mappings().all(),
                whole: lambda: read_week(reader, ReadWeek(MONDAY)),
                first: lambda: find_slots(reader, ask),
            },
            options.rounds,
        )
        show("agenda", times, plain)
        compare("the week against the plain rows", times[whole].median / times[plain].median, BUDGET)
        reader.connection.close()
        reader.connection.engine.dispose()
        door.close()


if __name__ == "__main__":
    main()
