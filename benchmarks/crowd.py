"""Many invented persons in a real encrypted store: names by falling frequency, uneven as real ones are."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.schema import metadata, people, reception
from ceis_desk.data.search import rebuild_index

NAMES = Path(__file__).parents[1].parent / "shared" / "data" / "names"
TODAY = dt.date(2019, 6, 18)
KEY = bytes(range(32))
_CHUNK = 20_000
_PARTICLES = ("", "", "", "", "", "", "", "", "", "Ben ", "El ", "Le ", "De ", "Aït-")
_STAMP = {"hlc": 1, "origin": 1}


@dataclass(frozen=True)
class Someone:
    """One invented person."""

    id: Id
    family: str
    first: str
    born: dt.date
    phone: str


class Drawer:
    """Draws from a list whose first items are the most frequent, by a law of Zipf."""

    def __init__(self, items: Sequence[str], fall: float, draw: random.Random) -> None:
        self._items = items
        self._weights = list(itertools.accumulate(1 / (rank + 5) ** fall for rank in range(len(items))))
        self._draw = draw

    def one(self) -> str:
        """An item, the first ones more often."""
        return self._draw.choices(self._items, cum_weights=self._weights)[0]


def crowd(size: int, seed: int = 7) -> Iterator[Someone]:
    """`size` persons, the same for the same seed."""
    if not NAMES.is_dir():
        sys.exit("../shared/data/names is not on this machine: nothing to measure with")
    draw = random.Random(seed)
    families = Drawer((NAMES / "surnames_by_rank_20000.txt").read_text(encoding="utf-8").split("\n")[:-1], 0.9, draw)
    firsts = [
        Drawer(
            (NAMES / f"dist.prenoms.{sex}.all.txt").read_text(encoding="utf-8").split("\n")[1].strip(",").split(","),
            1.1,
            draw,
        )
        for sex in "fm"
    ]
    for number in range(size):
        yield Someone(
            id=Id(int=number + 1),
            family=draw.choice(_PARTICLES) + families.one(),
            first=draw.choice(firsts).one(),
            born=dt.date(1925, 1, 1) + dt.timedelta(days=draw.randrange(90 * 365)),
            phone=f"+336{draw.randrange(10**8):08d}",
        )


def fill(folder: Path, size: int, visits: int) -> tuple[Engine, list[Someone]]:
    """An encrypted store of `size` persons and `visits` visits of the last year; kept between runs when it is there."""
    everyone = list(crowd(size))
    path = folder / STORE_FILE
    is_new = not path.exists()
    engine = open_engine(path, KEY)
    if is_new:
        start = time.perf_counter()
        with engine.connect() as connection:
            metadata.create_all(connection)
            _write(connection, everyone)
            _visit(connection, everyone, visits)
            before = time.perf_counter()
            rebuild_index(connection)
            print(f"filled in {before - start:.0f} s, indexed in {time.perf_counter() - before:.0f} s", file=sys.stderr)
            connection.commit()
    return engine, everyone


def _write(connection: Connection, everyone: list[Someone]) -> None:
    created = dt.datetime.combine(TODAY, dt.time(9))
    for start in range(0, len(everyone), _CHUNK):
        chunk = everyone[start : start + _CHUNK]
        connection.execute(
            insert(people.person),
            [
                {
                    **_STAMP,
                    "id": one.id,
                    "used_name": one.family,
                    "first_name": one.first,
                    "birth_date": one.born,
                    "birth_year": one.born.year,
                    "known_since": TODAY,
                    "created_at": created,
                }
                for one in chunk
            ],
        )
        connection.execute(
            insert(people.person_phone),
            [{**_STAMP, "id": code_id("phone", one.id), "person_id": one.id, "number": one.phone} for one in chunk],
        )


def _visit(connection: Connection, everyone: list[Someone], visits: int) -> None:
    draw = random.Random(3)
    rows = []
    for number in range(visits):
        at = dt.datetime.combine(TODAY, dt.time(9)) - dt.timedelta(
            days=draw.randrange(365), minutes=draw.randrange(400)
        )
        rows.append(
            {
                **_STAMP,
                "id": Id(int=number + 1),
                "at": at,
                "day": at.date(),
                "person_id": draw.choice(everyone).id,
                "arrival_id": Id(int=number + 1),
            }
        )
    connection.execute(insert(reception.visit), rows)
