"""The board of employment places on a date after ten years of contracts, against the same rows read by plain SQL.

`python -m benchmarks.boards [--years 10] [--rounds 20]`. Twelve seats of the chantier and fourteen of the PEC, held
one contract after another with renewals, suspensions, exits before the day and gaps, plus what happened in each.
Baseline of the same run: every contract with its place and its person by plain SQL, then the suspensions, nothing
derived from them. The board asks for a date drawn among those ten years, for today, and for the mean of a month.
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
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.employment.board import mean_occupation, read_board
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import employment, people
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment.model import Place
from ceis_desk.platforms.employment.places import FIRST_PLACES
from ceis_desk.platforms.employment.questions import MeanOccupation, ReadBoard

TODAY = dt.date.today()
PASSWORD = "une phrase longue"  # noqa: S105 of a store that lives as long as the run
BOARD, MEAN = Budget(must=6, aim=4), Budget(must=16, aim=10)
FACTS, DATES = 4, 40
_CONTRACTS = (
    "SELECT c.*, p.kind, p.name, who.id, who.civility, who.used_name, who.first_name FROM contract c "
    "JOIN place p ON p.id = c.place_id LEFT JOIN canon ON canon.person_id = c.person_id "
    "JOIN person who ON who.id = coalesce(canon.canonical_id, c.person_id) WHERE NOT c.withdrawn"
)
PLAIN = (
    _CONTRACTS,
    "SELECT contract_id, day, last FROM contract_fact WHERE kind = 'suspension' AND NOT withdrawn",
    "SELECT * FROM place WHERE NOT withdrawn",
)


def fill(tx: Tx, years: int) -> Change:
    """Every seat held by one person after another, from so many years ago to the year to come."""
    draw = random.Random(7)
    for place in FIRST_PLACES:
        for position in range(place.places):
            _hold(tx, draw, place, position, TODAY - dt.timedelta(days=365 * years))
    return Change()


def _hold(tx: Tx, draw: random.Random, place: Place, position: int, at: dt.date) -> None:
    while at < TODAY + dt.timedelta(days=180):
        person = new_id()
        known = {"known_since": at, "created_at": dt.datetime.combine(at, dt.time(9))}
        tx.put(people.person, person, used_name=f"NOM{draw.randrange(9999)}", first_name="Prénom", **known)
        before: Id | None = None
        for _ in range(draw.choice((1, 1, 2, 3))):
            last = at + dt.timedelta(days=draw.choice((120, 180, 270, 365)))
            before = _contract(tx, draw, place, position, person, (at, last), before)
            at = last + dt.timedelta(days=1)
        at += dt.timedelta(days=draw.choice((0, 7, 30)))


def _contract(
    tx: Tx,
    draw: random.Random,
    place: Place,
    position: int,
    person: Id,
    days: tuple[dt.date, dt.date],
    before: Id | None,
) -> Id:
    first, last = days
    contract_id, left = new_id(), {}
    if draw.random() < 0.2:
        left = {"ended_on": first + (last - first) // 2, "ending": "cdi"}
    tx.put(employment.contract, contract_id, person_id=person, place_id=place.id, position=position, terms="CDDI",
           first=first, last=last, tutor="M. IZARD", renews_id=before, **left)  # fmt: skip
    kinds: list[tuple[str, dict[str, Any]]] = [("training", {}) for _ in range(FACTS)]
    if draw.random() < 0.3:
        kinds.append(("suspension", {"last": first + dt.timedelta(days=30)}))
    for kind, more in kinds:
        tx.put(employment.contract_fact, new_id(), contract_id=contract_id, kind=kind, day=first, state="done", **more)
    return contract_id


def made(folder: Folder, years: int) -> tuple[LocalDoor, Reader]:
    """A store, and what its employment worker may read."""
    door = LocalDoor(folder, wall_clock, Argon(memory_kib=64, passes=1, lanes=1))
    door.found(Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
    door.add_account("marc", "Marc Vidal", frozenset({Role.EMPLOYMENT}), PASSWORD).result()
    opened = door.open("marc", PASSWORD).result()
    store: Any = opened.store
    store.write(lambda tx: fill(tx, years)).result()
    file = door.file
    assert file is not None
    connection: Connection = open_engine(folder / STORE_FILE, file.key, read_only=True).connect()
    return door, Reader(connection, opened.actor, dt.datetime.now(), dict(store.keys), store.anchor)


def measure(reader: Reader, years: int, rounds: int) -> None:
    """Print the table and what was promised of it."""
    draw = random.Random(3)
    days = [TODAY - dt.timedelta(days=draw.randrange(365 * years)) for _ in range(DATES)]
    statements = [text(one) for one in PLAIN]
    plain, dated, now, mean = "plain SQL of the same rows", "the board of a date", "that of today", "mean of a month"
    month = MeanOccupation(TODAY.replace(day=1), TODAY.replace(day=1) + dt.timedelta(days=29))
    times = interleaved(
        {
            plain: lambda: [reader.connection.execute(one).all() for one in statements],
            dated: [lambda day=day: read_board(reader, ReadBoard(day)) for day in days],  # type: ignore[misc]  # its own
            now: lambda: read_board(reader, ReadBoard(TODAY)),
            mean: lambda: mean_occupation(reader, month),
        },
        rounds,
    )
    show("the board", times, plain)
    compare("the board of a date against its rows", times[dated].median / times[plain].median, BOARD)
    compare("the mean occupation of a month against them", times[mean].median / times[plain].median, MEAN)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        door, reader = made(Folder(name) / "registre", options.years)
        count, facts = (
            reader.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("contract", "contract_fact")
        )
        print(f"\n{count} contracts over {options.years} years, {facts} facts")
        measure(reader, options.years, options.rounds)
        reader.connection.close()
        reader.connection.engine.dispose()
        door.close()


if __name__ == "__main__":
    main()
