"""The figures of ten real years of a CEIS: a month with every breakdown, its report, ten years month by month.

`python -m benchmarks.month_figures [--visits 500000] [--rounds 5]`. Baselines of the same run: one scan of every visit
of the same file, and the same questions on an unencrypted copy. The budget is in seconds: a director waits for it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path as Folder
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, text
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from benchmarks.timing import interleaved, show
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.figures.month import read_month
from ceis_desk.data.figures.months import count_months, keep_some_months, read_months
from ceis_desk.data.figures.period import read_period
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.schema import agenda, local, metadata, people, reception
from ceis_desk.reception.catalogue import FIRST_MOTIFS
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth
from ceis_desk.statistics.rules import month_of, months_between

FIRST, LAST = dt.date(2010, 1, 1), dt.date(2019, 12, 31)
AFTER, AT_ONCE = dt.date(2020, 1, 2), 6
MONTH = month_of(dt.date(2019, 6, 1))
BUDGET_MS = 1000
CHUNK = 20_000
STAMP = {"hlc": 1, "origin": 1}
SCAN = text("SELECT count(*), sum(withdrawn) FROM visit NOT INDEXED")

Row = dict[str, Any]


def fill(connection: Connection, visits: int) -> None:
    """Ten years of a CEIS: persons who come for a season and go, 12 visits in 100 anonymous, 25 with two motifs."""
    draw = random.Random(5)
    persons = [Id(int=number + 1) for number in range(max(10, visits // 16))]
    born = {**STAMP, "known_since": FIRST, "created_at": dt.datetime.combine(FIRST, dt.time(9))}
    put(connection, people.person, ({**born, "id": person} for person in persons))
    aliases = persons[: len(persons) // 30 * 2]
    pairs = zip(aliases[::2], aliases[1::2], strict=True)
    put(connection, local.canon, ({"person_id": alias, "canonical_id": own} for alias, own in pairs))
    motifs = [code_id("motif", motif.label) for motif in FIRST_MOTIFS]
    put(connection, reception.motif, _motifs(motifs))
    put(connection, reception.motif_platform, _links(motifs))
    rows = list(_visits(draw, visits, persons))
    put(connection, reception.visit, iter(rows))
    put(connection, reception.visit_motif, _borne(draw, rows, motifs))
    put(connection, agenda.appointment, _appointments(draw, rows))


def put(connection: Connection, table: Any, rows: Iterator[Row]) -> None:  # noqa: ANN401  # any of our tables
    """Write the rows, some thousands at a time."""
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(insert(table), chunk)


def _motifs(ids: list[Id]) -> Iterator[Row]:
    for motif_id, motif in zip(ids, FIRST_MOTIFS, strict=True):
        yield {**STAMP, "id": motif_id, "code": motif.label, "label": motif.label, "position": motif.position}


def _links(ids: list[Id]) -> Iterator[Row]:
    for motif_id, motif in zip(ids, FIRST_MOTIFS, strict=True):
        yield {**STAMP, "id": new_id(), "motif_id": motif_id, "platform": motif.platform, "from_day": FIRST}
    changed = {"motif_id": ids[3], "platform": "digital", "from_day": dt.date(2015, 1, 1)}
    yield {**STAMP, "id": new_id(), **changed}


def _visits(draw: random.Random, count: int, persons: list[Id]) -> Iterator[Row]:
    open_days = [
        day for day in map(dt.date.fromordinal, range(FIRST.toordinal(), LAST.toordinal())) if day.weekday() < 5
    ]
    for number in range(count):
        day = open_days[number * len(open_days) // count]
        at = dt.datetime.combine(day, dt.time(draw.choice((9, 10, 10, 11, 11, 12, 14, 15, 16, 17)), draw.randrange(60)))
        # Whoever comes in a month is drawn near a rank that grows with the years.
        rank = int(len(persons) * number / count + abs(draw.gauss(0, len(persons) / 12))) % len(persons)
        visit_id = new_id(int(at.timestamp()) * 1000, draw.randbytes)
        yield {
            **STAMP,
            "id": visit_id,
            "at": at,
            "day": day,
            "person_id": None if draw.random() < 0.12 else persons[rank],
            "arrival_id": visit_id,
            "waiting_at": at,
            "called_at": at + dt.timedelta(minutes=draw.randrange(40)),
            "withdrawn": draw.random() < 0.01,
            "age": draw.randrange(3, 95),
            "sex": draw.choice(("female", "male", "unknown")),
            "qpv": draw.choice(("yes", "no", "unknown")),
            "job_seeker": draw.choice((None, False, True)),
            "lone_parent": draw.choice((None, False, True)),
            "isolated": draw.choice((None, False, True)),
        }


def _borne(draw: random.Random, visits: list[Row], motifs: list[Id]) -> Iterator[Row]:
    for visit in visits:
        for motif_id in draw.sample(motifs, 2 if draw.random() < 0.25 else 1):
            yield {**STAMP, "id": Id(bytes=draw.randbytes(16)), "visit_id": visit["id"], "motif_id": motif_id}


def _appointments(draw: random.Random, visits: list[Row]) -> Iterator[Row]:
    for visit in visits[::12]:
        yield {
            **STAMP,
            "id": new_id(),
            "person_id": visit["person_id"],
            "platform": draw.choice(("budget", "employment", "health")),
            "starts_at": visit["at"],
            "day": visit["day"],
            "outcome": draw.choice(("honoured", "honoured", "excused", "no_show", "")),
        }


def plain_copy(connection: Connection, path: Folder) -> Engine:
    """The same rows and indexes in a file without encryption, opened with the same driver."""
    connection.rollback()
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"ATTACH DATABASE '{path.as_posix()}' AS bare KEY ''")
    driver.execute("SELECT sqlcipher_export('bare')")
    driver.execute("DETACH DATABASE bare")

    def connect() -> Any:  # noqa: ANN401  # the driver is not typed
        opened = dbapi2.connect(str(path), isolation_level=None)
        opened.execute("PRAGMA cache_size = -32000")
        opened.execute("PRAGMA temp_store = MEMORY")
        return opened

    engine = create_engine("sqlite://", creator=connect, module=dbapi2, poolclass=StaticPool)
    event.listen(engine, "begin", lambda began: began.exec_driver_sql("BEGIN"))
    return engine


def questions(connection: Connection) -> dict[str, Callable[[], object]]:
    """The measured questions, asked of one file."""
    years = months_between(FIRST, LAST)
    return {
        "one month, every breakdown": lambda: read_period(connection, PeriodFigures(MONTH.first, MONTH.last)),
        "its report, compared with three months": lambda: read_month(connection, ReadMonth(MONTH.first), LAST),
        "ten years by month and platform": lambda: read_months(connection, years),
    }


def compare_kept(path: Folder, key: bytes, rounds: int) -> None:
    """Print the ten years again, once past months are kept; each first keeping of six months holds the writer."""
    engine = open_engine(path, key)
    with engine.connect() as connection:
        holds: list[float] = []
        left = True
        while left:
            start = time.process_time()
            left = keep_some_months(connection, AFTER, AT_ONCE)
            connection.commit()
            holds.append((time.process_time() - start) * 1000)
        years = months_between(FIRST, LAST)
        paths = {
            "scan of every visit": lambda: connection.execute(SCAN).all(),
            "ten years, every month kept": lambda: read_months(connection, years),
            "ten years, counted again": lambda: count_months(connection, years),
        }
        show("months kept", interleaved(paths, rounds), "scan of every visit")
        print(f"  keeping {AT_ONCE} months: p50 {statistics.median(holds):.0f} ms, longest {max(holds):.0f} ms")
    engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, key = Folder(name), random.Random(1).randbytes(32)
        writer = open_engine(folder / STORE_FILE, key)
        with writer.connect() as connection:
            metadata.create_all(connection)
            fill(connection, options.visits)
            connection.commit()
            bare = plain_copy(connection, folder / "bare.db")
        writer.dispose()
        sealed = open_engine(folder / STORE_FILE, key, read_only=True)
        with sealed.connect() as ours, bare.connect() as theirs:
            compare(ours, theirs, options.rounds)
        compare_kept(folder / STORE_FILE, key, options.rounds)
        sealed.dispose()
        bare.dispose()


def compare(ours: Connection, theirs: Connection, rounds: int) -> None:
    """Print each question against the scan, then against the unencrypted file, and against the budget."""
    scan = {"scan of every visit": lambda: ours.execute(SCAN).all()}
    ours_timed = questions(ours)
    theirs_timed = {f"{name}, not encrypted": path for name, path in questions(theirs).items()}
    times = interleaved({**scan, **ours_timed, **theirs_timed}, rounds)
    show("figures", times, "scan of every visit")
    for name, theirs_name in zip(ours_timed, theirs_timed, strict=True):
        within = "within" if times[name].median <= BUDGET_MS else "OVER"
        price = times[name].median / times[theirs_name].median
        print(f"  {name}: {within} the budget of {BUDGET_MS} ms here; encryption costs × {price:.2f}")


if __name__ == "__main__":
    main()
